import type { ActHost, ActOrder, ActOutcome, Approval, ApprovalStore, Audit } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import { hashOf } from "./contract.ts";

const VERIFY_WITHIN_MS = 120_000;

export interface Execution {
  /** Runs an approved row once and tells `changed` after each committed step; ends when it is verified. */
  run(approvalId: string): Promise<void>;
  /** At start: rows a dead process left executing are unknown; approved ones still in time are run. */
  recover(): Promise<void>;
  /** Turns rows past their time into expired ones, and tells. */
  sweep(): void;
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
  /** Called after each commit; must not throw. `done`: nothing more will happen to this row. */
  changed: (approval: Approval, done: boolean) => Promise<void>;
}): Execution {
  const { store, audit, act, clock, changed } = deps;
  const tell = async (id: string, done: boolean) => {
    const approval = store.get(id);
    if (approval) await changed(approval, done);
  };

  const underWay = new Set<Promise<unknown>>();
  let stopping = false;

  const run = async (id: string) => {
    const approval = store.get(id);
    if (!approval?.decidedBy || !approval.decidedTeam || !act || stopping) return;
    if (!store.claim(id, hashOf(approval.contract), clock.now())) {
      audit.record("not_started", { approvalId: id, why: "deadline passed, hash changed or already claimed" });
      return;
    }
    audit.record("executing", { approvalId: id, hash: approval.hash });
    await tell(id, false);
    const { contract, hash, decidedBy, decidedTeam } = approval;
    const order: ActOrder = { approvalId: id, contract, hash, approver: { user: decidedBy, team: decidedTeam } };
    const call = act.execute(order).catch((error: unknown) => lost(error, clock.now()));
    underWay.add(call);
    const outcome = await call;
    store.settle(id, outcome, clock.now());
    underWay.delete(call);
    audit.record(outcome.kind, { approvalId: id, outcome });
    if (outcome.kind !== "succeeded") return tell(id, true);
    await tell(id, false);
    if (await verify(order)) await tell(id, true);
  };

  /** False when the process is ending: the next one verifies. */
  const verify = async (order: ActOrder): Promise<boolean> => {
    if (!act || stopping) return false;
    const verification = await act.verify(order, AbortSignal.timeout(VERIFY_WITHIN_MS));
    if (stopping) return false;
    store.verified(order.approvalId, verification);
    audit.record("verified", { approvalId: order.approvalId, verification });
    return true;
  };

  const orderOf = ({ id, contract, hash, decidedBy, decidedTeam }: Approval): ActOrder => ({
    approvalId: id,
    contract,
    hash,
    approver: { user: decidedBy ?? "", team: decidedTeam ?? "" },
  });

  return {
    run,
    async recover() {
      for (const approval of store.inState("executing")) {
        const text = {
          ko: "변경을 보내던 중에 프로그램이 끝나, AWS가 실행했는지 알 수 없습니다.",
          en: "The process ended while the change was being sent; whether AWS carried it out is not known.",
        };
        const outcome = { kind: "unknown" as const, at: new Date(clock.now()).toISOString(), text };
        store.settle(approval.id, outcome, clock.now());
        audit.record("unknown", { approvalId: approval.id, outcome });
        await tell(approval.id, true);
      }
      for (const approval of store.inState("approved")) await run(approval.id);
      for (const approval of store.unreported()) {
        const needsLook = act !== null && approval.state === "succeeded" && !approval.verification;
        if (!needsLook || (await verify(orderOf(approval)))) await tell(approval.id, true);
      }
    },
    sweep() {
      for (const approval of store.expire(clock.now())) {
        audit.record("expired", { approvalId: approval.id });
        void changed(approval, true);
      }
    },
    async stop(withinMs) {
      stopping = true;
      const timeUp = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      await Promise.race([Promise.allSettled([...underWay]), timeUp]);
    },
  };
}

/** An act host that breaks its contract and throws: whether the call went out is not known. */
function lost(error: unknown, now: number): ActOutcome {
  const why = error instanceof Error ? error.message : String(error);
  return {
    kind: "unknown",
    at: new Date(now).toISOString(),
    text: { ko: `실행 서버가 결과를 알려 주지 않았습니다: ${why}`, en: `The act server gave no outcome: ${why}` },
  };
}
