import type { MetricResultV2 } from "@aws-sdk/client-connect";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Window } from "../period.ts";
import { readPages } from "../read-pages.ts";

const MAX_PAGES = 5;
/** A contact answered within so many seconds counts as served in time. */
export const SERVICE_SECONDS = 60;

const NAMES = [
  "CONTACTS_QUEUED",
  "CONTACTS_HANDLED",
  "CONTACTS_ABANDONED",
  "AVG_QUEUE_ANSWER_TIME",
  "AVG_ABANDON_TIME",
  "MAX_QUEUED_TIME",
  "AVG_HANDLE_TIME",
  "SERVICE_LEVEL",
] as const;

/** What became of the contacts of a queue. Times in seconds; null where there was nothing to take them of. */
export interface QueueThen {
  queued: number;
  answered: number;
  abandoned: number;
  waitedForAnswer: number | null;
  waitedInVain: number | null;
  longestWait: number | null;
  handled: number | null;
  /** Of those queued, answered within `SERVICE_SECONDS`: 0 to 1. */
  inTime: number | null;
}

/** Queues of one instance over a span, by their id; one without contacts is left out by Connect. */
export async function pastMetrics(
  centre: { arn: string; queues: readonly string[] },
  window: Window,
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ queues: Map<string, QueueThen>; requests: number; complete: boolean }> {
  const { ConnectClient, GetMetricDataV2Command } = awsSdk("client-connect");
  const client = aws.client(ConnectClient, account, region);
  const { pages, requests, complete } = await readPages(
    MAX_PAGES,
    (token) =>
      aws.send({ action: "connect:GetMetricDataV2", account, region, signal }, (options) =>
        client.send(
          new GetMetricDataV2Command({
            ResourceArn: centre.arn,
            StartTime: new Date(window.fromMs),
            EndTime: new Date(window.toMs),
            Interval: { IntervalPeriod: "TOTAL" },
            Filters: [{ FilterKey: "QUEUE", FilterValues: [...centre.queues] }],
            Groupings: ["QUEUE"],
            Metrics: NAMES.map((Name) =>
              Name === "SERVICE_LEVEL"
                ? { Name, Threshold: [{ Comparison: "LT", ThresholdValue: SERVICE_SECONDS }] }
                : { Name },
            ),
            MaxResults: 100,
            ...(token ? { NextToken: token } : {}),
          }),
          options,
        ),
      ),
    (page) => page.NextToken,
  );
  const results = pages.flatMap((page) => page.MetricResults ?? []);
  return {
    queues: new Map(results.map((result) => [result.Dimensions?.QUEUE ?? "", queueThen(result)])),
    requests,
    complete,
  };
}

function queueThen({ Collections = [] }: MetricResultV2): QueueThen {
  const value = (name: (typeof NAMES)[number]) =>
    Collections.find(({ Metric }) => Metric?.Name === name)?.Value ?? null;
  const share = value("SERVICE_LEVEL");
  return {
    queued: value("CONTACTS_QUEUED") ?? 0,
    answered: value("CONTACTS_HANDLED") ?? 0,
    abandoned: value("CONTACTS_ABANDONED") ?? 0,
    waitedForAnswer: value("AVG_QUEUE_ANSWER_TIME"),
    waitedInVain: value("AVG_ABANDON_TIME"),
    longestWait: value("MAX_QUEUED_TIME"),
    handled: value("AVG_HANDLE_TIME"),
    inTime: share === null ? null : share / 100,
  };
}
