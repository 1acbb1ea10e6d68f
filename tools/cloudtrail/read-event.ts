import type { Event } from "@aws-sdk/client-cloudtrail";
import type { Field } from "../format/field.ts";
import { iso } from "../period.ts";
import { changedValues } from "./changed-values.ts";

/** What we keep of a management event. Request and response bodies are read here and not passed on: they may hold secrets. */
export interface TrailEvent {
  id: string;
  timeMs: number;
  time: string;
  name: string;
  source: string;
  user: string;
  /** The role whose session called; null for users and services. */
  role: string | null;
  /** Whom the session acts for, as it was said when the role was assumed: of our own changes, who approved them. */
  actsFor: string | null;
  ip: string;
  region: string;
  resources: string[];
  instanceIds: string[];
  /** Name tags set by the call itself. */
  names: string[];
  error: string | null;
  readOnly: boolean;
  mfaUsed: boolean | null;
  agent: string;
  /** What the call asked for: names, sizes, ports. */
  values: string;
}

interface Record_ {
  eventSource?: string;
  awsRegion?: string;
  sourceIPAddress?: string;
  userAgent?: string;
  errorCode?: string;
  errorMessage?: string;
  readOnly?: boolean;
  userIdentity?: {
    type?: string;
    userName?: string;
    arn?: string;
    invokedBy?: string;
    sessionContext?: { sourceIdentity?: string; sessionIssuer?: { type?: string; userName?: string } };
  };
  additionalEventData?: { MFAUsed?: string };
  requestParameters?: Parameters_ | null;
  responseElements?: (Parameters_ & { ConsoleLogin?: string }) | null;
}

interface Parameters_ {
  /** Of the tagging API and of GuardDuty, which name in their parameters alone what they changed. */
  resourceARNList?: unknown;
  findingIds?: unknown;
  instancesSet?: { items?: { instanceId?: string }[] };
  tagSpecificationSet?: { items?: { tags?: { key?: string; value?: string }[] }[] };
}

export function readEvent(event: Event, region: string): TrailEvent {
  const record = parse(event.CloudTrailEvent);
  const timeMs = event.EventTime?.getTime() ?? 0;
  const instanceIds = [record.requestParameters, record.responseElements].flatMap((part) =>
    (part?.instancesSet?.items ?? []).flatMap(({ instanceId }) => instanceId ?? []),
  );
  return {
    id: event.EventId ?? "",
    timeMs,
    time: iso(timeMs),
    name: event.EventName ?? "",
    source: event.EventSource ?? record.eventSource ?? "",
    user: userOf(event, record),
    role: roleOf(record),
    actsFor: record.userIdentity?.sessionContext?.sourceIdentity ?? null,
    ip: record.sourceIPAddress ?? "",
    region: record.awsRegion ?? region,
    resources: [
      ...(event.Resources ?? []).flatMap(({ ResourceName }) => ResourceName ?? []),
      ...listed(record.requestParameters?.resourceARNList),
      ...listed(record.requestParameters?.findingIds),
    ],
    instanceIds: [...new Set(instanceIds)],
    names: tagNames(record.requestParameters),
    error: errorOf(record),
    readOnly: event.ReadOnly === undefined ? record.readOnly === true : event.ReadOnly === "true",
    mfaUsed: record.additionalEventData?.MFAUsed === undefined ? null : record.additionalEventData.MFAUsed === "Yes",
    agent: agentFamily(record.userAgent ?? ""),
    values: changedValues(record.requestParameters),
  };
}

/** Safe to store and to show. What secrets and hidden characters become is the same from the copy and from the API. */
export function cleanEvent(event: TrailEvent, field: Field): TrailEvent {
  const clean = (text: string) => field(text) ?? "";
  return {
    ...event,
    name: clean(event.name),
    source: clean(event.source),
    user: clean(event.user),
    role: field(event.role),
    actsFor: field(event.actsFor),
    ip: clean(event.ip),
    region: clean(event.region),
    resources: event.resources.map(clean),
    instanceIds: event.instanceIds.map(clean),
    names: event.names.map(clean),
    error: field(event.error),
    values: field(event.values, 512) ?? "",
  };
}

/** As many as one call takes. */
const MAX_LISTED = 50;

const listed = (value: unknown): string[] =>
  Array.isArray(value) ? value.slice(0, MAX_LISTED).filter((one) => typeof one === "string") : [];

function parse(text: string | undefined): Record_ {
  try {
    return JSON.parse(text ?? "{}") as Record_;
  } catch {
    return {};
  }
}

function userOf(event: Event, { userIdentity }: Record_): string {
  if (userIdentity?.type === "Root") return "root";
  return (
    event.Username ?? userIdentity?.userName ?? userIdentity?.invokedBy ?? userIdentity?.arn?.split("/").at(-1) ?? ""
  );
}

function roleOf({ userIdentity }: Record_): string | null {
  const issuer = userIdentity?.sessionContext?.sessionIssuer;
  return issuer?.type === "Role" ? (issuer.userName ?? null) : null;
}

/** A failed sign-in carries no error code: the response says "Failure". */
function errorOf({ errorCode, errorMessage, responseElements }: Record_): string | null {
  if (errorCode) return errorCode;
  if (responseElements?.ConsoleLogin === "Failure") return errorMessage ?? "Failure";
  return null;
}

function tagNames(parameters: Parameters_ | null | undefined): string[] {
  const tags = (parameters?.tagSpecificationSet?.items ?? []).flatMap((item) => item.tags ?? []);
  return tags.flatMap(({ key, value }) => (key === "Name" && value ? [value] : []));
}

/** A user agent is text a stranger chose; what is shown is only the family it claims to be. */
function agentFamily(agent: string): string {
  const families: [RegExp, string][] = [
    [/^(console|signin)\.(amazonaws|aws\.amazon)\.com$|AWS-Console|aws-internal/i, "AWS console"],
    [/terraform/i, "Terraform"],
    [/github-actions/i, "GitHub Actions"],
    [/grafana/i, "Grafana"],
    [/aws-cli/i, "AWS CLI"],
    [/boto3|botocore/i, "Python SDK"],
    [/aws-sdk-js/i, "JavaScript SDK"],
    [/aws-sdk-go/i, "Go SDK"],
    [/aws-sdk-java/i, "Java SDK"],
    [/aws-sdk|sdk-/i, "AWS SDK"],
    [/\.amazonaws\.com$/i, "AWS service"],
    [/mozilla|chrome|safari/i, "browser"],
  ];
  return families.find(([pattern]) => pattern.test(agent))?.[1] ?? (agent === "" ? "unknown" : "other");
}
