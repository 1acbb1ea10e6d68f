import type { BlockAction, ButtonAction } from "@slack/bolt";
import { mayAsk } from "../access.ts";
import { words } from "../text/words.ts";
import { listModal } from "../views/card-modals.ts";
import { AGAIN, LIST, NUDGE, UNDO } from "../views/card-parts.ts";
import { cardClick } from "./card-click.ts";
import type { Listener } from "./listener.ts";

/** The other buttons of a card: all targets, one reminder, and the proposal of the way back or of the same once more. None of them decides anything. */
export const approvalMore: Listener = (app, deps) => {
  const { approvals, cards, directory, clock, log } = deps;
  const names = new RegExp(`^(${LIST}|${NUDGE}|${UNDO}|${AGAIN})$`);

  app.action<BlockAction<ButtonAction>>(names, async ({ ack, action, body, client }) => {
    await ack();
    const click = cardClick(action, body);
    if (!click) return;
    const { place, user } = click;
    const person = await directory.person(user.id).catch(() => null);
    const language = person?.language ?? "en";
    const { click: say } = words(language);
    const tellOnly = (text: string) =>
      client.chat.postEphemeral({ channel: place.channel, user: user.id, thread_ts: place.threadTs, text });
    try {
      const approval = approvals.get(place.approvalId);
      if (!approval || approval.thread !== click.thread) return void (await tellOnly(say.unknown));
      if (!person) return void (await tellOnly(say.lookupFailed));
      if (action.action_id === LIST) {
        await deps.openDialog(body.trigger_id, listModal(approval, language));
        return;
      }
      const access = await mayAsk(person, place.channel, deps);
      if (!access.allowed) return void (await tellOnly(say.mayNotAsk));
      if (action.action_id === NUDGE) {
        if (approvals.nudge(approval.id, clock.now())) return await cards.nudge(approval);
        return void (await tellOnly(approval.state === "pending" ? say.nudgedAlready : say.alreadyExpired));
      }
      const isUndo = action.action_id === UNDO;
      const asking = { id: user.id, name: person.name, zone: person.zone, language };
      const made = await (isUndo ? deps.undo : deps.again)(approval.id, asking);
      if (made.kind === "nothing") return void (await tellOnly(isUndo ? say.nothingToUndo : say.nothingToRepeat));
      if (made.kind === "refused") {
        const why = made.text[language];
        return void (await tellOnly(isUndo ? say.undoRefused(why) : say.againRefused(why)));
      }
      await cards.post(made.approvalId, { channel: place.channel, threadTs: place.threadTs });
      await cards.refresh(approval);
    } catch (error) {
      log.error({ err: error, approvalId: place.approvalId }, "a button of a card failed");
      await tellOnly(say.noDialog);
    }
  });
};
