/** Sentences on what exists, who signed in and what was found. Arguments are Markdown already. */
export interface Estate {
  lacking(count: number, key: string, checked: number): string;
  noneLacking(key: string, checked: number): string;
  /** `kind`: "" for all. */
  resources(count: number, kind: string): string;
  noResources: string;
  publicBuckets(all: number, open: number, names: string): string;
  noPublicBuckets(all: number): string;
  publicBasis: string;
  accessUnknown(count: number): string;
  unknownTags(count: number): string;
  columns: Record<"type" | "count" | "names" | "region" | "running" | "stopped" | "total", string>;
  perRegion(running: number, parts: string, stopped: number, all: number): string;
  regionCount(region: string, count: number): string;
  root(period: string, count: number, last: string): string;
  noRoot(period: string): string;
  rootEvents(signIns: number, other: number): string;
  noMfa(period: string, count: number): string;
  perUser(user: string, count: number, ips: string): string;
  eventId(id: string): string;
  severities(active: string, all: string): string;
  severityColumns: Record<"state" | "total", string>;
  severityRows: Record<"active" | "archived" | "all" | "samples", string>;
  withSamples(count: number): string;
  open(count: number, size: string, names: string): string;
  noneOpen(groups: number): string;
}
