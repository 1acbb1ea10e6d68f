import type { KnownBlock } from "@slack/types";
import type { Clock } from "../ports/clock.ts";
import type { PostStore } from "../ports/runs.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { limits } from "./limits.ts";
import type { LiveMessage } from "./live/growing.ts";
import { createPart, type Part, type PartDeps } from "./live/part.ts";
import { createSegment, isEmpty } from "./live/segment.ts";
import { removeMessage, removeStrays } from "./live/strays.ts";
import type { Metadata } from "./posting.ts";
import { splitMarkdown } from "./split-markdown.ts";

/** The first words wait a moment for company, so that a short answer is one call. */
const FIRST_MS = 100;
/** Slack ends a stream after about five minutes, whatever it is doing. */
const ROLL_MS = 4 * 60_000;

interface LiveDeps extends PartDeps {
  posts: PostStore;
  clock: Clock;
  key: string;
  /** Said on a card that goes on in the next message, and where words are left out because the whole is a file. */
  continues: string;
  leftOut: string;
  /** A message was posted. */
  posted: () => void;
  /** A person pressed Slack's Stop. */
  stopped: () => void;
  rollMs?: number;
}

export function createLiveMessage(deps: LiveDeps): LiveMessage {
  const { posting, posts, clock, log, runId, key, place, pace } = deps;
  const rollMs = deps.rollMs ?? ROLL_MS;
  let parts: Part[] = [];
  let full = "";
  let overflowing = false;
  /** Something stands under the newest message: more words begin another one. */
  let cut = false;
  let ended = false;
  let syncedAt = 0;
  let timer: NodeJS.Timeout | null = null;
  let line: Promise<void> = Promise.resolve();
  let attached: Promise<void> = Promise.resolve();

  const save = (partKey: string, ts: string | null, state: "open" | "done" | "void") =>
    posts.save({ runId, kind: "answer", key: partKey, channel: place.channel, ts, state }, clock.now());

  function begin(segment = createSegment()): Part {
    const partKey = `${key}.${parts.length}`;
    const opened = (ts: string) => {
      deps.posted();
      save(partKey, ts, "open");
    };
    const part = createPart(deps, { key: partKey, segment, opened });
    parts.push(part);
    return part;
  }
  const newest = () => parts.at(-1) ?? begin();

  const enqueue = (work: () => Promise<void>) => {
    line = line.then(work).catch((error: unknown) => log.error({ err: error, runId }, "an answer could not be shown"));
    return line;
  };

  /** Brings Slack up to what is said; at the end there is no need, except under something that is attached. */
  async function sync(part: Part, atOnce = false): Promise<void> {
    if (isEmpty(part.segment) || (ended && !atOnce)) return;
    if (parts.length === 1 && part.ts() === null) save(key, null, "open");
    syncedAt = Date.now();
    const outcome = await part.sync();
    if (outcome === "later") soon();
    if (outcome === "stopped") deps.stopped();
  }

  async function end(part: Part, tail: KnownBlock[], metadata: Metadata): Promise<void> {
    await part.end(tail, metadata);
    save(part.key, part.ts(), "done");
  }

  const partMetadata = (part: Part): Metadata => ({
    event_type: "opsthread_part",
    event_payload: { run_id: runId, part: part.key },
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
    const wait = part.ts() === null ? FIRST_MS : Math.max(0, syncedAt + pace.ms() - Date.now());
    timer ??= setTimeout(() => {
      timer = null;
      void enqueue(() => sync(newest()));
    }, wait);
  }

  const watch = setInterval(
    () => {
      const since = parts.at(-1)?.streamingSince();
      if (!ended && since && Date.now() - since > rollMs) {
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
      return attached;
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
          const ts = part.ts();
          if (ts === null) continue;
          await removeMessage(posting, log, place.channel, ts);
          save(part.key, ts, "void");
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
      before?.edit();
      const part = before ?? last;
      save(key, part.ts(), "open");
      const payload = { ...metadata.event_payload, part: part.key };
      await end(part, tail, { ...metadata, event_payload: payload });
      save(key, part.ts(), "done");
      if (parts.some((one) => one.mayHaveStray()))
        await removeStrays({ posting, posts, log }, place).catch((err) =>
          log.warn({ err, runId }, "a stream may be left"),
        );
    },
    abandon: settle,
    async leave(metadata) {
      settle();
      await line;
      save(key, null, "open");
      const part = newest();
      await end(part, [], metadata);
      save(part.key, part.ts(), "open");
    },
    async discard() {
      settle();
      await line;
      for (const part of parts) {
        const ts = part.ts();
        if (ts !== null) await removeMessage(posting, log, place.channel, ts);
      }
      save(key, null, "void");
    },
    whole: () => (overflowing ? full : null),
  };
}
