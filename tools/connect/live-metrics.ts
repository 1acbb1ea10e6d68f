import type { CurrentMetric, CurrentMetricResult } from "@aws-sdk/client-connect";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { readPages } from "../read-pages.ts";

const MAX_PAGES = 5;

const METRICS = [
  { Name: "CONTACTS_IN_QUEUE", Unit: "COUNT" },
  { Name: "OLDEST_CONTACT_AGE", Unit: "SECONDS" },
  { Name: "AGENTS_ONLINE", Unit: "COUNT" },
  { Name: "AGENTS_AVAILABLE", Unit: "COUNT" },
  { Name: "AGENTS_ON_CONTACT", Unit: "COUNT" },
] as const satisfies CurrentMetric[];

export interface QueueNow {
  waiting: number;
  /** Seconds; 0 where nobody waits. */
  oldestSeconds: number;
  online: number;
  available: number;
  onContact: number;
}

/** What Connect leaves out of its results has nobody in it. */
export const nobody: QueueNow = { waiting: 0, oldestSeconds: 0, online: 0, available: 0, onContact: 0 };

/**
 * The queues of one instance as they are, by their id. Always grouped by queue: without that Connect tells the oldest age
 * in milliseconds although its unit says seconds.
 */
export async function liveMetrics(
  centre: { id: string; queues: readonly string[] },
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ queues: Map<string, QueueNow>; at: number | null; requests: number; complete: boolean }> {
  const { ConnectClient, GetCurrentMetricDataCommand } = awsSdk("client-connect");
  const client = aws.client(ConnectClient, account, region);
  const { pages, requests, complete } = await readPages(
    MAX_PAGES,
    (token) =>
      aws.send({ action: "connect:GetCurrentMetricData", account, region, signal }, (options) =>
        client.send(
          new GetCurrentMetricDataCommand({
            InstanceId: centre.id,
            Filters: { Queues: [...centre.queues] },
            Groupings: ["QUEUE"],
            CurrentMetrics: [...METRICS],
            MaxResults: 100,
            ...(token ? { NextToken: token } : {}),
          }),
          options,
        ),
      ),
    (page) => page.NextToken,
  );
  const results = pages.flatMap((page) => page.MetricResults ?? []);
  const taken = pages[0]?.DataSnapshotTime?.getTime();
  return {
    queues: new Map(results.map((result) => [result.Dimensions?.Queue?.Id ?? "", queueNow(result)])),
    at: taken === undefined ? null : Math.floor(taken / 1_000) * 1_000,
    requests,
    complete,
  };
}

function queueNow({ Collections = [] }: CurrentMetricResult): QueueNow {
  const value = (name: (typeof METRICS)[number]["Name"]) =>
    Collections.find(({ Metric }) => Metric?.Name === name)?.Value ?? 0;
  return {
    waiting: value("CONTACTS_IN_QUEUE"),
    oldestSeconds: value("OLDEST_CONTACT_AGE"),
    online: value("AGENTS_ONLINE"),
    available: value("AGENTS_AVAILABLE"),
    onContact: value("AGENTS_ON_CONTACT"),
  };
}
