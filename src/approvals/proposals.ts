import { randomBytes } from "node:crypto";
import { cleanText } from "../../redaction/clean-text.ts";
import { redact } from "../../redaction/redact.ts";
import type { ApprovalStore, Contract, Terms } from "../ports/approvals.ts";
import type { Audit } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import type { ProposalRequest, Proposals } from "../ports/proposals.ts";
import type { Bilingual } from "../ports/tools.ts";
import { callKeyOf, hashOf } from "./contract.ts";
import type { KillSwitch } from "./kill-switch.ts";
import { type ChangeableAccount, placesElsewhere, targetsNotNamed, targetsUnknown } from "./named-targets.ts";
import { type ApprovalRules, POLICY_VERSION, termsOf } from "./policy.ts";
import * as refusals from "./refusals.ts";
import { taintOf } from "./taint.ts";

const HOUR_MS = 3_600_000;
/** A card is read in a moment or not at all. */
const MOST_RATIONALE = 600;

/** A mutating tool call becomes a row that people decide about; nothing has been sent to AWS. */
export function createProposals(deps: {
  store: ApprovalStore;
  audit: Audit;
  clock: Clock;
  enabled: boolean;
  rules: ApprovalRules;
  accounts: readonly ChangeableAccount[];
  stopped: KillSwitch;
  /** Ends what a clock that went back would have made younger. */
  lookAtClock: () => unknown;
  /** True where nobody but the asker sees a card. */
  isPrivate: (runId: string) => boolean;
}): Proposals {
  const { store, audit, clock, rules } = deps;

  /** Why there will be no card; null: nothing speaks against it. */
  function objection(request: ProposalRequest, terms: Terms, callKey: string): Bilingual | null {
    const { runId, thread, requester } = request;
    const here = deps.accounts.filter(({ name }) => request.accounts.includes(name));
    const elsewhere = placesElsewhere(request.preview.call, here);
    if (elsewhere.length > 0) return refusals.elsewhere(elsewhere);
    const hidden = targetsNotNamed(request.preview);
    if (hidden.length > 0) return refusals.targetsHidden(hidden);
    if (!terms.self && deps.isPrivate(runId)) return refusals.nobodySeesIt;
    if (store.deniedIn(runId, callKey)) return refusals.deniedBefore;
    if (store.openFor(callKey)) return refusals.openAlready;
    const { limits } = rules;
    const counts = store.counts({ runId, thread, requester, since: clock.now() - HOUR_MS });
    if (Math.max(counts.inThread, counts.inRun) >= limits.openPerThread)
      return refusals.openInThread(limits.openPerThread);
    if (counts.byPerson >= limits.openPerPerson) return refusals.openOfPerson(limits.openPerPerson);
    if (counts.inChannelSince >= limits.perHour) return refusals.thisHour(limits.perHour);
    return null;
  }

  return {
    propose(request) {
      const { thread, runId, toolCallId, requester, preview } = request;
      if (!deps.enabled) return refuse(refusals.notEnabled);
      const stop = deps.stopped();
      if (stop) return refuse(refusals.stopped(stop));
      const known = store.ofCall(runId, toolCallId);
      if (known) return { kind: "proposed", approvalId: known.id };

      deps.lookAtClock();
      const taint = [...new Set([...(request.taint ?? []), ...taintOf(request.reads)])];
      const terms = { ...termsOf(preview, taint, rules), unnamed: targetsUnknown(preview.call, request.knows) };
      const callKey = callKeyOf(preview.call);
      const contract: Contract = { v: 1, call: preview.call, requester, runId, policyVersion: POLICY_VERSION };
      const hash = hashOf(contract);
      const now = clock.now();
      return store.atomically(() => {
        const no = objection(request, terms, callKey);
        if (no) {
          audit.record("not_proposed", { thread, runId, requester, tool: preview.call.tool, why: no.en });
          return refuse(no);
        }
        const id = randomBytes(16).toString("hex");
        const rationale = request.rationale === null ? null : cleanText(redact(request.rationale), MOST_RATIONALE);
        const undoOf = request.undoOf ?? null;
        const times = { createdAt: now, expiresAt: now + rules.pendingMs };
        store.add({
          ...{ id, thread, runId, toolCallId, requester, contract, hash, callKey },
          ...{ preview, terms, rationale, undoOf, ...times },
        });
        audit.record("requested", { approvalId: id, thread, hash, contract, terms, shown: preview, rationale, undoOf });
        return { kind: "proposed", approvalId: id } as const;
      });
    },
  };
}

const refuse = (text: Bilingual) => ({ kind: "refused" as const, text });
