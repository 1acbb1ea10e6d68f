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

/** The worlds of one company: same seed, same anchor, one for each account. */
export function worldSource(seed: string, anchor: number): WorldSource {
  const worlds = new Map<string, World>();
  return {
    of(account) {
      const world = worlds.get(account.id) ?? createWorld(settingOf(seed, account, anchor));
      worlds.set(account.id, world);
      return world;
    },
  };
}

/** The production account as it is on the Seoul day of `now`. */
export const worldAt = (seed: string, now: number): World => createWorld(settingOf(seed, prod, seoulMidnight(now)));
