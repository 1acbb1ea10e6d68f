import type { Migration } from "./migration.ts";

/** Whether a reply without a mention is for us hangs on who asked in its thread and who spoke last. */
export const m006Talk: Migration = {
  name: "m006_talk",
  sql: `
    CREATE TABLE talk (
      thread TEXT NOT NULL,
      person TEXT NOT NULL,
      ts TEXT NOT NULL,
      PRIMARY KEY (thread, person)
    ) STRICT;
    CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'queued';
  `,
};
