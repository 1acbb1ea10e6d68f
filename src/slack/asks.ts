import type { KnownBlock } from "@slack/types";
import { capText } from "../../redaction/clean-text.ts";
import type { Log } from "../log.ts";
import type { AskStore, OfferedAsk } from "../ports/asks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Directory } from "../ports/directory.ts";
import type { InboxEntry } from "../ports/inbox.ts";
import type { PostStore, RunRow, RunStore } from "../ports/runs.ts";
import { escapeMrkdwn } from "./mrkdwn.ts";
import type { Posting } from "./posting.ts";
import { ASKS_BLOCK, asksBlock } from "./views/answer-tail.ts";
import { askedView } from "./views/asked.ts";

const quiet = { unfurl_links: false, unfurl_media: false } as const;

/** What a screen shows of an answer: Slack sends it along with a click. */
export interface Standing {
  ts: string;
  text?: string;
  blocks?: KnownBlock[];
}

/**
 * Questions offered as buttons. A press is one compare-and-set; then the question is posted into the thread under the
 * person's name and stands in line like one that was typed. A process that dies in between leaves it to the next.
 */
export function createAsks(deps: {
  posting: Posting;
  posts: PostStore;
  runs: Pick<RunStore, "get">;
  asks: AskStore;
  inbox: { add: (entry: InboxEntry) => boolean };
  directory: Directory;
  clock: Clock;
  log: Log;
}) {
  const { posting, posts, runs, asks, inbox, directory, clock, log } = deps;

  async function queue(ask: OfferedAsk, run: RunRow, mayStand: boolean): Promise<void> {
    const { runId, n, thread, pressedBy } = ask;
    const { channel, threadTs, team, isDm } = run.place;
    const person = await directory.person(pressedBy ?? "").catch(() => null);
    const view = askedView({ name: person?.name ?? pressedBy ?? "", ask: ask.ask }, run.input.language);
    const identity = { run_id: runId, n: String(n) };
    const metadata = { event_type: "opsthread_asked", event_payload: identity };
    const there = mayStand ? await posting.find(channel, threadTs, metadata.event_type, identity) : null;
    const ts =
      there ?? (await posting.postOnce({ channel, thread_ts: threadTs, ...view, metadata, ...quiet }, identity));
    const event = {
      type: "message",
      channel,
      channel_type: isDm ? "im" : "channel",
      user: pressedBy,
      text: escapeMrkdwn(ask.ask),
      ts,
      thread_ts: threadTs,
      event_ts: ts,
    };
    const eventId = `ask:${runId}:${n}`;
    const body = { type: "event_callback", team_id: team, event_id: eventId, event };
    inbox.add({ eventId, requestKey: `${channel}:${ts}`, thread, work: { kind: "slack", body } });
    asks.queued(runId, n, clock.now());
  }

  /** The buttons of an answer as they should be now. A message that cannot be changed is only logged: the rows decide. */
  async function redraw(runId: string, channel: string, standing: Standing, open: OfferedAsk[]): Promise<void> {
    const { ts, text = "", blocks = [] } = standing;
    const at = blocks.findIndex(({ block_id }) => block_id === ASKS_BLOCK);
    if (at < 0) return;
    const changed = blocks.toSpliced(at, 1, ...asksBlock(open));
    await posting
      .surely(() => posting.client.chat.update({ channel, ts, text: capText(text, 3_900), blocks: changed, ...quiet }))
      .catch((error: unknown) => log.warn({ err: error, runId }, "the buttons of an answer could not be taken away"));
  }

  async function standingOf(run: RunRow): Promise<Standing | null> {
    const { channel, threadTs } = run.place;
    const post = posts.ofRun(run.runId).findLast(({ kind, state, ts }) => kind === "answer" && state === "done" && ts);
    if (!post?.ts) return null;
    const range = { oldest: post.ts, latest: post.ts, inclusive: true, limit: 2 };
    const { messages = [] } = await posting.surely(() =>
      posting.client.conversations.replies({ channel, ts: threadTs, ...range }),
    );
    return (messages.find(({ ts }) => ts === post.ts) as Standing | undefined) ?? null;
  }

  return {
    /** What was offered, and where; null when nobody knows the button. */
    find(runId: string, n: number): { ask: OfferedAsk; run: RunRow } | null {
      const run = runs.get(runId);
      const ask = asks.find(runId, n);
      return run && ask ? { ask, run } : null;
    },

    async press(runId: string, n: number, by: string, standing: Standing): Promise<"pressed" | "taken" | "closed"> {
      const outcome = asks.press(runId, n, by, clock.now());
      const run = runs.get(runId);
      const ask = asks.find(runId, n);
      if (!run || !ask) return outcome;
      if (outcome === "pressed") await queue(ask, run, false);
      await redraw(runId, run.place.channel, standing, outcome === "closed" ? [] : asks.ofRun(runId));
      return outcome;
    },

    /** A new question begins: what older answers of its thread offered is no longer pressed. */
    async closeOlder(thread: string, runId: string): Promise<void> {
      for (const older of asks.close(thread, runId, clock.now())) {
        const run = runs.get(older);
        const standing = run && (await standingOf(run).catch(() => null));
        if (run && standing) await redraw(older, run.place.channel, standing, []);
      }
    },

    /** At start: what was pressed and does not stand in line yet. */
    async recover(): Promise<void> {
      for (const ask of asks.unqueued()) {
        const run = runs.get(ask.runId);
        if (run) await queue(ask, run, true);
      }
    },
  };
}

export type Asks = ReturnType<typeof createAsks>;
