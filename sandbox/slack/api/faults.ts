/** A fault that the next calls of a method run into. */
export interface Fault {
  /** A Web API method, `upload`, `response_url`, or `*` for all. */
  method: string;
  kind: "ratelimited" | "http_500" | "hang" | "error" | "drop_reply";
  /** The Slack error of kind `error`. */
  error?: string;
  /** Seconds, for `ratelimited`. */
  retry_after?: number;
  /** How many calls it hits. */
  times: number;
  /** How long `hang` keeps the caller waiting before the connection is cut. */
  ms?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault this call runs into, counted down. */
  take(method: string): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push({ ...fault }),
    clear() {
      faults = [];
    },
    take(method) {
      const fault = faults.find((one) => one.method === method || one.method === "*");
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((one) => one !== fault);
      return fault;
    },
  };
}
