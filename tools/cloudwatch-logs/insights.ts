import { setTimeout as delay } from "node:timers/promises";
import type { LogGroup, ResultField } from "@aws-sdk/client-cloudwatch-logs";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import type { Window } from "../period.ts";

export interface InsightsQuestion {
  account: AccountConfig;
  region: string;
  groups: LogGroup[];
  window: Window;
  query: string;
  limit: number;
}

export interface InsightsAnswer {
  rows: Record<string, string>[];
  /** Fields in the order of the first row that has them; `@ptr` left out. */
  fields: string[];
  matched: number;
  scannedRecords: number;
  scannedBytes: number;
  usd: number;
  requests: number;
}

/** USD per GB scanned. */
const pricePerGb: Readonly<Record<string, number>> = {
  "us-east-1": 0.005,
  "us-east-2": 0.005,
  "us-west-2": 0.005,
  "ap-northeast-2": 0.0076,
};
const DEFAULT_PRICE = 0.0076;
const GB = 1024 ** 3;
const FIRST_POLL_MS = 150;
const MAX_POLL_MS = 1_000;
const DAY_MS = 86_400_000;

/** Runs one Logs Insights query to its end. Refuses before starting when it would scan too much; stops the query when cancelled. */
export async function runInsights(question: InsightsQuestion, call: Call): Promise<InsightsAnswer> {
  refuseIfTooLarge(question, call);
  const { CloudWatchLogsClient, GetQueryResultsCommand, StartQueryCommand, StopQueryCommand } = await import(
    "@aws-sdk/client-cloudwatch-logs"
  );
  const { account, region, window } = question;
  const { aws, signal } = call;
  const client = aws.client(CloudWatchLogsClient, account, region);
  const site = (action: string) => ({ action, account, region, signal });

  const started = await aws.send(site("logs:StartQuery"), (options) =>
    client.send(
      new StartQueryCommand({
        logGroupNames: question.groups.flatMap(({ logGroupName }) => logGroupName ?? []),
        startTime: Math.floor(window.fromMs / 1_000),
        // The API includes the last second; ours is excluded.
        endTime: Math.ceil(window.toMs / 1_000) - 1,
        queryString: question.query,
        limit: question.limit,
      }),
      options,
    ),
  );
  const queryId = started.queryId;
  let requests = 1;
  try {
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.6, MAX_POLL_MS)) {
      const reply = await aws.send(site("logs:GetQueryResults"), (options) =>
        client.send(new GetQueryResultsCommand({ queryId }), options),
      );
      requests += 1;
      if (reply.status === "Complete") {
        const scannedBytes = reply.statistics?.bytesScanned ?? 0;
        const results = reply.results ?? [];
        return {
          ...readRows(results),
          matched: Math.max(reply.statistics?.recordsMatched ?? 0, results.length),
          scannedRecords: reply.statistics?.recordsScanned ?? 0,
          scannedBytes,
          usd: (scannedBytes / GB) * (pricePerGb[region] ?? DEFAULT_PRICE),
          requests,
        };
      }
      if (reply.status !== "Scheduled" && reply.status !== "Running")
        throw new ToolError("unavailable", {
          ko: `${account.name} 계정의 ${region} 리전에서 Logs Insights 쿼리가 ${reply.status ?? "Unknown"} 상태로 끝났습니다. 다시 시도하거나 기간을 줄여 주세요.`,
          en: `The Logs Insights query ended as ${reply.status ?? "Unknown"} in ${region} of ${account.name}. Try again, or with a shorter period.`,
        });
      await delay(pause, undefined, { signal });
    }
  } catch (error) {
    // A query left running goes on costing money; the caller is already gone, so its failure is not news.
    if (signal.aborted) await client.send(new StopQueryCommand({ queryId })).catch(() => undefined);
    throw error;
  }
}

/** AWS counts stored bytes compressed, so this is an estimate from below; it is made for telling GB from TB. */
function estimateBytes(groups: readonly LogGroup[], window: Window, now: number): number {
  return groups.reduce((sum, { storedBytes = 0, creationTime = 0, retentionInDays }) => {
    const oldest = Math.max(creationTime, retentionInDays ? now - retentionInDays * DAY_MS : 0);
    const age = Math.max(now - oldest, DAY_MS);
    const overlap = Math.max(0, window.toMs - Math.max(window.fromMs, oldest));
    return sum + storedBytes * Math.min(1, overlap / age);
  }, 0);
}

function refuseIfTooLarge({ groups, window }: InsightsQuestion, { limits, context }: Call): void {
  const gb = estimateBytes(groups, window, context.now) / GB;
  if (gb <= limits.logsScanGb) return;
  throw new ToolError("budget", {
    ko: `이 쿼리는 약 ${gb.toFixed(1)} GB를 스캔하게 되어 쿼리당 한도 ${limits.logsScanGb} GB를 넘습니다. 기간을 줄이거나 로그 그룹을 더 적게 지정해 주세요.`,
    en: `This query would scan about ${gb.toFixed(1)} GB, over the limit of ${limits.logsScanGb} GB per query. Shorten the period or name fewer log groups.`,
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
