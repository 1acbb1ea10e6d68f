import type { Approval } from "../../ports/approvals.ts";
import type { DecisionOutcome, NotTaken } from "../../ports/decisions.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { clockTime } from "../text/time.ts";
import { words } from "../text/words.ts";
import { listNames } from "../views/card-parts.ts";
import type { ListenerDeps } from "./listener.ts";

/** What follows from a decision: the card says it, and the change begins or the conversation hears of it. */
export async function settle(
  outcome: DecisionOutcome,
  refuse: (outcome: NotTaken) => Promise<void>,
  deps: Pick<ListenerDeps, "cards" | "execute" | "report">,
): Promise<void> {
  switch (outcome.kind) {
    case "approved":
      await deps.cards.refresh(outcome.approval);
      return deps.execute(outcome.approval.id);
    case "denied":
      await deps.cards.refresh(outcome.approval);
      return deps.report(outcome.approval.id);
    case "counted":
      return deps.cards.refresh(outcome.approval);
    default:
      return refuse(outcome);
  }
}

/** Why the click did nothing, said to the person who clicked alone, in their language and zone. */
export async function explain(
  outcome: NotTaken,
  user: string,
  { directory, cards }: Pick<ListenerDeps, "directory" | "cards">,
): Promise<string> {
  const person = await directory.person(user).catch(() => null);
  const language = person?.language ?? "en";
  const { click } = words(language);
  if (outcome.kind === "unknown") return click.unknown;
  const { names } = await cards.reader(outcome.approval);
  if (outcome.kind === "too_late")
    return tooLate(outcome.approval, { click, names, language, zone: person?.zone ?? "UTC" });
  const approvers = listNames(outcome.approvers, { language, names });
  return {
    not_approver: click.notApprover(approvers),
    own_request: click.ownRequest(approvers),
    guest: click.guest,
    inactive: click.inactive,
    stranger: click.stranger,
    lookup_failed: click.lookupFailed,
    stopped: `⛔ ${escapeMrkdwn(outcome.text?.[language] ?? "")}`,
    already_voted: click.alreadyVoted(approvers),
    wrong_confirmation: click.wrongConfirmation,
  }[outcome.why];
}

function tooLate(
  approval: Approval,
  reader: {
    click: ReturnType<typeof words>["click"];
    names: Record<string, string>;
    language: "ko" | "en";
    zone: string;
  },
): string {
  const { click, names, language, zone } = reader;
  const { decidedBy, decidedAt, endedWhy } = approval;
  if (endedWhy && approval.state !== "expired") return click.alreadyOver(endedWhy[language]);
  if (!decidedBy || decidedAt === null) return click.alreadyExpired;
  const who = names[decidedBy] ?? decidedBy;
  const at = clockTime(decidedAt, zone);
  return approval.state === "denied" ? click.alreadyDenied(who, at) : click.alreadyApproved(who, at);
}
