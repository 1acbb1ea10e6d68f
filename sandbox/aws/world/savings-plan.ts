/**
 * One compute savings plan, one year, no upfront. What it covers shows three times in the bill: the use at on-demand
 * worth, the negation of that, and the plan's own hourly fee. It is bought for the load of an ordinary day, so the two
 * forgotten GPU instances run outside it and the coverage falls from about 78 % to about a quarter.
 */
import { type CostRow, row, scaled } from "./cost-row.ts";
import { type Random, randomOf } from "./random.ts";
import { CANON } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";

/** What the plan pays of the on-demand price. */
const PLAN_RATE = 0.72;

export interface SavingsPlan {
  id: string;
  arn: string;
  /** USD an hour. */
  commitment: number;
  startedDaysAgo: number;
}

export const savingsPlanOf = perSetting(({ seed, account }): SavingsPlan | undefined => {
  if (account.name !== "haneul-prod") return undefined;
  const random = randomOf(seed, "savings-plan");
  const h = random.hex(32);
  const id = `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
  return {
    id,
    arn: `arn:aws:savingsplans::${account.id}:savingsplan/${id}`,
    commitment: seed === CANON ? 3.4 : Number((3.4 * random.about(0.15)).toFixed(2)),
    startedDaysAgo: 214,
  };
});

/** On demand, in a service and of a kind that a compute plan covers: EC2, Fargate, Lambda; not Spot. */
export const isEligible = (r: CostRow): boolean =>
  r.recordType === "Usage" && /BoxUsage|Fargate|Lambda-GB-Second/.test(r.usageType);

/** The rows with their covered part moved to the plan, cheapest discount last: steady hosts and containers first. */
export function coverByPlan(setting: Setting, rows: CostRow[], random: Random): CostRow[] {
  const plan = savingsPlanOf(setting);
  if (!plan) return rows;
  const fee = plan.commitment * 24;
  let left = (fee * (1 - 0.02 * random.next())) / PLAN_RATE;
  const used = left;
  const out: CostRow[] = [];
  for (const r of rows) {
    const takes = isEligible(r) && !r.usageType.includes("g5.") ? Math.min(left, r.unblended) : 0;
    left -= takes;
    if (takes === 0) out.push(r);
    else out.push(...covered(r, takes));
    if (takes > 0 && takes < r.unblended) out.push(scaled(r, (r.unblended - takes) / r.unblended));
  }
  const unused = fee - (used - left) * PLAN_RATE;
  return [
    ...out,
    {
      ...row({
        service: "Savings Plans for AWS Compute usage",
        usageType: "ComputeSP:1yrNoUpfront",
        region: "global",
        recordType: "SavingsPlanRecurringFee",
        tags: {},
        usd: fee,
        quantity: 24,
        unit: "Hrs",
      }),
      amortized: unused,
      netAmortized: unused,
    },
  ];
}

function covered(r: CostRow, worth: number): CostRow[] {
  const part = scaled(r, worth / r.unblended);
  const amortized = worth * PLAN_RATE;
  return [
    { ...part, recordType: "SavingsPlanCoveredUsage", amortized, netAmortized: amortized },
    {
      ...part,
      recordType: "SavingsPlanNegation",
      unblended: -worth,
      netUnblended: -worth,
      amortized: 0,
      netAmortized: 0,
      quantity: 0,
    },
  ];
}
