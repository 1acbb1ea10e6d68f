/** The time as this process sees it. `now()` is milliseconds since the epoch, UTC. */
export interface Clock {
  now(): number;
  /** True when the clock was moved by configuration; replies say so. */
  readonly moved: boolean;
}
