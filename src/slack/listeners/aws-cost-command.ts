import type { SlashCommand } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { AwsCostResult } from "../../ports/commands.ts";
import type { Language } from "../../ports/tools.ts";
import type { TurnRecord } from "../../ports/turn.ts";
import { mayAsk, refusalText } from "../access.ts";
import { threadKey } from "../intake.ts";
import { limits } from "../limits.ts";
import { words } from "../text/words.ts";
import { turnMetadata } from "../thread-writer.ts";
import { pictureUpload, upload } from "../uploads.ts";
import { evidenceLine } from "../views/evidence-line.ts";
import type { Listener, ListenerDeps } from "./listener.ts";
import { runIdFor } from "./question.ts";

const WITHIN_MS = 60_000;

/**
 * `/aws-cost`: totals and chart without any model, in the channel where we are a member, else as a DM with a
 * word to the person where they typed it. A first message stands at once and becomes the answer.
 */
export const awsCostCommand: Listener = (app, deps) => {
  app.command("/aws-cost", async ({ ack, command, client, respond }) => {
    await ack();
    const { user_id: user, text } = command;
    const profile = await deps.directory.person(user).catch(() => null);
    const language = /[가-힣]/.test(text) ? "ko" : (profile?.language ?? "en");
    const say = words(language);
    const tellOnly = (message: string) => respond({ response_type: "ephemeral", text: message });
    try {
      if (!profile) return void (await tellOnly(say.lookupFailed));
      const here = await isMember(client, command);
      const channel = here ? command.channel_id : await openDm(client, user);
      const access = await mayAsk(profile, channel, deps);
      if (!access.allowed) return void (await tellOnly(refusalText(access.why, language)));

      const posted = await client.chat.postMessage({
        channel,
        text: say.awsCost.working,
        metadata: { event_type: "opsthread_notice", event_payload: {} },
        unfurl_links: false,
        unfurl_media: false,
      });
      const ts = posted.ts ?? "";
      const runId = runIdFor(channel, ts);
      const context = { zone: profile.zone, language, accounts: access.rule.accounts, runId };
      const startedAt = Date.now();
      const result = await deps.awsCost.run(
        { text, thread: threadKey(channel, ts), context },
        AbortSignal.timeout(WITHIN_MS),
      );
      await show(result, { channel, ts, runId, language, zone: profile.zone, ms: Date.now() - startedAt }, deps);
      if (!here) await tellOnly(say.awsCost.sentToDm);
    } catch (error) {
      deps.log.error({ err: error }, "/aws-cost failed");
      await tellOnly(say.failure.internal);
    }
  });
};

interface Target {
  channel: string;
  ts: string;
  runId: string;
  language: Language;
  zone: string;
  ms: number;
}

async function show(result: AwsCostResult, at: Target, { posting, clock }: ListenerDeps): Promise<void> {
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
  const context: KnownBlock[] = line
    ? [{ type: "context", elements: [{ type: "mrkdwn", text: line.slice(0, limits.sectionText), verbatim: true }] }]
    : [];
  const filename = `chart-${runId}.png`;
  const pictureShown =
    !answered || !result.picture
      ? true
      : await upload(posting, { channel }, pictureUpload(result.picture, filename)).then(
          () => true,
          () => false,
        );
  const markdown =
    result.kind === "failed"
      ? say.awsCost.failed(result.why)
      : [result.markdown, ...(pictureShown && !(answered && result.pictureFailed) ? [] : [say.pictureFailed])].join(
          "\n\n",
        );
  const { event_payload } = turnMetadata(runId, answered ? "answered" : "failed", record);
  await posting.patiently(() =>
    posting.client.chat.update({
      channel,
      ts,
      text: markdown.slice(0, limits.sectionText),
      blocks: [{ type: "markdown", text: markdown.slice(0, limits.messageMarkdown) }, ...context],
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
async function isMember(client: WebClient, { channel_id: channel }: SlashCommand): Promise<boolean> {
  const { channel: info } = await client.conversations.info({ channel }).catch(() => ({ channel: undefined }));
  return Boolean(info?.is_member || info?.is_im);
}

async function openDm(client: WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (!channel?.id) throw new Error("conversations.open gave no channel");
  return channel.id;
}
