import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { DecisionRequest, NotTaken } from "../../ports/decisions.ts";
import { words } from "../text/words.ts";
import { confirmModal, denyModal } from "../views/card-modals.ts";
import { APPROVE, DENY } from "../views/card-parts.ts";
import { explain, settle } from "./approval-outcome.ts";
import { cardClick } from "./card-click.ts";
import type { Listener } from "./listener.ts";

/**
 * A click on Approve or Deny. Slack does not redeliver clicks: the row's compare-and-set is what counts. A denial asks for
 * its reason first, and the highest tier for the name; who may not decide is told so before any dialog opens.
 */
export const approvalDecision: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(new RegExp(`^(${APPROVE}|${DENY})$`), async ({ ack, action, body, client }) => {
    await ack();
    const click = cardClick(action, body);
    if (!click) return;
    const { place, user } = click;
    const decision = action.action_id === APPROVE ? "approved" : "denied";
    const request: DecisionRequest = { approvalId: place.approvalId, decision, user, thread: click.thread };
    const tellOnly = (text: string) =>
      client.chat.postEphemeral({ channel: place.channel, user: user.id, thread_ts: place.threadTs, text });
    const refuse = async (outcome: NotTaken) => {
      await tellOnly(await explain(outcome, user.id, deps));
      if (outcome.kind === "too_late") await deps.cards.refresh(outcome.approval);
    };
    const language = async () => (await deps.directory.person(user.id).catch(() => null))?.language ?? "en";
    const open = async (view: ModalView) => {
      await deps.openDialog(body.trigger_id, view).catch(async (error: unknown) => {
        deps.log.warn({ err: error }, "a dialog could not be opened");
        await tellOnly(words(await language()).click.noDialog);
      });
    };
    try {
      const judged = await deps.decisions.mayOpen(request);
      if (judged.kind !== "may") return await refuse(judged);
      if (decision === "denied") return await open(denyModal(judged.approval, place, await language()));
      if (judged.approval.terms.typed) return await open(confirmModal(judged.approval, place, await language()));
      await settle(await deps.decisions.decide(request), refuse, deps);
    } catch (error) {
      deps.log.error({ err: error, approvalId: place.approvalId }, "a decision could not be taken");
      await tellOnly(words(await language()).click.journalDown);
    }
  });
};
