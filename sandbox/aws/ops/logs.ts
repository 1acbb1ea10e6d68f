import type * as Logs from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../call.ts";
import { globMatches } from "../iam/evaluate.ts";
import { ACCOUNT } from "../iam/policies.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService, type Service } from "../wire/service.ts";
import { createdAt, type LogGroup } from "../world/log-groups.ts";
import { createQueries } from "./log-queries.ts";

const invalid = (message: string) => new AwsError("InvalidParameterException", message);

const groupArn = (name: string, call: Call) => `arn:aws:logs:${call.region}:${ACCOUNT}:log-group:${name}`;

/** All groups lie in Seoul. */
const groupsIn = (call: Call): LogGroup[] => (call.region === "ap-northeast-2" ? call.world.logGroups : []);

function groupNames(input: Logs.StartQueryRequest): string[] {
  const names = [input.logGroupName, ...(input.logGroupNames ?? []), ...(input.logGroupIdentifiers ?? [])];
  return names.flatMap((name) => (name ? [name.replace(/^arn:.*:log-group:/, "").replace(/:\*$/, "")] : []));
}

/** @throws AwsError ResourceNotFoundException */
function findGroup(name: string, call: Call): LogGroup {
  const group = groupsIn(call).find((g) => g.name === name);
  if (!group)
    throw new AwsError("ResourceNotFoundException", `Log group '${name}' does not exist for account ID '${ACCOUNT}'`);
  return group;
}

export function createLogs(): Service {
  const queries = createQueries();
  return defineService<typeof Logs>({
    package: "@aws-sdk/client-cloudwatch-logs",
    client: "CloudWatchLogsClient",
    scope: "logs",
    iam: "logs",
    operations: {
      DescribeLogGroups(input, call) {
        const { nextToken, limit, ...rest } = input;
        const found = groupsIn(call)
          .filter((g) => g.name.startsWith(input.logGroupNamePrefix ?? ""))
          .filter((g) => g.name.toLowerCase().includes((input.logGroupNamePattern ?? "").toLowerCase()))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1));
        const inputs = { ...rest, region: call.region };
        const cursor = openCursor(nextToken, inputs, call.now, () => invalid("The specified nextToken is invalid."));
        const page = pageOf(found, cursor, limit ?? 50, inputs);
        return {
          logGroups: page.items.map((g) => ({
            logGroupName: g.name,
            arn: `${groupArn(g.name, call)}:*`,
            logGroupArn: groupArn(g.name, call),
            creationTime: createdAt(g, call.world.setting.anchor),
            metricFilterCount: 0,
            storedBytes: g.storedBytes,
            logGroupClass: "STANDARD" as const,
            ...(g.retentionDays ? { retentionInDays: g.retentionDays } : {}),
          })),
          ...(page.next ? { nextToken: page.next } : {}),
        };
      },

      StartQuery(input, call) {
        const names = groupNames(input);
        if (names.length === 0) throw invalid("A query must name at least one log group");
        if (names.length > 50) throw invalid("A query may name at most 50 log groups");
        const groups = names.map((name) => findGroup(name, call));
        const from = Number(input.startTime) * 1000;
        const to = Number(input.endTime) * 1000;
        if (!(from < to)) throw invalid("Query's end time must be later than its start time");
        return { queryId: queries.start(groups, input.queryString ?? "", from, to, input.limit, call) };
      },

      GetQueryResults: (input, call) => queries.results(input.queryId ?? "", call),

      StopQuery: (input, call) => ({ success: queries.stop(input.queryId ?? "", call) }),

      FilterLogEvents(input, call) {
        const { nextToken, limit, ...rest } = input;
        const group = findGroup(
          input.logGroupName ?? input.logGroupIdentifier?.replace(/^arn:.*:log-group:/, "") ?? "",
          call,
        );
        const to = Math.min(input.endTime ?? call.now, call.now + 1);
        const words = filterWords(input.filterPattern);
        const events: Logs.FilteredLogEvent[] = [];
        for (const line of call.world.logLines(group, input.startTime ?? to - 3_600_000, to)) {
          if (input.logStreamNamePrefix && !globMatches(`${input.logStreamNamePrefix}*`, line.stream)) continue;
          if (!words(line.message)) continue;
          const common = { logStreamName: line.stream, timestamp: line.time, message: line.message };
          events.push({ ...common, ingestionTime: line.time + 900, eventId: line.key });
        }
        const cursor = openCursor(nextToken, rest, call.now, () => invalid("The specified nextToken is invalid."));
        const page = pageOf(events, cursor, Math.min(limit ?? 10_000, 10_000), rest);
        return { events: page.items, searchedLogStreams: [], ...(page.next ? { nextToken: page.next } : {}) };
      },
    },
    resources: {
      StartQuery: (input, call) => groupNames(input).map((name) => ({ arn: groupArn(name, call), tags: {} })),
      FilterLogEvents: (input, call) => [{ arn: groupArn(input.logGroupName ?? "", call), tags: {} }],
    },
  });
}

/** Terms of a filter pattern: all must occur, `"quoted text"` as it stands, `-term` must not, `?a ?b` any. */
function filterWords(pattern: string | undefined): (message: string) => boolean {
  const terms = [...(pattern ?? "").matchAll(/([-?]?)(?:"([^"]*)"|(\S+))/g)].map((m) => ({
    sign: m[1],
    text: m[2] ?? m[3] ?? "",
  }));
  const any = terms.filter((t) => t.sign === "?");
  return (message) =>
    terms.every((t) => t.sign === "?" || message.includes(t.text) === (t.sign !== "-")) &&
    (any.length === 0 || any.some((t) => message.includes(t.text)));
}
