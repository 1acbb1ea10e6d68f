import { randomUUID } from "node:crypto";
import type * as Athena from "@aws-sdk/client-athena";
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { defineService, type Service } from "../../wire/service.ts";
import { DAY } from "../../world/calendar.ts";
import { LAKE, type WorkGroup, workGroupsOf } from "../../world/lake.ts";
import { CATALOG, checkCatalog, notThere, tablesIn, toTable } from "./catalog.ts";
import { QueryFailure } from "./engine.ts";
import {
  createResults,
  executionsIn,
  findExecution,
  invalid,
  startExecution,
  stateOf,
  stopExecution,
  toExecution,
} from "./executions.ts";

interface Paged {
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

function paged<T>(all: T[], input: Paged, call: Call, size: number, most = size) {
  const { NextToken, MaxResults = size, ...rest } = input;
  if (MaxResults < 1 || MaxResults > most) throw invalid(`MaxResults is more than maximum allowed length ${most}`);
  const bound = { ...rest, region: call.region };
  const page = pageOf(
    all,
    openCursor(NextToken, bound, call.now, () => invalid("Invalid NextToken")),
    MaxResults,
    bound,
  );
  return { items: page.items, more: page.next ? { NextToken: page.next } : {} };
}

function findWorkGroup(call: Call, name = "primary"): WorkGroup {
  const found = workGroupsOf(call.world).find((group) => group.name === name);
  if (!found) throw invalid(`WorkGroup ${name} is not found.`);
  return found;
}

const created = (call: Call) => new Date(call.world.setting.anchor - 520 * DAY);
const engine = { SelectedEngineVersion: "AUTO", EffectiveEngineVersion: "Athena engine version 3" };

const groupTarget = ({ WorkGroup: name = "primary" }: { WorkGroup?: string | undefined }, call: Call) => [
  { arn: `arn:aws:athena:${call.region}:${call.account.id}:workgroup/${name}`, tags: {} },
];
/** Executions are allowed by the work group they ran in. */
function executionTarget({ QueryExecutionId: id }: { QueryExecutionId?: string | undefined }, call: Call) {
  const known = executionsIn(call).find(([other]) => other === id)?.[1];
  return groupTarget({ WorkGroup: known?.workGroup }, call);
}

export function createAthena(): Service {
  const results = createResults();
  return defineService<typeof Athena>({
    package: "@aws-sdk/client-athena",
    client: "AthenaClient",
    scope: "athena",
    iam: "athena",
    operations: {
      StartQueryExecution(input, call) {
        const group = findWorkGroup(call, input.WorkGroup);
        const query = input.QueryString ?? "";
        if (query.trim() === "") throw invalid("QueryString must not be empty");
        if (query.length > 262_144) throw invalid("QueryString is longer than 262144 characters");
        const token = input.ClientRequestToken;
        const before = token && executionsIn(call).find(([, one]) => one.token === token);
        if (before && before[1].query !== query) throw invalid("Idempotent parameters do not match");
        if (before) return { QueryExecutionId: before[0] };
        const { Database: database, Catalog: catalog } = input.QueryExecutionContext ?? {};
        const id = randomUUID();
        startExecution(call, id, {
          query,
          workGroup: group.name,
          output: input.ResultConfiguration?.OutputLocation ?? group.output,
          submittedAt: call.now,
          ...(token ? { token } : {}),
          ...(database ? { database } : {}),
          ...(catalog ? { catalog } : {}),
        });
        return { QueryExecutionId: id };
      },

      GetQueryExecution(input, call) {
        const execution = findExecution(call, input.QueryExecutionId);
        return { QueryExecution: toExecution(call, input.QueryExecutionId ?? "", execution, results) };
      },

      ListQueryExecutions(input, call) {
        const group = findWorkGroup(call, input.WorkGroup);
        const ids = executionsIn(call).flatMap(([id, one]) => (one.workGroup === group.name ? [id] : []));
        const page = paged(ids, input, call, 50);
        return { QueryExecutionIds: page.items, ...page.more };
      },

      StopQueryExecution(input, call) {
        stopExecution(call, input.QueryExecutionId ?? "");
        return {};
      },

      GetQueryResults(input, call) {
        const id = input.QueryExecutionId ?? "";
        const execution = findExecution(call, id);
        const { state } = stateOf(call, id, execution, () => results.of(call, id, execution));
        if (state === "QUEUED" || state === "RUNNING")
          throw invalid(`Query has not yet finished. Current state: ${state}`);
        const table = results.of(call, id, execution);
        if (state !== "SUCCEEDED" || table instanceof QueryFailure)
          throw invalid(`Query did not finish successfully. Final query state: ${state}`);
        const cell = (value: string | number | null): Athena.Datum =>
          value === null ? {} : { VarCharValue: String(value) };
        // The names come once more as the first row, as in the file that Athena writes; not so for SHOW.
        const names = /^\s*(show|describe|desc)\b/i.test(execution.query)
          ? []
          : [{ Data: table.columns.map(({ name }) => cell(name)) }];
        const rows = [...names, ...table.rows.map((row) => ({ Data: row.map(cell) }))];
        const page = paged(rows, input, call, 1000);
        return {
          UpdateCount: 0,
          ResultSet: {
            Rows: page.items,
            ResultSetMetadata: {
              ColumnInfo: table.columns.map(({ name, type }) => ({
                CatalogName: "hive",
                SchemaName: "",
                TableName: "",
                Name: name,
                Label: name,
                Type: type,
                Precision: { varchar: 2_147_483_647, bigint: 19, double: 17 }[type],
                Scale: 0,
                Nullable: "UNKNOWN" as const,
                CaseSensitive: type === "varchar",
              })),
            },
          },
          ...page.more,
        };
      },

      ListWorkGroups(input, call) {
        const page = paged(workGroupsOf(call.world), input, call, 50);
        return {
          WorkGroups: page.items.map((group) => ({
            Name: group.name,
            State: "ENABLED",
            Description: group.description,
            CreationTime: created(call),
            EngineVersion: engine,
          })),
          ...page.more,
        };
      },

      GetWorkGroup(input, call) {
        const group = findWorkGroup(call, input.WorkGroup);
        return {
          WorkGroup: {
            Name: group.name,
            State: "ENABLED",
            Description: group.description,
            CreationTime: created(call),
            Configuration: {
              ResultConfiguration: { OutputLocation: group.output },
              EnforceWorkGroupConfiguration: false,
              PublishCloudWatchMetricsEnabled: true,
              RequesterPaysEnabled: false,
              EngineVersion: engine,
            },
          },
        };
      },

      ListDataCatalogs(input, call) {
        const page = paged([CATALOG], input, call, 50);
        return {
          DataCatalogsSummary: page.items.map((CatalogName) => ({ CatalogName, Type: "GLUE" as const })),
          ...page.more,
        };
      },

      ListDatabases(input, call) {
        checkCatalog(input.CatalogName);
        const page = paged(tablesIn(call).length > 0 ? [LAKE] : [], input, call, 50);
        return { DatabaseList: page.items.map((Name) => ({ Name, Description: "Data lake" })), ...page.more };
      },

      ListTableMetadata(input, call) {
        checkCatalog(input.CatalogName);
        if (input.DatabaseName !== LAKE) throw notThere(`Database ${input.DatabaseName} not found.`);
        const pattern = new RegExp(input.Expression ?? "");
        const page = paged(
          tablesIn(call).filter((table) => pattern.test(table.name)),
          input,
          call,
          50,
        );
        return { TableMetadataList: page.items.map((table) => toTable(call, table)), ...page.more };
      },

      GetTableMetadata(input, call) {
        checkCatalog(input.CatalogName);
        const table = tablesIn(call).find((one) => one.name === input.TableName?.toLowerCase());
        if (!table || input.DatabaseName !== LAKE) throw notThere(`Table ${input.TableName} not found.`);
        return { TableMetadata: toTable(call, table) };
      },
    },
    resources: {
      StartQueryExecution: groupTarget,
      GetQueryExecution: executionTarget,
      GetQueryResults: executionTarget,
      StopQueryExecution: executionTarget,
      ListQueryExecutions: groupTarget,
      GetWorkGroup: groupTarget,
    },
    recordings: {
      StartQueryExecution: (input, output) => ({
        request: { workGroup: input.WorkGroup ?? "primary", queryString: "***OMITTED***" },
        ...(output ? { response: { queryExecutionId: output.QueryExecutionId } } : {}),
        resources: [],
      }),
      StopQueryExecution: (input) => ({ request: { queryExecutionId: input.QueryExecutionId }, resources: [] }),
    },
  });
}
