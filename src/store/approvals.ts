import type { Approval, ApprovalState, ApprovalStore, OpenCounts, Terms, Vote } from "../ports/approvals.ts";
import type { Bilingual } from "../ports/tools.ts";
import { approvalStatements, type Row } from "./approval-statements.ts";
import { type Database, writing } from "./database.ts";

/**
 * `epoch` is that of the database when the row was made: a restored backup bumps it, which voids every open
 * row, because what was decided after the backup is not known any more.
 */
export function createApprovalStore(db: Database): ApprovalStore {
  const epoch = Number(db.prepare("SELECT value FROM meta WHERE key = 'epoch'").pluck().get());
  const run = approvalStatements(db);
  const one = (row: Row | undefined): Approval | null => (row ? present(row) : null);
  const present = (row: Row): Approval => toApproval(row, run.votes.all(row.id));

  return {
    atomically: (work) => writing(db, work),
    get: (id) => one(run.byId.get(id)),
    add(row) {
      run.insert.run({
        ...row,
        contract: JSON.stringify(row.contract),
        preview: JSON.stringify(row.preview),
        terms: JSON.stringify(row.terms),
        tier: row.terms.tier,
        epoch,
      });
      const kept = one(run.byCall.get(row.runId, row.toolCallId));
      if (!kept) throw new Error("an approval row was not stored");
      return kept;
    },
    ofCall: (runId, toolCallId) => one(run.byCall.get(runId, toolCallId)),
    ofRun: (runId) => run.byRun.all(runId).map(present),
    counts: ({ runId, thread, requester, since }) =>
      run.counts.get({ runId, thread, requester, since, channel: thread.split(":")[0] ?? "" }) as OpenCounts,
    openFor: (callKey) => one(run.openFor.get(callKey, epoch)),
    deniedIn: (runId, callKey) => run.denied.get(runId, callKey) !== undefined,
    undosOf: (id) => run.undos.all(id).map(present),
    vote: (id, by, { needed, counted, now, execDeadline }) =>
      writing(db, () => {
        if (run.pending.get({ id, now, epoch }) === undefined) return null;
        if (run.addVote.run({ id, ...by, now }).changes === 0) return "again";
        const standing = new Set([...counted, by.user]);
        if (run.votes.all(id).filter(({ user }) => standing.has(user)).length < needed) return "counted";
        return run.approve.run({ id, ...by, now, execDeadline, epoch }).changes === 1 ? "approved" : null;
      }),
    deny: (id, by, reason, now) => run.deny.run({ id, ...by, reason, now, epoch }).changes === 1,
    claim: (id, hash, now) => run.claim.run({ id, hash, now, epoch }).changes === 1,
    end: (id, state, why, now) => run.end.run({ id, state, why: JSON.stringify(why), now }).changes === 1,
    settle: (id, outcome, now) =>
      void run.settle.run({ id, state: outcome.kind, outcome: JSON.stringify(outcome), now }),
    verified: (id, verification) => void run.verified.run(JSON.stringify(verification), id),
    reconciled: (id, found) => void run.reconciled.run(JSON.stringify(found), id),
    nudge: (id, now) => run.nudge.run({ id, now }).changes === 1,
    due: (now) => run.due.all({ now }).map(present),
    ofAnotherEpoch: () => run.otherEpoch.all(epoch).map(present),
    unreconciled: (since) => run.unreconciled.all(since).map(present),
    unreported: () => run.unreported.all().map(present),
    report: (id, now) => run.report.run(now, id).changes === 1,
    inState: (state) => run.byState.all(state).map(present),
    endedBetween: (from, to) => run.ended.all({ from, to }).map(present),
    clockSeen: () => run.clockSeen.get() ?? null,
    sawClock: (now) => void run.sawClock.run(String(now)),
  };
}

/** After a backup was put in its place: voids what is open in it, at the next start. Gives the new epoch. */
export function beginEpoch(db: Database): number {
  db.prepare("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'epoch'").run();
  return Number(db.prepare("SELECT value FROM meta WHERE key = 'epoch'").pluck().get());
}

function toApproval(row: Row, votes: Vote[]): Approval {
  const preview = JSON.parse(row.preview) as Approval["preview"];
  return {
    id: row.id,
    thread: row.thread,
    runId: row.run_id,
    toolCallId: row.call_id,
    contract: JSON.parse(row.contract) as Approval["contract"],
    hash: row.hash,
    preview,
    terms: { ...termsBefore(preview.tier), ...json<Partial<Terms>>(row.terms) },
    rationale: row.rationale,
    requester: row.requester,
    undoOf: row.undo_of,
    state: row.state as ApprovalState,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    votes,
    decidedBy: row.decided_by,
    decidedTeam: row.decided_team,
    decidedAt: row.decided_at,
    execDeadline: row.exec_deadline,
    startedAt: row.started_at,
    reason: row.reason,
    endedWhy: json<Bilingual>(row.ended_why),
    nudgedAt: row.nudged_at,
    outcome: json<NonNullable<Approval["outcome"]>>(row.outcome),
    verification: json<NonNullable<Approval["verification"]>>(row.verification),
    reconciliation: json<NonNullable<Approval["reconciliation"]>>(row.reconciliation),
  };
}

const json = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

/** Of a card that an earlier version posted: what it promised. */
function termsBefore(tier: Terms["tier"]): Terms {
  const highest = tier === "T3";
  return { tier, approvers: highest ? 2 : 1, self: false, typed: highest, why: [], taint: [], unnamed: [] };
}
