/** Requests under way: whoever asks the same while one runs waits for its answer, and no second one is sent. */
export interface InFlight {
  /**
   * Runs `work` once for all that ask for `key` meanwhile. One that stops waiting leaves the others theirs: the work is
   * stopped when nobody waits any more. `joined`: another one has been given the answer, and told what it cost.
   * A failure that is `personal` is only that of the one whose `work` ran: the others ask for themselves.
   */
  share<T>(
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
    personal?: (error: unknown) => boolean,
  ): Promise<{ value: T; joined: boolean }>;
}

interface Running {
  promise: Promise<unknown>;
  stop: AbortController;
  waiting: number;
  /** The first of those that got the answer is told its price. */
  told: boolean;
}

export function createInFlight(): InFlight {
  const running = new Map<string, Running>();

  const start = (key: string, work: (signal: AbortSignal) => Promise<unknown>): Running => {
    const stop = new AbortController();
    const own: Running = { promise: work(stop.signal), stop, waiting: 0, told: false };
    const forget = () => {
      if (running.get(key) === own) running.delete(key);
    };
    own.promise.then(forget, forget);
    running.set(key, own);
    return own;
  };

  const inFlight: InFlight = {
    async share<T>(
      key: string,
      signal: AbortSignal,
      work: (signal: AbortSignal) => Promise<T>,
      personal: (error: unknown) => boolean = () => false,
    ): Promise<{ value: T; joined: boolean }> {
      signal.throwIfAborted();
      const others = running.get(key);
      const shared = others ?? start(key, work);
      const { promise: left, reject } = Promise.withResolvers<never>();
      const leave = () => reject(signal.reason as Error);
      signal.addEventListener("abort", leave, { once: true });
      shared.waiting += 1;
      try {
        const value = (await Promise.race([shared.promise, left])) as T;
        const joined = shared.told;
        shared.told = true;
        return { value, joined };
      } catch (error) {
        if (!others || signal.aborted || !personal(error)) throw error;
      } finally {
        signal.removeEventListener("abort", leave);
        shared.waiting -= 1;
        if (shared.waiting === 0) {
          if (running.get(key) === shared) running.delete(key);
          shared.stop.abort(signal.reason);
        }
      }
      // What failed has been forgotten, so this ends: each that runs its own work takes its outcome.
      return inFlight.share(key, signal, work, personal);
    },
  };
  return inFlight;
}
