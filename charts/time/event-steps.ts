import type { Moment } from "../cells.ts";
import { eventSteps, followsWallClock, type Steps } from "./steps.ts";
import type { Zone } from "./zone.ts";

export interface EventSteps {
  /** Starts as the clock of the zone shows them. */
  steps: Steps;
  indexOf(moment: Moment): number;
}

/**
 * Bars for events, cut at round times of the asker's zone. Bars up to an hour are equally long in real time, so the
 * hour that a change of clocks repeats gets a bar of its own; longer ones follow the clock on the wall. `bars`
 * asks for bars of a day or longer, or for how many there may be.
 */
export function binEvents(
  moments: readonly Moment[],
  zone: Zone,
  window?: { from: Moment; to: Moment },
  bars: { days?: boolean; most?: number } = {},
): EventSteps {
  const wallOf = (moment: Moment): number => (moment.wholeDay ? moment.ms : zone.toWall(moment.ms));
  const ends = (of: (moment: Moment) => number): [number, number] => {
    let first = window ? of(window.from) : Number.POSITIVE_INFINITY;
    let last = window ? of(window.to) - 1 : Number.NEGATIVE_INFINITY;
    for (const moment of moments) {
      const at = of(moment);
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
    return [first, last];
  };
  const wholeDays = bars.days || moments.every((moment) => moment.wholeDay);
  const [firstWall, lastWall] = ends(wallOf);
  const onWall = eventSteps(firstWall, lastWall, wholeDays, bars.most);
  if (followsWallClock(onWall.grain)) return { steps: onWall, indexOf: (moment) => onWall.indexOf(wallOf(moment)) };

  const instantOf = (moment: Moment): number => (moment.wholeDay ? zone.toInstant(moment.ms) : moment.ms);
  const [first, last] = ends(instantOf);
  const offset = zone.toWall(first) - first;
  const even = eventSteps(first + offset, last + offset, wholeDays, bars.most);
  return {
    steps: { ...even, starts: even.starts.map((start) => zone.toWall(start - offset)) },
    indexOf: (moment) => even.indexOf(instantOf(moment) + offset),
  };
}
