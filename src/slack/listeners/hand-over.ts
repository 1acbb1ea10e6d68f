import type { BlockAction, ButtonAction } from "@slack/bolt";
import { capText } from "../../../redaction/clean-text.ts";
import { mayAsk, refusalText } from "../access.ts";
import type { Standing } from "../asks.ts";
import { whyNot } from "../hand-over.ts";
import { tell } from "../notice.ts";
import { words } from "../text/words.ts";
import { CALL, CALL_BLOCK } from "../views/hand-over.ts";
import type { Listener } from "./listener.ts";

/** "Call on-call", confirmed: pings once, and the button is gone. */
export const handOver: Listener = (app, deps) => {
  const { directory, handOvers, posting, log } = deps;
  app.action<BlockAction<ButtonAction>>(CALL, async ({ ack, action, body, client }) => {
    await ack();
    const channel = body.channel?.id;
    const message = body.message as (Standing & { thread_ts?: string }) | undefined;
    if (!channel || !message) return;
    const user = body.user.id;
    const person = await directory.person(user).catch(() => null);
    const say = words(person?.language ?? "en");
    const sayAlone = (text: string) => tell(client, { channel, user, threadTs: message.thread_ts ?? message.ts }, text);
    if (!person) return await sayAlone(say.lookupFailed);
    const access = await mayAsk(person, channel, deps);
    if (!access.allowed) return await sayAlone(refusalText(access.why, person.language));
    const outcome = await handOvers.call(action.value ?? "", user);
    if (outcome !== "called") await sayAlone(whyNot(outcome, handOvers.onCall, person.language));
    if (outcome !== "called" && outcome !== "already") return;
    const { ts, text = "", blocks = [] } = message;
    const quiet = { unfurl_links: false, unfurl_media: false } as const;
    const rest = blocks.filter(({ block_id }) => block_id !== CALL_BLOCK);
    if (rest.length === blocks.length || rest.length === 0) return;
    await posting
      .surely(() => posting.client.chat.update({ channel, ts, text: capText(text, 3_900), blocks: rest, ...quiet }))
      .catch((error: unknown) => log.warn({ err: error }, "the button of a call could not be taken away"));
  });
};
