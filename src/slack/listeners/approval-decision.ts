import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { Approval } from "../../ports/approvals.ts";
import type { DecisionOutcome } from "../../ports/decisions.ts";
import { threadKey } from "../intake.ts";
import { clockTime } from "../text/time.ts";
import { words } from "../text/words.ts";
import { APPROVE, DENY, listNames } from "../views/card.ts";
import type { Listener, ListenerDeps } from "./listener.ts";

/** A click on Approve or Deny. Slack does not redeliver clicks: the row's compare-and-set is what counts. */
export const approvalDecision: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(new RegExp(`^(${APPROVE}|${DENY})$`), async ({ ack, action, body, client }) => {
    await ack();
    const channel = body.channel?.id;
    const message = body.message as { ts: string; thread_ts?: string } | undefined;
    if (!channel || !message) return;
    const threadTs = message.thread_ts ?? message.ts;
    const outcome = await deps.decide({
      approvalId: action.value ?? "",
      decision: action.action_id === APPROVE ? "approved" : "denied",
      user: { id: body.user.id, team: body.user.team_id ?? body.team?.id ?? "" },
      thread: threadKey(channel, threadTs),
    });
    if (outcome.kind === "approved") {
      await deps.cards.refresh(outcome.approval);
      return deps.execute(outcome.approval.id);
    }
    if (outcome.kind === "denied") {
      await deps.cards.refresh(outcome.approval);
      return deps.report(outcome.approval.id);
    }
    const text = await explain(outcome, body.user.id, deps);
    await client.chat.postEphemeral({ channel, user: body.user.id, thread_ts: threadTs, text });
    if (outcome.kind === "too_late") await deps.cards.refresh(outcome.approval);
  });
};

/** Why the click did nothing, said to the person who clicked alone, in their language and zone. */
async function explain(
  outcome: Exclude<DecisionOutcome, { kind: "approved" | "denied" }>,
  user: string,
  { directory, cards }: ListenerDeps,
): Promise<string> {
  const person = await directory.person(user).catch(() => null);
  const language = person?.language ?? "en";
  const { click } = words(language);
  if (outcome.kind === "unknown") return click.unknown;
  const { names } = await cards.reader(outcome.approval);
  if (outcome.kind === "too_late") return tooLate(outcome.approval, { click, names, zone: person?.zone ?? "UTC" });
  const approvers = listNames(outcome.approvers, { language, names });
  return {
    not_approver: click.notApprover(approvers),
    own_request: click.ownRequest(approvers),
    guest: click.guest,
    inactive: click.inactive,
    lookup_failed: click.lookupFailed,
  }[outcome.why];
}

function tooLate(
  approval: Approval,
  { click, names, zone }: { click: ReturnType<typeof words>["click"]; names: Record<string, string>; zone: string },
): string {
  const { decidedBy, decidedAt } = approval;
  if (!decidedBy || decidedAt === null) return click.alreadyExpired;
  const who = names[decidedBy] ?? decidedBy;
  const at = clockTime(decidedAt, zone);
  return approval.state === "denied" ? click.alreadyDenied(who, at) : click.alreadyApproved(who, at);
}
