import type { RightsizingRecommendation } from "@aws-sdk/client-cost-explorer";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Column, Note, Scalar } from "../results.ts";
import { amount, moneyColumn, round } from "./amounts.ts";
import { askPaid, cutShort, paidNotes, paidSource } from "./cost-explorer.ts";
import { noneFound } from "./cost-notes.ts";
import type { Savings } from "./savings-result.ts";

const columns: Column[] = [
  { name: "name", type: "text", label: { ko: "이름", en: "Name" } },
  { name: "instance_id", type: "id", label: { ko: "인스턴스 ID", en: "Instance ID" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "type", type: "text", label: { ko: "유형", en: "Type" } },
  { name: "action", type: "text", label: { ko: "권고", en: "Advice" } },
  { name: "target", type: "text", label: { ko: "권고 유형", en: "Target type" } },
  { name: "max_cpu", type: "percent", label: { ko: "최대 CPU", en: "Peak CPU" } },
  moneyColumn("monthly_cost", "월 비용", "Monthly cost"),
  moneyColumn("monthly_saving", "월 절감액", "Monthly saving"),
];

/** EC2 instances that AWS finds too large or unused, the largest saving first. One paid request. */
export async function rightsizing(account: AccountConfig, call: Call): Promise<Savings> {
  const request = {
    Service: "AmazonEC2",
    // What a plan or reservation already pays is no saving.
    Configuration: { RecommendationTarget: "SAME_INSTANCE_FAMILY" as const, BenefitsConsidered: true },
  };
  const paid = await askPaid(
    {
      operation: "GetRightsizingRecommendation",
      request,
      until: null,
      send: (sdk, client, token, abort) =>
        client.send(
          new sdk.GetRightsizingRecommendationCommand({ ...request, ...(token ? { NextPageToken: token } : {}) }),
          abort,
        ),
      next: (page) => page.NextPageToken,
    },
    account,
    call,
  );
  const found = paid.pages
    .flatMap((page) => page.RightsizingRecommendations ?? [])
    .map((recommendation) => toFinding(recommendation, call))
    .sort((a, b) => b.saving - a.saving);
  const made = paid.pages[0]?.Metadata?.GenerationTimestamp;
  return {
    columns,
    rows: found.map(({ row }) => row),
    totals: {
      candidates: found.length,
      monthly_saving: round(found.reduce((sum, { saving }) => sum + saving, 0)),
      monthly_cost: round(found.reduce((sum, { cost }) => sum + cost, 0)),
    },
    period: null,
    regions: [],
    skipped: [],
    source: paidSource([paid], made ? new Date(made).toISOString().replace(".000Z", "Z") : null),
    truncated: cutShort([paid], found.length),
    notes: [advised, ...(found.length === 0 ? [nothing] : []), ...paidNotes([paid], call)],
  };
}

function toFinding(recommendation: RightsizingRecommendation, { field }: Call) {
  const { CurrentInstance: current, RightsizingType: type, ModifyRecommendationDetail: modify } = recommendation;
  const details = current?.ResourceDetails?.EC2ResourceDetails;
  const targets = modify?.TargetInstances ?? [];
  const target = targets.find(({ DefaultTargetInstance: usual }) => usual) ?? targets[0];
  const saving = amount((target ?? recommendation.TerminateRecommendationDetail)?.EstimatedMonthlySavings);
  const cost = amount(current?.MonthlyCost);
  const peak = current?.ResourceUtilization?.EC2ResourceUtilization?.MaxCpuUtilizationPercentage;
  const row: Scalar[] = [
    field(current?.InstanceName || null),
    current?.ResourceId ?? "",
    details?.Region ?? null,
    details?.InstanceType ?? null,
    type === "TERMINATE" ? "terminate" : "modify",
    target?.ResourceDetails?.EC2ResourceDetails?.InstanceType ?? null,
    peak === undefined ? null : round(amount(peak) / 100),
    round(cost),
    round(saving),
  ];
  return { row, saving, cost };
}

const advised: Note = {
  code: "rightsizing_by_aws",
  text: "AWS's own advice from the last 14 days of CPU use (console: Cost Explorer, Rightsizing recommendations). Check memory and peaks before following it.",
};

const nothing = noneFound(
  "AWS has no rightsizing advice for EC2 in this account. It must be switched on in Cost Explorer's settings.",
);
