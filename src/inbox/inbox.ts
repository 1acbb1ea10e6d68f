import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { InboxEntry, InboxRow, InboxStore, Stage } from "../ports/inbox.ts";
import { TurnInterrupted } from "../ports/turn.ts";

export interface Inbox {
  /** Committed when it returns. False: known already. */
  add(entry: InboxEntry): boolean;
  /** Committed when it resolves; then the caller may ack. What comes in the same moment goes to disk together. */
  addSoon(entry: InboxEntry): Promise<boolean>;
  /** Why what was just added has to wait: so many before it in its thread, or its place among all threads. */
  waitOf(eventId: string): { inThread: number; place: number | null };
  /** More waits than can be worked off in a reasonable time: what comes now is better asked again later. */
  isFull(): boolean;
  oldestIn: InboxStore["oldestIn"];
  reword: InboxStore["reword"];
  withdraw(requestKey: string): Stage;
  /** Takes up what a dead process left, then works until `stop`. */
  start(): void;
  /** No new work is begun; resolves when what runs has ended or `withinMs` have passed. */
  stop(withinMs: number): Promise<void>;
}

/** A row that failed or that a process died on this often is not tried again: it would be a boot loop. */
const MOST_ATTEMPTS = 3;
const RETRY_MS = 1_500;
const MOST_WAITING = 1_000;

/** Threads side by side, within a thread strictly in order. The order and the lock are the store's. */
export function createInbox(deps: {
  store: InboxStore;
  clock: Clock;
  log: Log;
  atOnce: number;
  /**
   * Must be repeatable: it is tried again when it throws, and given up after the third time. `again`: something of it may
   * have been done before, by this process or one that died; its own marks of that may be lost, too, if the power was.
   */
  work: (row: InboxRow, again: boolean) => Promise<void>;
  /** The row is given up; the person has to hear of it. */
  giveUp: (row: InboxRow) => Promise<void>;
}): Inbox {
  const { store, clock, log } = deps;
  const running = new Set<Promise<void>>();
  let open = false;
  let newestAtStart = 0;
  let arriving: { entry: InboxEntry; resolve: (added: boolean) => void; reject: (error: unknown) => void }[] = [];

  const addAll = (entries: InboxEntry[]): boolean[] => {
    const added = store.add(entries, clock.now());
    if (added.includes(true)) pump();
    return added;
  };

  const addArrived = () => {
    const batch = arriving;
    arriving = [];
    try {
      const added = addAll(batch.map(({ entry }) => entry));
      for (const [i, { resolve }] of batch.entries()) resolve(added[i] ?? false);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  let pumping = false;
  /** One row at a time, with room in between: acks, first signs and clicks do not wait for a burst of beginnings. */
  const pump = () => {
    if (pumping) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      if (!open || running.size >= deps.atOnce) return;
      const row = store.claim();
      if (!row) return;
      const job = handle(row).finally(() => {
        running.delete(job);
        pump();
      });
      running.add(job);
      pump();
    });
  };

  const handle = async (row: InboxRow) => {
    try {
      if (row.attempts > MOST_ATTEMPTS) return await abandon(row);
      await deps.work(row, row.attempts > 1 || row.id <= newestAtStart);
      store.finish(row.id, "done", clock.now());
    } catch (error) {
      // The process is ending: the row stays as it is and the next process takes it up.
      if (error instanceof TurnInterrupted) return;
      log.error({ err: error, row: row.id, thread: row.thread, attempts: row.attempts }, "work on a row failed");
      if (row.attempts >= MOST_ATTEMPTS) return await abandon(row);
      await sleep(RETRY_MS * row.attempts);
      store.retry(row.id);
    }
  };

  const abandon = async (row: InboxRow) => {
    log.error({ row: row.id, thread: row.thread, attempts: row.attempts }, "gave up on a row");
    store.finish(row.id, "failed", clock.now());
    await deps.giveUp(row).catch((error: unknown) => log.error({ err: error, row: row.id }, "could not say so"));
  };

  return {
    add: (entry) => addAll([entry])[0] ?? false,
    addSoon: (entry) =>
      new Promise((resolve, reject) => {
        if (arriving.length === 0) setImmediate(addArrived);
        arriving.push({ entry, resolve, reject });
      }),
    waitOf(eventId) {
      const { inThread, inAll } = store.ahead(eventId);
      const isCrowded = open && running.size >= deps.atOnce;
      return { inThread, place: inThread === 0 && isCrowded ? inAll + 1 : null };
    },
    isFull: () => store.waiting() >= MOST_WAITING,
    oldestIn: store.oldestIn,
    reword: store.reword,
    withdraw: (requestKey) => store.withdraw(requestKey, clock.now()),
    start() {
      newestAtStart = store.newest();
      const requeued = store.requeueRunning();
      if (requeued > 0) log.info({ requeued }, "taking up unfinished work");
      open = true;
      pump();
    },
    async stop(withinMs) {
      open = false;
      const timeUp = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      await Promise.race([Promise.allSettled([...running]), timeUp]);
    },
  };
}
