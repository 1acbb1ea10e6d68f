import type { ViewSubmitAction } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { DecisionRequest, NotTaken } from "../../ports/decisions.ts";
import { threadKey } from "../intake.ts";
import { words } from "../text/words.ts";
import { type CardPlace, CONFIRM_MODAL, confirmOf, DENY_MODAL, FIELD } from "../views/card-modals.ts";
import { explain, settle } from "./approval-outcome.ts";
import type { Listener, ListenerDeps } from "./listener.ts";

/** The dialogs of a card, submitted: a name typed to approve, or a reason to deny. The row decides as it does for a click. */
export const approvalDialog: Listener = (app, deps) => {
  const submitted = (callback_id: string) => ({ callback_id, type: "view_submission" as const });

  app.view<ViewSubmitAction>(submitted(DENY_MODAL), async ({ ack, body, client }) => {
    await ack();
    await take(body, client, { decision: "denied", reason: typedIn(body) }, deps);
  });

  app.view<ViewSubmitAction>(submitted(CONFIRM_MODAL), async ({ ack, body, client }) => {
    const typed = typedIn(body);
    const { approvalId } = placeIn(body);
    const approval = deps.approvals.get(approvalId);
    if (approval && !deps.decisions.confirms(approvalId, typed)) {
      const { confirmWrong } = words(await languageOf(body.user.id, deps)).card.modal;
      return ack({ response_action: "errors", errors: { [FIELD]: confirmWrong(confirmOf(approval)) } });
    }
    await ack();
    await take(body, client, { decision: "approved", typed }, deps);
  });
};

async function take(
  body: ViewSubmitAction,
  client: WebClient,
  decision: Pick<DecisionRequest, "decision" | "reason" | "typed">,
  deps: ListenerDeps,
): Promise<void> {
  const { approvalId, channel, threadTs } = placeIn(body);
  const user = { id: body.user.id, team: body.user.team_id ?? body.team?.id ?? "" };
  const tellOnly = (text: string) => client.chat.postEphemeral({ channel, user: user.id, thread_ts: threadTs, text });
  const refuse = async (outcome: NotTaken) => {
    await tellOnly(await explain(outcome, user.id, deps));
    if (outcome.kind === "too_late") await deps.cards.refresh(outcome.approval);
  };
  try {
    const request = { approvalId, user, thread: threadKey(channel, threadTs), ...decision };
    await settle(await deps.decisions.decide(request), refuse, deps);
  } catch (error) {
    deps.log.error({ err: error, approvalId }, "a decision could not be taken");
    await tellOnly(words(await languageOf(user.id, deps)).click.journalDown);
  }
}

const languageOf = async (user: string, { directory }: ListenerDeps) =>
  (await directory.person(user).catch(() => null))?.language ?? "en";
const placeIn = ({ view }: ViewSubmitAction) => JSON.parse(view.private_metadata) as CardPlace;
const typedIn = ({ view }: ViewSubmitAction): string => view.state.values[FIELD]?.[FIELD]?.value ?? "";
