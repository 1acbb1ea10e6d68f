import { table } from "./table.ts";

/** What a bench has to reach: a measured value and the most it may be, or with `atLeast` the least. */
export interface Goal {
  /** With its unit. */
  what: string;
  measured: number;
  limit: number;
  atLeast?: boolean;
}

export function isMet({ measured, limit, atLeast }: Goal): boolean {
  return atLeast ? measured >= limit : measured <= limit;
}

/** Goal by goal: measured, to reach, met or not. */
export function goalTable(goals: readonly Goal[]): string {
  const rows = goals.map((goal) => [
    goal.what,
    figure(goal.measured),
    `${goal.atLeast ? ">=" : "<="} ${figure(goal.limit)}`,
    isMet(goal) ? "met" : "NOT met",
  ]);
  return table(["goal", "measured", "to reach", ""], rows);
}

const figure = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1));
