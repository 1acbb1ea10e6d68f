import type { KnownBlock } from "@slack/types";
import type { Log } from "../../log.ts";
import type { Place } from "../../ports/runs.ts";
import type { Metadata, Posting } from "../posting.ts";
import { isRefusedBlocks, plainBlocks } from "../views/plain-blocks.ts";
import { type Segment, segmentBlocks, segmentText } from "./segment.ts";

/** Slack takes about fifty updates a minute from the whole app. */
const EDIT_EVERY_MS = 3_000;

/** A message that is posted and then edited: where streaming is refused, and to set right what a stream left behind. */
export interface Edited {
  sync(segment: Segment): Promise<"shown" | "later">;
  end(segment: Segment, tail: KnownBlock[], metadata: Metadata): Promise<void>;
}

export function createEdited(deps: {
  posting: Posting;
  place: Place;
  log: Log;
  identity: { run_id: string; part: string };
  /** Stands under the message while it grows. */
  working: KnownBlock[];
  /** The message to edit; null posts one. */
  ts: string | null;
  opened: (ts: string) => void;
}): Edited {
  const { posting, place, identity } = deps;
  const { channel } = place;
  const quiet = { unfurl_links: false, unfurl_media: false } as const;
  let { ts } = deps;
  let editedAt = 0;

  /** Under way: an end that did not wait for it would post a second message. */
  let posted: Promise<void> = Promise.resolve();
  const post = (content: { text: string; blocks: KnownBlock[] }, metadata: Metadata) => {
    const args = { channel, thread_ts: place.threadTs, ...content, metadata, ...quiet };
    const sent = posting.postOnce(args, identity).then((at) => {
      ts = at;
      deps.opened(at);
    });
    posted = sent.catch(() => undefined);
    return sent;
  };

  const edit = async (at: string, content: { text: string; blocks: KnownBlock[] }, metadata: Metadata) => {
    const args = { channel, ts: at, ...content, metadata, ...quiet };
    await posting.surely(() => posting.client.chat.update(args), "chat.update");
  };

  return {
    async sync(segment) {
      if (Date.now() - editedAt < EDIT_EVERY_MS) return "later";
      editedAt = Date.now();
      const content = { text: segmentText(segment), blocks: [...segmentBlocks(segment), ...deps.working] };
      const metadata = { event_type: "opsthread_working", event_payload: identity };
      if (ts === null) await post(content, metadata);
      else await edit(ts, content, metadata);
      return "shown";
    },
    async end(segment, tail, metadata) {
      await endWith(segment, tail, metadata).catch((error: unknown) => {
        if (!isRefusedBlocks(error)) throw error;
        return endWith(segment, plainBlocks(tail), metadata);
      });
    },
  };

  async function endWith(segment: Segment, tail: KnownBlock[], metadata: Metadata): Promise<void> {
    const content = { text: segmentText(segment), blocks: [...segmentBlocks(segment), ...tail] };
    await posted;
    if (ts === null) return await post(content, metadata);
    const old = ts;
    try {
      await edit(old, content, metadata);
    } catch (error) {
      if (isRefusedBlocks(error)) throw error;
      deps.log.warn({ err: error }, "a message could not be edited; posting it anew");
      await posting.surely(() => posting.client.chat.delete({ channel, ts: old })).catch(() => undefined);
      await post(content, metadata);
    }
  }
}
