import type { KnownBlock } from "@slack/types";
import { capText } from "../../redaction/clean-text.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { AwsCostResult } from "../ports/commands.ts";
import type { Place, PostStore, RunStore } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import type { TurnRecord } from "../ports/turn.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { limits } from "./limits.ts";
import { escapeMrkdwn } from "./mrkdwn.ts";
import { NOTICE } from "./notice.ts";
import type { Posting } from "./posting.ts";
import type { TailOf } from "./tails.ts";
import { words } from "./text/words.ts";
import { turnMetadata } from "./turn-metadata.ts";
import { pictureUpload, postUpload, textUpload } from "./uploads.ts";
import { isRefusedBlocks, plainBlocks } from "./views/plain-blocks.ts";

/** A command that is answered where its first message stands already: `place.threadTs`. */
export interface CommandRun {
  runId: string;
  thread: string;
  place: Place;
  language: Language;
  locale: Language;
  zone: string;
  /** Whose command it is and what it said, escaped. */
  askedBy: string;
  ms: number;
}

const MOST_COMMAND = 120;

/** What stands in the place of a model where a command is answered without one. */
export const NO_MODEL = "none";

type Deps = { posting: Posting; posts: PostStore; runs: RunStore; tailOf: TailOf; clock: Clock; log: Log };

/**
 * The first message of a command becomes its answer, with the same buttons as that of a question; the picture stands
 * under it in the channel, a file in its thread.
 */
export async function postCommandAnswer(run: CommandRun, result: AwsCostResult, deps: Deps): Promise<void> {
  const { posting, runs, clock, log } = deps;
  const { runId, place, language } = run;
  const { channel } = place;
  const say = words(language);
  const answered = result.kind === "answer";
  const state = answered ? "answered" : "failed";
  const said: string[] = [answered ? result.markdown : say.awsCost.failed(result.why)];
  const posted = (post: Promise<void>, failed: string) =>
    post.catch((error: unknown) => {
      log.error({ err: error, runId }, "a file of a command could not be posted");
      said.push(failed);
    });

  if (answered && result.pictureFailed) said.push(say.pictureFailed);
  if (answered && result.picture) {
    const picture = pictureUpload(result.picture, "chart.png");
    await posted(postUpload(deps, run, "command", picture, { channel }), say.pictureFailed);
  }
  if (answered && result.file) {
    // Under the key of the CSV button, so that a press does not post it a second time.
    const key = `csv:${result.evidence.datasets[0]?.handle ?? ""}`;
    await posted(postUpload(deps, run, key, textUpload(result.file)), say.fileFailed);
  }

  const record = recordOf(run, result);
  // Tags and names of accounts are words of others.
  const markdown = inertMarkdown(capText(said.join("\n\n"), limits.messageMarkdown));
  runs.end(runId, state, record, clock.now(), markdown);
  const blocks: KnownBlock[] = [
    { type: "markdown", text: markdown },
    {
      type: "context",
      elements: [{ type: "mrkdwn", text: capText(run.askedBy, limits.contextText), verbatim: true }],
    },
    ...deps.tailOf(run, state, record, null, null),
  ];
  const { event_payload } = turnMetadata(runId, state, record);
  const content = {
    ...{ channel, ts: place.threadTs, text: capText(markdown, limits.sectionText), blocks },
    metadata: { event_type: "opsthread_command", event_payload },
  };
  const edit = (shown: KnownBlock[]) =>
    posting.surely(() => posting.client.chat.update({ ...content, blocks: shown }), "chat.update");
  await edit(blocks).catch((error: unknown) => {
    if (!isRefusedBlocks(error)) throw error;
    return edit(plainBlocks(blocks));
  });
}

/**
 * Slack does not deliver a command again, so what a process left when it died is not done by the next one: its message
 * says so instead of promising figures for ever.
 */
export async function endInterruptedCommands({ posting, runs, clock, log }: Omit<Deps, "tailOf" | "posts">) {
  for (const { runId, input, place } of runs.running(NO_MODEL)) {
    const { awsCost } = words(input.language);
    const text = awsCost.interrupted(escapeMrkdwn(capText(input.text.replaceAll("`", "'"), MOST_COMMAND)));
    await endUnanswered({ runId, place, text }, { posting, runs, clock, log });
  }
}

/** The first message of a command that came to nothing says so, as mrkdwn. What fails here is only logged. */
export async function endUnanswered(
  { runId, place, text }: { runId: string; place: Place; text: string },
  { posting, runs, clock, log }: Omit<Deps, "tailOf" | "posts">,
): Promise<void> {
  try {
    const content = { channel: place.channel, ts: place.threadTs, text, blocks: [], metadata: NOTICE };
    await posting.surely(() => posting.client.chat.update(content), "chat.update");
  } catch (error) {
    log.warn({ err: error, runId }, "a command's message could not be ended");
  }
  try {
    runs.end(runId, "failed", recordOf({ runId, ms: 0 }, { kind: "failed", why: "", calls: [] }), clock.now());
  } catch (error) {
    log.error({ err: error, runId }, "a command's end could not be written down");
  }
}

function recordOf({ runId, ms }: Pick<CommandRun, "runId" | "ms">, result: AwsCostResult): TurnRecord {
  const answered = result.kind === "answer";
  return {
    ...{ runId, model: NO_MODEL, offline: true, fellBack: null, ms, nearBudgets: [], beganAnew: false },
    toolCalls: result.calls,
    tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    usd: 0,
    ceRequests: answered ? result.ceRequests : 0,
    evidence: answered ? result.evidence : { datasets: [], claims: [], unverified: [] },
    shares: { proven: null, cached: null },
  };
}
