/** Scripted misfortune and a journal of requests, for tests; both live outside the AWS protocols. */
import { z } from "zod";

export const Fault = z.object({
  service: z.string().optional(),
  operation: z.string(),
  kind: z.enum(["throttle", "deny", "expired", "hang", "http503", "execute_then_drop"]),
  times: z.number().int().positive().default(1),
  ms: z.number().int().positive().optional(),
});
export type Fault = z.infer<typeof Fault>;

export interface JournalEntry {
  /** Sample time, ISO. */
  time: string;
  /** Real epoch milliseconds. */
  at: number;
  principal: string;
  service: string;
  operation: string;
  region: string;
  input: unknown;
  /** `ok`, an error code, or the fault that hit it. */
  outcome: string;
  requestId: string;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that hits this request, used up by one. `service` is the IAM prefix or the signing name. */
  take(services: string[], operation: string): Fault | undefined;
}

export function createFaults(): Faults {
  let planned: Fault[] = [];
  return {
    add: (fault) => void planned.push({ ...fault }),
    clear() {
      planned = [];
    },
    take(services, operation) {
      const fault = planned.find(
        (f) => f.operation === operation && (f.service === undefined || services.includes(f.service)),
      );
      if (!fault) return undefined;
      const hit = { ...fault };
      fault.times -= 1;
      planned = planned.filter((f) => f.times > 0);
      return hit;
    },
  };
}

export interface Journal {
  add(entry: JournalEntry): void;
  entries(): readonly JournalEntry[];
}

/** Keeps the newest requests; a long demo must not grow without end. */
export function createJournal(limit = 5_000): Journal {
  const entries: JournalEntry[] = [];
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length > limit) entries.shift();
    },
    entries: () => entries,
  };
}
