import type { Migration } from "./migration.ts";

/** App Home asks what happened today, of calls as of turns. */
export const m003Activity: Migration = {
  name: "m003_activity",
  sql: `
    CREATE INDEX model_calls_time ON model_calls (created_at);
    CREATE INDEX tool_calls_time ON tool_calls (created_at);
    CREATE INDEX runs_time ON runs (started_at);
  `,
};
