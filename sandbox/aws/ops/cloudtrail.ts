import type * as CloudTrail from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { bucketsOf } from "../world/buckets.ts";
import { DAY, MINUTE, utcDays } from "../world/calendar.ts";
import { cloudTrailJson, type TrailEvent } from "../world/trail-event.ts";

/** Regions in which anything is done; elsewhere there is what callers did since, at most. */
const ACTIVE = ["ap-northeast-2", "us-east-1"];
/** How long LookupEvents remembers. */
const KEPT_MS = 90 * DAY;

const attributes: Record<string, (event: TrailEvent) => (string | undefined)[]> = {
  EventId: (e) => [e.id],
  EventName: (e) => [e.name],
  ReadOnly: (e) => [String(e.readOnly)],
  Username: (e) => [e.username || undefined],
  ResourceType: (e) => e.resources.map((r) => r.type),
  ResourceName: (e) => e.resources.map((r) => r.name),
  EventSource: (e) => [e.source],
  AccessKeyId: (e) => [e.accessKeyId],
};

export const cloudtrail = defineService<typeof CloudTrail>({
  package: "@aws-sdk/client-cloudtrail",
  client: "CloudTrailClient",
  scope: "cloudtrail",
  iam: "cloudtrail",
  operations: {
    LookupEvents(input, call) {
      const { NextToken, MaxResults, ...rest } = input;
      const inputs = { ...rest, region: call.region };
      if (input.EventCategory && input.EventCategory !== "insight")
        throw new AwsError("InvalidEventCategoryException", "The event category is not valid.");
      if ((input.LookupAttributes?.length ?? 0) > 1)
        throw new AwsError("InvalidLookupAttributesException", "You can only specify one lookup attribute.");
      if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > 50))
        throw new AwsError("InvalidMaxResultsException", "A max results value must be between 1 and 50.");
      const cursor = openCursor(
        NextToken,
        inputs,
        call.now,
        () => new AwsError("InvalidNextTokenException", "The next token is invalid, or belongs to other parameters."),
      );
      const from = Math.max(input.StartTime?.getTime() ?? 0, cursor.at - KEPT_MS);
      const to = Math.min(input.EndTime?.getTime() ?? cursor.at, cursor.at);
      if (input.StartTime && input.EndTime && input.StartTime > input.EndTime)
        throw new AwsError("InvalidTimeRangeException", "The start time is later than the end time.");
      const wanted = input.LookupAttributes?.[0];
      const valuesOf = attributes[wanted?.AttributeKey ?? ""];
      if (wanted && !valuesOf)
        throw new AwsError("InvalidLookupAttributesException", "The lookup attribute is not known.");
      const matches = (e: TrailEvent) => !valuesOf || valuesOf(e).includes(wanted?.AttributeValue);
      const size = MaxResults ?? 50;
      // No trail of the account records insights.
      const found = input.EventCategory ? [] : newest(call, from, to, matches, cursor.offset + size + 1);
      const page = pageOf(found, cursor, size, inputs);
      return {
        Events: page.items.map((event) => toEvent(call.account.id, event)),
        ...(page.next ? { NextToken: page.next } : {}),
      };
    },

    DescribeTrails(input, call) {
      const trail = trailOf(call);
      const shown = input.includeShadowTrails !== false || call.region === HOME;
      const wanted = !input.trailNameList?.length || input.trailNameList.some((name) => names(trail, name));
      return { trailList: shown && wanted ? [trail] : [] };
    },

    ListTrails: (_input, call) => {
      const { Name, TrailARN } = trailOf(call);
      return { Trails: [{ Name, TrailARN, HomeRegion: HOME }] };
    },

    GetTrail: (input, call) => ({ Trail: existing(call, input.Name) }),

    GetTrailStatus(input, call) {
      existing(call, input.Name);
      const delivered = new Date(Math.floor(call.now / (5 * MINUTE)) * 5 * MINUTE);
      return {
        IsLogging: true,
        LatestDeliveryTime: delivered,
        LatestDigestDeliveryTime: new Date(Math.floor(call.now / (60 * MINUTE)) * 60 * MINUTE),
        StartLoggingTime: STARTED,
        TimeLoggingStarted: STARTED.toISOString(),
        TimeLoggingStopped: "",
        LatestDeliveryAttemptTime: delivered.toISOString(),
        LatestDeliveryAttemptSucceeded: delivered.toISOString(),
        LatestNotificationAttemptTime: "",
        LatestNotificationAttemptSucceeded: "",
      };
    },

    GetEventSelectors(input, call) {
      const { TrailARN } = existing(call, input.TrailName);
      return {
        TrailARN,
        EventSelectors: [
          { ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
        ],
      };
    },

    ListEventDataStores: () => ({ EventDataStores: [] }),
  },
});

const HOME = "ap-northeast-2";
const STARTED = new Date("2024-09-16T05:12:40Z");

/** The one trail: management events of all regions, to the account's bucket; no data events, no insights. */
function trailOf({ account, world }: Call): CloudTrail.Trail & { Name: string; TrailARN: string } {
  const bucket = bucketsOf(world.setting).find(({ name }) => name.includes("cloudtrail"));
  return {
    Name: `${account.name}-trail`,
    // The development account's trail is delivered to the bucket of production.
    S3BucketName: bucket?.name ?? "haneul-cloudtrail",
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    HomeRegion: HOME,
    TrailARN: `arn:aws:cloudtrail:${HOME}:${account.id}:trail/${account.name}-trail`,
    LogFileValidationEnabled: true,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: false,
  };
}

const names = (trail: CloudTrail.Trail, name: string | undefined) => name === trail.Name || name === trail.TrailARN;

function existing(call: Call, name: string | undefined): CloudTrail.Trail {
  const trail = trailOf(call);
  if (names(trail, name)) return trail;
  throw new AwsError("TrailNotFoundException", `Unknown trail: ${name} for the user: ${call.account.id}`);
}

/**
 * Events of the region, newest first, both ends included; none is to be seen before its delay has passed. Days
 * are made one by one, going back, until there are enough.
 */
function newest(
  call: Call,
  from: number,
  to: number,
  matches: (e: TrailEvent) => boolean,
  enough: number,
): TrailEvent[] {
  const latest = Math.min(to, call.now - call.settings.trailDelaySeconds * 1000);
  const found: TrailEvent[] = [];
  for (const day of utcDays(from, latest + 1).reverse()) {
    const known = ACTIVE.includes(call.region) ? latestFirst(call.world.eventsOf(day), call.region) : [];
    const own = call.state
      .events(call.account.id)
      .filter((e) => e.region === call.region && e.time >= day && e.time < day + DAY);
    const all = own.length === 0 ? known : [...known, ...own].sort(byLatest);
    found.push(...all.filter((e) => e.time >= from && e.time <= latest && matches(e)));
    if (found.length >= enough) break;
  }
  return found;
}

const byLatest = (a: TrailEvent, b: TrailEvent) => b.time - a.time || (a.id < b.id ? -1 : 1);

/** Whoever reads a month reads each day of it page by page. */
const sorted = new WeakMap<TrailEvent[], Map<string, TrailEvent[]>>();

function latestFirst(day: TrailEvent[], region: string): TrailEvent[] {
  const regions = sorted.get(day) ?? new Map<string, TrailEvent[]>();
  sorted.set(day, regions);
  const known = regions.get(region) ?? day.filter((e) => e.region === region).sort(byLatest);
  regions.set(region, known);
  return known;
}

const toEvent = (accountId: string, event: TrailEvent): CloudTrail.Event => ({
  EventId: event.id,
  EventName: event.name,
  ReadOnly: String(event.readOnly),
  ...(event.accessKeyId ? { AccessKeyId: event.accessKeyId } : {}),
  EventTime: new Date(Math.floor(event.time / 1000) * 1000),
  EventSource: event.source,
  ...(event.username ? { Username: event.username } : {}),
  Resources: event.resources.map((r) => ({ ResourceType: r.type, ResourceName: r.name })),
  CloudTrailEvent: cloudTrailJson(event, accountId),
});
