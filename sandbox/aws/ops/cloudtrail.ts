import type * as CloudTrail from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { ACCOUNT } from "../iam/policies.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { DAY, utcDays } from "../world/calendar.ts";
import { cloudTrailJson, type TrailEvent } from "../world/trail-event.ts";

/** How long LookupEvents remembers. */
const KEPT_MS = 90 * DAY;

const attributes: Record<string, (event: TrailEvent) => (string | undefined)[]> = {
  EventId: (e) => [e.id],
  EventName: (e) => [e.name],
  ReadOnly: (e) => [String(e.readOnly)],
  Username: (e) => [e.username],
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
      const found = newest(call, from, to, matches, cursor.offset + size + 1);
      const page = pageOf(found, cursor, size, inputs);
      return { Events: page.items.map(toEvent), ...(page.next ? { NextToken: page.next } : {}) };
    },
  },
});

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
    const own = call.state.events(call.account.id).filter((e) => e.time >= day && e.time < day + DAY);
    const wanted = [...call.world.eventsOf(day), ...own].filter(
      (e) => e.region === call.region && e.time >= from && e.time <= latest && matches(e),
    );
    found.push(...wanted.sort((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1)));
    if (found.length >= enough) break;
  }
  return found;
}

const toEvent = (event: TrailEvent): CloudTrail.Event => ({
  EventId: event.id,
  EventName: event.name,
  ReadOnly: String(event.readOnly),
  ...(event.accessKeyId ? { AccessKeyId: event.accessKeyId } : {}),
  EventTime: new Date(Math.floor(event.time / 1000) * 1000),
  EventSource: event.source,
  Username: event.username,
  Resources: event.resources.map((r) => ({ ResourceType: r.type, ResourceName: r.name })),
  CloudTrailEvent: cloudTrailJson(event, ACCOUNT),
});
