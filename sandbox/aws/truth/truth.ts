/**
 * What is true in the sample account at `now`, for any window: the measure of the tests. Computed from the world
 * and never through the API. Times are epoch milliseconds; spans include their start, not their end.
 */

import type { Finding } from "../world/findings.ts";
import { isFailedSignIn } from "../world/trail/sign-ins.ts";
import type { TrailEvent } from "../world/trail-event.ts";
import { factsOf } from "./facts.ts";

export interface Truth {
  /** Unblended USD by service over whole UTC days [from, to), credits and tax included unless record types are named. */
  costByService(from: number, to: number, recordTypes?: string[]): Map<string, number>;
  costTotal(from: number, to: number, recordTypes?: string[]): number;
  /** Who started instances (StartInstances, RunInstances), oldest first. */
  instanceStarts(
    from: number,
    to: number,
  ): { time: number; name: string; user: string; instanceIds: string[]; names: string[]; region: string }[];
  failedSignIns(from: number, to: number): { time: number; user: string; ip: string; region: string }[];
  /** Severity 7 and above; neither archived nor samples unless asked for. */
  highFindings(options?: { archived?: boolean; samples?: boolean }): Finding[];
  /** Error lines of a log group by template id. */
  errorCounts(group: string, from: number, to: number): Map<string, number>;
  events(from: number, to: number): TrailEvent[];
}

export function truthAt(seed: string, now: number): Truth {
  const { world, events, bill } = factsOf(seed, now);
  const instances = world.instances(now);
  const costByService = (from: number, to: number, recordTypes?: string[]) => {
    const sums = new Map<string, number>();
    for (const row of bill(from, to))
      if (!recordTypes || recordTypes.includes(row.recordType))
        sums.set(row.service, (sums.get(row.service) ?? 0) + row.unblended);
    return sums;
  };
  return {
    costByService,
    costTotal: (from, to, types) => [...costByService(from, to, types).values()].reduce((a, b) => a + b, 0),
    instanceStarts: (from, to) =>
      events(from, to)
        .filter((e) => (e.name === "StartInstances" || e.name === "RunInstances") && !e.errorCode)
        .map((e) => {
          const instanceIds = e.resources.filter((r) => r.type === "AWS::EC2::Instance").map((r) => r.name);
          const names = instanceIds.map((id) => instances.find((i) => i.id === id)?.name ?? "");
          return { time: e.time, name: e.name, user: e.username, instanceIds, names, region: e.region };
        }),
    failedSignIns: (from, to) =>
      events(from, to)
        .filter(isFailedSignIn)
        .map((e) => ({ time: e.time, user: e.username, ip: e.sourceIp, region: e.region })),
    highFindings: ({ archived = false, samples = false } = {}) =>
      world.findings.filter((f) => f.severity >= 7 && (archived || !f.archived) && (samples || !f.sample)),
    errorCounts(groupName, from, to) {
      const counts = new Map<string, number>();
      const group = world.logGroups.find((g) => g.name === groupName);
      if (!group) return counts;
      for (const line of world.logLines(group, from, Math.min(to, now + 1)))
        if (line.template) counts.set(line.template, (counts.get(line.template) ?? 0) + 1);
      return counts;
    },
    events,
  };
}
