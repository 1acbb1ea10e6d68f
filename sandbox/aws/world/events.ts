/** The management events of a UTC day: some 340 of them in production, a handful in the development account. */

import { prod } from "./account.ts";
import { DAY, HOUR, isSeoulWeekend, seoulMidnight } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { instanceIdOf } from "./instance-id.ts";
import { type Random, randomOf } from "./random.ts";
import { releasesOf } from "./releases.ts";
import { type Restart, restartsOf } from "./routine.ts";
import type { Setting } from "./setting.ts";
import { alarmChanges } from "./trail/alarm-changes.ts";
import { apiCall } from "./trail/api-call.ts";
import type { Routine } from "./trail/call-kind.ts";
import { changesOf } from "./trail/changes.ts";
import { developmentEvents } from "./trail/development.ts";
import { machineEvents } from "./trail/machine-events.ts";
import { userPrincipal } from "./trail/principals.ts";
import { releaseEvents } from "./trail/release-events.ts";
import { routinesOf } from "./trail/routines.ts";
import { scalingEvents, snapshotEvents } from "./trail/scaling-events.ts";
import { signInsOf } from "./trail/sign-ins.ts";
import { storyEvents } from "./trail/story-events.ts";
import { workingTime } from "./trail/working-time.ts";
import type { TrailEvent } from "./trail-event.ts";

/** Oldest first, the whole day's, whatever the time is. */
export function eventsOfDay(setting: Setting, day: number): TrailEvent[] {
  const events = setting.account.id === prod.id ? production(setting, day) : development(setting, day);
  return events
    .filter((event) => event.time >= day && event.time < day + DAY)
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

const isWeekend = (day: number) => isSeoulWeekend(day + 12 * HOUR);

const development = (setting: Setting, day: number): TrailEvent[] => [
  ...developmentEvents(setting, day, isWeekend(day)),
  ...deployments(setting, day),
  ...machineEvents(setting, day, 0.04),
];

function production(setting: Setting, day: number): TrailEvent[] {
  const weekend = isWeekend(day);
  return [
    ...routineEvents(setting, day, weekend),
    ...signInsOf(setting, day, weekend),
    ...restarts(setting, day),
    ...deployments(setting, day),
    ...(weekend ? [] : changesOf(setting, day)),
    ...machineEvents(setting, day, 1),
    ...alarmChanges(setting, day),
    ...scalingEvents(setting, day),
    ...snapshotEvents(setting, day),
    ...storyEvents(setting),
  ];
}

function routineEvents(setting: Setting, day: number, weekend: boolean): TrailEvent[] {
  const random = randomOf(setting.seed, "events", day);
  return (Object.entries(routinesOf(setting)) as [Part, Routine][]).flatMap(([part, routine]) => {
    const quiet = weekend && routine.working ? 0.2 : 1;
    const count = Math.round(routine.perDay * quiet * random.about(0.2));
    return Array.from({ length: count }, () => {
      const time = routine.working ? workingTime(random, part, day) : day + Math.floor(random.next() * DAY);
      const call = random.weighted(routine.kinds).make(random);
      return apiCall(random, userPrincipal(setting, setting.cast[part], time), time, call);
    });
  });
}

/** What a deployment leaves reaches some minutes before and after it. */
const deployments = (setting: Setting, day: number): TrailEvent[] =>
  releasesOf(setting, day - HOUR, day + DAY + HOUR).flatMap((release) => releaseEvents(setting, release));

function restarts(setting: Setting, day: number): TrailEvent[] {
  const midnight = seoulMidnight(day);
  return [...restartsOf(setting, midnight), ...restartsOf(setting, midnight + DAY)].flatMap((restart) => {
    const random = randomOf(setting.seed, "restart-events", restart.instance, restart.stoppedAt);
    return [
      powerEvent(setting, random, "StopInstances", restart),
      powerEvent(setting, random, "StartInstances", restart),
    ];
  });
}

const states = {
  StartInstances: { currentState: { code: 0, name: "pending" }, previousState: { code: 80, name: "stopped" } },
  StopInstances: { currentState: { code: 64, name: "stopping" }, previousState: { code: 16, name: "running" } },
};

function powerEvent(setting: Setting, random: Random, name: keyof typeof states, restart: Restart): TrailEvent {
  const time = name === "StartInstances" ? restart.startedAt : restart.stoppedAt;
  const instanceId = instanceIdOf(setting.seed, restart.instance);
  return apiCall(random, userPrincipal(setting, setting.cast[restart.person], time), time, {
    service: "ec2",
    name,
    request: { instancesSet: { items: [{ instanceId }] }, ...(name === "StopInstances" ? { force: false } : {}) },
    response: { instancesSet: { items: [{ instanceId, ...states[name] }] } },
    resources: [{ type: "AWS::EC2::Instance", name: instanceId }],
  });
}
