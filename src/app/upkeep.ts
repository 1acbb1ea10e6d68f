import type { Log } from "../log.ts";

const RETENTION_MS = 6 * 60 * 60_000;
const SUMMARY_MS = 5 * 60_000;

/** What is done at the start and from time to time; gives what ends it. */
export function startUpkeep(jobs: {
  forgetOld: () => unknown;
  postSummary: () => Promise<unknown>;
  log: Log;
}): () => void {
  const { forgetOld, postSummary, log } = jobs;
  const summarise = () => {
    postSummary().catch((error: unknown) => log.error({ err: error }, "the week's votes could not be told"));
  };
  forgetOld();
  summarise();
  const timers = [setInterval(forgetOld, RETENTION_MS), setInterval(summarise, SUMMARY_MS)];
  return () => timers.forEach(clearInterval);
}
