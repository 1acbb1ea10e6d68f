import type { BlockAction, ButtonAction } from "@slack/bolt";
import { mayAsk, refusalText } from "../access.ts";
import type { Standing } from "../asks.ts";
import { tell } from "../notice.ts";
import { words } from "../text/words.ts";
import { ASK } from "../views/answer-tail.ts";
import type { Listener } from "./listener.ts";

/** A choice or a suggestion under an answer: asked by whoever presses it, with their own right to ask. */
export const askButton: Listener = (app, deps) => {
  const { asks, directory, log } = deps;
  app.action<BlockAction<ButtonAction>>(ASK, async ({ ack, action, body, client }) => {
    await ack();
    const channel = body.channel?.id;
    const message = body.message as (Standing & { thread_ts?: string }) | undefined;
    if (!channel || !message) return;
    const user = body.user.id;
    const person = await directory.person(user).catch(() => null);
    const say = words(person?.language ?? "en");
    const sayAlone = (text: string) => tell(client, { channel, user, threadTs: message.thread_ts ?? message.ts }, text);
    try {
      if (!person) return await sayAlone(say.lookupFailed);
      const [runId = "", n = ""] = (action.value ?? "").split(" ");
      const offered = asks.find(runId, Number(n));
      if (!offered || offered.run.place.channel !== channel) return await sayAlone(say.answer.askUnknown);
      const access = await mayAsk(person, channel, deps);
      if (!access.allowed) return await sayAlone(refusalText(access.why, person.language));
      const outcome = await asks.press(runId, Number(n), user, message);
      if (outcome === "taken") await sayAlone(say.answer.askTaken);
      if (outcome === "closed") await sayAlone(say.answer.askClosed);
    } catch (error) {
      log.error({ err: error }, "a pressed question could not be asked");
      await sayAlone(say.click.failed);
    }
  });
};
