import { randomBytes } from "node:crypto";
import type { ApprovalStore, Audit, Contract, Proposals } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import { hashOf } from "./contract.ts";
import { LIMITS, POLICY_VERSION } from "./policy.ts";

/** A mutating tool call becomes a row that people decide about; nothing has been sent to AWS. */
export function createProposals(deps: {
  store: ApprovalStore;
  audit: Audit;
  clock: Clock;
  enabled: boolean;
  /** True where nobody but the asker sees a card. */
  isPrivate: (runId: string) => boolean;
}): Proposals {
  const { store, audit, clock } = deps;
  return {
    propose({ thread, runId, toolCallId, requester, preview }) {
      if (!deps.enabled)
        return refuse(
          "여기에서는 변경을 실행할 수 없습니다. 이 계정에 실행 역할이 설정되어 있지 않습니다.",
          "Changes are not enabled here: no act role is configured for this account.",
        );
      if (preview.tier !== "T1" && deps.isPrivate(runId)) {
        return refuse(
          "이 변경에는 요청자가 아닌 승인자가 필요한데, DM에서는 다른 사람이 승인 카드를 볼 수 없습니다. 채널에서 다시 요청해 주세요.",
          "This change needs an approver other than the asker, and in a direct message nobody else sees the card. Ask again in a channel.",
        );
      }
      const known = store.ofCall(runId, toolCallId);
      if (known) return { kind: "proposed", approvalId: known.id };

      const contract: Contract = { v: 1, call: preview.call, requester, runId, policyVersion: POLICY_VERSION };
      const hash = hashOf(contract);
      if (store.deniedWith(runId, hash))
        return refuse(
          "같은 변경이 이미 거절되었습니다. 다시 요청하지 않습니다.",
          "A person has denied exactly this change. Do not ask again.",
        );
      if (store.countOf({ runId }) >= LIMITS.openPerRun) {
        return refuse(
          `이 요청의 승인 카드가 이미 ${LIMITS.openPerRun}개 열려 있습니다. 결정을 기다려 주세요.`,
          `There are already ${LIMITS.openPerRun} open approval cards of this request. Wait for a decision.`,
        );
      }
      const now = clock.now();
      if (store.countOf({ thread, since: now - 3_600_000 }) >= LIMITS.perThreadAndHour) {
        return refuse(
          `이 스레드에는 한 시간 안에 승인 카드가 ${LIMITS.perThreadAndHour}개 올라왔습니다. 나중에 다시 요청해 주세요.`,
          `This thread had ${LIMITS.perThreadAndHour} approval cards within an hour. Try again later.`,
        );
      }
      const approval = store.add({
        id: randomBytes(16).toString("hex"),
        thread,
        runId,
        toolCallId,
        contract,
        hash,
        preview,
        requester,
        createdAt: now,
        expiresAt: now + LIMITS.pendingMs,
      });
      audit.record("requested", { approvalId: approval.id, hash, contract });
      return { kind: "proposed", approvalId: approval.id };
    },
  };
}

const refuse = (ko: string, en: string) => ({ kind: "refused" as const, text: { ko, en } });
