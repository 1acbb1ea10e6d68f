import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, PostStore } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import type { AgentEvent, Emit, TurnRecord } from "../ports/turn.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { limits } from "./limits.ts";
import { createLiveMessage } from "./live-message.ts";
import type { Metadata, Posting } from "./posting.ts";
import type { Offered, TailOf } from "./tails.ts";
import { words } from "./text/words.ts";
import { pictureUpload, postUpload, textUpload } from "./uploads.ts";

export interface WriterDeps {
  posting: Posting;
  posts: PostStore;
  clock: Clock;
  log: Log;
  /** Posts the approval card of a proposal into the thread; idempotent. */
  postCard: (approvalId: string, place: Place, language: Language) => Promise<void>;
  tailOf: TailOf;
  /** Committed when the answer stands in Slack. */
  ended: (runId: string, state: "waiting" | "answered" | "failed", record: TurnRecord) => void;
}

export interface WriterRun {
  runId: string;
  thread: string;
  place: Place;
  recipient: string;
  language: Language;
  zone: string;
}

/** The one writer to a thread: turns the agent's events into what people see, in order. */
export function createThreadWriter(deps: WriterDeps, run: WriterRun): Emit {
  const { posting, posts, clock, log, postCard } = deps;
  const { runId, place, language } = run;
  const text = words(language);
  const segment = posts
    .ofRun(runId)
    .filter(({ kind, key, state }) => kind === "answer" && !key.includes(".") && state === "done").length;
  const key = String(segment);
  const titles = new Map<string, string>();
  const cards: string[] = [];
  const asked = new Set<string>();
  const uploads: Promise<void>[] = [];
  let offered: Offered | null = null;
  const message = createLiveMessage({ posting, posts, clock, log, runId, key, place, recipient: run.recipient });

  /** The native line under the composer; a decoration, so its failures are only logged. */
  const status = (words: string) => {
    void posting.client.assistant.threads
      .setStatus({ channel_id: place.channel, thread_ts: place.threadTs, status: words })
      .catch((error: unknown) => log.debug({ err: error }, "the status line could not be set"));
  };

  const finish = async (state: "waiting" | "answered" | "failed", record: TurnRecord) => {
    await Promise.all(uploads);
    await message.finish(deps.tailOf(run, state, record, offered), turnMetadata(runId, state, record));
    deps.ended(runId, state, record);
    status("");
  };

  const on: { [K in AgentEvent["type"]]: (event: Extract<AgentEvent, { type: K }>) => Promise<void> | void } = {
    turn_started: () => status(text.thinking),
    model_waiting: ({ seconds }) => status(text.modelWaiting(seconds)),
    tool_started({ id, title }) {
      status(text.reading(title));
      titles.set(id, title.slice(0, limits.taskTitle));
      message.task({ type: "task_update", id, title: title.slice(0, limits.taskTitle), status: "in_progress" });
    },
    tool_finished({ record: { id, name, error, rows, ms } }) {
      if (asked.has(id)) return;
      const output = error ?? [...(rows === null ? [] : [text.rows(rows)]), `${(ms / 1000).toFixed(1)} s`].join(" · ");
      message.task({
        type: "task_update",
        id,
        title: titles.get(id) ?? name,
        status: error ? "error" : "complete",
        output: output.slice(0, limits.taskOutput),
      });
    },
    text({ markdown, verified }) {
      message.text(inertMarkdown(markdown));
      if (!verified) message.text(text.unverified);
    },
    text_reset: () => message.reset(),
    async picture({ toolCallId, picture }) {
      await message.show();
      const posted = postUpload(deps, run, toolCallId, pictureUpload(picture, "chart.png")).catch((error: unknown) => {
        log.error({ err: error, runId }, "a picture could not be posted");
        message.text(text.pictureFailed);
      });
      uploads.push(posted);
    },
    async file({ toolCallId, file }) {
      await message.show();
      const posted = postUpload(deps, run, toolCallId, textUpload(file)).catch((error: unknown) => {
        log.error({ err: error, runId }, "a file could not be posted");
        message.text(text.fileFailed);
      });
      uploads.push(posted);
    },
    proposal({ toolCallId, approvalId, preview }) {
      cards.push(approvalId);
      asked.add(toolCallId);
      const title = text.card.prepared(preview.title[language]).slice(0, limits.taskTitle);
      message.task({ type: "task_update", id: toolCallId, title, status: "complete", output: text.card.posted });
    },
    choices({ question, options }) {
      message.text(inertMarkdown(`**${question.replace(/\s+/g, " ").trim()}**`));
      offered = { kind: "choice", asks: options };
    },
    suggestions({ asks }) {
      offered ??= { kind: "suggestion", asks };
    },
    evidence: () => undefined,
    async turn_finished({ status: state, record }) {
      await finish(state, record);
      for (const approvalId of cards) await postCard(approvalId, place, language);
    },
    async turn_failed({ code, partial, record }) {
      message.text([text.failure[code], ...(partial ? [text.partial] : []), text.reference(runId)].join("\n"));
      await finish("failed", record);
    },
  };
  return async (event) => {
    try {
      await (on[event.type] as (event: AgentEvent) => Promise<void> | void)(event);
    } catch (error) {
      log.error({ err: error, runId, event: event.type }, "an event could not be shown");
      if (event.type === "turn_finished" || event.type === "turn_failed") throw error;
    }
  };
}

/** Metadata is limited, so only the figures go along; arguments that are too long are left out. */
const MOST_METADATA = 7_000;

export function turnMetadata(runId: string, status: string, record: TurnRecord): Metadata {
  const { toolCalls, tokens, usd, ceRequests, ms, model } = record;
  const whole = JSON.stringify({ model, toolCalls, tokens, usd, ceRequests, ms });
  const short = () =>
    JSON.stringify({
      model,
      toolCalls: toolCalls.map((call) => ({ ...call, args: null })),
      tokens,
      usd,
      ceRequests,
      ms,
    });
  const json = whole.length <= MOST_METADATA ? whole : short();
  return { event_type: "opsthread_turn", event_payload: { run_id: runId, status, record: json } };
}
