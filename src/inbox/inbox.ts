import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { InboxEntry, InboxRow, InboxStore } from "../ports/inbox.ts";

export interface Inbox {
  /** Committed when it returns; then the caller may ack. False: known already. */
  add(entry: InboxEntry): boolean;
  isBusy(thread: string): boolean;
  /** Takes up what a dead process left, then works until `stop`. */
  start(): void;
  /** No new work is begun; resolves when what runs has ended or `withinMs` have passed. */
  stop(withinMs: number): Promise<void>;
}

/** A row that a process died on this often is not tried again: it would be a boot loop. */
const MOST_ATTEMPTS = 3;

/** Threads side by side, within a thread strictly in order. The order and the lock are the store's. */
export function createInbox(deps: {
  store: InboxStore;
  clock: Clock;
  log: Log;
  atOnce: number;
  /** Throws only on defects; the row is then failed. */
  work: (row: InboxRow) => Promise<void>;
  /** A row given up after too many attempts, so that the person hears of it. */
  giveUp: (row: InboxRow) => Promise<void>;
}): Inbox {
  const { store, clock, log } = deps;
  const running = new Set<Promise<void>>();
  let open = false;

  const pump = () => {
    while (open && running.size < deps.atOnce) {
      const row = store.claim();
      if (!row) return;
      const job = handle(row).finally(() => {
        running.delete(job);
        pump();
      });
      running.add(job);
    }
  };

  const handle = async (row: InboxRow) => {
    try {
      if (row.attempts > MOST_ATTEMPTS) {
        log.error({ row: row.id, thread: row.thread, attempts: row.attempts }, "gave up on a row");
        await deps.giveUp(row);
        store.finish(row.id, "failed", clock.now());
        return;
      }
      await deps.work(row);
      store.finish(row.id, "done", clock.now());
    } catch (error) {
      log.error({ err: error, row: row.id, thread: row.thread }, "work on a row failed");
      store.finish(row.id, "failed", clock.now());
    }
  };

  return {
    add(entry) {
      const added = store.add(entry, clock.now());
      if (added) queueMicrotask(pump);
      return added;
    },
    isBusy: store.isBusy,
    start() {
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
