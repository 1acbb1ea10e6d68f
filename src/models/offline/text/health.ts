/** Sentences on alarms, metrics and incidents. Arguments are Markdown already. */
export interface Health {
  ringing(count: number, names: string): string;
  quiet(all: number): string;
  noAlarms: string;
  /** Alarms of a time that is past. */
  rang: {
    first(period: string, times: number, alarms: number, most: string, mostTimes: number): string;
    none(period: string): string;
    columns: Record<"alarm" | "times" | "minutes" | "last", string>;
  };
  withoutData(count: number, names: string): string;
  states(alarm: number, insufficient: number, ok: number): string;
  measured(period: string, name: string, measure: string, figures: string): string;
  figures(name: string, avg: string, max: string, at: string): string;
  sum(name: string, sum: string): string;
  noData(period: string, name: string, measure: string): string;
  /** Title of a picture, in plain text. `statistic` and `step` are CloudWatch's and the tool's: Average, 5m; "" for none. */
  course(resource: string, measure: string, statistic: string, step: string): string;
  lower(step: string): string;
  /** All of a kind: instance, database, function. */
  all(thing: string, count: number): string;
  highest(period: string, all: string, measure: string, name: string, figures: string, lowest: boolean): string;
  /** So many questions of one message were not answered. */
  leftOut(count: number): string;
  withoutPoints(count: number): string;
  whichResource(measure: string): string;
  measures: Record<string, string>;
  outage: Record<"title", string> & {
    cause(time: string, what: string, version: string, by: string, after: string, rise: string): string;
    rise(from: string, to: string, usual: string, share: string, minutes: number): string;
    noCause(service: string, rise: string): string;
    none(period: string, name: string): string;
    rollback(by: string, time: string, what: string, version: string, ends: string): string;
    pattern(share: string, pattern: string): string;
    evidence(ids: string): string;
    minutesAfter(minutes: number): string;
    rows: Record<"deploy" | "raised" | "alarm" | "rollback" | "settled", string>;
    columns: Record<"time" | "what" | "who" | "detail", string>;
    likely: string;
  };
  oom: {
    killed(period: string, name: string, count: string, first: string, last: string): string;
    none(period: string, name: string): string;
    cause(by: string, time: string, what: string, from: string, to: string, ids: string): string;
    restored(by: string, time: string, what: string, memory: string): string;
    which: string;
    columns: Record<"time" | "message", string>;
  };
}
