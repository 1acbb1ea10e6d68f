import {
  type ChatPostMessageArguments,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  type WebClient,
} from "@slack/web-api";
import type { Log } from "../log.ts";
import type { Spans } from "../ports/spans.ts";

/** How often a rate-limited or uncertain call is tried in all. */
const TRIES = 4;
const LONGEST_WAIT_S = 30;

export type Sleep = (ms: number) => Promise<void>;

export interface Metadata {
  event_type: string;
  event_payload: Record<string, string | number | boolean>;
}

/**
 * Posts so that a lost reply neither loses nor doubles the message: after an uncertain failure the thread is
 * searched for the metadata before it is sent again. `client` must not retry by itself.
 */
export function createPosting(client: WebClient, log: Log, sleep: Sleep, spans: Spans) {
  /** Waits out rate limits; anything else is the caller's to judge. */
  async function patiently<T>(call: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof WebAPIRateLimitedError) || attempt >= TRIES) throw error;
        await sleep(Math.min(error.retryAfter, LONGEST_WAIT_S) * 1000);
      }
    }
  }

  /** The ts of our message in the thread whose metadata carries these values; null when there is none. */
  async function find(
    channel: string,
    threadTs: string,
    type: string,
    payload: Record<string, string>,
  ): Promise<string | null> {
    const { messages = [] } = await patiently(() =>
      client.conversations.replies({ channel, ts: threadTs, include_all_metadata: true, limit: 200 }),
    );
    const wanted = Object.entries(payload);
    const match = messages.find(({ metadata }) => {
      if (metadata?.event_type !== type) return false;
      const found = (metadata.event_payload ?? {}) as Record<string, unknown>;
      return wanted.every(([key, value]) => found[key] === value);
    });
    return match?.ts ?? null;
  }

  async function postOnce(
    args: ChatPostMessageArguments & { channel: string; thread_ts?: string; metadata: Metadata },
    identity: Record<string, string>,
  ): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { ts } = await patiently(() => client.chat.postMessage(args));
        if (!ts) throw new Error("chat.postMessage gave no ts");
        return ts;
      } catch (error) {
        if (error instanceof WebAPIPlatformError || attempt >= TRIES) throw error;
        log.warn({ err: error, attempt }, "a post is uncertain; looking for it before posting again");
        await sleep(500 * attempt);
        const root = args.thread_ts;
        const ts = root ? await find(args.channel, root, args.metadata.event_type, identity).catch(() => null) : null;
        if (ts) return ts;
      }
    }
  }

  return { client, patiently, find, postOnce, spans };
}

export type Posting = ReturnType<typeof createPosting>;
