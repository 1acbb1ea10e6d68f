/** GetFindingsStatistics: the old count by severity, and the groups. */
import type * as GuardDuty from "@aws-sdk/client-guardduty";
import type { Account } from "../world/account.ts";
import { utcMidnight } from "../world/calendar.ts";
import type { Finding } from "../world/findings.ts";
import { resourceOf } from "./finding-resource.ts";

/** Groups come the largest first, or the smallest with `ASC`; at most `size` of them. */
export function statisticsOf(
  account: Account,
  found: Finding[],
  groupBy: GuardDuty.GroupByType | undefined,
  order: GuardDuty.OrderBy | undefined,
  size: number,
): GuardDuty.FindingStatistics {
  const groups = <K>(keyOf: (finding: Finding) => K): [K, Finding[]][] => {
    const sign = order === "ASC" ? 1 : -1;
    return [...Map.groupBy(found, keyOf)].sort(([, a], [, b]) => sign * (a.length - b.length)).slice(0, size);
  };
  switch (groupBy) {
    case "ACCOUNT":
      return { GroupedByAccount: groups(() => account.id).map(([AccountId, all]) => ({ AccountId, ...countOf(all) })) };
    case "DATE":
      return {
        GroupedByDate: groups((f) => utcMidnight(f.updatedAt)).map(([day, all]) => ({
          Date: new Date(day),
          Severity: Math.max(...all.map((f) => f.severity)),
          ...countOf(all),
        })),
      };
    case "FINDING_TYPE":
      return {
        GroupedByFindingType: groups((f) => f.type).map(([FindingType, all]) => ({ FindingType, ...countOf(all) })),
      };
    case "RESOURCE":
      return {
        GroupedByResource: groups((f) => resourceOf(f).id).map(([ResourceId, all]) => ({
          ResourceId,
          ResourceType: resourceOf(all[0] as Finding).type,
          AccountId: account.id,
          ...countOf(all),
        })),
      };
    case "SEVERITY":
      return { GroupedBySeverity: groups((f) => f.severity).map(([Severity, all]) => ({ Severity, ...countOf(all) })) };
    default:
      return {
        CountBySeverity: Object.fromEntries(
          groups((f) => f.severity).map(([severity, all]) => [severity.toFixed(1), all.length]),
        ),
      };
  }
}

const countOf = (all: Finding[]) => ({
  TotalFindings: all.length,
  LastGeneratedAt: new Date(Math.max(...all.map((f) => f.updatedAt))),
});
