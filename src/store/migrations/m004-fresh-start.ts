import type { Migration } from "./migration.ts";

/**
 * A transcript that no longer fits begins anew with a summary; the rows before it stay, and are no longer sent. What
 * everybody has spent today is asked before every turn.
 */
export const m004FreshStart: Migration = {
  name: "m004_fresh_start",
  sql: `
    ALTER TABLE messages ADD COLUMN begins INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX messages_begin ON messages (thread, id) WHERE begins;
    CREATE INDEX model_calls_day ON model_calls (created_at);
  `,
};
