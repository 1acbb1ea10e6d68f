/** A finding as somebody would write it down in a list; `findings.ts` makes it whole. */
import type { Story } from "./story.ts";

/** What was seen, by the kind of action GuardDuty tells it as. */
export type Seen =
  | { by: "connection"; direction: "INBOUND" | "OUTBOUND"; port: number; portName: string }
  | { by: "probe"; port: number; portName: string }
  | { by: "dns"; domain: string }
  | { by: "api"; api: string; service: string; errorCode?: string };

/** What it is about: a host, by the key of its role and the number among its fellows; a person or a program; a bucket. */
export type About = { host: string; number?: number } | { part: string } | { bucket: "open" | "lake"; part: string };

export interface FindingLine {
  type: string;
  severity: number;
  /** Days before the anchor; another seed may move it by `spread`. */
  daysAgo: number;
  spread?: number;
  about: About;
  seen: Seen;
  /** `{}` stands for the name of what it is about. */
  title: string;
  archived?: true;
  sample?: true;
  count?: number;
  /** How long it went on. */
  hours?: number;
  /** Concerns a global service: seen in us-east-1. */
  virginia?: true;
  /** The time of the story it belongs to. */
  at?: (story: Story) => number;
}

export const api = (service: string, name: string, errorCode?: string): Seen => ({
  by: "api",
  service: `${service}.amazonaws.com`,
  api: name,
  ...(errorCode ? { errorCode } : {}),
});

export const inbound = (port: number, portName: string): Seen => ({
  by: "connection",
  direction: "INBOUND",
  port,
  portName,
});
export const outbound = (port: number, portName = "Unknown"): Seen => ({
  by: "connection",
  direction: "OUTBOUND",
  port,
  portName,
});
