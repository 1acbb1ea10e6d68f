import type { KnownBlock } from "@slack/types";
import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from "@slack/web-api";
import type { Log } from "../../log.ts";
import type { Place } from "../../ports/runs.ts";
import type { Metadata, Posting } from "../posting.ts";
import { isRefusedBlocks, plainBlocks } from "../views/plain-blocks.ts";
import type { Pace } from "./pace.ts";
import { chunksFor, type Segment, type Sent } from "./segment.ts";

/**
 * `shown`: Slack has it. `later`: nothing was sent, try again. `refused`: no stream can be begun here. `lost`: one may
 * have begun and nobody knows. `closed`: Slack has ended it. `stopped`: a person has, by the Stop button.
 */
export type StreamOutcome = "shown" | "later" | "refused" | "lost" | "closed" | "stopped";

/** Slack's words for a workspace or an app without streams. */
const HAS_NO_STREAMS = new Set([
  "unknown_method",
  "feature_not_enabled",
  "method_deprecated",
  "not_allowed_token_type",
]);
const STOP_TRIES = 2;

/** A message that grows by chunks. */
export interface Stream {
  ts(): string | null;
  /** Real epoch milliseconds of its first chunk. */
  startedAt(): number | null;
  sync(segment: Segment): Promise<StreamOutcome>;
  /** Sends what is missing and ends it. `unsure`: ended, but a chunk may have been lost or doubled on the way. */
  end(segment: Segment, tail: KnownBlock[], metadata: Metadata): Promise<StreamOutcome | "unsure">;
}

export function createStream(deps: {
  client: WebClient;
  patiently: Posting["patiently"];
  pace: Pace;
  place: Place;
  recipient: string;
  log: Log;
  opened: (ts: string) => void;
}): Stream {
  const { client, place, pace, log } = deps;
  const { channel } = place;
  let ts: string | null = null;
  let startedAt: number | null = null;
  let sent: Sent = { tasks: new Map(), chars: 0 };
  let unsure = false;
  let pausedUntil = 0;

  const start = async (segment: Segment) => {
    const started = await client.chat.startStream({
      channel,
      thread_ts: place.threadTs,
      chunks: chunksFor(segment, sent),
      task_display_mode: "timeline",
      ...(place.isDm ? {} : { recipient_user_id: deps.recipient, recipient_team_id: place.team }),
    });
    if (!started.ts) throw new Error("chat.startStream gave no ts");
    ts = started.ts;
    startedAt = Date.now();
    deps.opened(ts);
  };

  return {
    ts: () => ts,
    startedAt: () => startedAt,
    async sync(segment) {
      const chunks = chunksFor(segment, sent);
      if (chunks.length === 0) return "shown";
      if (Date.now() < pausedUntil) return "later";
      const next: Sent = { tasks: new Map(segment.tasks), chars: segment.text.length };
      try {
        if (ts === null) await start(segment);
        else await client.chat.appendStream({ channel, ts, chunks });
        sent = next;
        pace.took(channel);
        return "shown";
      } catch (error) {
        log.warn({ err: error }, "a stream did not take what was said");
        if (error instanceof WebAPIRateLimitedError) {
          if (ts === null) return "refused";
          pausedUntil = Date.now() + error.retryAfter * 1000;
          pace.slow();
          return "later";
        }
        if (error instanceof WebAPIPlatformError) {
          if (ts === null && HAS_NO_STREAMS.has(error.data.error)) pace.refuse(null);
          if (ts === null && error.data.error === "channel_type_not_supported") pace.refuse(channel);
          return outcomeOf(error, ts);
        }
        if (ts === null) return "lost";
        unsure = true;
        sent = next;
        return "shown";
      }
    },
    async end(segment, tail, metadata) {
      const open = ts;
      if (open === null) return "refused";
      const chunks = chunksFor(segment, sent);
      const rest = chunks.length > 0 ? { chunks } : {};
      let blocks = tail;
      const stop = () => client.chat.stopStream({ channel, ts: open, blocks, metadata, ...rest });
      for (let attempt = 1; ; attempt++) {
        try {
          await deps.patiently(stop, "chat.stopStream");
          return unsure ? "unsure" : "shown";
        } catch (error) {
          log.warn({ err: error }, "a stream could not be ended as it should be");
          if (isRefusedBlocks(error) && blocks === tail) {
            blocks = plainBlocks(tail);
            continue;
          }
          if (error instanceof WebAPIPlatformError) return outcomeOf(error, ts);
          // Perhaps it was ended and only the reply was lost: a second try tells.
          if (attempt === STOP_TRIES) return "unsure";
        }
      }
    },
  };
}

function outcomeOf(error: WebAPIPlatformError, ts: string | null): StreamOutcome {
  if (error.data.error === "stopped_by_user") return "stopped";
  return ts === null ? "refused" : "closed";
}
