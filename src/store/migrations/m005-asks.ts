import type { Migration } from "./migration.ts";

/** Questions offered as buttons: each is asked once, by whoever presses first. */
export const m005Asks: Migration = {
  name: "m005_asks",
  sql: `
    CREATE TABLE asks (
      run_id TEXT NOT NULL,
      n INTEGER NOT NULL,
      thread TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('choice', 'suggestion')),
      label TEXT NOT NULL,
      ask TEXT NOT NULL,
      pressed_by TEXT,
      pressed_at INTEGER,
      queued_at INTEGER,
      closed_at INTEGER,
      PRIMARY KEY (run_id, n)
    ) STRICT;
    CREATE INDEX asks_open ON asks (thread) WHERE closed_at IS NULL;
    CREATE INDEX asks_unqueued ON asks (pressed_at) WHERE pressed_at IS NOT NULL AND queued_at IS NULL;
  `,
};
