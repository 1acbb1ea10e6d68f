/** Sentences on log lines, their patterns and the groups they lie in. Arguments are Markdown already. */
export interface LogWords {
  first(period: string, service: string, errors: string, share: string): string;
  none(period: string, service: string): string;
  peak(time: string, errors: string): string;
  /** Of counts by UTC day. */
  peakDay(day: string, errors: string): string;
  example(text: string): string;
  columns: Record<"pattern" | "count" | "share" | "first" | "last", string>;
  volume(period: string, total: string, group: string, most: string, share: string): string;
  whichService(groups: string): string;
  groups(count: string, open: number): string;
  noGroups: string;
  groupColumns: Record<"group" | "region" | "retention" | "stored" | "owner", string>;
  ownersUnknown(regions: string): string;
  /** Single requests that took long. `id`: empty where the line has none. */
  slow: Record<"basis", string> & {
    first(period: string, service: string, took: string, id: string, time: string): string;
    none(period: string, service: string): string;
    which(groups: string): string;
    kept(count: number): string;
    columns: Record<"took" | "id" | "time" | "line", string>;
  };
  days(days: number): string;
  forever: string;
}
