import type { Day } from "./calendar.ts";

export type Unit = "day" | "week" | "month" | "quarter" | "year" | "span";

/**
 * A period as somebody said it. `days`: both ends counted. `rolling`: the last so many minutes, hours or days up to
 * now; said in months, cost means whole calendar months by it (`months`). `since`: from that time of today on. `shift`: counted from the period of the turn before.
 */
export type When =
  | { kind: "days"; from: Day; to: Day; unit: Unit }
  | { kind: "rolling"; amount: number; unit: "m" | "h" | "d"; months?: number }
  | { kind: "since"; time: string }
  | { kind: "shift"; by: number; unit: Unit };

export interface Found {
  when: When;
  start: number;
  end: number;
  /** Named as what to compare with ("지난달 대비", "vs last month"). */
  baseline: boolean;
}

export const days = (from: Day, to: Day, unit: Unit): When => ({ kind: "days", from, to, unit });
