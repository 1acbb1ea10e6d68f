import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Log } from "../../log.ts";
import type { Place } from "../../ports/runs.ts";
import type { Metadata, Posting } from "../posting.ts";
import { createEdited, type Edited } from "./edited.ts";
import type { Pace } from "./pace.ts";
import type { Segment } from "./segment.ts";
import { createStream } from "./stream.ts";

export interface PartDeps {
  posting: Posting;
  /** For streams alone: a limit there holds up nothing else. */
  streaming: WebClient;
  pace: Pace;
  log: Log;
  runId: string;
  place: Place;
  recipient: string;
  /** Under a message that is edited while it grows: a Stop button. */
  working: KnownBlock[];
}

/** One message of an answer: a stream as long as Slack lets it be one, edited from then on. */
export interface Part {
  /** Its row among the posts of the run. */
  key: string;
  segment: Segment;
  /** Null until Slack has it. */
  ts(): string | null;
  /** Real epoch milliseconds; null where it is no stream, or not one any more. */
  streamingSince(): number | null;
  /** A stream may have begun of which nobody knows. */
  mayHaveStray(): boolean;
  /** Brings Slack up to the segment. `stopped`: a person has ended the stream. */
  sync(): Promise<"shown" | "later" | "stopped">;
  /** Throws when Slack takes it in no form. */
  end(tail: KnownBlock[], metadata: Metadata): Promise<void>;
  /** From here on it is edited, as what has ended already has to be. */
  edit(): void;
}

export function createPart(
  deps: PartDeps,
  about: { key: string; segment: Segment; opened: (ts: string) => void },
): Part {
  const { posting, streaming, pace, log, runId, place, recipient, working } = deps;
  const { key, segment } = about;
  let ts: string | null = null;
  let edited: Edited | null = null;
  let isLost = false;
  const opened = (at: string) => {
    ts = at;
    about.opened(at);
  };
  const stream = createStream({ client: streaming, patiently: posting.patiently, pace, place, recipient, log, opened });
  const editing = (): Edited => {
    edited ??= createEdited({ posting, place, log, identity: { run_id: runId, part: key }, working, ts, opened });
    return edited;
  };

  return {
    key,
    segment,
    ts: () => ts,
    streamingSince: () => (edited ? null : stream.startedAt()),
    mayHaveStray: () => isLost,
    async sync() {
      if (!edited && (ts !== null || pace.mayStream(place.channel))) {
        const outcome = await stream.sync(segment);
        if (outcome === "shown" || outcome === "later" || outcome === "stopped") return outcome;
        if (outcome === "lost") isLost = true;
        // A closed stream takes edits; one that only says so has to be ended before it does.
        if (outcome === "closed" && ts)
          await streaming.chat.stopStream({ channel: place.channel, ts }).catch(() => undefined);
      }
      return await editing().sync(segment);
    },
    async end(tail, metadata) {
      if (!edited && ts !== null && (await stream.end(segment, tail, metadata)) === "shown") return;
      await editing().end(segment, tail, metadata);
    },
    edit: () => void editing(),
  };
}
