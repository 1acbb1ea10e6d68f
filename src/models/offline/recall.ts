import type { Frame } from "./frame.ts";
import { readArgument } from "./periods/argument.ts";
import type { When } from "./periods/when.ts";
import { everyOf } from "./plan/metrics.ts";
import { POWER, POWERS } from "./power.ts";
import type { Intent, Slots } from "./slots.ts";
import type { Call, Turn } from "./transcript.ts";

/** What a turn with such a call is about; the telling ones first. */
const INTENT_OF: readonly (readonly [tool: string, intent: Intent])[] = [
  ...POWERS.map((power) => [POWER[power].tool, power] as const),
  ["changes_made", "changes"],
  ["history_search", "past"],
  ["cost_forecast", "costForecast"],
  ["cost_compare", "costChange"],
  ["cost_anomalies", "costAnomalies"],
  ["cost_savings", "costSavings"],
  ["cost_query", "cost"],
  ["trail_sign_ins", "logins"],
  ["alarms_list", "alarms"],
  ["metrics_query", "metrics"],
  ["connect_queues", "contacts"],
  ["logs_analyze_errors", "logErrors"],
  ["logs_error_timeline", "logErrors"],
  ["trail_find_events", "trail"],
  ["guardduty_list_findings", "guardduty"],
  ["logs_list_groups", "logGroups"],
  ["inventory_find", "resources"],
  ["inventory_find_instances", "instances"],
];

const strings = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.length > 0 ? value.filter((v): v is string => typeof v === "string") : undefined;
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** The period a result really covers, for calls of a language model that wrote it in words. */
export type PeriodOf = (handle: string | null) => When | null;

/** What the calls of a turn asked for, whoever made them; null when they belong to no question we know. */
export function recall(calls: Call[], periodOf: PeriodOf): Pick<Frame, "intent" | "slots" | "dataset"> | null {
  const [tool, subject] = INTENT_OF.find(([name]) => calls.some((call) => call.name === name)) ?? [];
  const main = calls.find((call) => call.name === tool);
  if (!main || !subject) return null;
  const { input } = main;
  const events = strings(input.events);
  const intent = events?.length === 1 && events[0] === "ConsoleLogin" ? "logins" : subject;
  // A forecast reaches over days to come; what is asked next is of the month so far.
  const when = readArgument(input.period) ?? (tool === "cost_forecast" ? null : periodOf(main.result?.handle ?? null));
  const groupBy = strings(input.group_by);
  const metrics = calls.filter(({ name }) => name === tool && name === "metrics_query");
  const read = (field: string) => [...new Set(metrics.flatMap((call) => text(call.input[field]) ?? []))];
  const every = everyOf(read("resource")[0]);
  const names =
    strings(input.targets) ??
    (metrics.length > 0 ? (every ? [] : read("resource")) : null) ??
    [text(input.name), text(input.id), text(input.resource)].flatMap((name) => name ?? []);
  const slots: Slots = {
    ...(when && { when }),
    ...(groupBy && { groupBy }),
    ...optional("grain", text(input.granularity) as Slots["grain"]),
    ...optional("services", strings(input.services)),
    ...optional("regions", strings(input.regions)),
    ...optional("account", text(input.account)),
    ...(input.include_credits === true && { credits: true }),
    ...optional("events", intent === "logins" ? undefined : events),
    ...optional("user", text(input.user)),
    ...optional("resource", every ? undefined : text(input.resource)),
    ...(every && { thing: every }),
    ...optional("source", text(input.source)),
    ...optional("ip", text(input.ip)),
    ...((input.errors_only === true || input.kind === "failed") && { errorsOnly: true }),
    ...optional("error", text(input.error)),
    ...(input.kind === "root" && { user: "root" }),
    ...(input.kind === "no_mfa" && { noMfa: true }),
    ...(input.writes_only === true && { writesOnly: true }),
    ...optional("severity", text(input.severity)),
    ...optional("kind", main.name === "inventory_find" ? text(input.type) : undefined),
    ...optional("findingType", main.name === "guardduty_list_findings" ? text(input.type) : undefined),
    ...optional("findingOn", main.name === "guardduty_list_findings" ? text(input.resource) : undefined),
    ...optional("service", text(input.service) ?? text(input.contains)),
    ...optional("logGroups", strings(input.groups)),
    ...optional("state", text(input.state)),
    ...optional("about", main.name === "history_search" ? text(input.words) : undefined),
    ...optional("names", names.length > 0 ? names.map((name) => name.replace(/\*$/, "")) : undefined),
    ...(metrics.length > 0 && { measures: read("metric") }),
    ...optional("statistic", text(input.statistic)),
    ...optional("savings", main.name === "cost_savings" ? text(input.kind) : undefined),
    ...optional("against", main.name === "cost_compare" ? (readArgument(input.previous) ?? undefined) : undefined),
    ...optional("rang", input.history === true ? true : undefined),
    ...optional("role", text(input.role)),
    ...optional("report", main.name === "cost_savings" ? text(input.report) : undefined),
    ...optional("withoutTag", strings(input.without_tag)?.[0]),
  };
  return { intent, slots, dataset: shownOf(calls) ?? datasetOf(main) };
}

/** What "as a chart" and "as CSV" mean: what was drawn, or what was computed last, or the errors over time. */
export function shownOf(calls: Call[]): Frame["dataset"] {
  const drawn = calls.findLast(({ name }) => name === "chart")?.input.dataset;
  const shown =
    calls.find(({ result }) => result?.handle && result.handle === drawn) ??
    calls.findLast(({ name, result }) => name === "data_query" && result?.handle) ??
    calls.find(({ name, result }) => (name === "logs_error_timeline" || name === "logs_query") && result?.handle);
  return shown ? datasetOf(shown) : null;
}

const datasetOf = ({ name, result }: Call): Frame["dataset"] =>
  result?.handle ? { handle: result.handle, tool: name } : null;

function optional<K extends keyof Slots>(key: K, value: Slots[K] | undefined): Pick<Slots, K> | object {
  return value === undefined ? {} : { [key]: value };
}

const INSTANCE = /\bi-[0-9a-f]{8,17}\b/g;

/** What "stop them" means after a turn: what it proposed to change, else the instances its answer named. */
export function namedInstances({ calls, answer }: Turn): string[] {
  const proposed = calls.findLast(({ name }) => POWERS.some((power) => POWER[power].tool === name));
  return strings(proposed?.input.targets) ?? [...new Set(answer.match(INSTANCE))];
}
