/** Sentences on what is spent, was spent and will be. Arguments are Markdown already. */
export interface Spending {
  /** `net`: after credits and refunds, where that differs. */
  bill(period: string, gross: string, net: string | null, invoiced: boolean): string;
  parts(parts: [kind: string, usd: string][]): string;
  part: Record<"credits" | "refunds" | "tax", string>;
  dearest(period: string, what: string, name: string, usd: string, share: string | null): string;
  /** `scope`: what it is the cost of, with a space after it; empty for all. */
  untagged(period: string, scope: string, key: string, usd: string, share: string): string;
  untaggedBasis: string;
  /** What is left out, as such a scope. */
  besides(names: string): string;
  whichCategory: string;
  netByTag(period: string, scope: string, key: string, usd: string): string;
  netBasis: string;
  noTag: string;
  without(period: string, names: string, usd: string): string;
  reproduce(metric: string, granularity: string, groups: string, filter: string): string;
  taxExcluded: string;
  perRegion(period: string, sums: string): string;
  months: string;
  /** Two periods side by side. */
  rose(
    period: string,
    /** Empty, or the services that were named with a space after them. */
    scope: string,
    after: string,
    before: string,
    was: string,
    change: string,
    percent: string | null,
    up: boolean,
  ): string;
  most(
    period: string,
    before: string,
    name: string,
    was: string,
    is: string,
    change: string,
    percent: string | null,
  ): string;
  mostFell(period: string, before: string, name: string, was: string, is: string, change: string): string;
  mostPercent(name: string, percent: string, was: string, is: string): string;
  comparedWith(from: string, days: number): string;
  cause(
    period: string,
    is: string,
    before: string,
    was: string,
    change: string,
    percent: string,
    item: string,
    region: string,
    itemChange: string,
    share: string | null,
  ): string;
  noRise(period: string, is: string, was: string): string;
  causedBy(user: string, time: string, event: string, instances: string, ip: string, id: string): string;
  perDay(usd: string, day: string): string;
  goesOn(usd: string): string;
  running(count: number): string;
  notRunning: string;
  noActor(item: string): string;
  chartCause(item: string): string;
  forecast(
    period: string,
    gross: string,
    net: string | null,
    mean: string,
    low: string,
    high: string,
    level: number,
    total: string | null,
  ): string;
  forecastOnly(period: string, mean: string, low: string, high: string, level: number): string;
  forecastRows: Record<"spent" | "net" | "rest" | "total", string>;
  forecastColumns: Record<"what" | "expected" | "low" | "high", string>;
  forecastBasis: string;
  anomalies(period: string, count: number, impact: string): string;
  noAnomalies(period: string): string;
  anomalyBasis: string;
  rightsizing(count: number, saving: string): string;
  noRightsizing: string;
  advice: Record<string, string>;
  rightsizingBasis: string;
  waste(count: number, usd: string): string;
  noWaste: string;
  wasteKinds: Record<string, string>;
  commitments: {
    covered(month: string, share: string, covered: string): string;
    used(month: string, share: string, commitment: string, unused: string, saved: string): string;
    reserved(month: string, share: string): string;
    uncovered(month: string, onDemand: string): string;
    running: string;
    reproduce(report: string): string;
  };
  noPlans: string;
  noReservations: string;
}
