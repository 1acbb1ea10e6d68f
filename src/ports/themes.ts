export type Theme = "light" | "dark";

/** How a person wants their pictures: charts, diagrams, what `/aws-cost` draws. `person` is a Slack user id. */
export interface Themes {
  /** Light where nothing was chosen. */
  of(person: string): Theme;
  choose(person: string, theme: Theme): void;
}
