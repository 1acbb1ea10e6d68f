import type { Migration } from "./migration.ts";

/**
 * A thread's transcript (`messages`) is the state of its conversation; `inbox` is what was asked and not yet
 * answered; `posts` is what became visible in Slack; `approvals` is the audit of every change.
 */
export const m001Initial: Migration = {
  name: "m001_initial",
  sql: `
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    CREATE TABLE inbox (
      id INTEGER PRIMARY KEY,
      event_id TEXT NOT NULL UNIQUE,
      request_key TEXT UNIQUE,
      thread TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('slack', 'resume')),
      body TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      received_at INTEGER NOT NULL,
      finished_at INTEGER
    ) STRICT;
    CREATE INDEX inbox_open ON inbox (state, thread, id) WHERE state IN ('queued', 'running');

    CREATE TABLE threads (
      thread TEXT PRIMARY KEY,
      system TEXT,
      tools TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE runs (
      run_id TEXT PRIMARY KEY,
      thread TEXT NOT NULL,
      asker TEXT NOT NULL,
      input TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'waiting', 'answered', 'failed')),
      record TEXT,
      started_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX runs_thread ON runs (thread, started_at);

    CREATE TABLE messages (
      id INTEGER PRIMARY KEY,
      thread TEXT NOT NULL,
      run_id TEXT NOT NULL,
      body TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX messages_thread ON messages (thread, id);
    CREATE INDEX messages_run ON messages (run_id);

    CREATE TABLE tool_calls (
      run_id TEXT NOT NULL,
      call_id TEXT NOT NULL,
      record TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      PRIMARY KEY (run_id, call_id)
    ) STRICT;

    CREATE TABLE model_calls (
      id INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL,
      call TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX model_calls_run ON model_calls (run_id);

    CREATE TABLE posts (
      run_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('answer', 'picture', 'card')),
      key TEXT NOT NULL,
      channel TEXT NOT NULL,
      ts TEXT,
      state TEXT NOT NULL CHECK (state IN ('open', 'done', 'void')),
      created_at INTEGER NOT NULL,
      PRIMARY KEY (run_id, kind, key)
    ) STRICT;
    CREATE INDEX posts_ts ON posts (channel, ts);

    CREATE TABLE approvals (
      id TEXT PRIMARY KEY,
      thread TEXT NOT NULL,
      run_id TEXT NOT NULL,
      call_id TEXT NOT NULL,
      contract TEXT NOT NULL,
      hash TEXT NOT NULL,
      preview TEXT NOT NULL,
      tier TEXT NOT NULL,
      requester TEXT NOT NULL,
      state TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      exec_deadline INTEGER,
      decided_by TEXT,
      decided_team TEXT,
      decided_at INTEGER,
      started_at INTEGER,
      outcome TEXT,
      verification TEXT,
      reported_at INTEGER,
      UNIQUE (run_id, call_id)
    ) STRICT;
    CREATE INDEX approvals_open ON approvals (state) WHERE state IN ('pending', 'approved', 'executing');
    CREATE INDEX approvals_unreported ON approvals (thread) WHERE reported_at IS NULL;

    CREATE TRIGGER approvals_edges BEFORE UPDATE OF state ON approvals
    WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN (
      'pending>approved', 'pending>denied', 'pending>expired', 'pending>cancelled', 'pending>stale',
      'approved>executing', 'approved>expired', 'approved>stale', 'approved>revoked',
      'executing>succeeded', 'executing>failed', 'executing>unknown', 'executing>stale')
    BEGIN SELECT RAISE(ABORT, 'an approval cannot take this edge'); END;
    CREATE TRIGGER approvals_kept BEFORE DELETE ON approvals
    BEGIN SELECT RAISE(ABORT, 'an approval is never deleted'); END;

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      what TEXT NOT NULL,
      detail TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_kept_u BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
    CREATE TRIGGER audit_kept_d BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

    CREATE TABLE prefs (
      person TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (person, key)
    ) STRICT;

    INSERT INTO meta (key, value) VALUES ('epoch', '1');
  `,
};
