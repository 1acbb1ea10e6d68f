import type { Frame } from "./frame.ts";
import { readArgument } from "./periods/argument.ts";
import type { When } from "./periods/when.ts";
import type { Intent, Slots } from "./slots.ts";
import type { Call } from "./transcript.ts";

const INTENT_OF: Record<string, Intent> = {
  cost_query: "cost",
  trail_find_events: "trail",
  guardduty_list_findings: "guardduty",
  logs_analyze_errors: "logErrors",
  logs_error_timeline: "logErrors",
  logs_list_groups: "logGroups",
  inventory_find_instances: "instances",
  ec2_reboot_instances: "reboot",
};

const strings = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.length > 0 ? value.filter((v): v is string => typeof v === "string") : undefined;
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** The period a result really covers, for calls of a language model that wrote it in words. */
export type PeriodOf = (handle: string | null) => When | null;

/** What the calls of a turn asked for, whoever made them; null when they belong to no question we know. */
export function recall(calls: Call[], periodOf: PeriodOf): Pick<Frame, "intent" | "slots" | "dataset"> | null {
  const main = calls.find((call) => INTENT_OF[call.name]);
  if (!main) return null;
  const { input } = main;
  const events = strings(input.events);
  const intent = events?.length === 1 && events[0] === "ConsoleLogin" ? "logins" : INTENT_OF[main.name]!;
  const when = readArgument(input.period) ?? periodOf(main.result?.handle ?? null);
  const groupBy = strings(input.group_by);
  const names =
    strings(input.targets) ?? (text(input.name) || text(input.id) ? [text(input.name) ?? text(input.id)!] : undefined);
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
    ...optional("resource", text(input.resource)),
    ...optional("source", text(input.source)),
    ...optional("ip", text(input.ip)),
    ...(input.errors_only === true && { errorsOnly: true }),
    ...(input.writes_only === true && { writesOnly: true }),
    ...optional("severity", text(input.severity)),
    ...optional("service", text(input.service) ?? text(input.contains)),
    ...optional("logGroups", strings(input.groups)),
    ...optional("state", text(input.state)),
    ...optional("names", names),
  };
  const shown = calls.find((call) => call.name === "logs_error_timeline" && call.result?.handle) ?? main;
  const handle = shown.result?.handle;
  return { intent, slots, dataset: handle ? { handle, tool: shown.name } : null };
}

function optional<K extends keyof Slots>(key: K, value: Slots[K] | undefined): Pick<Slots, K> | object {
  return value === undefined ? {} : { [key]: value };
}
