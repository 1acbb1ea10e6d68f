import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { readPages } from "../read-pages.ts";

/** A metric with its exact set of dimensions: CloudWatch returns nothing for a set that is merely similar. */
export interface MetricName {
  namespace: string;
  metric: string;
  dimensions: Readonly<Record<string, string>>;
}

/** Oldest first; milliseconds since the epoch. */
export interface Line {
  times: number[];
  values: number[];
}

/** One of the lines of a query: SEARCH and the like give several, told apart by their labels. */
export interface LabelledLine extends Line {
  id: string;
  label: string;
}

/** Whole periods: both ends are multiples of `seconds` from each other. */
export interface Grid {
  fromMs: number;
  toMs: number;
  seconds: number;
}

/** Both are limits of GetMetricData. [CloudWatch API reference] */
export const MAX_QUERIES = 500;
const MAX_PAGES = 20;

/** One statistic of one metric, as GetMetricData takes it; `id` begins with a small letter. */
export function statOf(
  id: string,
  name: MetricName,
  statistic: string,
  seconds: number,
  shown = true,
): MetricDataQuery {
  return {
    Id: id,
    ReturnData: shown,
    MetricStat: {
      Metric: {
        Namespace: name.namespace,
        MetricName: name.metric,
        Dimensions: Object.entries(name.dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: seconds,
      Stat: statistic,
    },
  };
}

/** The lines of the queries that return data, in CloudWatch's order; one without datapoints is empty or missing. */
export async function metricData(
  account: AccountConfig,
  region: string,
  queries: readonly MetricDataQuery[],
  { fromMs, toMs }: Pick<Grid, "fromMs" | "toMs">,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ lines: LabelledLine[]; requests: number }> {
  const { CloudWatchClient, GetMetricDataCommand } = awsSdk("client-cloudwatch");
  const client = aws.client(CloudWatchClient, account, region);
  const lines = new Map<string, LabelledLine>();
  let requests = 0;
  for (let start = 0; start < queries.length; start += MAX_QUERIES) {
    const read = await readPages(
      MAX_PAGES,
      (token) => {
        const command = new GetMetricDataCommand({
          MetricDataQueries: queries.slice(start, start + MAX_QUERIES),
          StartTime: new Date(fromMs),
          EndTime: new Date(toMs),
          ScanBy: "TimestampAscending",
          ...(token ? { NextToken: token } : {}),
        });
        return aws.send({ action: "cloudwatch:GetMetricData", account, region, signal }, (options) =>
          client.send(command, options),
        );
      },
      (page) => page.NextToken,
    );
    requests += read.requests;
    for (const { Id = "", Label = "", Timestamps = [], Values = [] } of read.pages.flatMap(
      (page) => page.MetricDataResults ?? [],
    )) {
      const key = JSON.stringify([Id, Label]);
      const line = lines.get(key) ?? { id: Id, label: Label, times: [], values: [] };
      lines.set(key, line);
      line.times.push(...Timestamps.map((time) => time.getTime()));
      line.values.push(...Values);
    }
  }
  return { lines: [...lines.values()], requests };
}
