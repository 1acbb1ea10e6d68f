import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { type Reading, type ReadSeries, readSeries } from "./read-series.ts";

const LOOK_BACK_MS = 14 * 86_400_000;
const STEP_MS = 3_600_000;

/** When lines that came back empty last had data, so that "nothing" is told from "not any more"; by `keyOf`. */
export async function lastKnown(
  account: AccountConfig,
  read: readonly ReadSeries[],
  toMs: number,
  call: Call,
): Promise<{ last: Map<string, { ms: number; value: number }>; requests: number }> {
  const last = new Map<string, { ms: number; value: number }>();
  const empty = read.filter(({ points }) => points.length === 0).map(({ reading }) => plain(reading));
  if (empty.length === 0) return { last, requests: 0 };
  const end = Math.ceil(toMs / STEP_MS) * STEP_MS;
  const grid = { fromMs: end - LOOK_BACK_MS, toMs: end, seconds: STEP_MS / 1_000 };
  const data = await readSeries(account, empty, grid, call);
  for (const { reading, points } of data.read) {
    const point = points.at(-1);
    if (point) last.set(keyOf(reading), { ms: point.ms, value: point.value });
  }
  return { last, requests: data.requests };
}

/** Without maths, and with its gaps. */
function plain(reading: Reading): Reading {
  const { sparse: _, ...own } = reading.series.reading;
  return { ...reading, series: { ...reading.series, reading: own }, second: null, math: null };
}

/** Tells lines apart: the same name may stand for things of two regions. */
export const keyOf = ({ series }: Reading): string =>
  JSON.stringify([series.region, series.namespace, series.metric, series.dimensions]);
