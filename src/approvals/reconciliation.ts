import type { ActHost } from "../ports/act-host.ts";
import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { Audit } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import { orderOf } from "./contract.ts";

/** CloudTrail shows a call within minutes as a rule; after this time nobody looks any more. */
const LOOK_FOR_MS = 45 * 60_000;
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
  /** Called after each finding was committed; must not throw. */
  found: (approval: Approval) => Promise<void>;
}) {
  const { store, audit, act, clock } = deps;
  const ending = new AbortController();
  let looking: Promise<void> | null = null;

  async function lookAt(approval: Approval): Promise<void> {
    if (!act || approval.startedAt === null) return;
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(ONE_LOOK_MS)]);
    const result = await act.reconcile(orderOf(approval), approval.startedAt, signal);
    if (ending.signal.aborted || result.kind === "open") return;
    store.atomically(() => {
      store.reconciled(approval.id, result);
      audit.record("reconciled", { approvalId: approval.id, was: approval.state, ...result });
    });
    const current = store.get(approval.id);
    if (current) await deps.found(current);
  }

  async function all(): Promise<void> {
    for (const approval of store.unreconciled(clock.now() - LOOK_FOR_MS)) {
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
