import type { BlockAction, ButtonAction, RespondFn } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { AwsCostResult } from "../../ports/commands.ts";
import type { Language } from "../../ports/tools.ts";
import type { TurnRecord } from "../../ports/turn.ts";
import { mayAsk, refusalText } from "../access.ts";
import { runIdOf, threadKey } from "../intake.ts";
import { limits } from "../limits.ts";
import { NOTICE } from "../notice.ts";
import { words } from "../text/words.ts";
import { turnMetadata } from "../turn-metadata.ts";
import { pictureUpload, textUpload, upload } from "../uploads.ts";
import { ASK_COST_PATTERN, askedByLine, costHelpView } from "../views/cost-help.ts";
import { evidenceLine } from "../views/evidence-line.ts";
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
    const here = await isMember(client, asked);
    const channel = here ? asked : await openDm(client, user);
    const access = await mayAsk(profile, channel, deps);
    if (!access.allowed) return void (await tellOnly(refusalText(access.why, language)));
    const { zone, team } = profile;
    const read = awsCost.read(text, { zone, language });
    if (read.kind === "help") {
      const view = costHelpView(read.help, language);
      return void (await respond({ response_type: "ephemeral", replace_original: false, ...view }));
    }

    const posted = await client.chat.postMessage({
      channel,
      text: say.awsCost.working,
      metadata: NOTICE,
      unfurl_links: false,
      unfurl_media: false,
    });
    const ts = posted.ts ?? "";
    const runId = runIdOf(threadKey(channel, ts));
    const thread = threadKey(channel, ts);
    const { accounts } = access.rule;
    const asker = { id: user, name: profile.name };
    const place = { channel, threadTs: ts, team, isDm: channel.startsWith("D") };
    const typed = `/aws-cost ${text}`.trim();
    runs.begin(
      { runId, input: { runId, thread, asker, zone, language, text: typed, accounts, modelId: "none" }, place },
      clock.now(),
    );
    const startedAt = Date.now();
    const allowances = deps.allowances({ runId, asker: user });
    const context = { zone, language, accounts, runId, allowances };
    const result = await read.ask(thread, context, AbortSignal.timeout(WITHIN_MS));
    const target = { channel, ts, runId, language, zone, ms: Date.now() - startedAt };
    await show(result, { ...target, askedBy: askedByLine(profile.name, text, language) }, deps);
    if (!here) await tellOnly(say.awsCost.sentToDm);
  } catch (error) {
    log.error({ err: error }, "/aws-cost failed");
    await tellOnly(say.failure.internal);
  }
}

interface Target {
  channel: string;
  ts: string;
  runId: string;
  language: Language;
  zone: string;
  ms: number;
  askedBy: string;
}

async function show(result: AwsCostResult, at: Target, { posting, clock, runs, log }: ListenerDeps): Promise<void> {
  const { channel, ts, runId, language, zone } = at;
  const say = words(language);
  const answered = result.kind === "answer";
  const record: TurnRecord = {
    runId,
    model: "none",
    offline: true,
    fellBack: null,
    toolCalls: answered ? result.evidence.datasets.map(({ handle, tool }) => toolCall(handle, tool, at.ms)) : [],
    tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    usd: 0,
    ceRequests: answered ? result.ceRequests : 0,
    ms: at.ms,
    evidence: answered ? result.evidence : { datasets: [], claims: [], unverified: [] },
    nearBudgets: [],
    shares: { proven: null, cached: null },
    beganAnew: false,
  };
  const line = evidenceLine(record, { language, zone, now: clock.now(), clockMoved: clock.moved });
  const context: KnownBlock = {
    type: "context",
    elements: [at.askedBy, ...(line ? [line] : [])].map((text) => {
      return { type: "mrkdwn", text: text.slice(0, limits.contextText), verbatim: true };
    }),
  };
  const remarks: string[] = [];
  const picture = answered ? result.picture : null;
  if (picture)
    await upload(posting, { channel }, pictureUpload(picture, `chart-${runId}.png`)).catch((error: unknown) => {
      log.error({ err: error, runId }, "the picture of /aws-cost could not be posted");
      remarks.push(say.pictureFailed);
    });
  if (answered && result.pictureFailed) remarks.push(say.pictureFailed);
  const file = answered ? result.file : null;
  if (file)
    await upload(posting, { channel, threadTs: ts }, textUpload(file)).catch((error: unknown) => {
      log.error({ err: error, runId }, "the file of /aws-cost could not be posted");
      remarks.push(say.fileFailed);
    });
  const said = answered ? [result.markdown, ...remarks] : [say.awsCost.failed(result.why)];
  const markdown = said.join("\n\n");
  runs.end(runId, answered ? "answered" : "failed", record, clock.now(), markdown);
  const { event_payload } = turnMetadata(runId, answered ? "answered" : "failed", record);
  await posting.patiently(() =>
    posting.client.chat.update({
      channel,
      ts,
      text: markdown.slice(0, limits.sectionText),
      blocks: [{ type: "markdown", text: markdown.slice(0, limits.messageMarkdown) }, context],
      metadata: { event_type: "opsthread_command", event_payload },
    }),
  );
}

const toolCall = (dataset: string, name: string, ms: number) => ({
  id: dataset,
  name,
  args: null,
  ms,
  rows: null,
  dataset,
  error: null,
});

/** A channel that cannot be looked up is one we are not in; its DM with us is ours. */
async function isMember(client: WebClient, channel: string): Promise<boolean> {
  const { channel: info } = await client.conversations.info({ channel }).catch(() => ({ channel: undefined }));
  return Boolean(info?.is_member || info?.is_im);
}

async function openDm(client: WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (!channel?.id) throw new Error("conversations.open gave no channel");
  return channel.id;
}
