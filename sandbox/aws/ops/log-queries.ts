/** Insights queries under way: Scheduled, Running, Complete, as a poller sees them; kept for this process's life. */
import { randomUUID } from "node:crypto";
import type { GetQueryResultsResponse, QueryStatus } from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../call.ts";
import { ACCOUNT } from "../iam/policies.ts";
import type { Command, Row } from "../insights/ast.ts";
import { parseQuery } from "../insights/parse.ts";
import { checkQuery, runQuery, valueText } from "../insights/run.ts";
import { QuerySyntaxError } from "../insights/scanner.ts";
import { AwsError } from "../wire/errors.ts";
import { DAY } from "../world/calendar.ts";
import type { LogGroup } from "../world/log-groups.ts";
import type { World } from "../world/world.ts";

/** Real milliseconds a query spends in each state. */
const SCHEDULED_MS = 60;
const RUNNING_MS = 240;
const MAX_ROWS = 10_000;
const MAX_RUNNING = 30;

interface Query {
  commands: Command[];
  groups: LogGroup[];
  from: number;
  to: number;
  limit: number;
  world: World;
  startedAt: number;
  stopped: boolean;
  done?: Pick<GetQueryResultsResponse, "results" | "statistics">;
}

export interface Queries {
  start(groups: LogGroup[], text: string, from: number, to: number, limit: number | undefined, call: Call): string;
  results(id: string, call: Call): GetQueryResultsResponse;
  stop(id: string, call: Call): boolean;
}

export function createQueries(): Queries {
  const queries = new Map<string, Query>();
  const find = (id: string) => {
    const query = queries.get(id);
    if (!query) throw new AwsError("ResourceNotFoundException", `Query ${id} does not exist.`);
    return query;
  };
  return {
    start(groups, text, from, to, limit, call) {
      const running = [...queries.values()].filter((q) => isRunning(statusOf(q, call.realNow)));
      if (running.length >= MAX_RUNNING)
        throw new AwsError("LimitExceededException", "Account maximum query concurrency limit of [30] reached.");
      const commands = parsed(text);
      const id = randomUUID();
      const kept = Math.max(from, call.now - Math.min(...groups.map((g) => g.retentionDays ?? 3650)) * DAY);
      queries.set(id, {
        commands,
        groups,
        from: kept,
        to: Math.min(to, call.now) + 1,
        limit: Math.min(limit ?? MAX_ROWS, MAX_ROWS),
        world: call.world,
        startedAt: call.realNow,
        stopped: false,
      });
      return id;
    },
    results(id, call) {
      const query = find(id);
      const status = statusOf(query, call.realNow);
      const waiting = { results: [], statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 } };
      if (status !== "Complete") return { ...waiting, status, queryLanguage: "CWLI" };
      query.done ??= run(query);
      return { ...query.done, status, queryLanguage: "CWLI" };
    },
    stop(id, call) {
      const query = find(id);
      if (!isRunning(statusOf(query, call.realNow)))
        throw new AwsError("InvalidParameterException", "Query is not in the Running or Scheduled state");
      query.stopped = true;
      return true;
    },
  };
}

const isRunning = (status: QueryStatus) => status === "Scheduled" || status === "Running";

function statusOf(query: Query, realNow: number): QueryStatus {
  if (query.stopped) return "Cancelled";
  const age = realNow - query.startedAt;
  return age < SCHEDULED_MS ? "Scheduled" : age < SCHEDULED_MS + RUNNING_MS ? "Running" : "Complete";
}

function parsed(text: string): Command[] {
  try {
    const commands = parseQuery(text);
    checkQuery(commands, text);
    return commands;
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    const location = { startCharOffset: error.start, endCharOffset: error.end };
    throw new AwsError("MalformedQueryException", `Query is malformed: ${error.message}`, 400, {
      queryCompileError: { location, message: error.message },
    });
  }
}

function run(query: Query): Pick<GetQueryResultsResponse, "results" | "statistics"> {
  const rows: Row[] = [];
  let bytes = 0;
  for (const group of query.groups)
    for (const line of query.world.logLines(group, query.from, query.to)) {
      bytes += Buffer.byteLength(line.message) + 26;
      rows.push({
        ...jsonFields(line.message),
        "@timestamp": line.time,
        "@ingestionTime": line.time + 900,
        "@message": line.message,
        "@logStream": line.stream,
        "@log": `${ACCOUNT}:${group.name}`,
        "@ptr": Buffer.from(`${group.name}:${line.key}`).toString("base64"),
      });
    }
  const output = runQuery(query.commands, rows, query.limit);
  const columns = output.aggregated ? output.columns : [...output.columns.filter((c) => c !== "@ptr"), "@ptr"];
  return {
    results: output.rows.map((row) =>
      columns.flatMap((field) => (row[field] === undefined ? [] : [{ field, value: valueText(field, row[field]) }])),
    ),
    statistics: { recordsMatched: output.matched, recordsScanned: rows.length, bytesScanned: bytes },
  };
}

/** Fields of a JSON line, as Insights discovers them; nested ones with dots. */
function jsonFields(message: string): Row {
  if (!message.startsWith("{")) return {};
  const flat: Row = {};
  const visit = (value: unknown, path: string) => {
    if (value && typeof value === "object")
      for (const [key, inner] of Object.entries(value)) visit(inner, path ? `${path}.${key}` : key);
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") flat[path] = value;
  };
  try {
    visit(JSON.parse(message), "");
  } catch {
    return {};
  }
  return flat;
}
