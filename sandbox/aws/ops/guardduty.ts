import type * as GuardDuty from "@aws-sdk/client-guardduty";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { detectorIdOf, type Finding } from "../world/findings.ts";
import { fieldOf, matchesCriteria } from "./finding-criteria.ts";
import { toFinding } from "./finding-shape.ts";

const invalid = (message: string) => new AwsError("BadRequestException", message);

function findingsOf(call: Call, detectorId: string | undefined): Finding[] {
  if (detectorId !== detectorIdOf(call.world.setting.seed, call.region))
    throw invalid("The request is rejected because the input detectorId is not owned by the current account.");
  return call.world.findings.filter((f) => f.region === call.region && f.firstSeen <= call.now);
}

export const guardduty = defineService<typeof GuardDuty>({
  package: "@aws-sdk/client-guardduty",
  client: "GuardDutyClient",
  scope: "guardduty",
  iam: "guardduty",
  operations: {
    ListDetectors: (_input, call) => ({ DetectorIds: [detectorIdOf(call.world.setting.seed, call.region)] }),

    GetDetector(input, call) {
      findingsOf(call, input.DetectorId);
      return {
        CreatedAt: "2024-03-11T02:14:09.000Z",
        FindingPublishingFrequency: "FIFTEEN_MINUTES",
        ServiceRole:
          "arn:aws:iam::417205938164:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
        Status: "ENABLED",
        UpdatedAt: "2026-02-18T05:31:44.000Z",
        Tags: {},
      };
    },

    ListFindings(input, call) {
      const { NextToken, MaxResults, ...rest } = input;
      const size = MaxResults ?? 50;
      if (size < 1 || size > 50)
        throw invalid("The request is rejected because the parameter maxResults has an invalid value.");
      const inputs = { ...rest, region: call.region };
      const cursor = openCursor(NextToken || undefined, inputs, call.now, () => invalid("The nextToken is invalid."));
      const found = findingsOf(call, input.DetectorId).filter((f) =>
        matchesCriteria(f, input.FindingCriteria?.Criterion),
      );
      const sorted = sortBy(found, input.SortCriteria?.AttributeName ?? "updatedAt", input.SortCriteria?.OrderBy);
      const page = pageOf(sorted, cursor, size, inputs);
      return { FindingIds: page.items.map((f) => f.id), NextToken: page.next ?? "" };
    },

    GetFindings(input, call) {
      const ids = input.FindingIds ?? [];
      if (ids.length > 50) throw invalid("The request is rejected because findingIds has more than 50 items.");
      const known = findingsOf(call, input.DetectorId);
      const found = ids.flatMap((id) => known.filter((f) => f.id === id));
      return { Findings: sortBy(found, input.SortCriteria?.AttributeName, input.SortCriteria?.OrderBy).map(toFinding) };
    },

    GetFindingsStatistics(input, call) {
      const found = findingsOf(call, input.DetectorId).filter((f) =>
        matchesCriteria(f, input.FindingCriteria?.Criterion),
      );
      if (input.GroupBy && input.GroupBy !== "SEVERITY" && input.GroupBy !== "FINDING_TYPE")
        throw invalid("The sample account groups by SEVERITY or FINDING_TYPE only.");
      if (input.GroupBy === "FINDING_TYPE")
        return {
          FindingStatistics: {
            GroupedByFindingType: [...Map.groupBy(found, (f) => f.type)].map(([FindingType, group]) => ({
              FindingType,
              TotalFindings: group.length,
              LastGeneratedAt: new Date(Math.max(...group.map((f) => f.lastSeen))),
            })),
          },
        };
      const bySeverity = [...Map.groupBy(found, (f) => f.severity)].sort(([a], [b]) => b - a);
      if (input.GroupBy === "SEVERITY")
        return {
          FindingStatistics: {
            GroupedBySeverity: bySeverity.map(([Severity, group]) => ({
              Severity,
              TotalFindings: group.length,
              LastGeneratedAt: new Date(Math.max(...group.map((f) => f.lastSeen))),
            })),
          },
        };
      return {
        FindingStatistics: {
          CountBySeverity: Object.fromEntries(
            bySeverity.map(([severity, group]) => [severity.toFixed(1), group.length]),
          ),
        },
      };
    },
  },
});

function sortBy(findings: Finding[], attribute: string | undefined, order: GuardDuty.OrderBy | undefined): Finding[] {
  if (!attribute) return findings;
  const sign = order === "ASC" ? 1 : -1;
  const keyed = findings.map((f) => ({ f, key: fieldOf(f, attribute) }));
  keyed.sort((a, b) => {
    const [x, y] = [a.key ?? "", b.key ?? ""];
    return sign * (x < y ? -1 : x > y ? 1 : 0) || (a.f.id < b.f.id ? -1 : 1);
  });
  return keyed.map(({ f }) => f);
}
