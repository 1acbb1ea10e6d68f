import type { Migration } from "./migration.ts";

/**
 * What a card's decision needs beside the contract: the terms it was posted under, each person's vote, why it was denied or
 * ended, and what was found out afterwards. `call_key` is the same for the same change, whoever asks for it and wherever.
 */
export const m008ApprovalTerms: Migration = {
  name: "m008_approval_terms",
  sql: `
    ALTER TABLE approvals ADD COLUMN terms TEXT;
    ALTER TABLE approvals ADD COLUMN rationale TEXT;
    ALTER TABLE approvals ADD COLUMN call_key TEXT;
    ALTER TABLE approvals ADD COLUMN undo_of TEXT REFERENCES approvals (id);
    ALTER TABLE approvals ADD COLUMN reason TEXT;
    ALTER TABLE approvals ADD COLUMN ended_why TEXT;
    ALTER TABLE approvals ADD COLUMN ended_at INTEGER;
    ALTER TABLE approvals ADD COLUMN nudged_at INTEGER;
    ALTER TABLE approvals ADD COLUMN reconciliation TEXT;
    UPDATE approvals SET ended_at = coalesce(started_at, decided_at, expires_at)
      WHERE state NOT IN ('pending', 'approved', 'executing');
    CREATE INDEX approvals_call ON approvals (call_key, state);
    CREATE INDEX approvals_thread ON approvals (thread, created_at);
    CREATE INDEX approvals_undo ON approvals (undo_of) WHERE undo_of IS NOT NULL;

    CREATE TABLE approval_votes (
      approval_id TEXT NOT NULL REFERENCES approvals (id),
      user TEXT NOT NULL,
      team TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (approval_id, user)
    ) STRICT;
    CREATE TRIGGER votes_kept_u BEFORE UPDATE ON approval_votes BEGIN SELECT RAISE(ABORT, 'a vote is never changed'); END;
    CREATE TRIGGER votes_kept_d BEFORE DELETE ON approval_votes BEGIN SELECT RAISE(ABORT, 'a vote is never deleted'); END;
    CREATE TRIGGER approvals_fixed BEFORE UPDATE OF contract, hash, preview, terms, requester, thread, expires_at ON approvals
    WHEN OLD.contract <> NEW.contract OR OLD.hash <> NEW.hash OR OLD.preview <> NEW.preview OR OLD.terms IS NOT NEW.terms
      OR OLD.requester <> NEW.requester OR OLD.thread <> NEW.thread OR OLD.expires_at <> NEW.expires_at
    BEGIN SELECT RAISE(ABORT, 'what an approval is about is never changed'); END;
  `,
};
