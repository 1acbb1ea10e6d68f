/** The ordinary management events of a UTC day, some 340 of them; the story's own are in `story-events.ts`. */

import { DAY, HOUR, isSeoulWeekend, MINUTE, seoulHour, seoulMidnight } from "./calendar.ts";
import { type Actor, type Part, userIdentity } from "./cast.ts";
import { type EventKind, type Routine, routinesOf } from "./event-kinds.ts";
import { instanceIdOf } from "./instance-id.ts";
import { type Random, randomOf, uuidOf } from "./random.ts";
import { restartsOf } from "./routine.ts";
import type { Setting } from "./setting.ts";
import { signIn } from "./sign-ins.ts";
import type { TrailEvent } from "./trail-event.ts";

const people: Part[] = ["sre", "backend", "ml", "abroad"];

export function ordinaryEvents(setting: Setting, day: number): TrailEvent[] {
  const { seed, cast } = setting;
  const random = randomOf(seed, "events", day);
  const weekend = isSeoulWeekend(day + 12 * HOUR);
  const events: TrailEvent[] = [];
  for (const [part, routine] of Object.entries(routinesOf(cast)) as [Part, Routine][]) {
    const quiet = weekend && routine.working ? 0.2 : 1;
    const count = Math.round(routine.perDay * quiet * random.about(0.2));
    for (let i = 0; i < count; i += 1) {
      const time = routine.working ? workingTime(random, part, day) : day + Math.floor(random.next() * DAY);
      events.push(apiCall(setting, random, cast[part], time, random.weighted(routine.kinds)));
    }
  }
  for (const part of people) events.push(...signInsOf(setting, random, part, day, weekend));
  const midnight = seoulMidnight(day);
  for (const restart of [...restartsOf(seed, midnight), ...restartsOf(seed, midnight + DAY)]) {
    const id = instanceIdOf(seed, restart.instance);
    if (restart.stoppedAt >= day && restart.stoppedAt < day + DAY)
      events.push(powerEvent(setting, random, "StopInstances", cast[restart.person], restart.stoppedAt, id));
    if (restart.startedAt >= day && restart.startedAt < day + DAY)
      events.push(powerEvent(setting, random, "StartInstances", cast[restart.person], restart.startedAt, id));
  }
  return events;
}

/** Office hours in Seoul; for the person abroad, in California. */
function workingTime(random: Random, part: Part, day: number): number {
  const start = part === "abroad" ? 16 * HOUR : 0;
  const time = day + start + Math.floor((random.next() + random.next()) * 5 * HOUR);
  return time >= day + DAY ? time - DAY : time;
}

export function apiCall(
  setting: Setting,
  random: Random,
  actor: Actor,
  time: number,
  kind: Pick<EventKind, "source" | "name" | "readOnly" | "region" | "request">,
): TrailEvent {
  const { name, accessKeyId } = actor;
  const denied = actor.part === "grafana" && random.next() < 0.004;
  return {
    id: uuidOf(random),
    time: Math.floor(time / 1000) * 1000,
    region: kind.region,
    name: kind.name,
    source: kind.source,
    username: name,
    readOnly: kind.readOnly,
    accessKeyId,
    sourceIp: actor.ip,
    userAgent: actor.userAgent,
    identity: userIdentity(setting.account, actor, true),
    request: kind.request(random),
    resources: [],
    ...(denied
      ? { errorCode: "AccessDenied", errorMessage: `User ${name} is not authorized to perform ${kind.name}` }
      : {}),
  };
}

function powerEvent(setting: Setting, random: Random, name: string, who: Actor, time: number, id: string): TrailEvent {
  const start = name === "StartInstances";
  const now = start ? { code: 0, name: "pending" } : { code: 64, name: "stopping" };
  const before = start ? { code: 80, name: "stopped" } : { code: 16, name: "running" };
  const request = () => ({ instancesSet: { items: [{ instanceId: id }] }, ...(start ? {} : { force: false }) });
  return {
    ...apiCall(setting, random, who, time, {
      source: "ec2.amazonaws.com",
      name,
      readOnly: false,
      region: "ap-northeast-2",
      request,
    }),
    response: { instancesSet: { items: [{ instanceId: id, currentState: now, previousState: before }] } },
    resources: [{ type: "AWS::EC2::Instance", name: id }],
  };
}

/** A working person signs in once or twice; a mistyped password now and then, followed by the right one. */
function signInsOf(setting: Setting, random: Random, part: Part, day: number, weekend: boolean): TrailEvent[] {
  const actor = setting.cast[part];
  if (weekend && random.next() < 0.8) return [];
  const time = Math.floor(workingTime(random, part, day) / 1000) * 1000;
  const region = part === "abroad" ? "us-east-1" : "ap-northeast-2";
  const good = signIn(setting, random, actor, time, { region });
  const mistyped = random.next() < 0.05 && seoulHour(time) > 0;
  return mistyped ? [signIn(setting, random, actor, time - MINUTE, { region, failed: true }), good] : [good];
}
