import type { Anomaly, RootCause } from "@aws-sdk/client-cost-explorer";
import type { Call, Outcome } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Column, Note, Scalar } from "../results.ts";
import { needRetained, type Retained } from "../retained.ts";
import { moneyColumn, round } from "./amounts.ts";
import { daySpan, lastOf } from "./compare-periods.ts";
import type { CostAnomaliesInput } from "./cost-anomalies.ts";
import { askPaid, cutShort, paidNotes, paidSource } from "./cost-explorer.ts";
import { noneFound } from "./cost-notes.ts";

const PAGE = 100;
const retained: Retained = { ko: "탐지된 비용 이상은", en: "cost anomalies", days: 90 };

const columns: Column[] = [
  { name: "start", type: "day", label: { ko: "시작", en: "Start" } },
  { name: "end", type: "day", label: { ko: "끝", en: "End" } },
  { name: "service", type: "text", label: { ko: "서비스", en: "Service" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "usage_type", type: "text", label: { ko: "사용 유형", en: "Usage type" } },
  moneyColumn("impact", "영향 금액", "Impact"),
  moneyColumn("actual", "실제 비용", "Actual"),
  moneyColumn("expected", "예상 비용", "Expected"),
  { name: "account", type: "id", label: { ko: "계정", en: "Account" } },
  { name: "causes", type: "number", label: { ko: "원인 수", en: "Root causes" } },
  { name: "anomaly_id", type: "id", label: { ko: "이상 ID", en: "Anomaly ID" } },
];

export async function runCostAnomalies(input: CostAnomaliesInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const period = call.context.billingDays(input.period);
  needRetained(retained, period, call);
  const span = daySpan(period);
  const request = { DateInterval: { StartDate: span.from, EndDate: lastOf(span) }, MaxResults: PAGE };
  const paid = await askPaid(
    {
      operation: "GetAnomalies",
      request,
      until: null,
      send: (sdk, client, token, abort) =>
        client.send(new sdk.GetAnomaliesCommand({ ...request, ...(token ? { NextPageToken: token } : {}) }), abort),
      next: (page) => page.NextPageToken,
    },
    account,
    call,
  );
  const rows = paid.pages
    .flatMap((page) => page.Anomalies ?? [])
    .filter(({ AnomalyStartDate: start = "", AnomalyEndDate: end }) => start < span.to && (end ?? start) >= span.from)
    .sort((a, b) => (b.Impact?.TotalImpact ?? 0) - (a.Impact?.TotalImpact ?? 0))
    .map((anomaly) => toRow(anomaly, call));
  const sum = (column: number) => round(rows.reduce((total, row) => total + Number(row[column]), 0));
  return {
    kind: "table",
    table: {
      columns,
      rows,
      totals: { anomalies: rows.length, impact: sum(5), actual: sum(6), expected: sum(7) },
      period: { from: period.from, to: period.to, zone: period.zone, utcDays: true },
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: [],
        skipped: [],
      },
      source: paidSource([paid], paid.cached > 0 ? null : iso(call.context.now), "Cost Anomaly Detection"),
      truncated: cutShort([paid], rows.length),
      notes: [howFound, ...(rows.length === 0 ? [nothing] : []), ...paidNotes([paid], call)],
    },
  };
}

/** Days come as `2026-11-04T00:00:00Z`. An anomaly that goes on ends with the last day that was looked at. */
function toRow({ RootCauses = [], ...anomaly }: Anomaly, { field }: Call): Scalar[] {
  const cost = (cause: RootCause) => cause.Impact?.Contribution ?? 0;
  const [cause] = [...RootCauses].sort((a, b) => cost(b) - cost(a));
  const { AnomalyStartDate: start = "", AnomalyEndDate: end, Impact: impact } = anomaly;
  return [
    start.slice(0, 10),
    (end ?? start).slice(0, 10),
    field(cause?.Service ?? anomaly.DimensionValue ?? null),
    field(cause?.Region ?? null),
    field(cause?.UsageType ?? null),
    round(impact?.TotalImpact ?? 0),
    round(impact?.TotalActualSpend ?? 0),
    round(impact?.TotalExpectedSpend ?? 0),
    cause?.LinkedAccount ?? null,
    RootCauses.length,
    anomaly.AnomalyId ?? "",
  ];
}

const howFound: Note = {
  code: "anomaly_detection",
  text: "Found by Cost Anomaly Detection (console: Cost Anomaly Detection), which looks once a day at whole days and keeps 90 days. Impact is what was billed above the expected, over all days of the anomaly.",
};

const nothing = noneFound(
  "Cost Anomaly Detection found nothing in these days. It finds only what one of its monitors watches; in an account without a monitor this says nothing.",
);
