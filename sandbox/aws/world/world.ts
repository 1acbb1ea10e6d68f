/** The account as it is at a moment: everything a function of the seed and the time. */

import { type Account, prod } from "./account.ts";
import { seoulMidnight } from "./calendar.ts";
import { costOfDay } from "./cost.ts";
import type { CostRow } from "./cost-row.ts";
import { eventsOfDay } from "./events.ts";
import { type Finding, findingsOf } from "./findings.ts";
import { type Instance, instancesAt } from "./instances.ts";
import { type LogGroup, logGroupsOf } from "./log-groups.ts";
import { type LogLine, linesOf } from "./log-lines.ts";
import { type Setting, settingOf } from "./setting.ts";
import type { TrailEvent } from "./trail-event.ts";

export interface World {
  setting: Setting;
  instances(now: number): Instance[];
  findings: Finding[];
  logGroups: LogGroup[];
  /** Rows of one whole UTC billing day. */
  costOf(utcDay: number): CostRow[];
  /** Events of one UTC day, oldest first, also those later than now. */
  eventsOf(utcDay: number): TrailEvent[];
  /** Lines of a group, oldest first; `from` inclusive, `to` exclusive. */
  logLines(group: LogGroup, from: number, to: number): Iterable<LogLine>;
}

export function createWorld(setting: Setting): World {
  return {
    setting,
    instances: (time) => instancesAt(setting, time),
    findings: findingsOf(setting),
    logGroups: logGroupsOf(setting),
    costOf: (day) => costOfDay(setting, day),
    eventsOf: perDay((day) => eventsOfDay(setting, day)),
    logLines: (group, from, to) => linesOf(setting, group, from, to),
  };
}

function perDay<T>(make: (day: number) => T): (day: number) => T {
  const made = new Map<number, T>();
  return (day) => {
    const known = made.get(day);
    if (known !== undefined) return known;
    const fresh = make(day);
    made.set(day, fresh);
    return fresh;
  };
}

export interface WorldSource {
  of(account: Account): World;
}

/** As many as are asked about by turns: what was made of a world, its days of events above all, is kept with it. */
const KEPT = 6;
const latest = new Map<string, World>();

/** The worlds of one company: same seed, same anchor, one for each account. Whoever asks for the same one shares it. */
export function worldSource(seed: string, anchor: number): WorldSource {
  return {
    of(account) {
      const key = [seed, anchor, account.id].join(" ");
      const world = latest.get(key) ?? createWorld(settingOf(seed, account, anchor));
      latest.delete(key);
      latest.set(key, world);
      for (const oldest of latest.keys()) if (latest.size > KEPT) latest.delete(oldest);
      return world;
    },
  };
}

/** The production account as it is on the Seoul day of `now`. */
export const worldAt = (seed: string, now: number): World => worldSource(seed, seoulMidnight(now)).of(prod);
