/** GuardDuty's finding criteria: the old condition names (`Eq`, `Gte`) and the new (`Equals`, `GreaterThanOrEqual`). */
import type { Condition } from "@aws-sdk/client-guardduty";
import { globMatches } from "../iam/evaluate.ts";
import { ACCOUNT } from "../iam/policies.ts";
import { AwsError } from "../wire/errors.ts";
import type { Finding } from "../world/findings.ts";

type Value = string | number | undefined;

/** Dates compare as epoch milliseconds, as the API takes them. */
const fields: Record<string, (finding: Finding) => Value> = {
  id: (f) => f.id,
  type: (f) => f.type,
  severity: (f) => f.severity,
  region: (f) => f.region,
  accountId: () => ACCOUNT,
  createdAt: (f) => f.firstSeen,
  updatedAt: (f) => f.lastSeen,
  "service.archived": (f) => String(f.archived),
  "service.count": (f) => f.count,
  "service.eventFirstSeen": (f) => f.firstSeen,
  "service.eventLastSeen": (f) => f.lastSeen,
  "service.additionalInfo.sample": (f) => String(f.sample),
  "resource.resourceType": (f) => (f.instance ? "Instance" : "AccessKey"),
  "resource.instanceDetails.instanceId": (f) => f.instance?.id,
  "resource.accessKeyDetails.userName": (f) => f.user?.name,
};

/** @throws AwsError BadRequestException for an attribute this account's findings cannot be searched by. */
export function fieldOf(finding: Finding, attribute: string): Value {
  const field = fields[attribute];
  if (!field)
    throw new AwsError(
      "BadRequestException",
      `The request is rejected because ${attribute} is not a supported attribute.`,
    );
  return field(finding);
}

export function matchesCriteria(finding: Finding, criterion: Record<string, Condition> | undefined): boolean {
  return Object.entries(criterion ?? {}).every(([attribute, condition]) =>
    matches(fieldOf(finding, attribute), condition),
  );
}

function matches(value: Value, c: Condition): boolean {
  const text = value === undefined ? "" : String(value);
  const equal = c.Equals ?? c.Eq;
  const unequal = c.NotEquals ?? c.Neq;
  const bounds: [number | undefined, (n: number, bound: number) => boolean][] = [
    [c.GreaterThan ?? c.Gt, (n, b) => n > b],
    [c.GreaterThanOrEqual ?? c.Gte, (n, b) => n >= b],
    [c.LessThan ?? c.Lt, (n, b) => n < b],
    [c.LessThanOrEqual ?? c.Lte, (n, b) => n <= b],
  ];
  return (
    (!equal || equal.includes(text)) &&
    !unequal?.includes(text) &&
    (!c.Matches || c.Matches.some((pattern) => globMatches(pattern, text))) &&
    !c.NotMatches?.some((pattern) => globMatches(pattern, text)) &&
    bounds.every(([bound, holds]) => bound === undefined || holds(Number(value), bound))
  );
}
