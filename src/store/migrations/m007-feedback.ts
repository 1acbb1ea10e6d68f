import type { Migration } from "./migration.ts";

/** Votes on answers, and which weekly summaries of them were posted: each once, restarts included. */
export const m007Feedback: Migration = {
  name: "m007_feedback",
  sql: `
    CREATE TABLE feedback (
      run_id TEXT NOT NULL,
      person TEXT NOT NULL,
      vote TEXT NOT NULL CHECK (vote IN ('up', 'down')),
      reason TEXT,
      voted_at INTEGER NOT NULL,
      PRIMARY KEY (run_id, person)
    ) STRICT;
    CREATE INDEX feedback_time ON feedback (voted_at);

    CREATE TABLE feedback_summaries (
      due INTEGER PRIMARY KEY,
      claimed_at INTEGER NOT NULL,
      posted_at INTEGER
    ) STRICT;
  `,
};
