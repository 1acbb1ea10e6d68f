import { setTimeout as delay } from "node:timers/promises";
import type { ResultField } from "@aws-sdk/client-cloudwatch-logs";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";

export interface InsightsQuestion {
  account: AccountConfig;
  region: string;
  groups: string[];
  window: { fromMs: number; toMs: number };
  query: string;
  limit: number;
}

export interface InsightsAnswer {
  rows: Record<string, string>[];
  /** Fields in the order of the first row that has them; `@ptr` left out. */
  fields: string[];
  matched: number;
  scannedRecords: number;
  /** Zero where the query was shared: it is billed once. */
  scannedBytes: number;
  requests: number;
  /** The same query of somebody else was running already. */
  shared: boolean;
}

const FIRST_POLL_MS = 150;
const MAX_POLL_MS = 1_000;
/** Under the time limit of a call, so that there is still time to stop the query and to say so. */
const QUERY_LIMIT_MS = 48_000;

/** Runs one Logs Insights query to its end. The same query of two people at once is scanned and paid once. */
export async function runInsights(
  question: InsightsQuestion,
  { aws, inFlight, signal }: Pick<Call, "aws" | "inFlight" | "signal">,
): Promise<InsightsAnswer> {
  const { account, region, groups, window, query, limit } = question;
  const key = `insights/${JSON.stringify([account.name, region, groups, window.fromMs, window.toMs, query, limit])}`;
  const { value, joined } = await inFlight.share(key, signal, (signal) => runQuery(question, { aws, signal }));
  return joined ? { ...value, requests: 0, scannedBytes: 0, shared: true } : value;
}

/** Whatever ends it early also stops it at AWS: a query left running goes on costing. */
async function runQuery(question: InsightsQuestion, call: Pick<Call, "aws" | "signal">): Promise<InsightsAnswer> {
  const { CloudWatchLogsClient, GetQueryResultsCommand, StartQueryCommand, StopQueryCommand } =
    awsSdk("client-cloudwatch-logs");
  const { account, region, window } = question;
  const { aws, signal } = call;
  const client = aws.client(CloudWatchLogsClient, account, region);
  const site = (action: string) => ({ action, account, region, signal });

  const { queryId } = await aws.send(site("logs:StartQuery"), (options) =>
    client.send(
      new StartQueryCommand({
        logGroupNames: question.groups,
        startTime: Math.floor(window.fromMs / 1_000),
        // The API includes the last second; ours is excluded.
        endTime: Math.ceil(window.toMs / 1_000) - 1,
        queryString: question.query,
        limit: question.limit,
      }),
      options,
    ),
  );
  let requests = 1;
  const started = performance.now();
  try {
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.6, MAX_POLL_MS)) {
      const reply = await aws.send(site("logs:GetQueryResults"), (options) =>
        client.send(new GetQueryResultsCommand({ queryId }), options),
      );
      requests += 1;
      if (reply.status === "Complete") {
        const results = reply.results ?? [];
        return {
          ...readRows(results),
          matched: Math.max(reply.statistics?.recordsMatched ?? 0, results.length),
          scannedRecords: reply.statistics?.recordsScanned ?? 0,
          scannedBytes: reply.statistics?.bytesScanned ?? 0,
          requests,
          shared: false,
        };
      }
      if (reply.status !== "Scheduled" && reply.status !== "Running")
        throw ended(reply.status ?? "Unknown", account.name, region);
      if (performance.now() - started > QUERY_LIMIT_MS) throw tookTooLong(account.name, region);
      await delay(pause, undefined, { signal });
    }
  } catch (error) {
    // The caller hears of the error that led here; that the query could not be stopped either is not news.
    await client.send(new StopQueryCommand({ queryId })).catch(() => undefined);
    throw error;
  }
}

function ended(status: string, account: string, region: string): ToolError {
  return new ToolError("unavailable", {
    ko: `${account} 계정의 ${region} 리전에서 Logs Insights 쿼리가 ${status} 상태로 끝났습니다. 다시 시도하거나 기간을 줄여 주세요.`,
    en: `The Logs Insights query ended as ${status} in ${region} of ${account}. Try again, or with a shorter period.`,
  });
}

function tookTooLong(account: string, region: string): ToolError {
  return new ToolError("unavailable", {
    ko: `${account} 계정의 ${region} 리전에서 Logs Insights 쿼리가 ${QUERY_LIMIT_MS / 1_000}초 안에 끝나지 않아 중지했습니다. 기간을 줄이거나 로그 그룹을 더 적게 지정해 주세요.`,
    en: `The Logs Insights query in ${region} of ${account} did not finish within ${QUERY_LIMIT_MS / 1_000} seconds and was stopped. Shorten the period or name fewer log groups.`,
  });
}

function readRows(results: ResultField[][]): { rows: Record<string, string>[]; fields: string[] } {
  const fields = new Set<string>();
  const rows = results.map((result) => {
    const row: Record<string, string> = {};
    for (const { field, value } of result) {
      if (!field || field === "@ptr") continue;
      fields.add(field);
      row[field] = value ?? "";
    }
    return row;
  });
  return { rows, fields: [...fields] };
}

/** Insights writes times as `2026-11-20 03:04:05.678`, in UTC. Null where it is none. */
export function insightsTime(value: string | undefined): number | null {
  if (!value || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,3})?$/.test(value)) return null;
  const ms = Date.parse(`${value.replace(" ", "T")}Z`);
  return Number.isNaN(ms) ? null : ms;
}
