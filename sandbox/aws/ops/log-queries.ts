/** Insights queries under way: Scheduled, Running, Complete, as a poller sees them; kept for this process's life. */
import { randomUUID } from "node:crypto";
import type * as Logs from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../call.ts";
import { fieldsOf } from "../insights/fields.ts";
import { parseQuery } from "../insights/parse.ts";
import { QuerySyntaxError } from "../insights/scanner.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import type { Operations } from "../wire/service.ts";
import { HOUR } from "../world/calendar.ts";
import type { LogGroup } from "../world/log-groups.ts";
import { linesOf } from "../world/log-lines.ts";
import { type QueryRun, runInSlices } from "./log-query-run.ts";
import { checkLimit, findGroup, groupName, invalid, invalidToken, oldestKept } from "./logs-groups.ts";

/** Sample milliseconds a query is Scheduled, and the least it is Running. */
const SCHEDULED_MS = 60;
const RUNNING_MS = 240;
const MOST_ROWS = 10_000;
/** A fact of AWS: queries under way in an account. [CloudWatch Logs quotas] */
const MOST_RUNNING = 30;
const MOST_GROUPS = 50;

interface Query {
  id: string;
  account: string;
  region: string;
  groups: LogGroup[];
  text: string;
  startedAt: number;
  stoppedAt?: number;
  run: QueryRun;
}

export const queriedGroups = (input: Logs.StartQueryRequest): string[] =>
  [input.logGroupName, ...(input.logGroupNames ?? []), ...(input.logGroupIdentifiers ?? [])].flatMap((name) =>
    name ? [groupName(name)] : [],
  );

export function createQueries() {
  const queries = new Map<string, Query>();
  const own = (call: Call) =>
    [...queries.values()].filter((q) => q.account === call.account.id && q.region === call.region);
  const find = (id: string | undefined, call: Call): Query => {
    const query = own(call).find((q) => q.id === id);
    if (!query) throw new AwsError("ResourceNotFoundException", `Query ${id} does not exist.`);
    return query;
  };

  return {
    StartQuery(input, call) {
      if ((input.queryLanguage ?? "CWLI") !== "CWLI") throw invalid("Only the query language CWLI is served.");
      const given = [input.logGroupName, input.logGroupNames, input.logGroupIdentifiers].filter((g) => g?.length);
      if (given.length !== 1)
        throw invalid("Exactly one of logGroupName, logGroupNames, logGroupIdentifiers is needed.");
      const names = queriedGroups(input);
      if (names.length > MOST_GROUPS) throw invalid(`A query may name at most ${MOST_GROUPS} log groups.`);
      const groups = [...new Set(names)].map((name) => findGroup(name, call));
      const [from, to] = [Number(input.startTime) * 1000, Number(input.endTime) * 1000];
      if (!(from < to)) throw invalid("Query's end time must be later than its start time");
      checkRange(groups, from, to, call.now);
      const running = own(call).filter((q) => isRunning(statusOf(q, call.now)));
      if (running.length >= MOST_RUNNING)
        throw new AwsError(
          "LimitExceededException",
          `Account maximum query concurrency limit of [${MOST_RUNNING}] reached.`,
        );
      const text = input.queryString ?? "";
      const limit = checkLimit(input.limit, MOST_ROWS);
      const run = runInSlices(parsed(text), limit, {
        call,
        groups: groups.map((group) => ({ group, from: Math.max(from, oldestKept(group, call.now)) })),
        to: Math.min(to, Math.floor(call.now)) + 1,
      });
      const id = randomUUID();
      queries.set(id, { id, account: call.account.id, region: call.region, groups, text, startedAt: call.now, run });
      return { queryId: id };
    },

    GetQueryResults(input, call) {
      const query = find(input.queryId, call);
      const status = statusOf(query, call.now);
      const { done, statistics } = query.run;
      const results = status === "Complete" && done ? done : [];
      return {
        results,
        statistics: status === "Scheduled" ? nothing : statistics(),
        status,
        queryLanguage: "CWLI" as const,
      };
    },

    StopQuery(input, call) {
      const query = find(input.queryId, call);
      if (!isRunning(statusOf(query, call.now)))
        throw invalid(`Query is not in the Running or Scheduled state: ${query.id}`);
      query.stoppedAt = call.now;
      query.run.stop();
      return { success: true };
    },

    DescribeQueries(input, call) {
      const { nextToken, maxResults, ...inputs } = input;
      if (input.logGroupName) findGroup(input.logGroupName, call);
      const found = own(call)
        .filter((q) => !input.logGroupName || q.groups.some((g) => g.name === input.logGroupName))
        .filter((q) => !input.status || statusOf(q, call.now) === input.status)
        .reverse();
      const cursor = openCursor(nextToken, inputs, call.now, invalidToken);
      const page = pageOf(found, cursor, checkLimit(maxResults, 1000), inputs);
      return {
        queries: page.items.map((q) => ({
          queryLanguage: "CWLI" as const,
          queryId: q.id,
          queryString: q.text,
          status: statusOf(q, call.now),
          createTime: Math.floor(q.startedAt),
          ...(q.groups.length === 1 && q.groups[0] ? { logGroupName: q.groups[0].name } : {}),
        })),
        ...(page.next ? { nextToken: page.next } : {}),
      };
    },

    GetLogGroupFields(input, call) {
      const group = findGroup(input.logGroupName ?? input.logGroupIdentifier, call);
      const middle = input.time === undefined ? call.now - 7.5 * 60_000 : Number(input.time) * 1000;
      const [from, to] = [middle - HOUR / 8, Math.min(middle + HOUR / 8, call.now)];
      const counts = new Map<string, number>();
      let lines = 0;
      for (const line of linesOf(call.world.setting, group, Math.max(from, oldestKept(group, call.now)), to)) {
        lines += 1;
        for (const field of Object.keys(fieldsOf(line, group.name, call.account.id)))
          if (field !== "@ptr") counts.set(field, (counts.get(field) ?? 0) + 1);
      }
      const logGroupFields = [...counts].map(([name, count]) => ({ name, percent: Math.round((100 * count) / lines) }));
      return { logGroupFields: logGroupFields.sort((a, b) => b.percent - a.percent || (a.name < b.name ? -1 : 1)) };
    },
  } satisfies Operations<typeof Logs>;
}

const nothing = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };

/** @throws AwsError MalformedQueryException, as AWS says it of a span that no group can have lines in */
function checkRange(groups: LogGroup[], from: number, to: number, now: number): void {
  const oldest = Math.min(...groups.map((group) => oldestKept(group, now)));
  if (to < oldest)
    throw new AwsError(
      "MalformedQueryException",
      `Query's end time exceeds the log groups log retention settings ([${to / 1000},${Math.floor(oldest / 1000)}])`,
    );
  if (from > now) throw invalid("Query's start time must not be in the future");
}

const isRunning = (status: Logs.QueryStatus) => status === "Scheduled" || status === "Running";

function statusOf(query: Query, now: number): Logs.QueryStatus {
  if (query.stoppedAt !== undefined) return "Cancelled";
  if (query.run.failed) return "Failed";
  const age = now - query.startedAt;
  if (age >= 0 && age < SCHEDULED_MS) return "Scheduled";
  return (age >= 0 && age < SCHEDULED_MS + RUNNING_MS) || !query.run.done ? "Running" : "Complete";
}

function parsed(text: string) {
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    const location = { startCharOffset: error.start, endCharOffset: error.end };
    throw new AwsError("MalformedQueryException", error.message, 400, {
      queryCompileError: { location, message: error.message },
    });
  }
}
