/** What a note of a tool says, by its code. `p`: a parameter as a reader writes it, "?" where it is not known. */
export type NoteWords = Record<NoteCode, (p: (name: string) => string) => string>;

/** How figures are meant: stands after the scope. */
const BASIS = [
  "reproduce",
  "credits_excluded",
  "credits_included",
  "tax_excluded",
  "list_price",
  "price_table",
] as const;

/** What a source does not have, or not yet: stands behind its name. */
const OF_SOURCE = ["provisional_days", "from_copy", "copy_partial", "copy_unavailable", "delivery_delay"] as const;

/** What was not looked at or counted: stands after the sources. */
const GAPS = [
  "retention",
  "seen_back_to",
  "retention_cut",
  "tail_unread",
  "sampled",
  "pages_cut",
  "events_left_out",
  "samples_excluded",
  "archived_excluded",
  "tag_without_cost",
  "tags_unknown",
  "bucket_access",
  "access_unknown",
  "owners_unknown",
  "change_unknown",
  "no_index",
  "widgets_unreadable",
  "log_widgets_not_run",
  "docs_embedded",
  "docs_unreachable",
  "requests_nearly_used",
  "scan_budget",
] as const;

/** What the answer itself tells, or what is only worth knowing next to the figures. */
const ELSEWHERE = [
  "admin_edges_left_out",
  "agents_per_queue",
  "anomaly_detection",
  "app_members",
  "archived_finding",
  "bin",
  "bin_raised",
  "cached",
  "commitment_measures",
  "compared_with",
  "dashboard",
  "docs_online",
  "docs_query",
  "driver",
  "edges_folded",
  "endpoint_routes_folded",
  "forecast_interval",
  "forecast_with_spent",
  "forecast_without_spent",
  "history_kept",
  "instant",
  "invoice_total",
  "log_groups",
  "metric",
  "no_data",
  "no_reservations",
  "no_savings_plans",
  "none_found",
  "peak",
  "period_widened",
  "rightsizing_by_aws",
  "routine_excluded",
  "sample_finding",
  "shared_query",
  "scan",
  "tag_spelling",
  "untagged_share",
  "zero_filled",
] as const;

export type NotePlace = "basis" | "source" | "gap";
type NoteCode = (typeof BASIS | typeof OF_SOURCE | typeof GAPS | typeof ELSEWHERE)[number];

const PLACES: Record<NotePlace, readonly string[]> = { basis: BASIS, source: OF_SOURCE, gap: GAPS };

/** Every code there are words for; the tools' own are checked against it. */
export const noteCodes: readonly string[] = [...BASIS, ...OF_SOURCE, ...GAPS, ...ELSEWHERE];

export const standsIn = (place: NotePlace, code: string): boolean => PLACES[place].includes(code);
