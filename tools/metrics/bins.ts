/// <reference lib="esnext.temporal" />
import { iso } from "../period.ts";
import type { Note } from "../results.ts";
import type { Grid } from "./metric-data.ts";

export const binSeconds = { "1m": 60, "5m": 300, "15m": 900, "1h": 3_600, "6h": 21_600, "1d": 86_400 } as const;
export type Bin = keyof typeof binSeconds;

/** Points of one line: more are neither drawn nor read. */
const MAX_POINTS = 500;
const DAY_MS = 86_400_000;

/** A longer period is read in steps of five minutes where nobody asks for others, as CloudWatch's console reads it. */
const MINUTES_UP_TO_MS = 3 * 3_600_000;

/** Seconds. */
export const usualStep = ({ fromMs, toMs }: { fromMs: number; toMs: number }): number =>
  toMs - fromMs > MINUTES_UP_TO_MS ? 300 : 60;

/** The finest step that CloudWatch still keeps for data of this age. [CloudWatch user guide, metrics retention] */
function finestKept(ageMs: number): number {
  if (ageMs <= 15 * DAY_MS) return 60;
  return ageMs <= 63 * DAY_MS ? 300 : 3_600;
}

export interface ChosenBin extends Grid {
  bin: Bin;
  notes: Note[];
}

/**
 * The finest step that is kept, reported and gives at most 500 points, unless a longer one is asked for. The grid begins
 * on a round step (days at midnight in the asker's zone) and ends with the last step that is over, so that the last
 * point is whole; a period shorter than that is widened backwards, and said.
 */
export function chooseBin(
  window: { fromMs: number; toMs: number; zone: string },
  now: number,
  wish: { asked?: Bin | undefined; every: number },
): ChosenBin {
  const least = Math.max(
    finestKept(now - window.fromMs),
    wish.every,
    (window.toMs - window.fromMs) / 1_000 / MAX_POINTS,
    wish.asked ? binSeconds[wish.asked] : 0,
  );
  const [bin, seconds] =
    (Object.entries(binSeconds) as [Bin, number][]).find(([, s]) => s >= least) ?? (["1d", 86_400] as const);
  const step = seconds * 1_000;
  const floor = (ms: number) => (bin === "1d" ? localMidnight(ms, window.zone) : Math.floor(ms / step) * step);
  const notes: Note[] = [];
  if (wish.asked && wish.asked !== bin)
    notes.push({
      code: "bin_raised",
      text: `Steps of ${wish.asked} are not kept, not reported, or too many for this period; ${bin} is used.`,
      params: { asked: wish.asked, bin },
    });
  let fromMs = floor(window.fromMs);
  // A running step is left out: half a sum would look like a fall.
  const toMs = window.toMs >= now - 1_000 ? floor(window.toMs) : window.toMs;
  if (toMs - fromMs < step) fromMs = floor(toMs - step);
  if (window.toMs - window.fromMs < step)
    notes.push({
      code: "period_widened",
      text: `The period is shorter than a step of ${bin}; it was widened to begin at ${iso(fromMs)}.`,
      params: { from: iso(fromMs), bin },
    });
  return { bin, seconds, fromMs, toMs: Math.max(toMs, fromMs + step), notes };
}

function localMidnight(ms: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).startOfDay().epochMilliseconds;
}
