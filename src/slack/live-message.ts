import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, PostStore } from "../ports/runs.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { limits } from "./limits.ts";
import { createEdited, type Edited } from "./live/edited.ts";
import type { Pace } from "./live/pace.ts";
import { createSegment, isEmpty, type Segment, type Task } from "./live/segment.ts";
import { removeMessage, removeStrays } from "./live/strays.ts";
import { createStream, type Stream } from "./live/stream.ts";
import type { Metadata, Posting } from "./posting.ts";
import { splitMarkdown } from "./split-markdown.ts";

/** The first words wait a moment for company, so that a short answer is one call. */
const FIRST_MS = 100;
/** Slack ends a stream after about five minutes, whatever it is doing. */
const ROLL_MS = 4 * 60_000;

/**
 * An answer while it grows: one message after the other, streamed where Slack allows it, else posted and edited.
 * What it says is kept here; whatever becomes of a message at Slack, the answer ends up whole.
 */
export interface LiveMessage {
  task(task: Task): void;
  text(markdown: string): void;
  /** Posts something (a picture, a file) under what is said so far; what is said later stands below it. */
  attach(post: () => Promise<void>): void;
  /** Everything said so far is void; the cards stay. */
  reset(): void;
  /** Ends the answer, what is attached first if it takes no longer than `waitMs`. Throws when Slack takes it in no form. */
  finish(tail: KnownBlock[], metadata: Metadata, waitMs: number): Promise<void>;
  /** Ends what is shown without calling it the answer: the next process begins it anew. */
  leave(metadata: Metadata): Promise<void>;
  /** Removes what is shown. */
  discard(): Promise<void>;
  /** The words that did not fit into the messages of one answer, whole; null when all of them did. */
  whole(): string | null;
}

interface LiveDeps {
  posting: Posting;
  /** For streams alone: a limit there holds up nothing else. */
  streaming: WebClient;
  pace: Pace;
  posts: PostStore;
  clock: Clock;
  log: Log;
  runId: string;
  key: string;
  place: Place;
  recipient: string;
  /** Under a message that is edited while it grows: a Stop button. */
  working: KnownBlock[];
  /** Said on a card that goes on in the next message, and where words are left out because the whole is a file. */
  continues: string;
  leftOut: string;
  /** A message was posted. */
  posted: () => void;
  /** A person pressed Slack's Stop. */
  stopped: () => void;
  rollMs?: number;
}

/** One message of the answer. */
interface Part {
  index: number;
  segment: Segment;
  stream: Stream;
  edited: Edited | null;
  ts: string | null;
}

export function createLiveMessage(deps: LiveDeps): LiveMessage {
  const { posting, posts, clock, log, runId, key, place, pace } = deps;
  const rollMs = deps.rollMs ?? ROLL_MS;
  let parts: Part[] = [];
  let full = "";
  let overflowing = false;
  /** Something stands under the newest message: more words begin another one. */
  let cut = false;
  let isLost = false;
  let ended = false;
  let syncedAt = 0;
  let timer: NodeJS.Timeout | null = null;
  let line: Promise<void> = Promise.resolve();
  let attached: Promise<void> = Promise.resolve();

  const save = (partKey: string, ts: string | null, state: "open" | "done" | "void") =>
    posts.save({ runId, kind: "answer", key: partKey, channel: place.channel, ts, state }, clock.now());
  const keyOf = ({ index }: Part) => `${key}.${index}`;

  function begin(segment = createSegment()): Part {
    const part: Part = { index: parts.length, segment, edited: null, ts: null, stream: undefined as never };
    const opened = openedAs(part);
    const { streaming: client, recipient } = deps;
    part.stream = createStream({ client, patiently: posting.patiently, pace, place, recipient, log, opened });
    parts.push(part);
    return part;
  }
  const openedAs = (part: Part) => (ts: string) => {
    part.ts = ts;
    deps.posted();
    save(keyOf(part), ts, "open");
  };
  const newest = () => parts.at(-1) ?? begin();

  const enqueue = (work: () => Promise<void>) => {
    line = line.then(work).catch((error: unknown) => log.error({ err: error, runId }, "an answer could not be shown"));
    return line;
  };

  function editing(part: Part): Edited {
    part.edited ??= createEdited({
      posting,
      place,
      log,
      identity: { run_id: runId, part: keyOf(part) },
      working: deps.working,
      ts: part.ts,
      opened: openedAs(part),
    });
    return part.edited;
  }

  /** Brings Slack up to what is said; at the end there is no need, except under something that is attached. */
  async function sync(part: Part, atOnce = false): Promise<void> {
    if (isEmpty(part.segment) || (ended && !atOnce)) return;
    if (parts.length === 1 && part.ts === null) save(key, null, "open");
    syncedAt = Date.now();
    if (!part.edited && (part.ts !== null || pace.mayStream(place.channel))) {
      const outcome = await part.stream.sync(part.segment);
      if (outcome === "shown") return;
      if (outcome === "later") return soon();
      if (outcome === "stopped") return deps.stopped();
      await giveUpStream(part, outcome);
    }
    if ((await editing(part).sync(part.segment)) === "later") soon();
  }

  async function giveUpStream(part: Part, outcome: "refused" | "lost" | "closed"): Promise<void> {
    if (outcome === "lost") isLost = true;
    // A closed stream takes edits; one that only says so has to be ended before it does.
    if (outcome === "closed" && part.ts) {
      const { channel } = place;
      await deps.streaming.chat.stopStream({ channel, ts: part.ts }).catch(() => undefined);
    }
  }

  async function end(part: Part, tail: KnownBlock[], metadata: Metadata): Promise<void> {
    if (!part.edited && part.ts !== null) {
      const outcome = await part.stream.end(part.segment, tail, metadata);
      if (outcome === "shown") return save(keyOf(part), part.ts, "done");
    }
    await editing(part).end(part.segment, tail, metadata);
    save(keyOf(part), part.ts, "done");
  }

  const partMetadata = (part: Part): Metadata => ({
    event_type: "opsthread_part",
    event_payload: { run_id: runId, part: keyOf(part) },
  });

  /** Ends the newest message and begins another below it, with the cards that are still running. */
  function roll(): Part {
    const old = newest();
    const running = [...old.segment.tasks.values()].filter(({ status }) => status === "in_progress");
    for (const task of running) old.segment.tasks.set(task.id, { ...task, status: "pending", output: deps.continues });
    const below = attached;
    cut = false;
    void enqueue(async () => {
      await end(old, [], partMetadata(old));
      await below;
    });
    return begin({ tasks: new Map(running.map((task) => [task.id, task])), text: "" });
  }

  function soon(): void {
    if (ended) return;
    const part = newest();
    const wait = part.ts === null ? FIRST_MS : Math.max(0, syncedAt + pace.ms() - Date.now());
    timer ??= setTimeout(() => {
      timer = null;
      void enqueue(() => sync(newest()));
    }, wait);
  }

  const watch = setInterval(
    () => {
      const startedAt = parts.at(-1)?.stream.startedAt();
      if (!ended && startedAt && !parts.at(-1)?.edited && Date.now() - startedAt > rollMs) {
        roll();
        soon();
      }
    },
    Math.min(1_000, rollMs / 4),
  );
  watch.unref();

  function say(piece: string): void {
    let part = newest();
    const wouldBe = part.segment.text.length + 2 + piece.length;
    if (part.segment.text !== "" && (cut || wouldBe > limits.segmentMarkdown)) {
      if (parts.length >= limits.answerMessages) {
        overflowing = true;
        part.segment.text += `\n\n${deps.leftOut}`;
        return;
      }
      part = roll();
    }
    part.segment.text += part.segment.text === "" ? piece : `\n\n${piece}`;
  }

  function settle(): void {
    ended = true;
    clearInterval(watch);
    if (timer) clearTimeout(timer);
    timer = null;
  }

  return {
    task(task) {
      const holder = parts.find(({ segment }) => segment.tasks.get(task.id)?.status === "in_progress") ?? newest();
      holder.segment.tasks.set(task.id, task);
      soon();
    },
    text(markdown) {
      full += full === "" ? markdown : `\n\n${markdown}`;
      // A piece that was cut within a line may have lost the end of its code mark.
      for (const piece of splitMarkdown(markdown, limits.segmentMarkdown)) if (!overflowing) say(inertMarkdown(piece));
      soon();
    },
    attach(post) {
      if (timer) clearTimeout(timer);
      timer = null;
      const part = newest();
      const shown = enqueue(() => sync(part, true));
      attached = Promise.all([attached, shown])
        .then(post)
        .catch((error: unknown) =>
          log.error({ err: error, runId }, "what belongs under an answer could not be posted"),
        );
      cut = part.segment.text !== "";
    },
    reset() {
      const dropped = parts;
      const tasks = new Map(dropped.flatMap(({ segment }) => [...segment.tasks]));
      parts = [];
      full = "";
      cut = false;
      overflowing = false;
      begin({ tasks, text: "" });
      void enqueue(async () => {
        for (const part of dropped) {
          if (part.ts === null) continue;
          await removeMessage(posting, log, place.channel, part.ts);
          save(keyOf(part), part.ts, "void");
        }
      });
      soon();
    },
    async finish(tail, metadata, waitMs) {
      settle();
      const all = (async () => {
        await line;
        await attached;
        await line;
      })();
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, waitMs).unref())]);
      const last = newest();
      // Nothing was said since the message before was rolled over: its end is the answer's end.
      const before = isEmpty(last.segment) ? parts.at(-2) : undefined;
      if (before) editing(before);
      const part = before ?? last;
      save(key, part.ts, "open");
      const payload = { ...metadata.event_payload, part: keyOf(part) };
      await end(part, tail, { ...metadata, event_payload: payload });
      save(key, part.ts, "done");
      if (isLost) await removeStrays({ posting, posts, log }, place);
    },
    async leave(metadata) {
      settle();
      await line;
      save(key, null, "open");
      const part = newest();
      await end(part, [], metadata);
      save(keyOf(part), part.ts, "open");
    },
    async discard() {
      settle();
      await line;
      for (const { ts } of parts) if (ts !== null) await removeMessage(posting, log, place.channel, ts);
      save(key, null, "void");
    },
    whole: () => (overflowing ? full : null),
  };
}
