import type { KnownBlock } from "@slack/types";
import type { Metadata } from "../posting.ts";
import type { Task } from "./segment.ts";

/**
 * An answer while it grows: one message after the other, streamed where Slack allows it, else posted and edited.
 * What it says is kept here; whatever becomes of a message at Slack, the answer ends up whole.
 */
export interface LiveMessage {
  task(task: Task): void;
  text(markdown: string): void;
  /** Posts something (a picture, a file) under what is said so far; what is said later stands below it. Resolves when it stands. */
  attach(post: () => Promise<void>): Promise<void>;
  /** Everything said so far is void; the cards stay. */
  reset(): void;
  /** Ends the answer, what is attached first if it takes no longer than `waitMs`. Throws when Slack takes it in no form. */
  finish(tail: KnownBlock[], metadata: Metadata, waitMs: number): Promise<void>;
  /** Ends what is shown without calling it the answer: the next process begins it anew. */
  leave(metadata: Metadata): Promise<void>;
  /** The turn broke and is tried again: nothing more happens here. */
  abandon(): void;
  /** Removes what is shown. */
  discard(): Promise<void>;
  /** The words that did not fit into the messages of one answer, whole; null when all of them did. */
  whole(): string | null;
}
