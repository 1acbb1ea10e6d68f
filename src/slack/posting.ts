import {
  type ChatPostMessageArguments,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  type WebClient,
} from "@slack/web-api";
import type { Log } from "../log.ts";
import type { Spans } from "../ports/spans.ts";

/** How often an uncertain call is tried in all. */
const TRIES = 4;
/** A call waits out rate limits for this long in all; then its caller hears of it. */
const PATIENCE_MS = 3 * 60_000;
const LONGEST_WAIT_S = 60;
/** Of a channel, so many messages are searched for one that was posted a moment ago. */
const NEWEST = 50;
/** Pages of two hundred replies that are searched for a message of ours. */
const MOST_PAGES = 10;

export type Sleep = (ms: number) => Promise<void>;

export interface Metadata {
  event_type: string;
  event_payload: Record<string, string | number | boolean>;
}

/** Who is in line for a method that Slack has asked us to slow down with. */
interface Line {
  until: number;
  waiting: number;
  last: Promise<void>;
}

/**
 * Posts so that a lost reply neither loses nor doubles the message: after an uncertain failure the thread is
 * searched for the metadata before it is sent again. `client` must neither retry nor wait by itself.
 */
export function createPosting(client: WebClient, log: Log, sleep: Sleep, spans: Spans) {
  const lines = new Map<string, Line>();

  /**
   * Waits out rate limits; anything else is the caller's to judge. `line` names what Slack limits together (a method,
   * or a method and a channel): while it is slow, its calls go one by one in the order they came.
   */
  async function patiently<T>(call: () => Promise<T>, line?: string): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    const known = line === undefined ? undefined : lines.get(line);
    if (known) return await inLine(known, line as string, call, deadline);
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      const slow = (line === undefined ? undefined : lines.get(line)) ?? {
        until: 0,
        waiting: 0,
        last: Promise.resolve(),
      };
      slow.until = Math.max(slow.until, Date.now() + waitMs(error));
      if (line !== undefined) lines.set(line, slow);
      return await inLine(slow, line, call, deadline);
    }
  }

  async function inLine<T>(slow: Line, key: string | undefined, call: () => Promise<T>, deadline: number): Promise<T> {
    const before = slow.last;
    const { promise, resolve } = Promise.withResolvers<void>();
    slow.last = promise;
    slow.waiting += 1;
    try {
      await before;
      for (;;) {
        const wait = slow.until - Date.now();
        if (wait > 0) await sleep(wait);
        try {
          return await call();
        } catch (error) {
          if (!(error instanceof WebAPIRateLimitedError)) throw error;
          slow.until = Date.now() + waitMs(error);
          if (slow.until > deadline) throw error;
        }
      }
    } finally {
      resolve();
      slow.waiting -= 1;
      if (slow.waiting === 0 && key !== undefined && lines.get(key) === slow) lines.delete(key);
    }
  }

  /** For a call that does the same when it is done twice: what fails without a word from Slack is tried again. */
  async function surely<T>(call: () => Promise<T>, line?: string): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await patiently(call, line);
      } catch (error) {
        const isWord = error instanceof WebAPIPlatformError || error instanceof WebAPIRateLimitedError;
        if (isWord || attempt >= TRIES) throw error;
        await sleep(200 * attempt);
      }
    }
  }

  /** The ts of our message whose metadata carries these values, in a thread or (null) among the newest of a channel. */
  async function find(
    channel: string,
    threadTs: string | null,
    type: string,
    payload: Record<string, string>,
  ): Promise<string | null> {
    const wanted = Object.entries(payload);
    for (const { metadata, ts } of await (threadTs ? replies(channel, threadTs) : newest(channel))) {
      if (metadata?.event_type !== type) continue;
      const found = (metadata.event_payload ?? {}) as Record<string, unknown>;
      if (wanted.every(([key, value]) => found[key] === value)) return ts ?? null;
    }
    return null;
  }

  /** The last messages of a channel, newest first, without those in threads. */
  async function newest(channel: string) {
    const args = { channel, include_all_metadata: true, limit: NEWEST };
    return (await surely(() => client.conversations.history(args), "conversations.history")).messages ?? [];
  }

  /** The messages of a thread, root first. */
  async function replies(channel: string, threadTs: string) {
    const all = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await surely(
        () =>
          client.conversations.replies({
            channel,
            ts: threadTs,
            include_all_metadata: true,
            limit: 200,
            ...(cursor ? { cursor } : {}),
          }),
        "conversations.replies",
      );
      all.push(...(answer.messages ?? []));
      cursor = answer.response_metadata?.next_cursor;
      if (!answer.has_more || !cursor) break;
    }
    return all;
  }

  async function postOnce(
    args: ChatPostMessageArguments & { channel: string; thread_ts?: string; metadata: Metadata },
    identity: Record<string, string>,
  ): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { ts } = await patiently(() => client.chat.postMessage(args), `chat.postMessage ${args.channel}`);
        if (!ts) throw new Error("chat.postMessage gave no ts");
        return ts;
      } catch (error) {
        if (error instanceof WebAPIPlatformError || attempt >= TRIES) throw error;
        log.warn({ err: error, attempt }, "a post is uncertain; looking for it before posting again");
        await sleep(500 * attempt);
        const { channel, thread_ts: root = null, metadata } = args;
        const ts = await find(channel, root, metadata.event_type, identity).catch(() => null);
        if (ts) return ts;
      }
    }
  }

  return { client, patiently, surely, find, replies, newest, postOnce, spans };
}

const waitMs = ({ retryAfter }: WebAPIRateLimitedError): number => Math.min(retryAfter, LONGEST_WAIT_S) * 1000;

export type Posting = ReturnType<typeof createPosting>;
