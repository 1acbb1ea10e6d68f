import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CostExplorerClient, GetCostForecastCommand } from "@aws-sdk/client-cost-explorer";
import { fromIni } from "@aws-sdk/credential-providers";
import { createClock } from "../../src/clock.ts";
import { createDatasets } from "../../src/datasets/datasets.ts";
import { createLog } from "../../src/log.ts";
import type { Datasets } from "../../src/ports/datasets.ts";
import type { CallContext, Column, Scalar, Table } from "../../src/ports/tools.ts";
import { dataQuery } from "../../src/thread-tools/data-query.ts";
import { toolServer } from "../../src/toolhost/child-command.ts";
import { readServerEnv } from "../../src/toolhost/child-env.ts";
import { createToolHost } from "../../src/toolhost/tool-host.ts";

/** The day of the sample account's story that the demo shows too. */
const NOW = "2026-11-21T00:12:00Z";
const REGION = "ap-northeast-2";
const THREAD = "gallery";
const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A started sample account, asked as the bot asks: tools over MCP, results as datasets, SQL over them. */
export interface SampleAccount {
  datasets: Datasets;
  thread: string;
  /** A tool's result as a dataset; its handle. Asked once, however often it is called. */
  ask(tool: string, args: object): Promise<string>;
  sql(query: string): Promise<string>;
  /** One line per metric that a SEARCH expression finds, for what no tool serves yet. */
  metrics(search: string, from: string, to: string, unit: string, label: { ko: string; en: string }): Promise<string>;
  /** Days ahead with mean, low and high. */
  forecast(from: string, to: string): Promise<string>;
  close(): Promise<void>;
}

export async function startSampleAccount(context: CallContext): Promise<SampleAccount> {
  const folder = mkdtempSync(join(tmpdir(), "opsthread-gallery-"));
  const account = spawn(
    process.execPath,
    [
      "--import",
      root("guard.mjs"),
      root("sandbox/aws/main.ts"),
      "--data",
      join(folder, "aws"),
      "--now",
      NOW,
      "--with-parent",
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const [line] = (await once(createInterface({ input: account.stdout }), "line")) as [string];
  const ready = JSON.parse(line) as { url: string; configFile: string; account: string };
  const log = createLog("error", "gallery");
  const clock = createClock({ now: NOW });
  const accounts = [{ id: ready.account, name: context.accounts[0]!, regions: [REGION, "us-east-1"] }];
  const toolHost = createToolHost({
    ...toolServer("read"),
    env: readServerEnv(
      {
        PATH: process.env.PATH,
        OPSTHREAD_READ_CONFIG_FILE: ready.configFile,
        OPSTHREAD_READ_PROFILE: "opsthread-read",
        OPSTHREAD_READ_REGION: REGION,
      },
      {
        toolsConfig: JSON.stringify({ accounts, limits: { cost_explorer_day: 100, logs_scan_gb: 20 } }),
        dataDir: join(folder, "tools"),
        offerActions: false,
        docs: "embedded",
        logLevel: "error",
        now: NOW,
      },
    ),
    spoolDir: join(folder, "spool"),
    log,
  });
  const datasets = createDatasets({ dir: join(folder, "threads"), log, clock });
  const query = dataQuery(datasets);
  const aws = {
    endpoint: ready.url,
    region: REGION,
    credentials: fromIni({ configFilepath: ready.configFile, filepath: ready.configFile, profile: "sample-admin" }),
  };
  const signal = AbortSignal.timeout(300_000);
  const handles = new Map<string, Promise<string>>();
  let count = 0;
  const keep = async (tool: string, table: Table): Promise<string> =>
    (await datasets.add(THREAD, `g${++count}`, tool, {}, table)).handle;
  const once_ = (key: string, make: () => Promise<string>): Promise<string> => {
    const known = handles.get(key) ?? make();
    handles.set(key, known);
    return known;
  };

  return {
    datasets,
    thread: THREAD,
    ask: (tool, args) =>
      once_(`${tool} ${JSON.stringify(args)}`, async () => {
        const outcome = await toolHost.call(tool, args, context, signal);
        if (outcome.kind !== "table")
          throw new Error(`${tool}: ${outcome.kind === "preview" ? "a preview" : outcome.text}`);
        return keep(tool, outcome.table);
      }),
    sql: (text) =>
      once_(text, async () => {
        const { table } = await query.run({ sql: text }, { thread: THREAD, context }, signal);
        return keep("data_query", table!);
      }),
    metrics: (search, from, to, unit, label) =>
      once_(`${search} ${from}`, async () => {
        const client = new CloudWatchClient(aws);
        const { MetricDataResults = [] } = await client.send(
          new GetMetricDataCommand({
            StartTime: new Date(from),
            EndTime: new Date(to),
            MetricDataQueries: [{ Id: "found", Expression: search }],
          }),
        );
        const columns: Column[] = [
          { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
          { name: "metric", type: "text", label: { ko: "지표", en: "Metric" } },
          { name: "value", type: "number", unit, label },
        ];
        const rows = MetricDataResults.flatMap(({ Label = "", Timestamps = [], Values = [] }): Scalar[][] =>
          Timestamps.map((time, i) => [time.toISOString(), Label.split(" ").at(-1)!, Values[i] ?? null]),
        );
        return keep("metrics", tableOf(columns, rows, "CloudWatch", context, ready.account));
      }),
    forecast: (from, to) =>
      once_(`forecast ${from}`, async () => {
        const client = new CostExplorerClient(aws);
        const { ForecastResultsByTime = [] } = await client.send(
          new GetCostForecastCommand({
            TimePeriod: { Start: from, End: to },
            Metric: "UNBLENDED_COST",
            Granularity: "DAILY",
            PredictionIntervalLevel: 80,
          }),
        );
        const money = (name: string): Column => ({
          name,
          type: "money",
          unit: "USD",
          label: { ko: "비용", en: "Cost" },
        });
        const columns: Column[] = [
          { name: "day", type: "day", label: { ko: "날짜", en: "Day" } },
          ...["usd", "low", "high"].map(money),
        ];
        const rows = ForecastResultsByTime.map(
          ({ TimePeriod, MeanValue, PredictionIntervalLowerBound, PredictionIntervalUpperBound }): Scalar[] => [
            TimePeriod?.Start ?? null,
            ...[MeanValue, PredictionIntervalLowerBound, PredictionIntervalUpperBound].map(Number),
          ],
        );
        return keep("forecast", tableOf(columns, rows, "Cost Explorer", context, ready.account));
      }),
    async close() {
      await toolHost.close();
      await datasets.close();
      account.stdin.end();
      await once(account, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tableOf(columns: Column[], rows: Scalar[][], service: string, context: CallContext, account: string): Table {
  return {
    columns,
    rows,
    totals: {},
    period: null,
    scope: { accounts: [{ id: account, name: context.accounts[0]! }], regions: [REGION], skipped: [] },
    source: { service, requests: 1, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
    truncated: null,
    notes: [],
  };
}
