import type { ActHost, Reconciliation } from "../ports/act-host.ts";
import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { Audit } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import type { Bilingual } from "../ports/tools.ts";
import { orderOf } from "./contract.ts";

/** CloudTrail shows a call within minutes as a rule; of a success, nobody looks for its event any more after this time. */
const LOOK_FOR_MS = 45 * 60_000;
/** It keeps them for ninety days: what became of an unknown outcome can be told that long, also after the bot was away. */
const KEPT_MS = 80 * 86_400_000;
const ONE_LOOK_MS = 30_000;

/**
 * Asks AWS's own records what became of each change: of an unknown outcome whether it happened, of a success its event.
 * Looking changes nothing and may be repeated; what is found is told, and nothing is ever sent again.
 */
export function createReconciliation(deps: {
  store: ApprovalStore;
  audit: Audit;
  act: ActHost | null;
  clock: Clock;
  /** What was found of an unknown outcome, before it is written down: a crash in between has it told again, so once per approval. */
  tell: (approval: Approval) => Promise<void>;
  /** What was found is written down. Called again after a start, since the one before may have died on the way; must not throw. */
  show: (approval: Approval) => Promise<void>;
}) {
  const { store, audit, act, clock } = deps;
  const ending = new AbortController();
  const firstLooks = new Map<string, number>();
  let looking: Promise<void> | null = null;
  let begun = false;

  async function lookAt(approval: Approval): Promise<void> {
    if (!act || approval.startedAt === null) return;
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(ONE_LOOK_MS)]);
    const result = await act.reconcile(orderOf(approval), approval.startedAt, signal);
    if (ending.signal.aborted) return;
    const found = result.kind === "open" ? givenUp(approval) : result;
    if (found === null) return;
    if (approval.state === "unknown") await deps.tell({ ...approval, reconciliation: found });
    store.atomically(() => {
      store.reconciled(approval.id, found);
      audit.record("reconciled", { approvalId: approval.id, was: approval.state, ...found });
    });
    const current = store.get(approval.id);
    if (current) await deps.show(current);
  }

  /** Nobody waits for ever for an answer: what could not be found out is said, with where to look. */
  function givenUp({ id, state }: Approval): Reconciliation | null {
    const now = clock.now();
    const first = firstLooks.get(id) ?? now;
    firstLooks.set(id, first);
    if (state !== "unknown" || now - first < LOOK_FOR_MS) return null;
    const at = new Date(now).toISOString();
    return { kind: "open", eventId: null, requestId: null, at, text: notFoundOut(id) };
  }

  async function all(): Promise<void> {
    const now = clock.now();
    if (!begun) {
      begun = true;
      for (const approval of store.endedBetween(now - LOOK_FOR_MS, now + 1))
        if (approval.reconciliation) await deps.show(approval);
    }
    for (const approval of store.unreconciled({ succeeded: now - LOOK_FOR_MS, unknown: now - KEPT_MS })) {
      if (ending.signal.aborted) return;
      await lookAt(approval);
    }
  }

  return {
    /** One look at everything that is open; a look under way is not doubled. */
    look(): Promise<void> {
      looking ??= all().finally(() => {
        looking = null;
      });
      return looking;
    },
    async stop(): Promise<void> {
      ending.abort();
      await looking?.catch(() => undefined);
    },
  };
}

const notFoundOut = (id: string): Bilingual => ({
  ko: `AWS의 기록을 45분 동안 읽지 못해 실행되었는지 끝내 알 수 없습니다. 더 찾지 않습니다. CloudTrail에서 사용자 이름 apr-${id}의 호출과 대상의 상태를 직접 확인해 주세요.`,
  en: `AWS's records could not be read for 45 minutes, so whether it was carried out is still not known. Nobody looks any more: please look at the target, and in CloudTrail for calls of the user name apr-${id}.`,
});
