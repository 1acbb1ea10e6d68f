/** What is kept of a thread, and how it is forgotten. Approvals and the audit are never deleted: they say who changed what. */
export interface ThreadData {
  /** Who asked first in the thread; null where nothing is kept of it. */
  starter(thread: string): string | null;
  /** A turn runs or waits, or a change is not decided: nothing may be taken from under it. */
  isOpen(thread: string): boolean;
  /** Questions, answers, tool calls and what was offered, gone. What it cost stays, or forgetting would renew a budget. */
  forget(thread: string): void;
  /** Threads in which nothing happened since then, at most that many. */
  idleSince(before: number, most: number): string[];
  /** As `forget`, and what it cost too. */
  expire(thread: string): void;
  /** Stored envelopes of before, whose work is done. */
  expireInbox(before: number): number;
}
