import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { metricData, statOf } from "../metrics/metric-data.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What log groups took in, as CloudWatch measured it; hours or finer steps that the window touches count whole. */
export interface Incoming {
  bytes: Map<string, number>;
  fromMs: number;
  toMs: number;
  requests: number;
}

/** Bytes by group name in one region; a group that took in nothing has 0. */
export async function incomingBytes(
  account: AccountConfig,
  region: string,
  groups: readonly string[],
  window: { fromMs: number; toMs: number },
  call: Pick<Call, "aws" | "signal" | "context">,
): Promise<Incoming> {
  const seconds = stepOf(window, call.context.now);
  const step = seconds * 1_000;
  const fromMs = Math.floor(window.fromMs / step) * step;
  const toMs = Math.ceil(window.toMs / step) * step;
  const queries = groups.map((group, index) =>
    statOf(
      `g${index}`,
      { namespace: "AWS/Logs", metric: "IncomingBytes", dimensions: { LogGroupName: group } },
      "Sum",
      seconds,
    ),
  );
  const { lines, requests } = await metricData(account, region, queries, { fromMs, toMs }, call);
  const sums = new Map(lines.map(({ id, values }) => [id, values.reduce((a, b) => a + b, 0)]));
  const bytes = new Map(groups.map((group, index) => [group, sums.get(`g${index}`) ?? 0]));
  return { bytes, fromMs, toMs, requests };
}

/** Fine enough for the window's edges, coarse enough to be kept that long. [CloudWatch user guide, metrics retention] */
function stepOf({ fromMs, toMs }: { fromMs: number; toMs: number }, now: number): number {
  const age = now - fromMs;
  if (age <= 15 * DAY_MS && toMs - fromMs <= 6 * HOUR_MS) return 60;
  return age <= 63 * DAY_MS && toMs - fromMs <= 3 * DAY_MS ? 300 : 3_600;
}
