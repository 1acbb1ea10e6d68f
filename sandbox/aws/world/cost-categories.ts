/** The account's one cost category, by the `team` tag; what no rule takes is `Unallocated`. */
export const COST_CATEGORY = "Product";

const rules: { value: string; teams: readonly string[] }[] = [
  { value: "Commerce", teams: ["order", "payment", "web", "cs"] },
  { value: "Data", teams: ["data", "search", "ml"] },
  { value: "Platform", teams: ["platform"] },
];

export const categoryRules = rules;
export const DEFAULT_CATEGORY = "Unallocated";

export const categoryOf = (tags: Record<string, string>): string =>
  rules.find((rule) => rule.teams.includes(tags.team ?? ""))?.value ?? DEFAULT_CATEGORY;
