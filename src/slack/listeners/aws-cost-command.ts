import { randomUUID } from "node:crypto";
import type { BlockAction, ButtonAction, RespondFn } from "@slack/bolt";
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { mayAsk, refusalText } from "../access.ts";
import { endUnanswered, NO_MODEL, postCommandAnswer } from "../command-answer.ts";
import { runIdOf, threadKey } from "../intake.ts";
import type { Posting } from "../posting.ts";
import { words } from "../text/words.ts";
import { ASK_COST_PATTERN, askedByLine, costHelpView } from "../views/cost-help.ts";
import type { Listener, ListenerDeps } from "./listener.ts";

const WITHIN_MS = 60_000;

interface Asked {
  user: string;
  channel: string;
  text: string;
  client: WebClient;
  respond: RespondFn;
}

/**
 * `/aws-cost`: totals and chart without any model, in the channel where we are a member, else as a DM with a
 * word to the person where they typed it. A first message stands at once and becomes the answer. What cannot be asked
 * is answered to the person alone, with what can be as buttons.
 */
export const awsCostCommand: Listener = (app, deps) => {
  app.command("/aws-cost", async ({ ack, command, client, respond }) => {
    await ack();
    await answer({ user: command.user_id, channel: command.channel_id, text: command.text, client, respond }, deps);
  });

  app.action<BlockAction<ButtonAction>>(ASK_COST_PATTERN, async ({ ack, action, body, client, respond }) => {
    await ack();
    const channel = body.channel?.id;
    if (!channel) return;
    await answer({ user: body.user.id, channel, text: action.value ?? "", client, respond }, deps);
  });
};

async function answer({ user, channel: asked, text, client, respond }: Asked, deps: ListenerDeps): Promise<void> {
  const { directory, runs, clock, awsCost, log } = deps;
  const profile = await directory.person(user).catch(() => null);
  const language = /[가-힣]/.test(text) ? "ko" : (profile?.language ?? "en");
  const say = words(language);
  const tellOnly = (message: string) => respond({ response_type: "ephemeral", replace_original: false, text: message });
  try {
    if (!profile) return void (await tellOnly(say.lookupFailed));
    const here = await isMember(deps.posting, asked);
    const channel = here ? asked : await openDm(client, user);
    const access = await mayAsk(profile, channel, deps);
    if (!access.allowed) return void (await tellOnly(refusalText(access.why, language)));
    const { zone, team, language: locale } = profile;
    const read = awsCost.read(text, { zone, language });
    if (read.kind === "help") {
      const view = costHelpView(read.help, language);
      return void (await respond({ response_type: "ephemeral", replace_original: false, ...view }));
    }

    const identity = { command: randomUUID() };
    const metadata = { event_type: "opsthread_working", event_payload: identity };
    const quiet = { unfurl_links: false, unfurl_media: false } as const;
    const ts = await deps.posting.postOnce({ channel, text: say.awsCost.working, metadata, ...quiet }, identity);
    const runId = runIdOf(threadKey(channel, ts));
    const thread = threadKey(channel, ts);
    const { accounts } = access.rule;
    const asker = { id: user, name: profile.name };
    const place = { channel, threadTs: ts, team, isDm: channel.startsWith("D") };
    const typed = `/aws-cost ${text}`.trim();
    const input = { runId, thread, asker, zone, language, locale, text: typed, accounts, modelId: NO_MODEL };
    try {
      runs.begin({ runId, input, place }, clock.now());
      const startedAt = Date.now();
      const allowances = deps.allowances({ runId, asker: user });
      const context = { zone, language, accounts, runId, allowances };
      const result = await read.ask(thread, context, AbortSignal.timeout(WITHIN_MS));
      if (result.kind === "answer") deps.noteCommand(input, result);
      const about = { askedBy: askedByLine(profile.name, text, language), ms: Date.now() - startedAt };
      await postCommandAnswer({ runId, thread, place, language, locale, zone, ...about }, result, deps);
    } catch (error) {
      log.error({ err: error, runId }, "/aws-cost failed");
      return await endUnanswered({ runId, place, text: `${say.click.failed}\n${say.reference(runId)}` }, deps);
    }
    if (!here) await tellOnly(say.awsCost.sentToDm);
  } catch (error) {
    log.error({ err: error }, "/aws-cost could not be begun");
    await tellOnly(say.click.failed);
  }
}

/** A channel that Slack does not show us is one we are not in; its DM with us is ours. Throws when Slack does not answer. */
async function isMember({ client, surely }: Posting, channel: string): Promise<boolean> {
  const look = () => client.conversations.info({ channel });
  const { channel: info } = await surely(look, "conversations.info").catch((error: unknown) => {
    if (error instanceof WebAPIPlatformError) return { channel: undefined };
    throw error;
  });
  return Boolean(info?.is_member || info?.is_im);
}

async function openDm(client: WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (!channel?.id) throw new Error("conversations.open gave no channel");
  return channel.id;
}
