/** GuardDuty's finding criteria: the old condition names (`Eq`, `Gte`) and the new (`Equals`, `GreaterThanOrEqual`). */
import type { Condition } from "@aws-sdk/client-guardduty";
import { globMatches } from "../iam/glob.ts";
import { AwsError } from "../wire/errors.ts";
import type { Finding } from "../world/findings.ts";
import { actionShape } from "./finding-action.ts";
import { resourceOf } from "./finding-resource.ts";

type Value = string | number;
type Field = (finding: Finding) => Value | Value[] | undefined;

const connection = (f: Finding) => actionShape(f).NetworkConnectionAction;
const call = (f: Finding) => actionShape(f).AwsApiCallAction;

/** Dates compare as epoch milliseconds, as the API takes them. */
const fields: Record<string, Field> = {
  id: (f) => f.id,
  type: (f) => f.type,
  severity: (f) => f.severity,
  region: (f) => f.region,
  accountId: (f) => f.arn.split(":")[4],
  createdAt: (f) => f.createdAt,
  updatedAt: (f) => f.updatedAt,
  "service.archived": (f) => String(f.archived),
  "service.count": (f) => f.count,
  "service.eventFirstSeen": (f) => f.firstSeen,
  "service.eventLastSeen": (f) => f.lastSeen,
  "service.additionalInfo.sample": (f) => String(f.sample),
  "service.action.actionType": (f) => actionShape(f).ActionType,
  "service.action.awsApiCallAction.api": (f) => call(f)?.Api,
  "service.action.awsApiCallAction.serviceName": (f) => call(f)?.ServiceName,
  "service.action.awsApiCallAction.callerType": (f) => call(f)?.CallerType,
  "service.action.awsApiCallAction.remoteIpDetails.ipAddressV4": (f) => call(f)?.RemoteIpDetails?.IpAddressV4,
  "service.action.awsApiCallAction.remoteIpDetails.country.countryName": (f) =>
    call(f)?.RemoteIpDetails?.Country?.CountryName,
  "service.action.dnsRequestAction.domain": (f) => actionShape(f).DnsRequestAction?.Domain,
  "service.action.networkConnectionAction.connectionDirection": (f) => connection(f)?.ConnectionDirection,
  "service.action.networkConnectionAction.localPortDetails.port": (f) => connection(f)?.LocalPortDetails?.Port,
  "service.action.networkConnectionAction.remotePortDetails.port": (f) => connection(f)?.RemotePortDetails?.Port,
  "service.action.networkConnectionAction.remoteIpDetails.ipAddressV4": (f) =>
    connection(f)?.RemoteIpDetails?.IpAddressV4,
  "service.action.networkConnectionAction.remoteIpDetails.country.countryName": (f) =>
    connection(f)?.RemoteIpDetails?.Country?.CountryName,
  "resource.resourceType": (f) => resourceOf(f).type,
  "resource.instanceDetails.instanceId": (f) => f.instance && resourceOf(f).id,
  "resource.instanceDetails.imageId": (f) => f.instance?.image,
  "resource.instanceDetails.instanceType": (f) => f.instance?.type,
  "resource.instanceDetails.availabilityZone": (f) => f.instance?.zone,
  "resource.instanceDetails.tags.key": (f) => Object.keys(f.instance?.tags ?? {}),
  "resource.instanceDetails.tags.value": (f) => Object.values(f.instance?.tags ?? {}),
  "resource.instanceDetails.networkInterfaces.vpcId": (f) => f.instance?.vpc,
  "resource.instanceDetails.networkInterfaces.subnetId": (f) => f.instance?.subnet,
  "resource.instanceDetails.networkInterfaces.publicIp": (f) => f.instance?.publicIp,
  "resource.instanceDetails.networkInterfaces.securityGroups.groupId": (f) =>
    f.instance?.securityGroups.map((group) => group.id),
  "resource.accessKeyDetails.userName": (f) => f.user?.name,
  "resource.accessKeyDetails.userType": (f) => f.user && (f.user.name === "root" ? "Root" : "IAMUser"),
  "resource.accessKeyDetails.principalId": (f) => f.user?.userId,
  "resource.accessKeyDetails.accessKeyId": (f) => f.user?.accessKeyId,
  "resource.s3BucketDetails.name": (f) => f.bucket?.name,
};

/** @throws AwsError BadRequestException for an attribute this account's findings cannot be searched by. */
export function fieldsOf(finding: Finding, attribute: string): Value[] {
  const field = fields[attribute];
  if (!field)
    throw new AwsError(
      "BadRequestException",
      `The request is rejected because ${attribute} is not a supported attribute.`,
    );
  const value = field(finding);
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

export function matchesCriteria(finding: Finding, criterion: Record<string, Condition> | undefined): boolean {
  return Object.entries(criterion ?? {}).every(([attribute, condition]) =>
    matches(fieldsOf(finding, attribute), condition),
  );
}

/** A finding that lacks the attribute matches what is said in the negative alone. */
function matches(values: Value[], c: Condition): boolean {
  const texts = values.map(String);
  const equal = c.Equals ?? c.Eq;
  const unequal = c.NotEquals ?? c.Neq;
  const bounds: [number | undefined, (n: number, bound: number) => boolean][] = [
    [c.GreaterThan ?? c.Gt, (n, b) => n > b],
    [c.GreaterThanOrEqual ?? c.Gte, (n, b) => n >= b],
    [c.LessThan ?? c.Lt, (n, b) => n < b],
    [c.LessThanOrEqual ?? c.Lte, (n, b) => n <= b],
  ];
  const glob = (patterns: string[]) => patterns.some((p) => texts.some((text) => globMatches(p, text)));
  return (
    (!equal || texts.some((text) => equal.includes(text))) &&
    !(unequal && texts.some((text) => unequal.includes(text))) &&
    (!c.Matches || glob(c.Matches)) &&
    !(c.NotMatches && glob(c.NotMatches)) &&
    bounds.every(([bound, holds]) => bound === undefined || values.some((value) => holds(Number(value), bound)))
  );
}
