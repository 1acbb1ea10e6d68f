/** Sentences on one thing looked up: a resource, a picture of many, lines of a log, a page, a finding. Arguments are Markdown already. */
export interface Lookups {
  described(name: string, type: string, state: string): string;
  costs(name: string, usdADay: string): string;
  listPrice(asOf: string): string;
  noPrice(name: string): string;
  fact: string;
  value: string;
  moreFacts: string;
  drawn(name: string, nodes: number, edges: number): string;
  /** Of `count` instances `shown` can be pressed. */
  whichToDraw(count: number, shown: number): string;
  /** The question about one, as a person types it. */
  drawAround(name: string): string;
  account: string;
  notDrawn(name: string, nodes: number): string;
  around(group: string, time: string, lines: number): string;
  noLines(group: string, time: string): string;
  whichLog: string;
  page(title: string): string;
  noPage: string;
  english: string;
  link(url: string): string;
  related(titles: string): string;
  finding(title: string): string;
  noFinding: string;
  /** A list that has fewer. */
  noSuchFinding(count: number): string;
  dashboards(count: number): string;
  noDashboards: string;
  drawDashboard(name: string): string;
  dashboard(name: string, widgets: number, pictures: number, period: string): string;
  widget: string;
  series: string;
  latest: string;
}
