/** Sentences on what was found out before. Arguments are Markdown already. */
export interface PastWords {
  found(count: number, period: string): string;
  /** Nothing in the period asked for; these are of other days. */
  otherDays(count: number, period: string): string;
  none(period: string): string;
  searched(threads: number): string;
  line(day: string, asker: string, question: string, finding: string): string;
  dated: string;
  anew: string;
}
