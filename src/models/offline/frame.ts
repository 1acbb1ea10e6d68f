import type { Intent, Slots } from "./slots.ts";

/** What the conversation is about before the newest message: all that a follow-up may leave out. */
export interface Frame {
  /** Null: nothing was settled yet, or a question back could not tell which of several was meant. */
  intent: Intent | null;
  slots: Slots;
  /** The last turn ended in a question back. */
  asked: boolean;
  /** The result that "as a chart" means. */
  dataset: { handle: string; tool: string } | null;
  /** The instances that the last answer named: "stop them" means these. */
  instances: readonly string[];
}

export const EMPTY_FRAME: Frame = { intent: null, slots: {}, asked: false, dataset: null, instances: [] };

/** What the answer to "which ones?" may say. */
const ORDER = ["names", "instanceType", "regions", "every", "account"] as const;

/** What a follow-up may change, by what the conversation is about. */
const REFINES: Partial<Record<Intent, readonly (keyof Slots)[]>> = {
  changes: ["when"],
  cost: ["when", "groupBy", "grain", "services", "regions", "account", "credits", "top", "without"],
  costChange: ["when", "groupBy", "account", "against"],
  costCause: ["when", "account"],
  costForecast: ["account"],
  costAnomalies: ["when", "account"],
  costSavings: ["savings", "report", "account"],
  trail: [
    "when",
    "events",
    "user",
    "resource",
    "source",
    "ip",
    "role",
    "errorsOnly",
    "error",
    "writesOnly",
    "instanceType",
    "regions",
    "account",
  ],
  logins: ["when", "user", "ip", "errorsOnly", "noMfa", "account"],
  guardduty: ["severity", "when", "archived", "findingType", "findingOn", "distribution", "regions", "account"],
  logErrors: ["when", "service", "logGroups", "top", "account"],
  logGroups: ["service", "forever", "volume", "when", "regions", "account"],
  instances: ["names", "instanceType", "state", "distribution", "without", "regions", "account"],
  resources: ["withoutTag", "kind", "services", "regions", "account"],
  alarms: ["names", "ringing", "rang", "when", "alarmState", "regions", "account"],
  metrics: ["names", "measures", "statistic", "severity", "top", "when", "regions", "account"],
  outage: ["names", "when", "account"],
  outOfMemory: ["names", "when", "account"],
  slowRequests: ["names", "logGroups", "when", "top", "account"],
  contacts: ["when", "queue", "lost", "regions", "account"],
  past: ["when", "about"],
  reboot: ORDER,
  stop: ORDER,
  start: ORDER,
};

/** True when what was said changes something about a question of this kind. */
export function refines(intent: Intent, slots: Slots): boolean {
  return (REFINES[intent] ?? []).some((key) => slots[key] !== undefined);
}

/** What was said wins; the rest is kept. A new subject drops what described the old one. */
export function inherit(intent: Intent, before: Slots, said: Slots): Slots {
  const keys = new Set<keyof Slots>(REFINES[intent] ?? []);
  if (said.events || said.source) for (const key of ["events", "verb", "thing", "source"] as const) keys.delete(key);
  if (said.when) keys.delete("against");
  if (said.services && intent === "resources") keys.delete("kind");
  if (said.measures) keys.delete("statistic");
  if (said.without) keys.delete("services");
  if (said.services) keys.delete("without");
  if (said.service || said.logGroups) for (const key of ["service", "logGroups"] as const) keys.delete(key);
  if (said.ringing || said.alarmState) for (const key of ["rang", "when"] as const) keys.delete(key);
  const wording = said.events || said.source ? [] : (["verb", "thing"] as const);
  const kept = Object.fromEntries(
    [...keys, ...wording].map((key) => [key, before[key]]).filter(([, v]) => v !== undefined),
  );
  return { ...(kept as Slots), ...said };
}
