import { setTimeout as sleep } from "node:timers/promises";
import type { ActHost, ActOrder, ActOutcome } from "../ports/act-host.ts";
import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { Audit } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import { hashOf, orderOf } from "./contract.ts";
import type { KillSwitch } from "./kill-switch.ts";
import * as refusals from "./refusals.ts";

/** A little more than the act server looks by itself before it says how far things have come. */
const VERIFY_WITHIN_MS = 270_000;
/** A journal that cannot be written is tried again, until the process ends: the disk may be freed meanwhile. */
const JOURNAL_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export interface Execution {
  /** Runs an approved row once and tells `changed` after each committed step; ends when it is verified. */
  run(approvalId: string): Promise<void>;
  /** At start: rows a dead process left executing are unknown; approved ones still in time are run. */
  recover(): Promise<void>;
  /** Ends rows past their time, those of another epoch, and those a wrong clock would keep alive; and tells. */
  sweep(): Promise<void>;
  /** Begins nothing more and waits for calls under way; what is not verified yet is left to the next process. */
  stop(withinMs: number): Promise<void>;
}

/**
 * The claim is committed before the act server hears of it and the outcome after; a crash in between is
 * `unknown` and is never repeated.
 */
export function createExecution(deps: {
  store: ApprovalStore;
  audit: Audit;
  act: ActHost | null;
  clock: Clock;
  stopped: KillSwitch;
  lookAtClock: () => string[];
  /** Called after each commit; must not throw. `done`: nothing more will happen to this row. */
  changed: (approval: Approval, done: boolean) => Promise<void>;
  sleep?: (ms: number) => Promise<unknown>;
}): Execution {
  const { store, audit, act, clock, changed } = deps;
  const tell = async (id: string, done: boolean) => {
    const approval = store.get(id);
    if (approval) await changed(approval, done);
  };

  const rest = deps.sleep ?? sleep;
  const underWay = new Set<Promise<unknown>>();
  let stopping = false;

  /** Takes the row for this process; false when nothing may be sent. */
  const claim = (approval: Approval): boolean =>
    store.atomically(() => {
      const { id, hash } = approval;
      const now = clock.now();
      const stop = deps.stopped();
      if (stop) {
        if (store.end(id, "revoked", refusals.stopped(stop), now)) audit.record("revoked", { approvalId: id, stop });
        return false;
      }
      if (!store.claim(id, hashOf(approval.contract), now)) {
        audit.record("not_started", { approvalId: id, why: "deadline passed, hash changed or already claimed" });
        return false;
      }
      audit.record("executing", { approvalId: id, hash, votes: approval.votes });
      return true;
    });

  const run = async (id: string) => {
    deps.lookAtClock();
    const approval = store.get(id);
    if (!approval?.decidedBy || !approval.decidedTeam || !act || stopping) return;
    if (!claim(approval)) {
      if (store.get(id)?.state === "revoked") await tell(id, true);
      return;
    }
    await tell(id, false);
    const order = orderOf(approval);
    const call = act.execute(order).catch((error: unknown) => lost(error, clock.now()));
    underWay.add(call);
    const outcome = await call;
    await journalled(() => settle(id, outcome));
    underWay.delete(call);
    if (outcome.kind !== "succeeded") return tell(id, true);
    await tell(id, false);
    if (await verify(order)) await tell(id, true);
  };

  const settle = (id: string, outcome: ActOutcome) =>
    store.atomically(() => {
      store.settle(id, outcome, clock.now());
      audit.record(outcome.kind, { approvalId: id, outcome });
    });

  /** What happened at AWS must get into the journal, however long the disk is full. An ending process leaves it to the next one. */
  const journalled = async (write: () => void): Promise<void> => {
    for (let pause = JOURNAL_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return write();
      } catch (error) {
        if (stopping) throw error;
        await rest(pause);
      }
    }
  };

  /** False when the process is ending: the next one verifies. */
  const verify = async (order: ActOrder): Promise<boolean> => {
    if (!act || stopping) return false;
    const verification = await act.verify(order, AbortSignal.timeout(VERIFY_WITHIN_MS));
    if (stopping) return false;
    await journalled(() =>
      store.atomically(() => {
        store.verified(order.approvalId, verification);
        audit.record("verified", { approvalId: order.approvalId, verification });
      }),
    );
    return true;
  };

  const ended = async (rows: Approval[], end: (row: Approval) => boolean, what: string) => {
    for (const row of rows) {
      const won = store.atomically(() => {
        if (!end(row)) return false;
        audit.record(what, { approvalId: row.id, was: row.state });
        return true;
      });
      if (won) await tell(row.id, true);
    }
  };

  const voidReplaced = () =>
    ended(
      store.ofAnotherEpoch().filter(({ state }) => state !== "executing"),
      ({ id, state }) => store.end(id, state === "pending" ? "cancelled" : "revoked", REPLACED, clock.now()),
      "voided_by_restore",
    );

  return {
    run,
    async recover() {
      await voidReplaced();
      for (const approval of store.inState("executing")) {
        settle(approval.id, { kind: "unknown", at: new Date(clock.now()).toISOString(), text: CUT_OFF });
        await tell(approval.id, true);
      }
      for (const approval of store.inState("approved")) await run(approval.id);
      for (const approval of store.unreported()) {
        const needsLook = act !== null && approval.state === "succeeded" && !approval.verification;
        if (!needsLook || (await verify(orderOf(approval)))) await tell(approval.id, true);
      }
    },
    async sweep() {
      for (const id of deps.lookAtClock()) await tell(id, true);
      const now = clock.now();
      await ended(
        store.due(now),
        ({ id, state }) => store.end(id, "expired", EXPIRED[state] ?? UNDECIDED, now),
        "expired",
      );
    },
    async stop(withinMs) {
      stopping = true;
      const timeUp = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      await Promise.race([Promise.allSettled([...underWay]), timeUp]);
    },
  };
}

const CUT_OFF = {
  ko: "변경을 보내던 중에 프로그램이 끝나, AWS가 실행했는지 알 수 없습니다.",
  en: "The process ended while the change was being sent; whether AWS carried it out is not known.",
};
const REPLACED = {
  ko: "백업에서 복원되어, 그 뒤에 어떤 결정이 있었는지 알 수 없습니다",
  en: "the data was restored from a backup, so what was decided after it is not known",
};
const UNDECIDED = { ko: "시간 안에 결정한 사람이 없습니다", en: "nobody decided in time" };
const EXPIRED: Partial<Record<Approval["state"], { ko: string; en: string }>> = {
  approved: { ko: "승인되었지만 시간 안에 시작되지 못했습니다", en: "it was approved, but could not begin in time" },
};

/** An act host that breaks its contract and throws: whether the call went out is not known. */
function lost(error: unknown, now: number): ActOutcome {
  const why = error instanceof Error ? error.message : String(error);
  return {
    kind: "unknown",
    at: new Date(now).toISOString(),
    text: { ko: `실행 서버가 결과를 알려 주지 않았습니다: ${why}`, en: `The act server gave no outcome: ${why}` },
  };
}
