/** The production account at a moment, as the questions look at it. Nothing here knows of an operation. */
import { type Account, prod } from "../world/account.ts";
import { type BilledRow, billedRows } from "../world/billing.ts";
import { seoulMidnight, utcDays } from "../world/calendar.ts";
import type { Setting } from "../world/setting.ts";
import type { TrailEvent } from "../world/trail-event.ts";
import { type World, worldSource } from "../world/world.ts";

export interface Facts {
  now: number;
  setting: Setting;
  world: World;
  /** Events in [from, to) that have happened by now, both regions, oldest first. */
  events(from: number, to: number): TrailEvent[];
  /** Rows of the bill for UTC days in [from, to) as they stand now. */
  bill(from: number, to: number): BilledRow[];
}

/** @param anchor the midnight in Seoul that the story hangs on; by default the day of `now`. */
export function factsOf(seed: string, now: number, anchor = now, account: Account = prod): Facts {
  const world = worldSource(seed, seoulMidnight(anchor)).of(account);
  const { setting } = world;
  return {
    now,
    setting,
    world,
    events: (from, to) =>
      utcDays(from, to)
        .flatMap((day) => world.eventsOf(day))
        .filter((e) => e.time >= from && e.time < to && e.time <= now),
    bill: (from, to) => billedRows(setting, from, to, now),
  };
}
