/** At most `most` tasks at once; the others wait in order, and are skipped when their signal is aborted by then. */
export type Limit = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

export function createLimit(most: number): Limit {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task, signal) => {
    signal?.throwIfAborted();
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      signal?.throwIfAborted();
      return await task();
    } finally {
      // A waiting task takes over the place, so that no newcomer slips in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
