/** What a person chose and keeps: the model, later the chart's theme. `person` is a Slack user id. */
export interface Prefs {
  get(person: string, key: string): string | null;
  set(person: string, key: string, value: string): void;
}
