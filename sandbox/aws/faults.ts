/** Scripted misfortune for tests, planned outside the AWS protocols: which request it hits, and what happens to it. */
import { z } from "zod";
import { globMatches } from "./iam/glob.ts";

export const FaultKind = z.enum([
  /** Refused in the service's own words, the operation not run. */
  ...(["throttle", "deny", "not_enabled", "expired", "http503"] as const),
  /** Refused because the clocks differ by `ms` (default an hour); the answer's Date is off by as much. */
  "clock_skew",
  /** Answered by a proxy that is not AWS: HTML with 502, XML with 503. */
  ...(["html_page", "xml_page"] as const),
  /** Answered `ms` later (default a second). */
  "delay",
  /** Not answered for `ms` (default a minute), then answered. */
  "hang",
  /** The connection ends before the operation is run. */
  "cut",
  /** The operation is run, and the connection ends before the answer, or in the middle of it. */
  ...(["execute_then_drop", "half_body"] as const),
  /** A first page that is given again and again under the same token. */
  "repeated_token",
  /** A page with nothing on it and a token that leads to what should have been there. */
  "empty_page",
]);
export type FaultKind = z.infer<typeof FaultKind>;

export const Fault = z.strictObject({
  /** The IAM prefix or the signing name. */
  service: z.string().optional(),
  /** A name, or a pattern such as `Describe*`. */
  operation: z.string(),
  region: z.string().optional(),
  /** A pattern of the caller's ARN. */
  principal: z.string().optional(),
  kind: FaultKind,
  /** How many requests it hits. */
  times: z.number().int().positive().default(1),
  /** How many it lets pass first. */
  after: z.number().int().nonnegative().default(0),
  ms: z.number().int().positive().optional(),
});
export type Fault = z.infer<typeof Fault>;

/** What of a request a fault may be planned for. */
export interface Target {
  services: string[];
  operation: string;
  region: string;
  principal: string;
}

export interface Faults {
  add(fault: Fault): void;
  planned(): readonly Fault[];
  clear(): void;
  /** The fault that hits this request, used up by one. */
  take(target: Target): Fault | undefined;
}

export function createFaults(): Faults {
  let planned: Fault[] = [];
  return {
    add: (fault) => void planned.push({ ...fault }),
    planned: () => planned,
    clear() {
      planned = [];
    },
    take(target) {
      const fitting = planned.filter((fault) => fits(fault, target));
      const fault = fitting.find((f) => f.after === 0);
      for (const waiting of fitting) if (waiting.after > 0) waiting.after -= 1;
      if (!fault) return undefined;
      const hit = { ...fault };
      fault.times -= 1;
      planned = planned.filter((f) => f.times > 0);
      return hit;
    },
  };
}

const fits = ({ service, operation, region, principal }: Fault, target: Target): boolean =>
  globMatches(operation, target.operation) &&
  (service === undefined || target.services.includes(service)) &&
  (region === undefined || region === target.region) &&
  (principal === undefined || globMatches(principal, target.principal));
