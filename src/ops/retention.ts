import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { ThreadData } from "../ports/thread-data.ts";

const DAY_MS = 24 * 60 * 60_000;
const MB = 1_000_000;
/** Threads per sweep, so that one after a long pause does not hold up the bot; the next one goes on. */
const MOST_THREADS = 500;

/**
 * Drops what is older than the team keeps: results after their days or when they fill their share of the disk, whole
 * threads after those of transcripts, counted from the last thing that happened in them. What was never stored elsewhere is
 * gone then: texts, files, index.
 */
export function createRetention(deps: {
  threads: ThreadData;
  datasets: Pick<Datasets, "sweep" | "forget">;
  keep: { datasets_days: number; datasets_mb: number; transcripts_days: number };
  clock: Clock;
  log: Log;
}): () => void {
  const { threads, datasets, keep, clock, log } = deps;
  return () => {
    const results = datasets.sweep(keep.datasets_days * DAY_MS, keep.datasets_mb * MB);
    const before = clock.now() - keep.transcripts_days * DAY_MS;
    const expired = threads.idleSince(before, MOST_THREADS).filter((thread) => !threads.isOpen(thread));
    for (const thread of expired) {
      datasets.forget(thread);
      threads.expire(thread);
    }
    const envelopes = threads.expireInbox(before);
    if (results + expired.length + envelopes > 0)
      log.info({ results, threads: expired.length, envelopes }, "what is old was dropped");
  };
}
