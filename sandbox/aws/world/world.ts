/** The account as it is at a moment: everything a function of the seed and the time. */

import { DAY, seoulMidnight } from "./calendar.ts";
import { type CostRow, costOfDay } from "./cost.ts";
import { ordinaryEvents } from "./events.ts";
import { type Finding, findingsOf } from "./findings.ts";
import { type Instance, instancesAt } from "./instances.ts";
import { type LogGroup, logGroups } from "./log-groups.ts";
import { type LogLine, linesOf } from "./log-lines.ts";
import { type Story, storyOf } from "./story.ts";
import { storyEvents } from "./story-events.ts";
import type { TrailEvent } from "./trail-event.ts";

export interface World {
  seed: string;
  story: Story;
  /** Midnight in Seoul of the day the story hangs on. */
  midnight: number;
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

export function createWorld(seed: string, now: number): World {
  const midnight = seoulMidnight(now);
  const story = storyOf(midnight);
  const special = storyEvents(seed, story);
  const costOf = perDay((day) => costOfDay(seed, story, day));
  const eventsOf = perDay((day) => {
    const own = special.filter((event) => event.time >= day && event.time < day + DAY);
    return [...ordinaryEvents(seed, day), ...own].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  });
  return {
    seed,
    story,
    midnight,
    instances: (time) => instancesAt(seed, story, time),
    findings: findingsOf(seed, story, midnight, instancesAt(seed, story, now)),
    logGroups,
    costOf,
    eventsOf,
    logLines: (group, from, to) => linesOf(seed, story, group, from, to),
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
  at(now: number): World;
}

/** One world per Seoul day: at midnight the story moves on with the day. */
export function worldSource(seed: string): WorldSource {
  let world: World | undefined;
  return {
    at(now) {
      if (!world || world.midnight !== seoulMidnight(now)) world = createWorld(seed, now);
      return world;
    },
  };
}
