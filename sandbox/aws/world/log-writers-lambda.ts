/** Lines of Lambda functions: what the platform says about each call, and the calls that ran out of time. */
import { MINUTE, utcDate, utcMidnight } from "./calendar.ts";
import { functionsOf, type LambdaFunction } from "./functions.ts";
import type { GroupContent, LineKind, Written } from "./log-groups.ts";
import { callsOf } from "./metrics/calls.ts";
import { type Random, randomOf, uuidOf } from "./random.ts";
import type { Setting } from "./setting.ts";

/** Execution environments of a day, each with a stream of its own. */
const ENVIRONMENTS = 3;

export function lambdaGroup(setting: Setting, name: string): GroupContent {
  const found = functionsOf(setting).find((f) => f.name === name);
  if (!found) return { kinds: [], streams: () => [] };
  const calls = callsOf(setting);
  const streams = (day: number) => {
    const random = randomOf(setting.seed, setting.account.id, "lambda-streams", name, day);
    return Array.from({ length: ENVIRONMENTS }, () => {
      return `${utcDate(day).replaceAll("-", "/")}/[${found.latest.version}]${random.hex(32)}`;
    });
  };
  const onDay = lastOnly(streams);
  const streamOf = (minute: number, random: Random) => random.pick(onDay(utcMidnight(minute)));
  const kinds: LineKind[] = [
    {
      lines: 3,
      count: (minute) => calls(found, minute).invocations - calls(found, minute).errors,
      write: (minute, random) => call(found, minute, random, streamOf(minute, random)),
    },
    {
      lines: 4,
      count: (minute) => calls(found, minute).errors,
      write: (minute, random) => call(found, minute, random, streamOf(minute, random), true),
    },
  ];
  return { kinds, streams };
}

function call(f: LambdaFunction, minute: number, random: Random, stream: string, failed = false): Written[] {
  const id = uuidOf(random);
  const ms = failed ? f.timeout * 1000 : Math.max(1, f.duration * (0.45 + 1.2 * random.next()));
  const used = Math.round(f.memory * (0.3 + 0.45 * random.next()));
  const start = minute + random.int(0, Math.max(0, MINUTE - Math.ceil(ms) - 2));
  const end = Math.min(start + Math.ceil(ms), minute + MINUTE - 1);
  const report = `REPORT RequestId: ${id}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.ceil(ms)} ms\tMemory Size: ${f.memory} MB\tMax Memory Used: ${used} MB`;
  const timeout = `${new Date(end).toISOString()} ${id} Task timed out after ${f.timeout.toFixed(2)} seconds`;
  return [
    { stream, time: start, message: `START RequestId: ${id} Version: ${f.latest.version}` },
    ...(failed ? [{ stream, time: end, message: timeout, template: "task-timeout" }] : []),
    { stream, time: end, message: `END RequestId: ${id}` },
    { stream, time: end, message: failed ? `${report}\tStatus: timeout` : report },
  ];
}

/** Lines are read in order of time, so only one day's streams are needed at once. */
function lastOnly<T>(make: (day: number) => T): (day: number) => T {
  let last: { day: number; made: T } | undefined;
  return (day) => {
    if (last?.day !== day) last = { day, made: make(day) };
    return last.made;
  };
}
