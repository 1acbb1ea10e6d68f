/// <reference lib="esnext.temporal" />
import type {
  GetReservationCoverageCommandOutput,
  GetSavingsPlansCoverageCommandOutput,
  GetSavingsPlansUtilizationCommandOutput,
} from "@aws-sdk/client-cost-explorer";
import { readAwsFailure } from "../aws-failure.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import type { Column, Note, Scalar, Scope } from "../results.ts";
import { whySkipped } from "../sweep.ts";
import { amount, moneyColumn, round } from "./amounts.ts";
import { askPaid, cutShort, type Paid, paidNotes, paidSource } from "./cost-explorer.ts";
import type { Savings } from "./savings-result.ts";

/** Whole months before the running one. */
const MONTHS_BACK = 2;

const columns: Column[] = [
  { name: "measure", type: "text", label: { ko: "지표", en: "Measure" } },
  { name: "month", type: "day", label: { ko: "월", en: "Month" } },
  { name: "share", type: "percent", label: { ko: "비율", en: "Share" } },
  moneyColumn("covered", "적용·사용 금액", "Covered or used"),
  moneyColumn("uncovered", "미적용·미사용 금액", "Not covered or unused"),
];

/**
 * How much of the eligible spend plans and reservations cover, and how much of the plans is used, by month. Three paid
 * requests, for AWS has three operations; one that is refused does not spoil the others.
 */
export async function commitments(account: AccountConfig, call: Call): Promise<Savings> {
  const today = Temporal.Instant.fromEpochMilliseconds(call.context.now).toZonedDateTimeISO("UTC").toPlainDate();
  const from = today.with({ day: 1 }).subtract({ months: MONTHS_BACK }).toString();
  const request = { TimePeriod: { Start: from, End: today.toString() }, Granularity: "MONTHLY" as const };
  const skipped: Scope["skipped"] = [];
  const notes: Note[] = [];
  const failures: unknown[] = [];

  const ask = async <Page extends object>(
    operation: string,
    send: Parameters<typeof askPaid<Page>>[0]["send"],
    next: (page: Page) => string | undefined,
  ): Promise<Paid<Page> | null> => {
    try {
      return await askPaid({ operation, request, until: null, send, next }, account, call);
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      if (readAwsFailure(error.cause).name === "DataUnavailableException") return null;
      failures.push(error);
      skipped.push({ account: account.name, why: whySkipped(error) });
      return null;
    }
  };
  const coverage = await ask<GetSavingsPlansCoverageCommandOutput>(
    "GetSavingsPlansCoverage",
    (sdk, client, token, abort) =>
      client.send(
        new sdk.GetSavingsPlansCoverageCommand({ ...request, ...(token ? { NextToken: token } : {}) }),
        abort,
      ),
    (page) => page.NextToken,
  );
  const utilization = await ask<GetSavingsPlansUtilizationCommandOutput>(
    "GetSavingsPlansUtilization",
    (sdk, client, _token, abort) => client.send(new sdk.GetSavingsPlansUtilizationCommand(request), abort),
    () => undefined,
  );
  const reservations = await ask<GetReservationCoverageCommandOutput>(
    "GetReservationCoverage",
    (sdk, client, token, abort) =>
      client.send(
        new sdk.GetReservationCoverageCommand({ ...request, ...(token ? { NextPageToken: token } : {}) }),
        abort,
      ),
    (page) => page.NextPageToken,
  );
  if (failures.length === 3) throw failures[0];

  const used = utilization?.pages.flatMap((page) => page.SavingsPlansUtilizationsByTime ?? []) ?? [];
  if (used.length === 0 && !skipped.some(({ why }) => why.en.includes("GetSavingsPlansUtilization")))
    notes.push({ code: "no_savings_plans", text: "This account has no Savings Plan in use in these months." });
  const covered = (coverage?.pages ?? []).flatMap((page) => page.SavingsPlansCoverages ?? []);
  const reserved = (reservations?.pages ?? []).flatMap((page) => page.CoveragesByTime ?? []);
  const rows = [
    ...covered.map(({ TimePeriod, Coverage }) =>
      row("savings_plans_coverage", TimePeriod, Coverage?.CoveragePercentage, {
        covered: Coverage?.SpendCoveredBySavingsPlans,
        uncovered: Coverage?.OnDemandCost,
      }),
    ),
    ...used.map(({ TimePeriod, Utilization }) =>
      row("savings_plans_utilization", TimePeriod, Utilization?.UtilizationPercentage, {
        covered: Utilization?.UsedCommitment,
        uncovered: Utilization?.UnusedCommitment,
      }),
    ),
    ...reserved.map(({ TimePeriod, Total }) =>
      row("reservation_coverage", TimePeriod, Total?.CoverageHours?.CoverageHoursPercentage, {
        uncovered: Total?.CoverageCost?.OnDemandCost,
      }),
    ),
  ];
  const answers = [coverage, utilization, reservations].filter((answer) => answer !== null);
  return {
    columns,
    rows,
    totals: {
      ...sum(
        "covered",
        covered.map(({ Coverage }) => Coverage?.SpendCoveredBySavingsPlans),
      ),
      ...sum(
        "on_demand",
        covered.map(({ Coverage }) => Coverage?.OnDemandCost),
      ),
      ...sum(
        "commitment",
        used.map(({ Utilization }) => Utilization?.TotalCommitment),
      ),
      ...sum(
        "unused_commitment",
        used.map(({ Utilization }) => Utilization?.UnusedCommitment),
      ),
      ...sum(
        "net_savings",
        used.map(({ Savings }) => Savings?.NetSavings),
      ),
    },
    period: { from: `${from}T00:00:00Z`, to: `${today}T00:00:00Z`, zone: call.context.zone, utcDays: true },
    regions: [],
    skipped,
    source: paidSource(answers, null),
    truncated: cutShort(answers, rows.length),
    notes: [measured, ...notes, ...paidNotes(answers, call)],
  };
}

function row(
  measure: string,
  period: { Start?: string | undefined } | undefined,
  percent: string | undefined,
  { covered, uncovered }: { covered?: string | undefined; uncovered?: string | undefined },
): Scalar[] {
  const usd = (text: string | undefined) => (text === undefined ? null : round(amount(text)));
  const share = percent === undefined ? null : round(amount(percent) / 100);
  return [measure, period?.Start?.slice(0, 7) ?? "", share, usd(covered), usd(uncovered)];
}

const sum = (name: string, amounts: (string | undefined)[]) =>
  amounts.length === 0 ? {} : { [name]: round(amounts.reduce((total, usd) => total + amount(usd), 0)) };

const measured: Note = {
  code: "commitment_measures",
  text: "Coverage: share of eligible on-demand worth that Savings Plans pay (reservations: share of hours). Utilization: share of the commitment that is used. The running month is not complete (console: Cost Explorer, Savings Plans and Reservations reports).",
};
