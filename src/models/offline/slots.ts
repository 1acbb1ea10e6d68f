import type { When } from "./periods/when.ts";

/** What a question may name. Absent: not said. Everything here can be inherited by the next question. */
export interface Slots {
  when?: When;
  groupBy?: string[];
  grain?: "daily" | "monthly" | "total";
  services?: string[];
  regions?: string[];
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
  writesOnly?: boolean;
  severity?: string;
  archived?: boolean;
  /** Service name whose log groups are meant, or full names of groups. */
  service?: string;
  logGroups?: string[];
  state?: string;
  /** Name tags and instance ids. */
  names?: string[];
}

/** What belongs to this one message and is never inherited. */
export interface Manner {
  baseline?: When;
  compare: boolean;
  chart: boolean;
  csv: boolean;
  /** Names or services that are to be left out. */
  without: string[];
}

export type Intent =
  | "cost"
  | "trail"
  | "logins"
  | "guardduty"
  | "logErrors"
  | "logGroups"
  | "instances"
  | "reboot"
  | "chart"
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
  "trail",
  "logins",
  "guardduty",
  "logErrors",
  "logGroups",
  "instances",
  "reboot",
];
