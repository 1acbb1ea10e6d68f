import type { Finding } from "@aws-sdk/client-guardduty";
import type { EventFilter } from "../cloudtrail/event-filter.ts";
import { type FoundEvents, findEvents, trailRegions } from "../cloudtrail/find-events.ts";
import type { TrailEvent } from "../cloudtrail/read-event.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { isSample } from "./finding-row.ts";
import { groupsOf } from "./resource-facts.ts";

const HOUR_MS = 3_600_000;
/** What opened the way may lie a week back; what a user did, around the finding itself. */
const BEFORE_CHANGE_MS = 7 * 24 * HOUR_MS;
const AROUND_MS = 2 * HOUR_MS;

export interface RelatedEvents {
  found: FoundEvents;
  events: TrailEvent[];
}

/**
 * CloudTrail events that help to understand a finding: changes of the resource and its security groups before it, or
 * what the user and the remote address did around it. Null for a sample, which is about nothing.
 */
export async function relatedEvents(
  finding: Finding,
  account: AccountConfig,
  region: string,
  call: Call,
): Promise<RelatedEvents | null> {
  if (isSample(finding)) return null;
  const question = questionOf(finding);
  if (!question) return null;
  const { Service: service } = finding;
  const [first, last] = [service?.EventFirstSeen ?? finding.CreatedAt, service?.EventLastSeen ?? finding.UpdatedAt];
  const fromMs = Date.parse(first ?? "") - question.beforeMs;
  const toMs = Math.min(Date.parse(last ?? "") + AROUND_MS, call.context.now);
  if (!(fromMs < toMs)) return null;
  const regions = trailRegions(call.context.regions(account, [region]));
  const found = await findEvents(question.filter, { fromMs, toMs }, account, regions, call);
  const wanted = found.events.filter((event) => question.wanted(event));
  return { found: { ...found, events: wanted }, events: wanted };
}

interface Question {
  filter: EventFilter;
  beforeMs: number;
  wanted(event: TrailEvent): boolean;
}

const MAX_RESOURCES = 5;

function questionOf({ Resource: resource, Service: service }: Finding): Question | null {
  const instance = resource?.InstanceDetails;
  const changes = (resources: string[]): Question => ({
    filter: { writes_only: true, resources: resources.slice(0, MAX_RESOURCES) },
    beforeMs: BEFORE_CHANGE_MS,
    wanted: ({ error }) => error === null,
  });
  if (instance?.InstanceId) return changes([instance.InstanceId, ...groupsOf(instance).map(({ id }) => id)]);
  const buckets = (resource?.S3BucketDetails ?? []).flatMap(({ Arn, Name }) => Arn ?? Name ?? []);
  if (buckets.length > 0) return changes(buckets);
  const key = resource?.AccessKeyDetails;
  if (!key?.UserName) return null;
  const remote = service?.Action?.AwsApiCallAction?.RemoteIpDetails?.IpAddressV4;
  return {
    filter: { user: key.UserType === "Root" ? "root" : key.UserName },
    beforeMs: AROUND_MS,
    wanted: ({ ip, readOnly, error }) => ip === remote || !readOnly || error !== null,
  };
}
