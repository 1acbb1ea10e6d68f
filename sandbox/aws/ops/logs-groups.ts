/** Log groups and streams as calls have left them. */
import type * as Logs from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import type { Operations } from "../wire/service.ts";
import { DAY, MINUTE, utcDays, utcMidnight } from "../world/calendar.ts";
import { LOG_REGION, type LogGroup } from "../world/log-groups.ts";
import { linesInMinute, storedBytes } from "../world/log-lines.ts";

export const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);
export const invalidToken = (): AwsError => invalid("The specified nextToken is invalid.");

/** Days a group keeps its lines; `null` where a call has lifted the limit. */
interface Retention {
  days: number | null;
}

const retentions = (call: Call) => call.state.things<Retention>("log-retention");
const idOf = (call: Call, name: string) => `${call.account.id}:${call.region}:${name}`;

export const groupsIn = (call: Call): LogGroup[] =>
  call.region === LOG_REGION ? call.world.logGroups.map((group) => withRetention(call, group)) : [];

function withRetention(call: Call, group: LogGroup): LogGroup {
  const changed = retentions(call).get(idOf(call, group.name));
  if (!changed) return group;
  const { retentionDays: _, ...rest } = group;
  return changed.days === null ? rest : { ...rest, retentionDays: changed.days };
}

/** A name or an ARN, with or without `:*`. */
export const groupName = (identifier: string): string =>
  identifier.replace(/^arn:[^:]*:logs:[^:]*:\d*:log-group:/, "").replace(/:\*$/, "");

export const groupArn = (name: string, call: Call): string =>
  `arn:aws:logs:${call.region}:${call.account.id}:log-group:${name}`;

/** @throws AwsError ResourceNotFoundException */
export function findGroup(identifier: string | undefined, call: Call): LogGroup {
  const name = groupName(identifier ?? "");
  if (!name) throw invalid("A log group must be named.");
  const group = groupsIn(call).find((g) => g.name === name);
  if (group) return group;
  throw new AwsError("ResourceNotFoundException", `The specified log group does not exist: ${name}`);
}

/** What is older has been deleted. */
export const oldestKept = (group: LogGroup, now: number): number =>
  Math.max(group.createdAt, group.retentionDays ? now - group.retentionDays * DAY : 0);

/** @throws AwsError InvalidParameterException */
export function checkLimit(limit: number | undefined, most: number): number {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1 || limit > most))
    throw invalid(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must be between 1 and ${most}`,
    );
  return limit ?? most;
}

const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const groupOperations = {
  DescribeLogGroups(input, call) {
    const { nextToken, limit, ...rest } = input;
    if (input.logGroupNamePrefix && input.logGroupNamePattern)
      throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    const wanted = input.logGroupIdentifiers?.map(groupName);
    const found = groupsIn(call)
      .filter((g) => g.name.startsWith(input.logGroupNamePrefix ?? ""))
      .filter((g) => g.name.toLowerCase().includes((input.logGroupNamePattern ?? "").toLowerCase()))
      .filter((g) => !wanted || wanted.includes(g.name))
      .filter(() => (input.logGroupClass ?? "STANDARD") === "STANDARD")
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const inputs = { ...rest, region: call.region };
    const cursor = openCursor(nextToken, inputs, call.now, invalidToken);
    const page = pageOf(found, cursor, checkLimit(limit, 50), inputs);
    return {
      logGroups: page.items.map((g) => ({
        logGroupName: g.name,
        arn: `${groupArn(g.name, call)}:*`,
        logGroupArn: groupArn(g.name, call),
        creationTime: g.createdAt,
        metricFilterCount: 0,
        storedBytes: storedBytes(call.world.setting, g, call.now),
        logGroupClass: "STANDARD" as const,
        ...(g.retentionDays ? { retentionInDays: g.retentionDays } : {}),
      })),
      ...(page.next ? { nextToken: page.next } : {}),
    };
  },

  DescribeLogStreams(input, call) {
    const { nextToken, limit, ...rest } = input;
    const group = findGroup(input.logGroupName ?? input.logGroupIdentifier, call);
    const byTime = input.orderBy === "LastEventTime";
    if (byTime && input.logStreamNamePrefix) throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    const found = streamsOf(group, call.now)
      .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ""))
      .toSorted((a, b) => (byTime ? a.lastDay - b.lastDay : 0) || (a.name < b.name ? -1 : 1));
    if (input.descending) found.reverse();
    const cursor = openCursor(nextToken, rest, call.now, invalidToken);
    const page = pageOf(found, cursor, checkLimit(limit, 50), rest);
    const logStreams = page.items.map((stream) => toStream(stream, group, call));
    if (byTime) logStreams.sort((a, b) => (a.lastEventTimestamp - b.lastEventTimestamp) * (input.descending ? -1 : 1));
    return { logStreams, ...(page.next ? { nextToken: page.next } : {}) };
  },

  PutRetentionPolicy(input, call) {
    const group = findGroup(input.logGroupName, call);
    const days = input.retentionInDays ?? 0;
    if (!RETENTIONS.includes(days))
      throw invalid(`The retention of ${days} days is not one of ${RETENTIONS.join(", ")}`);
    retentions(call).set(idOf(call, group.name), { days });
    return {};
  },

  DeleteRetentionPolicy(input, call) {
    const group = findGroup(input.logGroupName, call);
    retentions(call).set(idOf(call, group.name), { days: null });
    return {};
  },

  ListTagsForResource(input, call) {
    return { tags: findGroup(input.resourceArn, call).tags };
  },

  ListTagsLogGroup(input, call) {
    return { tags: findGroup(input.logGroupName, call).tags };
  },

  DescribeMetricFilters(input, call) {
    if (input.logGroupName) findGroup(input.logGroupName, call);
    return { metricFilters: [] };
  },

  DescribeSubscriptionFilters(input, call) {
    findGroup(input.logGroupName, call);
    return { subscriptionFilters: [] };
  },
} satisfies Operations<typeof Logs>;

interface Stream {
  name: string;
  firstDay: number;
  lastDay: number;
}

/** The streams that have lines which are still kept. */
function streamsOf(group: LogGroup, now: number): Stream[] {
  const streams = new Map<string, Stream>();
  for (const day of utcDays(oldestKept(group, now), now + 1))
    for (const name of group.streams(day)) {
      const known = streams.get(name);
      streams.set(name, { name, firstDay: known?.firstDay ?? day, lastDay: day });
    }
  return [...streams.values()];
}

/** So far back a stream's last line is looked for. */
const LOOK_BACK = 90;

function toStream(stream: Stream, group: LogGroup, call: Call) {
  const end = Math.min(call.now, stream.lastDay + DAY - 1);
  const last = lastLine(group, stream.name, call, end);
  const first = Math.max(group.createdAt, stream.firstDay);
  return {
    logStreamName: stream.name,
    creationTime: first,
    firstEventTimestamp: Math.max(first, oldestKept(group, call.now)),
    lastEventTimestamp: last,
    lastIngestionTime: last + 900,
    arn: `${groupArn(group.name, call)}:log-stream:${stream.name}`,
    storedBytes: 0,
  };
}

function lastLine(group: LogGroup, stream: string, call: Call, end: number): number {
  const newest = Math.floor(end / MINUTE) * MINUTE;
  for (let minute = newest; minute > newest - LOOK_BACK * MINUTE; minute -= MINUTE) {
    const lines = linesInMinute(call.world.setting, group, minute);
    const found = lines.findLast((line) => line.stream === stream && line.time <= end);
    if (found) return found.time;
  }
  return Math.max(utcMidnight(end), newest - LOOK_BACK * MINUTE);
}
