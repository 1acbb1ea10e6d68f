/** A turn at whose end somebody responsible may be called: offered by a button, or asked for by the person. */
export interface HandOver {
  runId: string;
  /** Slack id of who asked for it, once somebody did. */
  calledBy: string | null;
  posted: boolean;
}

export interface HandOverStore {
  /** Idempotent. */
  offer(runId: string, now: number): void;
  find(runId: string): HandOver | null;
  /** True for exactly one caller. */
  call(runId: string, by: string, now: number): boolean;
  /** Nobody could be called, and the person was told: it may be tried again. */
  release(runId: string): void;
  posted(runId: string, now: number): void;
  /** Called, and not posted yet. */
  unposted(): string[];
}
