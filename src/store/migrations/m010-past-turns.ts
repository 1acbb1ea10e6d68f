import type { Migration } from "./migration.ts";

/**
 * What was asked and said, to be found by its words. The index holds terms only (`contentless`), and no positions: they
 * are never asked for. One term of each row says whose past it is.
 */
export const m010PastTurns: Migration = {
  name: "m010_past_turns",
  sql: `
    CREATE TABLE past_turns (
      id INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL UNIQUE,
      thread TEXT NOT NULL,
      channel TEXT NOT NULL,
      is_dm INTEGER NOT NULL,
      asker TEXT NOT NULL,
      at INTEGER NOT NULL,
      question TEXT NOT NULL,
      answer TEXT NOT NULL
    ) STRICT;
    CREATE INDEX past_turns_thread ON past_turns (thread);
    CREATE INDEX past_turns_asker ON past_turns (asker, at);
    CREATE INDEX past_turns_at ON past_turns (at);
    CREATE INDEX past_turns_channel ON past_turns (channel, thread);
    CREATE VIRTUAL TABLE past_turns_fts USING fts5 (
      terms, content = '', contentless_delete = 1, detail = none, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
    );
  `,
};
