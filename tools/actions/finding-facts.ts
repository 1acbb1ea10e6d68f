import type { Finding } from "@aws-sdk/client-guardduty";
import type { TrailEvent } from "../cloudtrail/read-event.ts";
import type { Call } from "../define-tool.ts";
import { localTime } from "../period.ts";
import type { Bilingual, Fact } from "../results.ts";
import type { PlanSite } from "./define-change.ts";
import { lastChangeFact } from "./facts.ts";
import { looksFor, newestOf } from "./last-change.ts";

const CHANGES = ["ArchiveFindings", "UnarchiveFindings"];

/** What it is, and who archived it or took it back last: such calls name findings in their parameters alone. */
export async function findingFacts(finding: Finding, region: string, { account, call }: PlanSite): Promise<Fact[]> {
  const at = { account, region, call };
  const isAbout = ({ resources }: TrailEvent) => resources.includes(finding.Id ?? "");
  const change = newestOf(await looksFor(CHANGES, isAbout, at), at);
  return [findingFact(finding, call), change === "none" ? untouchedFact(finding, call) : lastChangeFact(change, call)];
}

function findingFact(item: Finding, { field }: Call): Fact {
  const [what, severity, on] = [
    `${field(item.Title)}, ${field(item.Type)}`,
    item.Severity ?? "?",
    field(resourceOf(item)),
  ];
  const count = countOf(item);
  return {
    code: "finding",
    label: { ko: "탐지 결과", en: "Finding" },
    value: {
      ko: `${what}, 심각도 ${severity}, ${on}, ${count.ko}`,
      en: `${what}, severity ${severity}, ${on}, ${count.en}`,
    },
  };
}

function countOf({ Service }: Finding): Bilingual {
  const count = Service?.Count ?? 1;
  return { ko: `${count}회 탐지`, en: `seen ${count} ${count === 1 ? "time" : "times"}` };
}

/** Nobody changed it: GuardDuty itself did last. */
function untouchedFact({ UpdatedAt }: Finding, call: Call): Fact {
  const updated = UpdatedAt ? localTime(Date.parse(UpdatedAt), call.context.zone) : "?";
  return {
    ...lastChangeFact("none", call),
    value: {
      ko: `최근 90일간 보관하거나 해제한 사람 없음. GuardDuty가 ${updated}에 마지막으로 갱신`,
      en: `nobody archived or unarchived it in the last 90 days; GuardDuty itself updated it last, ${updated}`,
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
