/** Query executions: what was asked when, and how it goes. Times are sample time in milliseconds. */
import type * as Athena from "@aws-sdk/client-athena";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { lakeTablesOf } from "../../world/lake.ts";
import { randomOf } from "../../world/random.ts";
import { QueryFailure, runQuery, type Table } from "./engine.ts";

export interface Execution {
  query: string;
  database?: string;
  catalog?: string;
  workGroup: string;
  output: string;
  /** Of the request, so that the same one is not run twice. */
  token?: string;
  submittedAt: number;
  stoppedAt?: number;
}

const QUEUED_MS = 250;

/** The document of an execution is kept under its id; `region` keeps the regions apart. */
interface Kept extends Execution {
  region: string;
}

const store = (call: Call) => call.state.things<Kept>("athena-query");

export const invalid = (message: string) => new AwsError("InvalidRequestException", message);

export function startExecution(call: Call, id: string, execution: Execution): void {
  store(call).set(id, { ...execution, region: call.region });
}

/** Newest first. */
export const executionsIn = (call: Call): [id: string, execution: Execution][] =>
  store(call)
    .all()
    .filter(([, execution]) => execution.region === call.region)
    .sort(([, a], [, b]) => b.submittedAt - a.submittedAt);

/** @throws AwsError InvalidRequestException. */
export function findExecution(call: Call, id: string | undefined): Execution {
  const found = store(call).get(id ?? "");
  if (!found || found.region !== call.region) throw invalid(`QueryExecution ${id} was not found`);
  return found;
}

export function stopExecution(call: Call, id: string): void {
  const execution = findExecution(call, id);
  const { state } = stateOf(call, id, execution, () => undefined);
  if (state === "QUEUED" || state === "RUNNING")
    store(call).set(id, { ...execution, region: call.region, stoppedAt: call.now });
}

/** The results of the queries that were asked for last; SQL over the lake is work. */
export interface Results {
  of(call: Call, id: string, execution: Execution): Table | QueryFailure;
}

export function createResults(): Results {
  const known = new Map<string, Table | QueryFailure>();
  return {
    of(call, id, execution) {
      const before = known.get(id);
      if (before) return before;
      const made = attempt(call, execution);
      known.set(id, made);
      const [oldest] = known.keys();
      if (known.size > 20 && oldest !== undefined) known.delete(oldest);
      return made;
    },
  };
}

function attempt(call: Call, { query, submittedAt }: Execution): Table | QueryFailure {
  try {
    return runQuery(call.world, lakeTablesOf(call.world, call.region), query, submittedAt);
  } catch (error) {
    if (error instanceof QueryFailure) return error;
    throw error;
  }
}

interface Progress {
  state: Athena.QueryExecutionState;
  /** Milliseconds the engine works on it. */
  engineMs: number;
  endedAt?: number;
  failure?: string;
}

/** @param result asked for only once the time it takes is over. */
export function stateOf(
  call: Call,
  id: string,
  execution: Execution,
  result: () => Table | QueryFailure | undefined,
): Progress {
  const { submittedAt, stoppedAt } = execution;
  const engineMs = randomOf(call.world.setting.seed, "athena-time", id).int(900, 2_600);
  const endsAt = submittedAt + QUEUED_MS + engineMs;
  if (stoppedAt !== undefined && stoppedAt < endsAt)
    return { state: "CANCELLED", engineMs: Math.max(0, stoppedAt - submittedAt - QUEUED_MS), endedAt: stoppedAt };
  if (call.now < submittedAt + QUEUED_MS) return { state: "QUEUED", engineMs: 0 };
  if (call.now < endsAt) return { state: "RUNNING", engineMs: call.now - submittedAt - QUEUED_MS };
  const found = result();
  if (found instanceof QueryFailure) return { state: "FAILED", engineMs, endedAt: endsAt, failure: found.message };
  return { state: "SUCCEEDED", engineMs, endedAt: endsAt };
}

export function toExecution(call: Call, id: string, execution: Execution, results: Results): Athena.QueryExecution {
  const progress = stateOf(call, id, execution, () => results.of(call, id, execution));
  const done = progress.state === "SUCCEEDED" ? results.of(call, id, execution) : undefined;
  const bytes = done && !(done instanceof QueryFailure) ? done.bytes : 0;
  const ddl = /^\s*(show|describe|desc)\b/i.test(execution.query);
  return {
    QueryExecutionId: id,
    Query: execution.query,
    StatementType: ddl ? "UTILITY" : "DML",
    SubstatementType: ddl ? "SHOW" : "SELECT",
    ResultConfiguration: { OutputLocation: `${execution.output}${id}.${ddl ? "txt" : "csv"}` },
    QueryExecutionContext: {
      ...(execution.database ? { Database: execution.database } : {}),
      Catalog: execution.catalog ?? "awsdatacatalog",
    },
    Status: {
      State: progress.state,
      SubmissionDateTime: new Date(execution.submittedAt),
      ...(progress.endedAt === undefined ? {} : { CompletionDateTime: new Date(progress.endedAt) }),
      ...(progress.failure === undefined
        ? {}
        : {
            StateChangeReason: progress.failure,
            AthenaError: { ErrorCategory: 2, ErrorType: 1006, Retryable: false, ErrorMessage: progress.failure },
          }),
    },
    Statistics: {
      EngineExecutionTimeInMillis: progress.engineMs,
      DataScannedInBytes: bytes,
      TotalExecutionTimeInMillis: progress.engineMs + QUEUED_MS,
      QueryQueueTimeInMillis: QUEUED_MS,
      ServiceProcessingTimeInMillis: 0,
    },
    WorkGroup: execution.workGroup,
    EngineVersion: { SelectedEngineVersion: "AUTO", EffectiveEngineVersion: "Athena engine version 3" },
  };
}
