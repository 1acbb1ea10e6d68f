import type { AnyChunk, KnownBlock } from "@slack/types";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, PostStore } from "../ports/runs.ts";
import { limits } from "./limits.ts";
import { splitMarkdown } from "./mrkdwn.ts";
import type { Metadata, Posting } from "./posting.ts";

/** One append per stream at most this often: a hundred a minute are shared by everybody. */
const FLUSH_MS = 700;

/** One answer while it grows: streamed where Slack allows it, else posted whole at the end. Nothing of it is lost. */
export interface LiveMessage {
  task(chunk: Extract<AnyChunk, { type: "task_update" }>): void;
  text(markdown: string): void;
  /** Shows what there is now, so that what follows (a picture) stands below it. */
  show(): Promise<void>;
  /** Everything shown so far is void. */
  reset(): Promise<void>;
  /** Ends the message. Throws when Slack takes it in neither form. */
  finish(tail: KnownBlock[], metadata: Metadata): Promise<void>;
}

export function createLiveMessage(deps: {
  posting: Posting;
  posts: PostStore;
  clock: Clock;
  log: Log;
  runId: string;
  key: string;
  place: Place;
  recipient: string;
}): LiveMessage {
  const { posting, posts, clock, log, runId, key, place } = deps;
  const { client } = posting;
  let full = "";
  let waiting: AnyChunk[] = [];
  let ts: string | null = null;
  let streaming = true;
  let timer: NodeJS.Timeout | null = null;
  let line: Promise<void> = Promise.resolve();

  const save = (state: "open" | "done" | "void") =>
    posts.save({ runId, kind: "answer", key, channel: place.channel, ts, state }, clock.now());

  const start = async (chunks: AnyChunk[]) => {
    save("open");
    const started = await posting.patiently(() =>
      client.chat.startStream({
        channel: place.channel,
        thread_ts: place.threadTs,
        chunks,
        task_display_mode: "timeline",
        ...(place.isDm ? {} : { recipient_user_id: deps.recipient, recipient_team_id: place.team }),
      }),
    );
    ts = started.ts ?? null;
    save("open");
  };

  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    line = line.then(async () => {
      if (!streaming || waiting.length === 0) return;
      const chunks = waiting;
      waiting = [];
      try {
        const open = ts;
        if (open === null) await start(chunks);
        else await posting.patiently(() => client.chat.appendStream({ channel: place.channel, ts: open, chunks }));
      } catch (error) {
        log.warn({ err: error, runId }, "streaming is not possible here; the answer is posted when it is complete");
        streaming = false;
      }
    });
    return line;
  };

  const soon = () => {
    timer ??= setTimeout(() => void flush(), FLUSH_MS);
  };

  const remove = async () => {
    if (ts === null) return;
    const dead = ts;
    await posting
      .patiently(() => client.chat.delete({ channel: place.channel, ts: dead }))
      .catch((error: unknown) => {
        log.warn({ err: error, runId }, "an unfinished message could not be removed");
      });
    ts = null;
  };

  const postWhole = async (tail: KnownBlock[], metadata: Metadata) => {
    await remove();
    const pieces = splitMarkdown(full, limits.messageMarkdown);
    for (const [index, piece] of pieces.entries()) {
      const isLast = index === pieces.length - 1;
      const part = `${key}.${index}`;
      const known = posts.find(runId, "answer", part);
      if (known?.state === "done") continue;
      const payload = { ...(isLast ? metadata.event_payload : { run_id: runId }), part };
      ts = await posting.postOnce(
        {
          channel: place.channel,
          thread_ts: place.threadTs,
          text: piece.slice(0, 3_000),
          blocks: [{ type: "markdown", text: piece }, ...(isLast ? tail : [])],
          metadata: { event_type: isLast ? metadata.event_type : "opsthread_part", event_payload: payload },
          unfurl_links: false,
          unfurl_media: false,
        },
        { run_id: runId, part },
      );
      posts.save({ runId, kind: "answer", key: part, channel: place.channel, ts, state: "done" }, clock.now());
    }
  };

  return {
    task(chunk) {
      waiting.push(chunk);
      soon();
    },
    text(markdown) {
      const pieces = splitMarkdown(markdown, limits.streamChunk - 2);
      for (const piece of pieces) {
        const addition = full === "" ? piece : `\n\n${piece}`;
        full += addition;
        waiting.push({ type: "markdown_text", text: addition });
      }
      soon();
    },
    show: () => flush(),
    async reset() {
      await flush();
      full = "";
      waiting = [];
      await remove();
      save("void");
    },
    async finish(tail, metadata) {
      await flush();
      const open = ts;
      if (streaming && open !== null && full.length <= limits.messageMarkdown) {
        try {
          const { channel } = place;
          await posting.patiently(() => client.chat.stopStream({ channel, ts: open, blocks: tail, metadata }));
          save("done");
          return;
        } catch (error) {
          log.warn({ err: error, runId }, "a stream could not be ended; posting the answer whole");
        }
      }
      await postWhole(tail, metadata);
      save("done");
    },
  };
}
