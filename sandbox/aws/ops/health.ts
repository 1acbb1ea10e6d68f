import type * as Health from "@aws-sdk/client-health";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { DAY } from "../world/calendar.ts";
import { type HealthEvent, healthEventsOf, statusOf } from "../world/health.ts";
import { checkSupportPlan } from "./support-plan.ts";

/** How long a closed event is kept. */
const KEPT = 90 * DAY;

function eventsOf(call: Call): HealthEvent[] {
  checkSupportPlan(call);
  return healthEventsOf(call.world.setting)
    .filter((event) => event.announcedAt <= call.now && event.endsAt > call.now - KEPT)
    .sort((a, b) => lastUpdate(b, call.now) - lastUpdate(a, call.now));
}

/** An event that ends by itself is updated when it does. */
const lastUpdate = (event: HealthEvent, now: number) => (event.endsAt <= now ? event.endsAt : event.updatedAt);

const toEvent = (event: HealthEvent, now: number): Health.Event => ({
  arn: event.arn,
  service: event.service,
  eventTypeCode: event.code,
  eventTypeCategory: event.category,
  region: event.region,
  startTime: new Date(event.startsAt),
  endTime: new Date(event.endsAt),
  lastUpdatedTime: new Date(lastUpdate(event, now)),
  statusCode: statusOf(event, now),
  eventScopeCode: event.scope,
});

const within = (time: number, ranges: Health.DateTimeRange[] | undefined) =>
  !ranges?.length || ranges.some(({ from, to }) => (!from || time >= from.getTime()) && (!to || time <= to.getTime()));

const among = <T>(wanted: readonly T[] | undefined, ...values: T[]) =>
  !wanted?.length || values.some((value) => wanted.includes(value));

const hasTags = (wanted: Record<string, string>[] | undefined, tags: Record<string, string>) =>
  !wanted?.length || wanted.some((set) => Object.entries(set).every(([key, value]) => tags[key] === value));

const matches = (event: HealthEvent, filter: Health.EventFilter | undefined, now: number): boolean =>
  !filter ||
  (among(filter.eventArns, event.arn) &&
    among(filter.eventTypeCodes, event.code) &&
    among(filter.services, event.service) &&
    among(filter.regions, event.region) &&
    among(filter.eventTypeCategories as string[] | undefined, event.category) &&
    among(filter.eventStatusCodes, statusOf(event, now)) &&
    among(filter.entityArns, ...event.entities.map((entity) => entity.arn)) &&
    among(filter.entityValues, ...event.entities.map((entity) => entity.value)) &&
    !filter.availabilityZones?.length &&
    (!filter.tags?.length || event.entities.some((entity) => hasTags(filter.tags, entity.tags))) &&
    within(event.startsAt, filter.startTimes) &&
    within(event.endsAt, filter.endTimes) &&
    within(lastUpdate(event, now), filter.lastUpdatedTimes));

function paged<T>(
  call: Call,
  input: { nextToken?: string | undefined; maxResults?: number | undefined },
  all: T[],
): { items: T[]; nextToken?: string } {
  const { nextToken, maxResults = 10, ...inputs } = input;
  if (maxResults < 1 || maxResults > 100)
    throw new AwsError("ValidationException", "maxResults must be between 1 and 100.");
  const invalid = () => new AwsError("InvalidPaginationToken", "The pagination token is not valid.");
  const page = pageOf(all, openCursor(nextToken, inputs, call.now, invalid), maxResults, inputs);
  return { items: page.items, ...(page.next ? { nextToken: page.next } : {}) };
}

const failed = (eventArn: string) => ({
  eventArn,
  errorName: "UnknownEventArn",
  errorMessage: "The event was not found, or is not of this account.",
});

export const health = defineService<typeof Health>({
  package: "@aws-sdk/client-health",
  client: "HealthClient",
  scope: "health",
  iam: "health",
  operations: {
    DescribeEvents(input, call) {
      const found = eventsOf(call).filter((event) => matches(event, input.filter, call.now));
      const { items, ...next } = paged(call, input, found);
      return { events: items.map((event) => toEvent(event, call.now)), ...next };
    },

    DescribeEventDetails(input, call) {
      const known = eventsOf(call);
      const arns = input.eventArns ?? [];
      if (arns.length < 1 || arns.length > 10)
        throw new AwsError("ValidationException", "eventArns must have between 1 and 10 items.");
      const found = known.filter((event) => arns.includes(event.arn));
      return {
        successfulSet: found.map((event) => ({
          event: toEvent(event, call.now),
          eventDescription: { latestDescription: event.description },
        })),
        failedSet: arns.filter((arn) => !found.some((event) => event.arn === arn)).map(failed),
      };
    },

    DescribeAffectedEntities(input, call) {
      const { filter } = input;
      const status = (event: HealthEvent): Health.EntityStatusCode =>
        statusOf(event, call.now) === "closed" ? "RESOLVED" : event.category === "issue" ? "IMPAIRED" : "PENDING";
      const found = eventsOf(call)
        .filter((event) => filter?.eventArns?.includes(event.arn))
        .filter((event) => among(filter?.statusCodes, status(event)))
        .flatMap((event) =>
          event.entities
            .filter((entity) => among(filter?.entityArns, entity.arn) && among(filter?.entityValues, entity.value))
            .filter((entity) => hasTags(filter?.tags, entity.tags))
            .map(
              (entity): Health.AffectedEntity => ({
                entityArn: `arn:aws:health:${event.region}:${call.account.id}:entity/${event.arn.split("_").at(-1)}`,
                eventArn: event.arn,
                entityValue: entity.value,
                awsAccountId: call.account.id,
                lastUpdatedTime: new Date(lastUpdate(event, call.now)),
                statusCode: status(event),
                tags: entity.tags,
              }),
            ),
        );
      const { items, ...next } = paged(call, input, found);
      return { entities: items, ...next };
    },

    DescribeEventAggregates(input, call) {
      const found = eventsOf(call).filter((event) => matches(event, input.filter, call.now));
      const counts = [...Map.groupBy(found, (event) => event.category)].map(([aggregateValue, all]) => ({
        aggregateValue,
        count: all.length,
      }));
      const { items, ...next } = paged(call, input, counts);
      return { eventAggregates: items, ...next };
    },
  },
});
