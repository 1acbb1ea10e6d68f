/** Sentences on what was changed by way of approvals. Arguments are Markdown already. */
export interface ChangesMade {
  first(period: string, count: number, people: string): string;
  byPerson(name: string, count: number): string;
  none(period: string): string;
  notMade(count: number): string;
  /** Where the changes are that did not go through a card. */
  elsewhere: string;
  source: string;
  outcome(state: string, verified: boolean): string;
  columns: Record<"time" | "change" | "asked" | "approved" | "outcome", string>;
}
