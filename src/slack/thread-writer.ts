import { setTimeout as sleep } from "node:timers/promises";
import type { KnownBlock } from "@slack/types";
import type { WebAPIPlatformError, WebClient } from "@slack/web-api";
import { capText } from "../../redaction/clean-text.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, PostStore } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import type { AgentEvent, Emit, FailureCode, TurnRecord } from "../ports/turn.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { limits } from "./limits.ts";
import type { Pace } from "./live/pace.ts";
import { createLiveMessage } from "./live-message.ts";
import type { Posting } from "./posting.ts";
import { createTables } from "./tables.ts";
import type { Offered, TailOf } from "./tails.ts";
import { callFailure } from "./text/call-failure.ts";
import { words } from "./text/words.ts";
import { turnMetadata } from "./turn-metadata.ts";
import { isUnreachable } from "./unreachable.ts";
import { pictureUpload, postUpload, textUpload, type Upload } from "./uploads.ts";
import { answerParts } from "./views/answer-parts.ts";
import { stopButton } from "./views/stop-button.ts";
import { placeInArgs } from "./views/tool-steps.ts";
import type { TurnEnding, WriterRun } from "./writer-run.ts";

export interface WriterDeps {
  posting: Posting;
  /** For streams alone. */
  streaming: WebClient;
  pace: Pace;
  posts: PostStore;
  clock: Clock;
  log: Log;
  /** What a person is called; gives the id where that is not known. */
  nameOf: (user: string) => Promise<string>;
  /** Posts the approval card of a proposal into the thread; idempotent. */
  postCard: (approvalId: string, place: Place, mayStand: boolean) => Promise<void>;
  tailOf: TailOf;
  /** The answer cannot be posted where it was asked, now or later; the person hears of it elsewhere. Must not throw. */
  unreachable: (
    error: WebAPIPlatformError,
    asked: { place: Place; asker: string; language: Language },
  ) => Promise<void>;
  /** Written before the end of an answer is posted. */
  ending: (runId: string, record: TurnRecord) => void;
  /** Committed when the answer stands in Slack. */
  ended: (end: TurnEnding) => void;
}

export interface ThreadWriter {
  emit: Emit;
  /** This process ends and another goes on: says so, once. */
  interrupted(): Promise<void>;
  /** The turn broke: another writer takes it up. */
  abandon(): void;
}

/** What the end of an answer waits for a picture that is slow to appear. */
const UPLOADS_MS = 20_000;
const UPLOADS_WHEN_STOPPED_MS = 200;
const LOOK_EVERY_MS = 100;

/** The one writer to a thread: turns the agent's events into what people see, in order. */
export function createThreadWriter(deps: WriterDeps, run: WriterRun): ThreadWriter {
  const { log, postCard } = deps;
  const { runId, place, language, status } = run;
  const text = words(language);
  /** Buttons, the status line, steps and what Stop is answered with. */
  const screen = words(run.locale);
  const titles = new Map<string, string>();
  const cards: string[] = [];
  const asked = new Set<string>();
  let offered: Offered | null = null;
  const steps: string[] = [];
  const { live } = text;
  const message = createLiveMessage({
    ...deps,
    runId,
    key: run.leg,
    place,
    recipient: run.recipient,
    working: [stopButton(screen.live.stop)],
    continues: screen.live.continues,
    leftOut: live.leftOut,
    posted: status.cleared,
    stopped: run.stopped,
  });

  /** Uploads stand under what is said so far; one that fails is said, not thrown. */
  const attach = (uploadKey: string, upload: Upload, failed: string) =>
    message.attach(() =>
      postUpload(deps, run, uploadKey, upload).catch((error: unknown) => {
        log.error({ err: error, runId }, "a file could not be posted");
        message.text(failed);
      }),
    );

  /**
   * The turn goes on when it stands: only then is the result that it belongs to written down, and a process that dies
   * before makes it again. It waits for no upload that hangs, and for none once the turn is to end.
   */
  const attachFirst = async (uploadKey: string, upload: Upload, failed: string) => {
    const standing = attach(uploadKey, upload, failed);
    const until = Date.now() + UPLOADS_MS;
    let stands = false;
    const done = standing.then(() => {
      stands = true;
    });
    while (!stands && !run.ending() && Date.now() < until) await Promise.race([done, sleep(LOOK_EVERY_MS)]);
  };

  const tables = createTables(deps, run);
  const postTable = (block: KnownBlock, markdown: string) =>
    tables.post(block, markdown).catch((error: unknown) => {
      log.error({ err: error, runId }, "a table could not be posted");
      message.text(markdown);
    });

  const finish = async (state: TurnEnding["state"], record: TurnRecord, code: FailureCode | null = null) => {
    const whole = message.whole();
    if (whole !== null) {
      const file = { name: "answer.md", title: live.wholeTitle, content: whole };
      void attach("whole", textUpload(file), text.fileFailed);
    }
    const waitMs = run.ending() ? UPLOADS_WHEN_STOPPED_MS : UPLOADS_MS;
    const tail = deps.tailOf(run, state, record, offered, code);
    deps.ending(runId, record);
    try {
      await message.finish(tail, turnMetadata(runId, state, record), waitMs);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      await deps.unreachable(error, { place, asker: run.recipient, language });
    }
    deps.ended({ runId, state, record, stopped: code === "stopped", again: run.again });
    void status.end();
  };

  /** What was done until a person stopped it. */
  const stoppedText = async (by: string | null) => {
    const who = by === null ? null : await deps.nameOf(by);
    const say = screen.live;
    const head = who === null ? screen.failure.stopped : say.stopped(inertMarkdown(who));
    const done = steps.length > 0 ? say.stoppedSteps(steps.join(", ")) : say.stoppedNothing;
    return `${head}\n${done} ${run.afterDecision ? say.changesOnCard : say.unchanged}`;
  };

  const on: { [K in AgentEvent["type"]]: (event: Extract<AgentEvent, { type: K }>) => Promise<void> | void } = {
    turn_started() {
      status.begin();
      status.say(screen.thinking);
    },
    model_waiting: ({ seconds }) => status.say(screen.modelWaiting(seconds)),
    tool_started({ id, titles: inBoth, args }) {
      const title = inBoth[run.locale];
      const where = placeInArgs(args);
      status.say(screen.reading(where === "" ? title : `${title}, ${where}`));
      titles.set(id, capText(title, limits.taskTitle));
      message.task({ id, title: capText(title, limits.taskTitle), status: "in_progress" });
    },
    tool_finished({ record: { id, name, error, rows, ms } }) {
      if (asked.has(id)) return;
      const found = rows === null ? [] : [screen.rows(rows)];
      const why = error && callFailure(error, run.locale);
      const output = why ?? [...found, `${(ms / 1000).toFixed(1)} s`].join(" · ");
      const title = titles.get(id) ?? name;
      steps.push([title, ...(why ? [why] : found)].join(" "));
      // What is asked back is no failure.
      const status = error && error !== "ambiguous" ? "error" : "complete";
      message.task({ id, title, status, output: capText(output, limits.taskOutput) });
    },
    text({ markdown, verified }) {
      for (const part of answerParts(inertMarkdown(markdown), language)) {
        if (part.kind === "text") message.text(part.markdown);
        else void message.attach(() => postTable(part.block, part.markdown));
      }
      if (!verified) message.text(text.unverified);
    },
    async text_reset() {
      message.reset();
      await tables.remove();
    },
    picture: ({ toolCallId, picture }) =>
      attachFirst(toolCallId, pictureUpload(picture, "chart.png"), text.pictureFailed),
    file: ({ toolCallId, file }) => attachFirst(toolCallId, textUpload(file), text.fileFailed),
    proposal({ toolCallId, approvalId, preview }) {
      cards.push(approvalId);
      asked.add(toolCallId);
      const title = capText(screen.card.prepared(preview.title[run.locale]), limits.taskTitle);
      message.task({ id: toolCallId, title, status: "complete", output: screen.card.posted });
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
      for (const approvalId of cards) await postCard(approvalId, place, run.again);
    },
    async turn_failed({ code, partial, record }) {
      const ending = run.ending();
      if (ending?.kind === "withdrawn") {
        await message.discard();
        deps.ended({ runId, state: "failed", record, stopped: true, again: run.again });
        void status.end();
        return;
      }
      const by = ending?.kind === "stopped" ? ending.by : null;
      const say = code === "stopped" ? screen : text;
      const why = code === "stopped" ? await stoppedText(by) : text.failure[code];
      message.text([why, ...(partial ? [say.partial] : []), say.reference(runId)].join("\n"));
      await finish("failed", record, code);
    },
  };
  return {
    async emit(event) {
      try {
        await (on[event.type] as (event: AgentEvent) => Promise<void> | void)(event);
      } catch (error) {
        log.error({ err: error, runId, event: event.type }, "an event could not be shown");
        if (event.type === "turn_finished" || event.type === "turn_failed") throw error;
      }
    },
    abandon: message.abandon,
    async interrupted() {
      message.text(screen.live.restarting);
      await message.leave({ event_type: "opsthread_restarting", event_payload: { run_id: runId } });
      await status.end();
    },
  };
}
