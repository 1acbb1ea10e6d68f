import type { Call } from "../define-tool.ts";
import type { Column, Note, Scalar, Table } from "../results.ts";
import type { FoundEvents } from "./find-events.ts";
import type { TrailEvent } from "./read-event.ts";
import { freshTo, reachNotes } from "./trail-notes.ts";

const TOP = 5;

/** A result of events; the caller brings columns, rows, its own totals and notes. */
export function trailTable(
  found: FoundEvents,
  own: { columns: Column[]; rows: Scalar[][]; totals: Record<string, number>; notes: Note[] },
  { context: { now } }: Pick<Call, "context">,
): Table {
  const { accounts, period, searched, skipped, requests, seenFrom } = found;
  return {
    columns: own.columns,
    rows: own.rows,
    totals: own.totals,
    period,
    scope: { accounts, regions: searched, skipped },
    source: { service: "CloudTrail", requests, cached: 0, usd: 0, freshTo: freshTo(found, now), scannedBytes: null },
    truncated:
      seenFrom === null
        ? null
        : {
            shown: own.rows.length,
            of: null,
            why: {
              ko: "페이지 한도; 이벤트나 사용자, 리소스를 지정하거나 기간을 줄이면 됩니다",
              en: "page limit; name an event, a user or a resource, or shorten the period",
            },
          },
    notes: [...reachNotes(found, now), ...own.notes],
  };
}

/** How often each, the most frequent first: `user:sarah.lee` 7. */
export function countsOf(
  prefix: string,
  events: readonly TrailEvent[],
  of: (event: TrailEvent) => string,
): Record<string, number> {
  const counts = [...Map.groupBy(events, of)].map(([name, all]) => [`${prefix}:${name}`, all.length] as const);
  return Object.fromEntries(counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TOP));
}

/** What "none" rests on. */
export function noneFound(found: FoundEvents, what: string): Note[] {
  if (found.events.length > 0) return [];
  const pages = found.seenFrom === null ? "all pages were read" : "not all pages were read";
  return [
    {
      code: "none_found",
      text: `${what}; ${pages}. Data events (such as S3 objects) are not part of this history.`,
    },
  ];
}
