import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  GetTableMetadataCommand,
  GetWorkGroupCommand,
  ListDatabasesCommand,
  ListQueryExecutionsCommand,
  ListTableMetadataCommand,
  ListWorkGroupsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE } from "../../../sandbox/aws/world/calendar.ts";
import { worldAt } from "../../../sandbox/aws/world/world.ts";
import { failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const world = worldAt("haneul-3", NOW);
let moving: MovingAccount;
let athena: AthenaClient;
let time = NOW;

beforeAll(async () => {
  moving = await startMovingAccount(NOW, ["--seed", "haneul-3"]);
  athena = new AthenaClient(moving.account.as("admin"));
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => (await failure(call)).name;
const start = async (QueryString: string, more = {}) => {
  const input = { QueryString, QueryExecutionContext: { Database: "haneul_lake" }, ...more };
  return (await athena.send(new StartQueryExecutionCommand(input))).QueryExecutionId ?? "";
};
const statusOf = async (QueryExecutionId: string) =>
  (await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }))).QueryExecution?.Status;
const pass = async (ms = MINUTE) => {
  time += ms;
  await moving.moveTo(time);
};
const results = (QueryExecutionId: string, more = {}) =>
  athena.send(new GetQueryResultsCommand({ QueryExecutionId, ...more }));
/** All rows of a finished query, the names first. */
async function rowsOf(QueryExecutionId: string) {
  const { ResultSet } = await results(QueryExecutionId);
  return (ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map((cell) => cell.VarCharValue));
}

describe("a query", () => {
  it("is queued, runs, succeeds, and answers from the world with the names in the first row", async () => {
    const { errorsFrom, errorsTo } = world.setting.story;
    const day = new Date(world.setting.anchor - MINUTE).toISOString().slice(0, 10);
    const id = await start(
      `SELECT service, round(sum(unblended_usd), 2) AS usd FROM "haneul_lake"."cost_daily"
       WHERE dt = date '${day}' AND record_type = 'Usage' GROUP BY 1 ORDER BY 2 DESC LIMIT 3;`,
    );
    const outage = await start(
      `select target_group, sum(target_5xx) as failed from alb_minutely
       where minute >= '${new Date(errorsFrom).toISOString().slice(0, 16).replace("T", " ")}'
         and minute < '${new Date(errorsTo).toISOString().slice(0, 16).replace("T", " ")}'
       group by 1 having sum(target_5xx) > 0.1 * sum(requests)`,
    );
    const parts = await start("SHOW TABLES IN haneul_lake");
    const wrong = await start("SELECT nope FROM orders_daily");
    const unknown = await start("SELECT * FROM nope");
    const typo = await start("SELCT 1");
    expect((await statusOf(id))?.State).toMatch(/^(QUEUED|RUNNING)$/);
    expect(await failed(results(id))).toBe("InvalidRequestException");
    await pass();

    const byService = new Map<string, number>();
    for (const row of world.costOf(Date.parse(day)))
      if (row.recordType === "Usage") byService.set(row.service, (byService.get(row.service) ?? 0) + row.unblended);
    const top = [...byService].sort(([, a], [, b]) => b - a).slice(0, 3);
    const [names, ...rows] = await rowsOf(id);
    expect([(await statusOf(id))?.State, names]).toEqual(["SUCCEEDED", ["service", "usd"]]);
    expect(rows.map(([service]) => service)).toEqual(top.map(([service]) => service));
    for (const [index, [, usd]] of rows.entries()) expect(Number(usd)).toBeCloseTo(top[index]?.[1] ?? 0, 1);

    expect((await rowsOf(outage)).slice(1).map(([group]) => group)).toEqual([`${world.setting.names.order}-tg`]);
    expect(await rowsOf(parts)).toEqual([["alb_minutely"], ["cost_daily"], ["orders_daily"]]);

    const reasons = [];
    for (const one of [wrong, unknown, typo]) {
      const status = await statusOf(one);
      reasons.push([status?.State, status?.StateChangeReason]);
    }
    expect(reasons).toEqual([
      ["FAILED", "COLUMN_NOT_FOUND: Column 'nope' cannot be resolved"],
      ["FAILED", "TABLE_NOT_FOUND: Table 'awsdatacatalog.haneul_lake.nope' does not exist"],
      ["FAILED", "SYNTAX_ERROR: mismatched input 'SELCT'. Expecting: <query>"],
    ]);
    expect(await failed(results(typo))).toBe("InvalidRequestException");
  });

  it("knows what people use of Athena's own functions, and pages", async () => {
    const id = await start(
      `SELECT date_trunc('month', dt) AS month, count_if(orders > 0), approx_percentile(orders, 0.5) AS median,
              cast(sum(orders) as double) / count(*) AS mean
       FROM orders_daily WHERE channel = 'app' AND dt < current_date GROUP BY 1 ORDER BY 1`,
    );
    const all = await start("SELECT dt, channel, orders FROM orders_daily ORDER BY dt, channel");
    await pass();
    const [names, first] = await rowsOf(id);
    expect(names).toEqual(["month", "_col1", "median", "mean"]);
    expect(first?.[0]).toMatch(/^\d{4}-\d\d-01$/);
    const { ResultSet, NextToken } = await results(all, { MaxResults: 4 });
    const next = await results(all, { MaxResults: 4, NextToken });
    expect([ResultSet?.Rows?.length, next.ResultSet?.Rows?.length]).toEqual([4, 4]);
    expect(next.ResultSet?.Rows?.[0]?.Data?.[0]?.VarCharValue).not.toBe("dt");
    expect(ResultSet?.ResultSetMetadata?.ColumnInfo?.map((c) => [c.Name, c.Type])).toEqual([
      ["dt", "varchar"],
      ["channel", "varchar"],
      ["orders", "bigint"],
    ]);
  });

  it("can be stopped, is run once for one token, and stays in its work group", async () => {
    const slow = await start("SELECT count(*) FROM orders_daily", { WorkGroup: "batch" });
    await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: slow }));
    expect((await statusOf(slow))?.State).toBe("CANCELLED");
    const token = { ClientRequestToken: "0123456789-0123456789-0123456789-0123" };
    const once = await start("SELECT 1", token);
    expect(await start("SELECT 1", token)).toBe(once);
    expect(await failed(start("SELECT 2", token))).toBe("InvalidRequestException");
    const { QueryExecutionIds } = await athena.send(new ListQueryExecutionsCommand({ WorkGroup: "batch" }));
    expect(QueryExecutionIds).toEqual([slow]);
    expect(await failed(start("SELECT 1", { WorkGroup: "nope" }))).toBe("InvalidRequestException");
    expect(await failed(statusOf("nope"))).toBe("InvalidRequestException");
  });

  it("changes nothing: whatever does not read fails", async () => {
    const drop = await start("DROP TABLE orders_daily");
    const endless = await start("WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT * FROM n");
    const sneaky = await start("WITH x AS (SELECT 1) DELETE FROM orders_daily");
    await pass();
    const reasons = [];
    for (const id of [drop, endless, sneaky]) reasons.push((await statusOf(id))?.StateChangeReason?.split(":")[0]);
    expect(reasons).toEqual(["SYNTAX_ERROR", "NOT_SUPPORTED", "SYNTAX_ERROR"]);
  });
});

describe("the catalog", () => {
  it("lists work groups, the database, and its tables with their columns", async () => {
    const { WorkGroups } = await athena.send(new ListWorkGroupsCommand({}));
    expect(WorkGroups?.map((group) => group.Name)).toEqual(["primary", "batch"]);
    const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: "batch" }));
    expect(WorkGroup?.Configuration?.ResultConfiguration?.OutputLocation).toBe("s3://haneul-athena-results/batch/");
    const CatalogName = "AwsDataCatalog";
    const { DatabaseList } = await athena.send(new ListDatabasesCommand({ CatalogName }));
    expect(DatabaseList?.map((one) => one.Name)).toEqual(["haneul_lake"]);
    const tables = new ListTableMetadataCommand({ CatalogName, DatabaseName: "haneul_lake", Expression: "daily$" });
    expect((await athena.send(tables)).TableMetadataList?.map((table) => table.Name)).toEqual([
      "orders_daily",
      "cost_daily",
    ]);
    const one = { CatalogName, DatabaseName: "haneul_lake", TableName: "orders_daily" };
    const { TableMetadata } = await athena.send(new GetTableMetadataCommand(one));
    expect(TableMetadata?.Columns?.map((column) => [column.Name, column.Type])).toEqual([
      ["dt", "string"],
      ["channel", "string"],
      ["orders", "bigint"],
      ["cancelled", "bigint"],
      ["amount_krw", "bigint"],
    ]);
    const none = new GetTableMetadataCommand({ ...one, TableName: "nope" });
    expect(await failed(athena.send(none))).toBe("MetadataException");
  });
});
