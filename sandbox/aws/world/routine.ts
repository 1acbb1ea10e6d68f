/**
 * What people do every day: somebody restarts a host by hand. A function of the absolute Seoul day, so
 * yesterday's answer to "who started an instance?" stays the same tomorrow.
 */

import { DAY, HOUR, MINUTE, seoulMidnight } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { randomOf } from "./random.ts";
import type { Setting } from "./setting.ts";

export interface Restart {
  instance: string;
  person: Part;
  stoppedAt: number;
  startedAt: number;
}

/** The hosts that are restarted by hand: the one with the nightly jobs, and the one with the dashboards. */
const hostsOf = ({ names }: Setting) => ({ batch: `${names.batch}-1`, dashboards: `${names.dashboards}-1` });

/** The restarts of the Seoul day that begins at `midnight`: always one, on some days two. */
export function restartsOf(setting: Setting, midnight: number): Restart[] {
  const random = randomOf(setting.seed, "restart", midnight);
  const hosts = hostsOf(setting);
  const one = (instance: string, people: Part[], hour: number): Restart => {
    const stoppedAt = midnight + hour * HOUR + random.int(0, 119) * MINUTE + random.int(0, 59) * 1000;
    const startedAt = stoppedAt + random.int(180, 520) * 1000;
    return { instance, person: random.pick(people), stoppedAt, startedAt };
  };
  const restarts = [one(hosts.batch, ["backend", "backend", "backend", "ml"], 9)];
  if (random.next() < 0.4) restarts.push(one(hosts.dashboards, ["sre", "backend"], 15));
  return restarts;
}

/** When the instance was last started by hand, if it is one of those that are. */
export function lastRestart(setting: Setting, instance: string, now: number): number | undefined {
  const hosts = hostsOf(setting);
  if (instance !== hosts.batch && instance !== hosts.dashboards) return undefined;
  for (let midnight = seoulMidnight(now); ; midnight -= DAY) {
    const done = restartsOf(setting, midnight).filter((r) => r.instance === instance && r.startedAt <= now);
    const last = done.at(-1);
    if (last) return last.startedAt;
  }
}
