import type { Migration } from "./migration.ts";

/** What a person has spent today is asked before every turn. */
export const m002Spending: Migration = {
  name: "m002_spending",
  sql: "CREATE INDEX runs_asker ON runs (asker, started_at);",
};
