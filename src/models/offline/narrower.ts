import type { Intent } from "./slots.ts";

/** What a sentence may also be about that orders to change the power of instances. */
const ORDERED: readonly Intent[] = [
  "cost",
  "costChange",
  "costCause",
  "costSavings",
  "trail",
  "instances",
  "resources",
  "metrics",
  "outage",
];

/** What was said before is asked for by words of its own, whatever it was about. */
const EVERYTHING_ELSE: readonly Intent[] = [
  ...(["cost", "costChange", "costCause", "costForecast", "costAnomalies", "costSavings", "trail", "logins"] as const),
  ...(["guardduty", "logErrors", "logGroups", "instances", "resources", "alarms", "metrics", "outage"] as const),
  ...(["contacts", "outOfMemory", "slowRequests", "forbidden", "notYet", "help", "howto"] as const),
];

/** Questions of a kind of their own, and what else their words could mean: where one is meant, the other is not. */
export const NARROWER: Partial<Record<Intent, readonly Intent[]>> = {
  costChange: ["cost"],
  costCause: ["cost", "costChange", "trail", "outage"],
  costForecast: ["cost", "costChange", "notYet"],
  costAnomalies: ["cost", "costChange", "costCause", "guardduty"],
  costSavings: ["cost", "instances", "resources", "forbidden", "costForecast", "metrics"],
  resources: ["instances", "trail"],
  alarms: ["instances", "trail", "metrics", "guardduty", "forbidden"],
  metrics: ["instances", "trail"],
  contacts: ["cost", "costChange", "trail", "instances", "metrics", "outage", "logErrors", "forbidden", "notYet"],
  outage: ["logErrors", "trail", "metrics", "instances"],
  slowRequests: ["metrics", "logErrors", "logGroups", "outage", "trail", "instances"],
  outOfMemory: ["metrics", "logErrors", "trail", "outage", "instances", "forbidden"],
  logins: ["trail"],
  past: EVERYTHING_ELSE,
  logErrors: ["instances"],
  logGroups: ["logErrors", "instances"],
  stop: ORDERED,
  start: ORDERED,
  order: [
    ...ORDERED,
    ...([
      "costForecast",
      "costAnomalies",
      "logins",
      "guardduty",
      "logErrors",
      "logGroups",
      "alarms",
      "outOfMemory",
    ] as const),
    ...(["changes", "reboot", "stop", "start", "forbidden", "notYet", "howto", "help", "nothing"] as const),
  ],
  handOver: [...ORDERED, "alarms", "guardduty", "logErrors", "logins", "stop", "start", "forbidden", "howto", "help"],
  changes: [...ORDERED, "logins", "howto", "help", "forbidden"],
  theme: [...ORDERED, "notYet", "help", "howto", "forbidden"],
};
