/** Savings plans and reservations: how much of the eligible spend they cover, how much of them is used. */
import type {
  GetReservationCoverageCommandInput,
  GetSavingsPlansCoverageCommandInput,
  GetSavingsPlansUtilizationCommandInput,
  SavingsPlansUtilizationAggregates,
} from "@aws-sdk/client-cost-explorer";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { DAY } from "../../world/calendar.ts";
import type { CostRow } from "../../world/cost-row.ts";
import { reservedHours } from "../../world/reservation.ts";
import { isEligible, savingsPlanOf } from "../../world/savings-plan.ts";
import { billed } from "./billed.ts";
import { dimensionOf, invalid } from "./dimensions.ts";
import { predicateOf } from "./filter.ts";
import { amountOf } from "./metrics.ts";
import { listPage } from "./paging.ts";
import { type Period, periodsOf, writePeriod } from "./periods.ts";

const sum = (rows: readonly CostRow[], read: (row: CostRow) => number = (r) => r.unblended) =>
  rows.reduce((total, row) => total + read(row), 0);
const percent = (part: number, whole: number) => String(Number((whole > 0 ? (part / whole) * 100 : 0).toFixed(10)));
const isCovered = (row: CostRow) => row.recordType === "SavingsPlanCoveredUsage";

/** What a plan covered against what ran on demand beside it, both at on-demand worth. */
export function plansCoverage(input: GetSavingsPlansCoverageCommandInput, call: Call) {
  const { NextToken, ...inputs } = input;
  const keep = predicateOf(input.Filter, call.account.id);
  const groups = (input.GroupBy ?? []).map((g) => {
    if (!["SERVICE", "REGION", "INSTANCE_FAMILY"].includes(g.Key ?? ""))
      throw invalid(`GroupBy ${g.Key} is invalid: SERVICE, REGION or INSTANCE_FAMILY.`);
    const key = g.Key === "INSTANCE_FAMILY" ? "INSTANCE_TYPE_FAMILY" : g.Key;
    return { name: g.Key ?? "", read: dimensionOf(key, call.account.id) };
  });
  const all = periodsOf(input.TimePeriod, input.Granularity ?? "MONTHLY", call.now).flatMap((period) => {
    const rows = billed(call, period).filter((row) => (isCovered(row) || isEligible(row)) && keep(row));
    const grouped = Map.groupBy(rows, (row) => groups.map(({ read }) => read(row)).join("\u0000"));
    return [...grouped].sort().map(([keys, part]) => {
      const covered = sum(part.filter(isCovered));
      const total = sum(part);
      return {
        Attributes: Object.fromEntries(
          keys
            .split("\u0000")
            .map((value, i) => [groups[i]?.name ?? "", value])
            .filter(([k]) => k),
        ),
        Coverage: {
          SpendCoveredBySavingsPlans: amountOf(covered),
          OnDemandCost: amountOf(total - covered),
          TotalCost: amountOf(total),
          CoveragePercentage: percent(covered, total),
        },
        TimePeriod: writePeriod(period),
      };
    });
  });
  const page = listPage(all, NextToken, inputs, input.MaxResults ?? 20, call);
  return { SavingsPlansCoverages: page.items, ...(page.next ? { NextToken: page.next } : {}) };
}

function utilizationOf(call: Call, period: Pick<Period, "from" | "to">): SavingsPlansUtilizationAggregates {
  const rows = billed(call, period);
  const fee = sum(rows.filter((row) => row.recordType === "SavingsPlanRecurringFee"));
  const covered = rows.filter(isCovered);
  const used = sum(covered, (row) => row.amortized);
  const worth = sum(covered);
  return {
    Utilization: {
      TotalCommitment: amountOf(fee),
      UsedCommitment: amountOf(used),
      UnusedCommitment: amountOf(fee - used),
      UtilizationPercentage: percent(used, fee),
    },
    Savings: { NetSavings: amountOf(worth - fee), OnDemandCostEquivalent: amountOf(worth) },
    AmortizedCommitment: {
      AmortizedRecurringCommitment: amountOf(fee),
      AmortizedUpfrontCommitment: "0",
      TotalAmortizedCommitment: amountOf(fee),
    },
  };
}

function spanOf(periods: Period[]): Pick<Period, "from" | "to"> {
  return { from: periods[0]?.from ?? 0, to: periods.at(-1)?.to ?? 0 };
}

function needPlan(call: Call) {
  const plan = savingsPlanOf(call.world.setting);
  if (!plan) throw new AwsError("DataUnavailableException", "There is no Savings Plan in this account.");
  return plan;
}

export function plansUtilization(input: GetSavingsPlansUtilizationCommandInput, call: Call) {
  needPlan(call);
  const periods = periodsOf(input.TimePeriod, input.Granularity ?? "MONTHLY", call.now);
  return {
    ...(input.Granularity
      ? {
          SavingsPlansUtilizationsByTime: periods.map((period) => ({
            TimePeriod: writePeriod(period),
            ...utilizationOf(call, period),
          })),
        }
      : {}),
    Total: whole(call, periods),
  };
}

/** Summed month by month, since a part of a day cannot be asked of a longer span. */
const whole = (call: Call, periods: Period[]) => utilizationOf(call, spanOf(periods));

export function plansUtilizationDetails(
  input: { TimePeriod?: { Start?: string | undefined; End?: string | undefined } | undefined },
  call: Call,
) {
  const plan = needPlan(call);
  const interval = { Start: input.TimePeriod?.Start, End: input.TimePeriod?.End };
  const periods = periodsOf(interval, "DAILY", call.now);
  const totals = whole(call, periods);
  const started = new Date(call.world.setting.anchor - plan.startedDaysAgo * DAY).toISOString();
  return {
    SavingsPlansUtilizationDetails: [
      {
        SavingsPlanArn: plan.arn,
        Attributes: {
          SavingsPlansType: "ComputeSavingsPlans",
          HourlyCommitment: String(plan.commitment),
          PaymentOption: "NoUpfront",
          PurchaseTerm: "1yr",
          Region: "",
          StartDateTime: started,
          Status: "Active",
          AccountId: call.account.id,
          AccountName: call.account.name,
        },
        ...totals,
      },
    ],
    Total: totals,
    TimePeriod: writePeriod(spanOf(periods)),
  };
}

const RESERVABLE = /BoxUsage|InstanceUsage:db|NodeUsage/;

/** Hours that reservations paid for against those that ran on demand. */
export function reservationCoverage(input: GetReservationCoverageCommandInput, call: Call) {
  const keep = predicateOf(input.Filter, call.account.id);
  const periods = periodsOf(input.TimePeriod, input.Granularity ?? "MONTHLY", call.now);
  const coverage = (period: Pick<Period, "from" | "to">) => {
    const rows = billed(call, period).filter((row) => RESERVABLE.test(row.usageType) && keep(row));
    const onDemand = rows.filter((row) => row.recordType === "Usage");
    const reserved = sum(
      rows.filter((row) => row.recordType === "DiscountedUsage"),
      (row) => row.quantity,
    );
    const running = reserved + sum(onDemand, (row) => row.quantity);
    return {
      CoverageHours: {
        OnDemandHours: amountOf(running - reserved),
        ReservedHours: amountOf(reserved),
        TotalRunningHours: amountOf(running),
        CoverageHoursPercentage: percent(reserved, running),
      },
      CoverageCost: { OnDemandCost: amountOf(sum(onDemand)) },
    };
  };
  return {
    CoveragesByTime: periods.map((period) => ({
      TimePeriod: writePeriod(period),
      Groups: [],
      Total: coverage(period),
    })),
    Total: coverage(spanOf(periods)),
  };
}

export function reservationUtilization(
  input: {
    TimePeriod?: { Start: string | undefined; End: string | undefined } | undefined;
    Granularity?: string | undefined;
  },
  call: Call,
) {
  const periods = periodsOf(input.TimePeriod, input.Granularity ?? "MONTHLY", call.now);
  const utilization = ({ from, to }: Pick<Period, "from" | "to">) => {
    const used = sum(
      billed(call, { from, to }).filter((row) => row.recordType === "DiscountedUsage"),
      (row) => row.quantity,
    );
    const purchased = reservedHours(call.world.setting, from, Math.min(to, call.now));
    return {
      UtilizationPercentage: percent(used, purchased),
      PurchasedHours: amountOf(purchased),
      TotalActualHours: amountOf(used),
      UnusedHours: amountOf(purchased - used),
    };
  };
  return {
    UtilizationsByTime: periods.map((period) => ({
      TimePeriod: writePeriod(period),
      Groups: [],
      Total: utilization(period),
    })),
    Total: utilization(spanOf(periods)),
  };
}
