/**
 * How a service came to what it runs: each rollout puts the tasks of one revision in place of those before, one
 * after the other, in a minute and a half of sample time.
 */
import type { Call } from "../../call.ts";
import { DAY } from "../../world/calendar.ts";
import { type EcsService, rolloutsOf } from "../../world/containers.ts";
import { randomOf } from "../../world/random.ts";

/** How far back rollouts are looked at; the service's events reach no further. */
export const LOOK_BACK = 30 * DAY;

/** Sample time from the start of a rollout to the first new task that runs, to the last, and to its completion. */
const FIRST_RUNNING = 25_000;
const ALL_RUNNING = 60_000;
export const COMPLETED = 90_000;
/** Sample time that tasks added or taken away by a new desired count need. */
const SCALED = 30_000;

/** What calls have made of a service; times are sample time in milliseconds. */
interface ServiceChange {
  rollouts: { at: number; revision: number }[];
  /** Desired counts and since when, oldest first. */
  counts: { at: number; desired: number }[];
}

const changesOf = (call: Call) => call.state.things<ServiceChange>("ecs-service");

export interface Rollout {
  at: number;
  revision: number;
  /** `ecs-svc/` and nineteen digits. */
  id: string;
}

/** Oldest first; the first one may lie before what is looked back at. */
export function rolloutsNow(call: Call, service: EcsService): Rollout[] {
  const { setting } = call.world;
  const made = changesOf(call).get(service.arn)?.rollouts ?? [];
  return [...rolloutsOf(setting, service, call.now - LOOK_BACK, call.now), ...made]
    .filter(({ at }) => at <= call.now)
    .sort((a, b) => a.at - b.at)
    .map(({ at, revision }) => {
      const random = randomOf(setting.seed, "deployment", service.arn, at);
      return {
        at,
        revision,
        id: `ecs-svc/${random.int(1_000_000_000, 9_999_999_999)}${random.int(100_000_000, 999_999_999)}`,
      };
    });
}

export const desiredCount = (call: Call, service: EcsService): number =>
  changesOf(call).get(service.arn)?.counts.at(-1)?.desired ?? service.desired;

/** Tasks there are in all while a new desired count comes about. */
function countNow(call: Call, service: EcsService): { running: number; pending: number } {
  const counts = changesOf(call).get(service.arn)?.counts ?? [];
  const last = counts.at(-1);
  if (!last) return { running: service.desired, pending: 0 };
  const before = counts.at(-2)?.desired ?? service.desired;
  const done = call.now - last.at >= SCALED;
  if (done || last.desired < before) return { running: last.desired, pending: 0 };
  return { running: before, pending: last.desired - before };
}

export interface Progress {
  /** The rollout that has the service now, and the one whose tasks it still replaces. */
  primary: Rollout;
  old?: Rollout;
  /** Tasks of each. */
  running: number;
  pending: number;
  oldRunning: number;
}

export function progressOf(call: Call, service: EcsService): Progress | undefined {
  const rollouts = rolloutsNow(call, service);
  const primary = rollouts.at(-1);
  if (!primary) return undefined;
  const count = countNow(call, service);
  const age = call.now - primary.at;
  const old = rollouts.at(-2);
  if (age >= COMPLETED || !old) return { primary, ...count, oldRunning: 0 };
  const share = Math.min(1, Math.max(0, (age - FIRST_RUNNING) / (ALL_RUNNING - FIRST_RUNNING)));
  const running = Math.floor(count.running * share);
  return { primary, old, running, pending: count.running - running, oldRunning: count.running - running };
}

export function addRollout(call: Call, service: EcsService, revision: number): void {
  const { rollouts = [], counts = [] } = changesOf(call).get(service.arn) ?? {};
  changesOf(call).set(service.arn, { rollouts: [...rollouts, { at: call.now, revision }], counts });
}

export function setDesiredCount(call: Call, service: EcsService, desired: number): void {
  const { rollouts = [], counts = [] } = changesOf(call).get(service.arn) ?? {};
  changesOf(call).set(service.arn, { rollouts, counts: [...counts, { at: call.now, desired }] });
}
