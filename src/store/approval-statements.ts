import type { Vote } from "../ports/approvals.ts";
import type { Database } from "./database.ts";

export interface Row {
  id: string;
  thread: string;
  run_id: string;
  call_id: string;
  contract: string;
  hash: string;
  preview: string;
  terms: string | null;
  rationale: string | null;
  requester: string;
  undo_of: string | null;
  state: string;
  created_at: number;
  expires_at: number;
  decided_by: string | null;
  decided_team: string | null;
  decided_at: number | null;
  exec_deadline: number | null;
  started_at: number | null;
  reason: string | null;
  ended_why: string | null;
  nudged_at: number | null;
  outcome: string | null;
  verification: string | null;
  reconciliation: string | null;
}

const OPEN = "state IN ('pending', 'approved', 'executing')";

/** The WHERE of each UPDATE is the rule: whoever changes a row is the only one who did. */
export function approvalStatements(db: Database) {
  return {
    insert: db.prepare(
      `INSERT INTO approvals (id, thread, run_id, call_id, contract, hash, preview, tier, terms, rationale, call_key,
         undo_of, requester, state, epoch, created_at, expires_at)
       VALUES (@id, @thread, @runId, @toolCallId, @contract, @hash, @preview, @tier, @terms, @rationale, @callKey,
         @undoOf, @requester, 'pending', @epoch, @createdAt, @expiresAt)
       ON CONFLICT (run_id, call_id) DO NOTHING`,
    ),
    byId: db.prepare<[string], Row>("SELECT * FROM approvals WHERE id = ?"),
    byCall: db.prepare<[string, string], Row>("SELECT * FROM approvals WHERE run_id = ? AND call_id = ?"),
    byRun: db.prepare<[string], Row>("SELECT * FROM approvals WHERE run_id = ? ORDER BY created_at, rowid"),
    byState: db.prepare<[string], Row>("SELECT * FROM approvals WHERE state = ? ORDER BY created_at"),
    votes: db.prepare<[string], Vote>(
      "SELECT user, team, at FROM approval_votes WHERE approval_id = ? ORDER BY at, rowid",
    ),
    counts: db.prepare(
      `SELECT count(*) FILTER (WHERE run_id = @runId AND ${OPEN}) AS inRun,
              count(*) FILTER (WHERE thread = @thread AND ${OPEN}) AS inThread,
              count(*) FILTER (WHERE requester = @requester AND ${OPEN}) AS byPerson,
              count(*) FILTER (WHERE created_at > @since AND substr(thread, 1, length(@channel) + 1) = @channel || ':')
                AS inChannelSince
       FROM approvals WHERE created_at > @since OR ${OPEN}`,
    ),
    openFor: db.prepare<[string, number], Row>(
      `SELECT * FROM approvals WHERE call_key = ? AND epoch = ? AND ${OPEN} LIMIT 1`,
    ),
    denied: db
      .prepare("SELECT 1 FROM approvals WHERE run_id = ? AND call_key = ? AND state = 'denied' LIMIT 1")
      .pluck(),
    undos: db.prepare<[string], Row>("SELECT * FROM approvals WHERE undo_of = ? ORDER BY created_at DESC"),
    pending: db
      .prepare("SELECT 1 FROM approvals WHERE id = @id AND state = 'pending' AND expires_at > @now AND epoch = @epoch")
      .pluck(),
    addVote: db.prepare(
      "INSERT INTO approval_votes (approval_id, user, team, at) VALUES (@id, @user, @team, @now) ON CONFLICT DO NOTHING",
    ),
    approve: db.prepare(
      `UPDATE approvals SET state = 'approved', decided_by = @user, decided_team = @team, decided_at = @now,
         exec_deadline = @execDeadline
       WHERE id = @id AND state = 'pending' AND expires_at > @now AND epoch = @epoch`,
    ),
    deny: db.prepare(
      `UPDATE approvals SET state = 'denied', decided_by = @user, decided_team = @team, decided_at = @now,
         reason = @reason, ended_at = @now
       WHERE id = @id AND state = 'pending' AND expires_at > @now AND epoch = @epoch`,
    ),
    claim: db.prepare(
      `UPDATE approvals SET state = 'executing', started_at = @now
       WHERE id = @id AND state = 'approved' AND exec_deadline > @now AND hash = @hash AND epoch = @epoch`,
    ),
    end: db.prepare(
      `UPDATE approvals SET state = @state, ended_why = @why, ended_at = @now
       WHERE id = @id AND state IN ('pending', 'approved')`,
    ),
    settle: db.prepare(
      "UPDATE approvals SET state = @state, outcome = @outcome, ended_at = @now WHERE id = @id AND state = 'executing'",
    ),
    verified: db.prepare("UPDATE approvals SET verification = ? WHERE id = ?"),
    reconciled: db.prepare("UPDATE approvals SET reconciliation = ? WHERE id = ?"),
    nudge: db.prepare(
      "UPDATE approvals SET nudged_at = @now WHERE id = @id AND state = 'pending' AND nudged_at IS NULL AND expires_at > @now",
    ),
    due: db.prepare<{ now: number }, Row>(
      `SELECT * FROM approvals WHERE (state = 'pending' AND expires_at <= @now) OR (state = 'approved' AND exec_deadline <= @now)`,
    ),
    otherEpoch: db.prepare<[number], Row>(`SELECT * FROM approvals WHERE epoch <> ? AND ${OPEN}`),
    unreconciled: db.prepare<{ succeeded: number; unknown: number }, Row>(
      `SELECT * FROM approvals WHERE reconciliation IS NULL AND ((state = 'succeeded' AND started_at >= @succeeded)
         OR (state = 'unknown' AND started_at >= @unknown)) ORDER BY started_at`,
    ),
    unreported: db.prepare<[], Row>(
      `SELECT * FROM approvals WHERE reported_at IS NULL AND NOT (${OPEN}) ORDER BY created_at`,
    ),
    report: db.prepare("UPDATE approvals SET reported_at = ? WHERE id = ? AND reported_at IS NULL"),
    ended: db.prepare<{ from: number; to: number }, Row>(
      "SELECT * FROM approvals WHERE ended_at >= @from AND ended_at < @to ORDER BY ended_at, rowid",
    ),
    clockSeen: db
      .prepare<[], number>("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'clock_seen'")
      .pluck() as unknown as { get(): number | undefined },
    sawClock: db.prepare(
      "INSERT INTO meta (key, value) VALUES ('clock_seen', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    ),
  };
}
