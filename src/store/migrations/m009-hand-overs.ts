import type { Migration } from "./migration.ts";

/** Calls for somebody responsible: one per turn, whoever presses and however often. */
export const m009HandOvers: Migration = {
  name: "m009_hand_overs",
  sql: `
    CREATE TABLE hand_overs (
      run_id TEXT PRIMARY KEY,
      offered_at INTEGER NOT NULL,
      called_by TEXT,
      called_at INTEGER,
      posted_at INTEGER
    ) STRICT;
    CREATE INDEX hand_overs_unposted ON hand_overs (called_at) WHERE called_at IS NOT NULL AND posted_at IS NULL;
  `,
};
