import type { Order } from "./orders/order.ts";
import type { When } from "./periods/when.ts";

/** What a question may name. Absent: not said. Everything here can be inherited by the next question. */
export interface Slots {
  when?: When;
  groupBy?: string[];
  grain?: "daily" | "monthly" | "total";
  services?: string[];
  regions?: string[];
  /** A month that has not begun, as far as a forecast reaches. */
  later?: boolean;
  account?: string;
  credits?: boolean;
  /** Asks what rose, so the table is ordered by change. */
  causes?: boolean;
  /** CloudTrail event names. */
  events?: string[];
  /** For wording: what was done to what ("start", "instance"). */
  verb?: string;
  thing?: string;
  user?: string;
  resource?: string;
  source?: string;
  ip?: string;
  errorsOnly?: boolean;
  /** An error code of AWS's. */
  error?: string;
  writesOnly?: boolean;
  severity?: string;
  archived?: boolean;
  /** A telling part of GuardDuty's type, such as SSH; the name or id that findings are about. */
  findingType?: string;
  findingOn?: string;
  /** Service name whose log groups are meant, or full names of groups. */
  service?: string;
  logGroups?: string[];
  state?: string;
  /** Name tags and instance ids. */
  names?: string[];
  /** "gpu", or a type such as g5.12xlarge. */
  instanceType?: string;
  /** Metrics by their words: cpu, memory, 5xx rate. */
  measures?: string[];
  /** A percentile: p99. */
  statistic?: string;
  /** Which savings: rightsizing, waste, commitments. */
  savings?: string;
  /** Which report on commitments. */
  report?: string;
  /** The key of a tag that is missing. */
  withoutTag?: string;
  /** A kind of resource, as the inventory calls it. */
  kind?: string;
  /** Only what everybody can reach. */
  open?: boolean;
  /** How much the log groups took in. */
  volume?: boolean;
  /** Alarms in this state of CloudWatch's. */
  alarmState?: string;
  /** Only what has no retention period. */
  forever?: boolean;
  /** Counts by this: severity, state, type, region. */
  distribution?: string;
  /** How many of the largest. */
  top?: number;
  /** Names and services left out. */
  without?: string[];
  /** Alarms that rang before, not those that ring. */
  rang?: boolean;
  /** The role whose calls are meant. */
  role?: string;
  /** What the last comparison was held against. */
  against?: When;
  /** Only what rings. */
  ringing?: boolean;
  /** The question's words, of which one may be the name of a queue in the contact centre. */
  queue?: string;
  /** Asks for contacts that nobody answered. */
  lost?: boolean;
  /** Console sign-ins without MFA. */
  noMfa?: boolean;
  /** What was talked about before, in the words of the question. */
  about?: string;
  /** How many instances an order speaks of: "two", "하나만". */
  count?: number;
  /** A change other than of power, as it was ordered. */
  order?: Order;
  /** "All of them": an order for whatever fits. */
  every?: boolean;
}

/** What belongs to this one message and is never inherited. */
export interface Manner {
  baseline?: When;
  compare: boolean;
  chart: boolean;
  csv: boolean;
  theme?: "dark" | "light";
}

export type Intent =
  | "cost"
  | "costChange"
  | "costCause"
  | "costForecast"
  | "costAnomalies"
  | "costSavings"
  | "trail"
  | "logins"
  | "guardduty"
  | "logErrors"
  | "logGroups"
  | "instances"
  | "resources"
  | "alarms"
  | "metrics"
  | "contacts"
  | "outage"
  | "outOfMemory"
  | "slowRequests"
  | "changes"
  | "reboot"
  | "stop"
  | "start"
  | "past"
  | "order"
  | "chart"
  | "csv"
  | "theme"
  | "handOver"
  | "help"
  | "howto"
  | "greeting"
  | "thanks"
  | "nothing"
  | "forbidden"
  | "notYet";

/** The intents that call tools and can be carried on. */
export const ANSWERED: readonly Intent[] = [
  "cost",
  "costChange",
  "costCause",
  "costForecast",
  "costAnomalies",
  "costSavings",
  "trail",
  "logins",
  "guardduty",
  "logErrors",
  "logGroups",
  "instances",
  "resources",
  "alarms",
  "metrics",
  "contacts",
  "outage",
  "outOfMemory",
  "slowRequests",
  "changes",
  "reboot",
  "stop",
  "start",
  "order",
  "theme",
  "handOver",
  "past",
];
