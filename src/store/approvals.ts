import type { Approval, ApprovalState, ApprovalStore } from "../ports/approvals.ts";
import { type Database, writing } from "./database.ts";

interface Row {
  id: string;
  thread: string;
  run_id: string;
  call_id: string;
  contract: string;
  hash: string;
  preview: string;
  requester: string;
  state: ApprovalState;
  created_at: number;
  expires_at: number;
  decided_by: string | null;
  decided_team: string | null;
  decided_at: number | null;
  outcome: string | null;
  verification: string | null;
}

/**
 * `epoch` is that of the database when the row was made: a restored backup bumps it, which voids every open
 * row, because what was decided after the backup is not known any more.
 */
export function createApprovalStore(db: Database): ApprovalStore {
  const epoch = Number(db.prepare("SELECT value FROM meta WHERE key = 'epoch'").pluck().get());
  const insert = db.prepare(
    `INSERT INTO approvals (id, thread, run_id, call_id, contract, hash, preview, tier, requester, state, epoch, created_at, expires_at)
     VALUES (@id, @thread, @runId, @toolCallId, @contract, @hash, @preview, @tier, @requester, 'pending', @epoch, @createdAt, @expiresAt)
     ON CONFLICT (run_id, call_id) DO NOTHING`,
  );
  const byId = db.prepare<[string], Row>("SELECT * FROM approvals WHERE id = ?");
  const byCall = db.prepare<[string, string], Row>("SELECT * FROM approvals WHERE run_id = ? AND call_id = ?");
  const byState = db.prepare<[string], Row>("SELECT * FROM approvals WHERE state = ? ORDER BY created_at");
  const openInRun = db
    .prepare<[string], number>("SELECT count(*) FROM approvals WHERE run_id = ? AND state = 'pending'")
    .pluck();
  const inThread = db
    .prepare<[string, number], number>("SELECT count(*) FROM approvals WHERE thread = ? AND created_at > ?")
    .pluck();
  const denied = db
    .prepare("SELECT 1 FROM approvals WHERE run_id = ? AND hash = ? AND state = 'denied' LIMIT 1")
    .pluck();
  const decide = db.prepare(
    `UPDATE approvals SET state = @decision, decided_by = @user, decided_team = @team, decided_at = @now, exec_deadline = @deadline
      WHERE id = @id AND state = 'pending' AND expires_at > @now AND epoch = @epoch`,
  );
  const claim = db.prepare(
    `UPDATE approvals SET state = 'executing', started_at = @now
      WHERE id = @id AND state = 'approved' AND exec_deadline > @now AND hash = @hash AND epoch = @epoch`,
  );
  const settle = db.prepare(
    "UPDATE approvals SET state = @state, outcome = @outcome WHERE id = @id AND state = 'executing'",
  );
  const verified = db.prepare("UPDATE approvals SET verification = ? WHERE id = ?");
  const due = db.prepare<{ now: number }, Row>(
    `SELECT * FROM approvals WHERE (state = 'pending' AND expires_at <= @now) OR (state = 'approved' AND exec_deadline <= @now)`,
  );
  const expire = db.prepare("UPDATE approvals SET state = 'expired' WHERE id = ? AND state IN ('pending', 'approved')");
  const unreported = db.prepare<[], Row>(
    `SELECT * FROM approvals WHERE reported_at IS NULL AND state NOT IN ('pending', 'approved', 'executing') ORDER BY created_at`,
  );
  const report = db.prepare("UPDATE approvals SET reported_at = ? WHERE id = ? AND reported_at IS NULL");

  const get = (id: string) => fromRow(byId.get(id));

  return {
    get,
    add(row) {
      insert.run({
        ...row,
        contract: JSON.stringify(row.contract),
        preview: JSON.stringify(row.preview),
        tier: row.preview.tier,
        epoch,
      });
      const kept = fromRow(byCall.get(row.runId, row.toolCallId));
      if (!kept) throw new Error("an approval row was not stored");
      return kept;
    },
    ofCall: (runId, toolCallId) => fromRow(byCall.get(runId, toolCallId)),
    countOf: (filter) =>
      ("runId" in filter ? openInRun.get(filter.runId) : inThread.get(filter.thread, filter.since)) ?? 0,
    deniedWith: (runId, hash) => denied.get(runId, hash) !== undefined,
    decide: (id, decision, { user, team }, now, deadline) =>
      decide.run({ id, decision, user, team, now, deadline, epoch }).changes === 1,
    claim: (id, hash, now) => claim.run({ id, hash, now, epoch }).changes === 1,
    settle(id, outcome) {
      settle.run({ id, state: outcome.kind, outcome: JSON.stringify(outcome) });
    },
    verified: (id, verification) => void verified.run(JSON.stringify(verification), id),
    expire: (now) =>
      writing(db, () => due.all({ now }).filter((row) => expire.run(row.id).changes === 1)).map((row) => ({
        ...present(row),
        state: "expired" as const,
      })),
    unreported: () => unreported.all().map(present),
    report: (id, now) => report.run(now, id).changes === 1,
    inState: (state) => byState.all(state).map(present),
  };
}

const fromRow = (row: Row | undefined): Approval | null => (row ? present(row) : null);

function present(row: Row): Approval {
  return {
    id: row.id,
    thread: row.thread,
    runId: row.run_id,
    toolCallId: row.call_id,
    contract: JSON.parse(row.contract) as Approval["contract"],
    hash: row.hash,
    preview: JSON.parse(row.preview) as Approval["preview"],
    requester: row.requester,
    state: row.state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    decidedBy: row.decided_by,
    decidedTeam: row.decided_team,
    decidedAt: row.decided_at,
    outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as Approval["outcome"]),
    verification: row.verification === null ? null : (JSON.parse(row.verification) as Approval["verification"]),
  };
}
