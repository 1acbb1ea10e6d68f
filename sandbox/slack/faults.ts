/**
 * A fault that the next calls, uploads or envelopes run into.
 *
 * For calls, `upload` and `response_url`: `ratelimited` (429 with Retry-After), `http_500` (or another `status`),
 * `hang` (no answer, then cut), `error` (ok: false), `drop_reply` (done, and the answer lost), `slow` (done after a
 * while). For `envelope`: `duplicate` (delivered twice at once), `lose_ack` (the app's ack does not arrive).
 */
export interface Fault {
  /** A Web API method, `*` for all of them, `upload`, `response_url` or `envelope`. */
  method: string;
  kind: FaultKind;
  /** The Slack error of kind `error`. */
  error?: string;
  /** Seconds, for `ratelimited`. */
  retry_after?: number;
  /** For `http_500`: another status. */
  status?: number;
  /** How many it hits. */
  times: number;
  /** Only every so-many-th of the calls it could hit. */
  every?: number;
  /** How long `hang` and `slow` keep the caller waiting. */
  ms?: number;
}

export const callFaults = ["ratelimited", "http_500", "hang", "error", "drop_reply", "slow"] as const;
export const envelopeFaults = ["duplicate", "lose_ack"] as const;
export type FaultKind = (typeof callFaults)[number] | (typeof envelopeFaults)[number];

const NOT_METHODS = ["upload", "response_url", "envelope"];

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault this runs into, counted down. */
  take(method: string, kinds?: readonly FaultKind[]): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: (Fault & { passed: number })[] = [];
  return {
    add: (fault) => void faults.push({ ...fault, passed: 0 }),
    clear() {
      faults = [];
    },
    take(method, kinds) {
      const fault = faults.find(
        (one) =>
          (one.method === method || (one.method === "*" && !NOT_METHODS.includes(method))) &&
          (kinds === undefined || kinds.includes(one.kind)),
      );
      if (!fault) return undefined;
      fault.passed += 1;
      if (fault.passed % (fault.every ?? 1) !== 0) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((one) => one !== fault);
      return fault;
    },
  };
}
