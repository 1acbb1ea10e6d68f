/** What the account costs: rows per UTC billing day. Base noise by absolute day, the story on top. */
import { DAY, HOUR, isSeoulWeekend } from "./calendar.ts";
import { costLines } from "./cost-lines.ts";
import { randomOf } from "./random.ts";
import type { Story } from "./story.ts";

export interface CostRow {
  service: string;
  usageType: string;
  region: string;
  recordType: string;
  /** Cost allocation tags; a key that is absent is untagged. */
  tags: Record<string, string>;
  unblended: number;
  amortized: number;
  quantity: number;
  unit: string;
}

const EC2 = "Amazon Elastic Compute Cloud - Compute";
/** On-demand price of one g5.12xlarge in us-east-1, USD an hour. */
const GPU_HOUR = 5.672;
/** Hourly commitment of the compute savings plan, and the on-demand worth of what it covers. */
const PLAN_HOUR = 2.1;
const PLAN_WORTH = 3.0;
/** The day at which `costLines` are quoted. */
const QUOTED = Date.UTC(2026, 9, 1);
const DAILY_GROWTH = 0.0006;

/** All rows of the UTC day that begins at `day`, as the finished day will have them. */
export function costOfDay(seed: string, story: Story, day: number): CostRow[] {
  const random = randomOf(seed, "cost", day);
  const growth = (1 + DAILY_GROWTH) ** Math.max(-500, Math.min(500, (day - QUOTED) / DAY));
  const weekend = isSeoulWeekend(day) ? 1.14 : 1;
  const rows: CostRow[] = costLines.map(([service, usageType, region, team, daily, price, unit, traffic]) => {
    const busy = traffic ? weekend * random.about(0.09) : random.about(0.015);
    const factor =
      usageType === "APN2-NatGateway-Bytes"
        ? 1 + (story.natFactor - 1) * shareOf(day, story.endpointRemoved, story.endpointRestored)
        : 1;
    const usd = daily * growth * busy * factor;
    return usage(service, usageType, region, team, usd, usd / price, unit);
  });
  rows.push(...planRows(), ...monthlyRows(day, growth));
  const gpuHours = 48 * shareOf(day, story.gpuLaunch, Number.POSITIVE_INFINITY);
  if (gpuHours > 0)
    rows.push(usage(EC2, "BoxUsage:g5.12xlarge", "us-east-1", "", gpuHours * GPU_HOUR, gpuHours, "Hrs"));
  return rows;
}

/** The share of the day that lies in a span. */
function shareOf(day: number, from: number, to: number): number {
  return Math.max(0, Math.min(day + DAY, to) - Math.max(day, from)) / DAY;
}

function usage(
  service: string,
  usageType: string,
  region: string,
  team: string,
  usd: number,
  quantity: number,
  unit: string,
): CostRow {
  const tags = team ? { team, env: "prod" } : {};
  return { service, usageType, region, recordType: "Usage", tags, unblended: usd, amortized: usd, quantity, unit };
}

/** A savings plan shows three times: the use it covers, the negation of that use, and its own fee. */
function planRows(): CostRow[] {
  const covered = {
    service: EC2,
    usageType: "APN2-BoxUsage:m7g.large",
    region: "ap-northeast-2",
    tags: {},
    unit: "Hrs",
  };
  const worth = PLAN_WORTH * 24;
  const fee = PLAN_HOUR * 24;
  return [
    { ...covered, recordType: "SavingsPlanCoveredUsage", unblended: worth, amortized: fee, quantity: worth / 0.1003 },
    { ...covered, recordType: "SavingsPlanNegation", unblended: -worth, amortized: 0, quantity: 0 },
    {
      service: "Savings Plans for AWS Compute usage",
      usageType: "ComputeSP:1yrNoUpfront",
      region: "global",
      recordType: "SavingsPlanRecurringFee",
      tags: {},
      unblended: fee,
      amortized: 0,
      quantity: 24,
      unit: "Hrs",
    },
  ];
}

/** Tax and credits belong to the account, not to a region or a tag, and are booked on the first of the month. */
function monthlyRows(day: number, growth: number): CostRow[] {
  if (new Date(day).getUTCDate() !== 1) return [];
  const common = { tags: {}, quantity: 0, unit: "N/A" };
  const tax = 1980 * growth;
  return [
    {
      ...common,
      service: "Tax",
      usageType: "NoUsageType",
      region: "NoRegion",
      recordType: "Tax",
      unblended: tax,
      amortized: tax,
    },
    {
      ...common,
      service: EC2,
      usageType: "APN2-BoxUsage:m7g.large",
      region: "ap-northeast-2",
      recordType: "Credit",
      unblended: -420,
      amortized: -420,
    },
  ];
}

/** How much of a day the billing data covers at `now`: it is refreshed every eight hours. */
export function billedShare(day: number, now: number): number {
  if (now >= day + DAY) return 1;
  return now < day ? 0 : Math.floor((now - day) / (8 * HOUR)) / 3;
}
