import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { Audit } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import type { DecisionRequest, Decisions, NotTaken, Refusal } from "../ports/decisions.ts";
import type { KillSwitch } from "./kill-switch.ts";
import { type ApproverRule, approversOf, mayDecide, type People, START_WITHIN_MS } from "./policy.ts";
import * as refusals from "./refusals.ts";

type Asked = Pick<DecisionRequest, "approvalId" | "decision" | "user" | "thread">;

/** What a click on Approve or Deny does to the row. Only the row decides; the message may be old or copied. */
export function createDecisions(deps: {
  store: ApprovalStore;
  audit: Audit;
  directory: People;
  clock: Clock;
  /** Id of the workspace the bot belongs to. */
  homeTeam: () => string;
  stopped: KillSwitch;
  /** Ends what a clock that went back would have made younger. */
  lookAtClock: () => unknown;
  /** The lists an approver has to be in: of the channel the request came from, and of the account. */
  approverRules: (approval: Approval) => Promise<ApproverRule[][]>;
}): Decisions {
  const { store, audit, directory, clock } = deps;

  async function allowed(click: Asked): Promise<{ kind: "may"; approval: Approval; approvers: string[] } | NotTaken> {
    deps.lookAtClock();
    const approval = store.get(click.approvalId);
    if (!approval || approval.thread !== click.thread) {
      audit.record("forged_click", { ...click });
      return { kind: "unknown" };
    }
    if (isOver(approval, clock.now())) return { kind: "too_late", approval };
    // Whoever asked may always take it back.
    if (click.decision === "denied" && click.user.id === approval.requester)
      return { kind: "may", approval, approvers: [] };
    const lists = await deps.approverRules(approval).catch(() => null);
    const approvers = lists ? await approversOf(lists, directory).catch(() => null) : null;
    const permission = lists
      ? await mayDecide(approval, click.user, lists, deps)
      : { allowed: false as const, why: "lookup_failed" as const };
    if (!permission.allowed) return refusal(approval, click, permission.why, approvers ?? []);
    if (click.decision === "approved") {
      const stop = deps.stopped();
      if (stop) return { ...refusal(approval, click, "stopped", []), text: refusals.stopped(stop) };
      if (approval.votes.some(({ user }) => user === click.user.id))
        return refusal(approval, click, "already_voted", without(approvers ?? [], approval));
    }
    return { kind: "may", approval, approvers: approvers ?? [] };
  }

  function refusal(approval: Approval, click: Asked, why: Refusal, approvers: string[]) {
    audit.record("refused_click", { approvalId: approval.id, user: click.user, decision: click.decision, why });
    const others = approval.terms.self ? approvers : approvers.filter((id) => id !== approval.requester);
    return { kind: "refused" as const, why, approval, approvers: others };
  }

  const confirms = ({ terms, preview }: Approval, typed: string) =>
    !terms.typed || sameText(typed, preview.confirm ?? preview.target.en);

  return {
    mayOpen: allowed,

    confirms(approvalId, typed) {
      const approval = store.get(approvalId);
      return approval === null || confirms(approval, typed);
    },

    async decide(click) {
      const judged = await allowed(click);
      if (judged.kind !== "may") return judged;
      const { approval, approvers } = judged;
      const by = { user: click.user.id, team: click.user.team };
      const now = clock.now();
      const current = () => store.get(approval.id) ?? approval;

      if (click.decision === "denied") {
        const reason = click.reason?.trim() || null;
        const withdrawn = click.user.id === approval.requester;
        const won = store.atomically(() => {
          if (withdrawn) {
            if (!store.end(approval.id, "cancelled", WITHDRAWN, now)) return false;
            audit.record("withdrawn", { approvalId: approval.id, by, reason });
            return true;
          }
          if (!store.deny(approval.id, by, reason, now)) return false;
          audit.record("denied", { approvalId: approval.id, hash: approval.hash, by, reason });
          return true;
        });
        return { kind: won ? "denied" : "too_late", approval: current() };
      }

      if (!confirms(approval, click.typed ?? "")) return refusal(approval, click, "wrong_confirmation", approvers);
      // A first voter who may not approve any more does not count.
      const counted = approvers.filter((id) => approval.terms.self || id !== approval.requester);
      const needed = approval.terms.approvers;
      const vote = store.atomically(() => {
        const execDeadline = now + START_WITHIN_MS;
        const result = store.vote(approval.id, by, { needed, counted, now, execDeadline });
        if (result === "approved" || result === "counted")
          audit.record(result === "approved" ? "approved" : "voted", {
            ...{ approvalId: approval.id, hash: approval.hash, by, needed },
            votes: current().votes,
          });
        return result;
      });
      if (vote === null) return { kind: "too_late", approval: current() };
      if (vote === "again") return refusal(current(), click, "already_voted", without(approvers, current()));
      return { kind: vote, approval: current() };
    },
  };
}

const WITHDRAWN = { ko: "요청한 사람이 취소했습니다", en: "taken back by the person who asked" };

const isOver = ({ state, expiresAt }: Approval, now: number) => state !== "pending" || expiresAt <= now;

const without = (approvers: string[], { votes }: Approval) =>
  approvers.filter((id) => !votes.some(({ user }) => user === id));

/** As typed by hand: blanks around it and the composition of Hangul do not matter, anything else does. */
function sameText(typed: string, wanted: string): boolean {
  const plain = (text: string) => text.normalize("NFC").trim().replace(/\s+/gu, " ");
  return plain(typed) === plain(wanted);
}
