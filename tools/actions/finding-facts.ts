import type { Finding } from "@aws-sdk/client-guardduty";
import type { TrailEvent } from "../cloudtrail/read-event.ts";
import type { Call } from "../define-tool.ts";
import { localTime } from "../period.ts";
import type { Fact } from "../results.ts";
import type { PlanSite } from "./define-change.ts";
import { lastChangeFact, plainFact } from "./facts.ts";
import { looksFor, newestOf } from "./last-change.ts";

const CHANGES = ["ArchiveFindings", "UnarchiveFindings"];

/** What it is, and who archived it or took it back last: such calls name findings in their parameters alone. */
export async function findingFacts(finding: Finding, region: string, { account, call }: PlanSite): Promise<Fact[]> {
  const at = { account, region, call };
  const isAbout = ({ resources }: TrailEvent) => resources.includes(finding.Id ?? "");
  const change = newestOf(await looksFor(CHANGES, isAbout, at), at);
  return [findingFact(finding, call), change === "none" ? untouchedFact(finding, call) : lastChangeFact(change, call)];
}

const findingFact = (item: Finding, { field }: Call): Fact =>
  plainFact(
    "finding",
    { ko: "탐지 결과", en: "Finding" },
    `${field(item.Title)}, ${field(item.Type)}, severity ${item.Severity ?? "?"}, ${field(resourceOf(item))}, count ${item.Service?.Count ?? 1}`,
  );

/** Nobody changed it: GuardDuty itself did last. */
function untouchedFact({ UpdatedAt, Service }: Finding, call: Call): Fact {
  const updated = UpdatedAt ? localTime(Date.parse(UpdatedAt), call.context.zone) : "?";
  const count = Service?.Count ?? 1;
  return {
    ...lastChangeFact("none", call),
    value: {
      ko: `최근 90일간 보관하거나 해제한 사람 없음. GuardDuty가 ${updated}에 마지막으로 갱신 (${count}회 탐지)`,
      en: `nobody archived or unarchived it in the last 90 days; GuardDuty itself updated it last, ${updated} (seen ${count} ${count === 1 ? "time" : "times"})`,
    },
  };
}

function resourceOf({ Resource }: Finding): string {
  return (
    Resource?.InstanceDetails?.InstanceId ??
    Resource?.AccessKeyDetails?.UserName ??
    Resource?.S3BucketDetails?.[0]?.Name ??
    Resource?.ResourceType ??
    "–"
  );
}
