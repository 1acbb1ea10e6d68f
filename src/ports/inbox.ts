/** One unit of work of a thread: a Slack event to hand to the listeners, or a turn to go on with. */
export type Work = { kind: "slack"; body: Record<string, unknown> } | { kind: "resume"; runId: string };

export interface InboxRow {
  id: number;
  eventId: string;
  thread: string;
  work: Work;
  /** How often a process has started on this row, this time included. */
  attempts: number;
  receivedAt: number;
}

export interface InboxEntry {
  /** Slack's `event_id`, or our own for a resume: the same one is stored once. */
  eventId: string;
  /** channel + ts of what a person wrote: one mention arrives as two events. */
  requestKey: string | null;
  thread: string;
  work: Work;
}

/** What became of what a person wrote. */
export type Stage = "queued" | "running" | "done" | "unknown";

/** Durable intake. A row is claimed by one worker; within a thread strictly in order. */
export interface InboxStore {
  /** False where the entry was known already. Committed, all together, when it returns. */
  add(entries: InboxEntry[], now: number): boolean[];
  /** The oldest row of a thread in which nothing runs; null when there is none. */
  claim(): InboxRow | null;
  /** How many rows of its thread, and how many queued ones in all, are before this one. */
  ahead(eventId: string): { inThread: number; inAll: number };
  /** The `requestKey` of the oldest question of the thread that is queued or running; null when there is none. */
  oldestIn(thread: string): string | null;
  /** How many rows are queued. */
  waiting(): number;
  /** Changes the work of a row that is queued; gives where the row of that `requestKey` stands. */
  reword(requestKey: string, change: (work: Work) => Work): Stage;
  /** Takes a queued row out of the line; gives where it stood. */
  withdraw(requestKey: string, now: number): Stage;
  finish(id: number, state: "done" | "failed", now: number): void;
  /** Puts a row that failed back in line. */
  retry(id: number): void;
  /** What waits and what runs now; `oldestAt`: since when the oldest one waits, null when none does. */
  load(): { queued: number; running: number; oldestAt: number | null };
  /** At start: what a dead process left running is queued again. Gives how many. */
  requeueRunning(): number;
  /** The id of the newest row; 0 where there is none. */
  newest(): number;
}
