import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Language } from "../../ports/tools.ts";
import { mayAsk, refusalText } from "../access.ts";
import { threadKey } from "../intake.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { NOTICE } from "../notice.ts";
import { words } from "../text/words.ts";
import { FORGET, forgetView, KEEP } from "../views/forget.ts";
import type { Listener, ListenerDeps } from "./listener.ts";

interface Asked {
  user: string;
  channel: string;
  /** Root of the thread. */
  threadTs: string;
  language: Language;
}

/** Somebody said "forget this thread": asks once more, or says why not. Seen by them alone. */
export async function offerForgetting(asked: Asked, client: WebClient, deps: ListenerDeps): Promise<void> {
  const { history } = words(asked.language);
  const why = await refusal(asked, deps, { evenOpen: true });
  const { channel, user, threadTs, language } = asked;
  const shown = why ? { text: why } : forgetView(language, threadTs);
  if (channel.startsWith("D"))
    await client.chat.postMessage({ channel, thread_ts: threadTs, ...shown, metadata: NOTICE });
  else await client.chat.postEphemeral({ channel, user, thread_ts: threadTs, ...shown });
  deps.log.info(
    { thread: threadKey(channel, threadTs), refused: why !== null && why !== history.nothingKept },
    "forget",
  );
}

/** The buttons under that question. Who may ask here, and who may delete, is asked again: a click comes later. */
export const forgetThread: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(new RegExp(`^(${FORGET}|${KEEP})$`), async ({ ack, action, body, respond }) => {
    await ack();
    const channel = body.channel?.id ?? "";
    const user = body.user.id;
    const threadTs = action.value ?? "";
    const person = await deps.directory.person(user).catch(() => null);
    const language = person?.language ?? "en";
    const { history } = words(language);
    const say = (text: string) => {
      const blocks: KnownBlock[] = [{ type: "section", text: { type: "mrkdwn", text, verbatim: true } }];
      return respond({ response_type: "ephemeral", replace_original: true, text, blocks });
    };
    if (action.action_id === KEEP) return void (await say(history.kept));
    if (!person) return void (await say(words(language).lookupFailed));
    const access = await mayAsk(person, channel, deps);
    if (!access.allowed) return void (await say(refusalText(access.why, language)));
    const why = await refusal({ user, channel, threadTs, language }, deps);
    if (why) return void (await say(why));
    try {
      await deps.forget(threadKey(channel, threadTs), user);
      await say(history.forgotten);
    } catch (error) {
      deps.log.error({ err: error }, "a thread could not be forgotten");
      await say(history.failed);
    }
  });
};

/**
 * By who began the thread, or an admin, and not while something of it is open. Null: it may be forgotten. `evenOpen`: the
 * words that ask for it are themselves still being worked on.
 */
async function refusal(
  { user, channel, threadTs, language }: Asked,
  deps: ListenerDeps,
  { evenOpen = false } = {},
): Promise<string | null> {
  const { history } = words(language);
  const thread = threadKey(channel, threadTs);
  const starter = deps.threadData.starter(thread);
  if (starter === null) return history.nothingKept;
  if (starter !== user && !(await deps.isAdmin(user).catch(() => false))) {
    const name = (await deps.directory.person(starter).catch(() => ({ name: starter }))).name;
    return history.notYours(escapeMrkdwn(name));
  }
  return !evenOpen && deps.threadData.isOpen(thread) ? history.stillOpen : null;
}
