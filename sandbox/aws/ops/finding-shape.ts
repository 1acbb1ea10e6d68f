import type * as GuardDuty from "@aws-sdk/client-guardduty";
import type { Account } from "../world/account.ts";
import type { Finding } from "../world/findings.ts";
import { actionShape, evidenceOf } from "./finding-action.ts";
import { resourceShape } from "./finding-resource.ts";

const iso = (time: number) => new Date(time).toISOString();

export function toFinding(account: Account, finding: Finding): GuardDuty.Finding {
  const evidence = evidenceOf(finding);
  const outbound =
    finding.seen.by === "dns" || (finding.seen.by === "connection" && finding.seen.direction === "OUTBOUND");
  return {
    AccountId: account.id,
    Arn: finding.arn,
    CreatedAt: iso(finding.createdAt),
    UpdatedAt: iso(finding.updatedAt),
    Description: finding.description,
    Id: finding.id,
    Partition: "aws",
    Region: finding.region,
    Resource: resourceShape(account, finding),
    SchemaVersion: "2.0",
    Service: {
      Action: actionShape(finding),
      ...(evidence ? { Evidence: evidence } : {}),
      AdditionalInfo: finding.sample ? { Value: '{"sample":true}', Type: "default" } : { Value: "{}", Type: "default" },
      Archived: finding.archived,
      Count: finding.count,
      DetectorId: finding.detectorId,
      EventFirstSeen: iso(finding.firstSeen),
      EventLastSeen: iso(finding.lastSeen),
      ResourceRole: outbound ? "ACTOR" : "TARGET",
      ServiceName: "guardduty",
    },
    Severity: finding.severity,
    Title: finding.title,
    Type: finding.type,
  };
}
