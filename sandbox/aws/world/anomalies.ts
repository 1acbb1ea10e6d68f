/**
 * What cost anomaly detection has found: the two stories that cost money, each from the day it began until it ended or
 * until now. The impact is what was billed beyond what the same usage type costs without the story.
 */
import { billedRows } from "./billing.ts";
import { DAY, utcDate, utcDays, utcMidnight } from "./calendar.ts";
import { randomOf } from "./random.ts";
import type { Setting } from "./setting.ts";

export interface CostAnomaly {
  id: string;
  /** Days, UTC; the last is included. */
  start: string;
  end: string;
  service: string;
  region: string;
  usageType: string;
  /** USD over all its days, and of its dearest day. */
  impact: number;
  dearestDay: number;
  actual: number;
  expected: number;
}

interface Cause {
  story: string;
  from: number;
  to: number;
  service: string;
  region: string;
  usageType: string;
  /** USD of the day that would have been there anyhow. */
  usual(actual: number, day: number): number;
}

/** Detection runs once a day: an anomaly shows the day after it began, with whole days only. */
export function anomaliesAt(setting: Setting, now: number): CostAnomaly[] {
  if (setting.account.name !== "haneul-prod") return [];
  return causesOf(setting).flatMap((cause) => {
    const first = utcMidnight(cause.from);
    const end = Math.min(utcMidnight(now), utcMidnight(cause.to - 1) + DAY);
    if (end <= first) return [];
    const days = utcDays(first, end).map((day) => {
      const actual = billedRows(setting, day, day + DAY, now)
        .filter((r) => r.service === cause.service && r.region === cause.region && r.usageType === cause.usageType)
        .reduce((sum, r) => sum + r.unblended, 0);
      return { actual, expected: cause.usual(actual, day) };
    });
    const actual = days.reduce((sum, d) => sum + d.actual, 0);
    const expected = days.reduce((sum, d) => sum + d.expected, 0);
    const { service, region, usageType } = cause;
    return [
      {
        id: randomOf(setting.seed, "anomaly", cause.story).hex(8),
        start: utcDate(first),
        end: utcDate(end - DAY),
        service,
        region,
        usageType,
        impact: actual - expected,
        dearestDay: Math.max(...days.map((d) => d.actual - d.expected)),
        actual,
        expected,
      },
    ];
  });
}

function causesOf({ story }: Setting): Cause[] {
  const nat = (day: number) => {
    const hours = Math.min(day + DAY, story.endpointRestored) - Math.max(day, story.endpointRemoved);
    return 1 + ((story.natFactor - 1) * Math.max(0, hours)) / DAY;
  };
  return [
    {
      story: "gpu",
      from: story.gpuLaunch,
      to: Number.POSITIVE_INFINITY,
      service: "Amazon Elastic Compute Cloud - Compute",
      region: "us-east-1",
      usageType: "BoxUsage:g5.12xlarge",
      usual: () => 0,
    },
    {
      story: "nat",
      from: story.endpointRemoved,
      to: story.endpointRestored,
      service: "EC2 - Other",
      region: "ap-northeast-2",
      usageType: "APN2-NatGateway-Bytes",
      usual: (actual, day) => actual / nat(day),
    },
  ];
}
