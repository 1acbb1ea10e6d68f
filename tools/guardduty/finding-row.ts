import type { Finding, Resource } from "@aws-sdk/client-guardduty";
import type { Call } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Column, Scalar } from "../results.ts";

export const levels = ["low", "medium", "high", "critical"] as const;
export type Level = (typeof levels)[number];

/** The lowest severity number of each level, as GuardDuty defines them. */
export const levelFrom: Readonly<Record<Level, number>> = { low: 1, medium: 4, high: 7, critical: 9 };

export const columns: Column[] = [
  { name: "finding_id", type: "id", label: { ko: "탐지 ID", en: "Finding ID" } },
  { name: "severity", type: "number", label: { ko: "심각도", en: "Severity" } },
  { name: "level", type: "text", label: { ko: "등급", en: "Level" } },
  { name: "type", type: "text", label: { ko: "유형", en: "Type" } },
  { name: "title", type: "text", label: { ko: "제목", en: "Title" } },
  { name: "resource", type: "text", label: { ko: "리소스", en: "Resource" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "first_seen", type: "time", label: { ko: "처음 탐지", en: "First seen" } },
  { name: "last_seen", type: "time", label: { ko: "마지막 탐지", en: "Last seen" } },
  { name: "count", type: "number", label: { ko: "횟수", en: "Count" } },
  { name: "archived", type: "bool", label: { ko: "보관됨", en: "Archived" } },
  { name: "account", type: "text", label: { ko: "계정", en: "Account" } },
  { name: "sample", type: "bool", label: { ko: "샘플", en: "Sample" } },
];

export function levelOf(severity: number): Level {
  return levels.findLast((level) => severity >= levelFrom[level]) ?? "low";
}

/** Findings made by "Generate sample findings" are marked in two ways; either counts. */
export function isSample(finding: Finding): boolean {
  return (
    finding.Title?.startsWith("[SAMPLE]") === true ||
    /"sample"\s*:\s*"?true/.test(finding.Service?.AdditionalInfo?.Value ?? "")
  );
}

export function toRow(finding: Finding, region: string, account: string, { field }: Pick<Call, "field">): Scalar[] {
  const severity = finding.Severity ?? 0;
  return [
    finding.Id ?? "",
    severity,
    levelOf(severity),
    field(finding.Type),
    field(finding.Title),
    field(resourceText(finding.Resource)),
    region,
    isoText(finding.Service?.EventFirstSeen ?? finding.CreatedAt),
    isoText(finding.Service?.EventLastSeen ?? finding.UpdatedAt),
    finding.Service?.Count ?? 1,
    finding.Service?.Archived ?? false,
    account,
    isSample(finding),
  ];
}

export function isoText(time: string | undefined): string | null {
  const ms = Date.parse(time ?? "");
  return Number.isNaN(ms) ? null : iso(ms);
}

/** The affected thing, its name before its id. */
export function resourceText(resource: Resource | undefined): string | null {
  const instance = resource?.InstanceDetails;
  if (instance?.InstanceId) {
    const name = instance.Tags?.find((tag) => tag.Key === "Name")?.Value;
    return name ? `${name} (${instance.InstanceId})` : instance.InstanceId;
  }
  return (
    resource?.AccessKeyDetails?.UserName ??
    resource?.S3BucketDetails?.[0]?.Name ??
    resource?.EksClusterDetails?.Name ??
    resource?.EcsClusterDetails?.Name ??
    resource?.RdsDbInstanceDetails?.DbInstanceIdentifier ??
    resource?.LambdaDetails?.FunctionName ??
    resource?.ResourceType ??
    null
  );
}
