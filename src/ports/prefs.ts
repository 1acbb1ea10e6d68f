/**
 * What a person chose and keeps, and what an admin chose for a channel: the model, the chart's theme. `owner` is the
 * Slack id of either; the two never coincide.
 */
export interface Prefs {
  get(owner: string, key: string): string | null;
  set(owner: string, key: string, value: string): void;
  /** Back to the default. */
  remove(owner: string, key: string): void;
}
