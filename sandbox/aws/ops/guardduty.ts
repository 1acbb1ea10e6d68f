import type * as GuardDuty from "@aws-sdk/client-guardduty";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { detectorIdOf, type Finding, findingsOf as findingsOfWorld } from "../world/findings.ts";
import { fieldsOf, matchesCriteria } from "./finding-criteria.ts";
import { toFinding } from "./finding-shape.ts";
import { statisticsOf } from "./finding-statistics.ts";

const invalid = (message: string) => new AwsError("BadRequestException", message);

/** Where the company has switched GuardDuty on. */
const REGIONS = ["ap-northeast-2", "us-east-1"];

/** What a call has made of a finding. */
interface Changed {
  archived: boolean;
}
const changesOf = (call: Call) => call.state.things<Changed>("guardduty-finding");

function checkDetector(call: Call, detectorId: string | undefined): void {
  if (!REGIONS.includes(call.region) || detectorId !== detectorIdOf(call.world.setting, call.region))
    throw invalid("The request is rejected because the input detectorId is not owned by the current account.");
}

/** Those of the region that GuardDuty has told of by now. */
function findingsOf(call: Call, detectorId: string | undefined): Finding[] {
  checkDetector(call, detectorId);
  const changes = changesOf(call);
  return findingsOfWorld(call.world.setting)
    .filter((f) => f.region === call.region && f.createdAt <= call.now)
    .map((f) => ({ ...f, ...changes.get(f.id) }));
}

interface Chosen {
  DetectorId?: string | undefined;
  FindingIds?: string[] | undefined;
}

function setArchived(call: Call, input: Chosen, archived: boolean) {
  const known = new Set(findingsOf(call, input.DetectorId).map((f) => f.id));
  const ids = input.FindingIds ?? [];
  if (ids.length > 50 || ids.some((id) => !known.has(id)))
    throw invalid("The request is rejected because one or more input parameters have invalid values.");
  for (const id of ids) changesOf(call).set(id, { archived });
  return {};
}

const detector = (input: Pick<Chosen, "DetectorId">, call: Call) => [
  { arn: `arn:aws:guardduty:${call.region}:${call.account.id}:detector/${input.DetectorId}`, tags: {} },
];

const changeOf = (input: Chosen) => ({
  request: { detectorId: input.DetectorId, findingIds: input.FindingIds },
  resources: [{ type: "AWS::GuardDuty::Detector", name: input.DetectorId ?? "" }],
});

export const guardduty = defineService<typeof GuardDuty>({
  package: "@aws-sdk/client-guardduty",
  client: "GuardDutyClient",
  scope: "guardduty",
  iam: "guardduty",
  operations: {
    ListDetectors: (_input, call) => ({
      DetectorIds: REGIONS.includes(call.region) ? [detectorIdOf(call.world.setting, call.region)] : [],
      NextToken: "",
    }),

    GetDetector(input, call) {
      checkDetector(call, input.DetectorId);
      const enabled = (Name: GuardDuty.DetectorFeatureResult) => ({
        Name,
        Status: "ENABLED" as const,
        UpdatedAt: new Date("2026-02-18T05:31:44Z"),
      });
      return {
        CreatedAt: "2024-03-11T02:14:09.000Z",
        FindingPublishingFrequency: "FIFTEEN_MINUTES",
        ServiceRole: `arn:aws:iam::${call.account.id}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
        Status: "ENABLED",
        UpdatedAt: "2026-02-18T05:31:44.000Z",
        Tags: {},
        Features: [enabled("CLOUD_TRAIL"), enabled("DNS_LOGS"), enabled("FLOW_LOGS"), enabled("S3_DATA_EVENTS")],
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
      const sorted = sortBy(found, input.SortCriteria?.AttributeName, input.SortCriteria?.OrderBy);
      return { Findings: sorted.map((finding) => toFinding(call.account, finding)) };
    },

    GetFindingsStatistics(input, call) {
      const { GroupBy, OrderBy, MaxResults = 25 } = input;
      if (!GroupBy && !input.FindingStatisticTypes)
        throw invalid("The request is rejected because either findingStatisticTypes or groupBy is required.");
      if (MaxResults < 1 || MaxResults > 100)
        throw invalid("The request is rejected because the parameter maxResults has an invalid value.");
      const found = findingsOf(call, input.DetectorId).filter((f) =>
        matchesCriteria(f, input.FindingCriteria?.Criterion),
      );
      return { FindingStatistics: statisticsOf(call.account, found, GroupBy, OrderBy, MaxResults), NextToken: "" };
    },

    ArchiveFindings: (input, call) => setArchived(call, input, true),
    UnarchiveFindings: (input, call) => setArchived(call, input, false),

    /** Each account looks after itself. */
    ListMembers(input, call) {
      checkDetector(call, input.DetectorId);
      return { Members: [], NextToken: "" };
    },
  },
  resources: {
    GetDetector: detector,
    ListFindings: detector,
    GetFindings: detector,
    GetFindingsStatistics: detector,
    ArchiveFindings: detector,
    UnarchiveFindings: detector,
    ListMembers: detector,
  },
  recordings: { ArchiveFindings: changeOf, UnarchiveFindings: changeOf },
});

function sortBy(findings: Finding[], attribute: string | undefined, order: GuardDuty.OrderBy | undefined): Finding[] {
  if (!attribute) return findings;
  const sign = order === "ASC" ? 1 : -1;
  const keyed = findings.map((f) => ({ f, key: fieldsOf(f, attribute)[0] ?? "" }));
  keyed.sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) || (a.f.id < b.f.id ? -1 : 1));
  return keyed.map(({ f }) => f);
}
