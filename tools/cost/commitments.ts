/// <reference lib="esnext.temporal" />
import type {
  CostExplorerClient,
  GetReservationCoverageCommandOutput,
  GetSavingsPlansCoverageCommandOutput,
  GetSavingsPlansUtilizationCommandOutput,
} from "@aws-sdk/client-cost-explorer";
import { readAwsFailure } from "../aws-failure.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import type { Column, Note, Scalar } from "../results.ts";
import { amount, moneyColumn, round } from "./amounts.ts";
import { askPaid, cutShort, type Paid, paidNotes, paidSource } from "./cost-explorer.ts";
import type { Savings } from "./savings-result.ts";

/** Whole months before the running one. */
const MONTHS_BACK = 2;

/** The three reports of the console, an operation of AWS each. */
export const commitmentReports = [
  "savings_plans_coverage",
  "savings_plans_utilization",
  "reservation_coverage",
] as const;
export type CommitmentReport = (typeof commitmentReports)[number];

type Request = { TimePeriod: { Start: string; End: string }; Granularity: "MONTHLY" };
type Sdk = typeof import("@aws-sdk/client-cost-explorer");
type Abort = { abortSignal: AbortSignal };

/** One month of a report; null is what AWS does not tell. `share` is of one. */
interface Month {
  month: string;
  share: number | null;
  values: (number | null)[];
}

interface Report<Page extends object = object> {
  operation: string;
  send(sdk: Sdk, client: CostExplorerClient, request: Request, token: string | undefined, abort: Abort): Promise<Page>;
  next(page: Page): string | undefined;
  /** After month and share. */
  columns: Column[];
  months(page: Page): Month[];
  /** What the share is of what. */
  meaning: string;
  /** Where the console shows it. */
  console: string;
}

const numberOf = (text: string | undefined) => (text === undefined ? null : round(amount(text)));
const shareOf = (percent: string | undefined) => (percent === undefined ? null : round(amount(percent) / 100));
const monthOf = (period: { Start?: string | undefined } | undefined) => period?.Start?.slice(0, 7) ?? "";

const reports: Record<CommitmentReport, Report> = {
  savings_plans_coverage: {
    operation: "GetSavingsPlansCoverage",
    send: (sdk, client, request, token, abort) =>
      client.send(
        new sdk.GetSavingsPlansCoverageCommand({ ...request, ...(token ? { NextToken: token } : {}) }),
        abort,
      ),
    next: (page) => page.NextToken,
    columns: [
      moneyColumn("covered", "적용 금액", "Covered"),
      moneyColumn("on_demand", "미적용 온디맨드", "On demand, not covered"),
    ],
    months: (page) =>
      (page.SavingsPlansCoverages ?? []).map(({ TimePeriod, Coverage }) => ({
        month: monthOf(TimePeriod),
        share: shareOf(Coverage?.CoveragePercentage),
        values: [numberOf(Coverage?.SpendCoveredBySavingsPlans), numberOf(Coverage?.OnDemandCost)],
      })),
    meaning: "Share of the eligible use, at on-demand worth, that Savings Plans paid for.",
    console: "Savings Plans, Coverage report",
  } satisfies Report<GetSavingsPlansCoverageCommandOutput>,
  savings_plans_utilization: {
    operation: "GetSavingsPlansUtilization",
    send: (sdk, client, request, _token, abort) =>
      client.send(new sdk.GetSavingsPlansUtilizationCommand(request), abort),
    next: () => undefined,
    columns: [
      moneyColumn("commitment", "약정 금액", "Commitment"),
      moneyColumn("unused", "미사용 약정", "Unused commitment"),
      moneyColumn("net_savings", "순절감액", "Net savings"),
    ],
    months: (page) =>
      (page.SavingsPlansUtilizationsByTime ?? []).map(({ TimePeriod, Utilization, Savings }) => ({
        month: monthOf(TimePeriod),
        share: shareOf(Utilization?.UtilizationPercentage),
        values: [
          numberOf(Utilization?.TotalCommitment),
          numberOf(Utilization?.UnusedCommitment),
          numberOf(Savings?.NetSavings),
        ],
      })),
    meaning: "Share of the Savings Plans commitment that was used; net savings are against on-demand prices.",
    console: "Savings Plans, Utilization report",
  } satisfies Report<GetSavingsPlansUtilizationCommandOutput>,
  reservation_coverage: {
    operation: "GetReservationCoverage",
    send: (sdk, client, request, token, abort) =>
      client.send(
        new sdk.GetReservationCoverageCommand({ ...request, ...(token ? { NextPageToken: token } : {}) }),
        abort,
      ),
    next: (page) => page.NextPageToken,
    columns: [
      { name: "reserved_hours", type: "number", label: { ko: "예약 시간", en: "Reserved hours" } },
      { name: "on_demand_hours", type: "number", label: { ko: "온디맨드 시간", en: "On-demand hours" } },
      moneyColumn("on_demand", "미적용 온디맨드", "On demand, not covered"),
    ],
    months: (page) =>
      (page.CoveragesByTime ?? []).map(({ TimePeriod, Total }) => ({
        month: monthOf(TimePeriod),
        share: shareOf(Total?.CoverageHours?.CoverageHoursPercentage),
        values: [
          numberOf(Total?.CoverageHours?.ReservedHours),
          numberOf(Total?.CoverageHours?.OnDemandHours),
          numberOf(Total?.CoverageCost?.OnDemandCost),
        ],
      })),
    meaning: "Share of the running hours that reservations paid for.",
    console: "Reservations, Coverage report",
  } satisfies Report<GetReservationCoverageCommandOutput>,
};

/** One report by month: this month so far and the two before. One paid request. */
export async function commitments(name: CommitmentReport, account: AccountConfig, call: Call): Promise<Savings> {
  const today = Temporal.Instant.fromEpochMilliseconds(call.context.now).toZonedDateTimeISO("UTC").toPlainDate();
  const from = today.with({ day: 1 }).subtract({ months: MONTHS_BACK }).toString();
  const until = today.toString();
  const request: Request = { TimePeriod: { Start: from, End: until }, Granularity: "MONTHLY" };
  const { operation, send, next, columns, months, ...about } = reports[name];
  const paid = await askPaid<object>(
    {
      operation,
      request,
      until: null,
      send: (sdk, client, token, abort) => send(sdk, client, request, token, abort),
      next,
    },
    account,
    call,
  ).catch(nothingBought);
  const found = paid.pages.flatMap(months);
  const none = found.every(({ values }) => !values[0]);
  return {
    columns: [
      { name: "month", type: "day", label: { ko: "월", en: "Month" } },
      { name: "share", type: "percent", label: { ko: "비율", en: "Share" } },
      ...columns,
    ],
    rows: found.map(({ month, share, values }): Scalar[] => [month, share, ...values]),
    totals: Object.fromEntries(
      found.length === 0
        ? []
        : columns.map(({ name }, at) => [name, round(found.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))]),
    ),
    period: { from: `${from}T00:00:00Z`, to: `${until}T00:00:00Z`, zone: call.context.zone, utcDays: true },
    regions: [],
    skipped: [],
    source: paidSource([paid], null),
    truncated: cutShort([paid], found.length),
    notes: [measured(name, about), ...(none ? [noneOf(name)] : []), ...paidNotes([paid], call)],
  };
}

/** So AWS answers where nothing was bought; the request that it refuses is not billed. */
function nothingBought(error: unknown): Paid<object> {
  if (error instanceof AwsCallError && readAwsFailure(error.cause).name === "DataUnavailableException")
    return { pages: [], requests: 0, cached: 0, cut: false };
  throw error;
}

const measured = (name: CommitmentReport, { meaning, console }: Pick<Report, "meaning" | "console">): Note => ({
  code: "commitment_measures",
  text: `${meaning} The running month is not complete. Console: Billing and Cost Management, ${console}, monthly.`,
  params: { report: name, console },
});

const noneOf = (name: CommitmentReport): Note =>
  name === "reservation_coverage"
    ? { code: "no_reservations", text: "No reservation paid for anything in these months." }
    : { code: "no_savings_plans", text: "No Savings Plan paid for anything in these months." };
