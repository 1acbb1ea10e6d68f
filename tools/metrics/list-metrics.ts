import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { readPages } from "../read-pages.ts";
import type { MetricName } from "./metric-data.ts";

const MAX_PAGES = 20;

/** The sets of dimensions that CloudWatch keeps a metric under; it lists those with data in the last two weeks. */
export async function listMetrics(
  account: AccountConfig,
  region: string,
  wanted: { namespace?: string; metric: string; dimension?: { name: string; value: string } },
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ metrics: MetricName[]; requests: number }> {
  const { CloudWatchClient, ListMetricsCommand } = awsSdk("client-cloudwatch");
  const client = aws.client(CloudWatchClient, account, region);
  const { pages, requests } = await readPages(
    MAX_PAGES,
    (token) => {
      const command = new ListMetricsCommand({
        MetricName: wanted.metric,
        ...(wanted.namespace ? { Namespace: wanted.namespace } : {}),
        ...(wanted.dimension ? { Dimensions: [{ Name: wanted.dimension.name, Value: wanted.dimension.value }] } : {}),
        ...(token ? { NextToken: token } : {}),
      });
      return aws.send({ action: "cloudwatch:ListMetrics", account, region, signal }, (options) =>
        client.send(command, options),
      );
    },
    (page) => page.NextToken,
  );
  const metrics = pages
    .flatMap((page) => page.Metrics ?? [])
    .map(({ Namespace = "", MetricName: metric = "", Dimensions = [] }) => ({
      namespace: Namespace,
      metric,
      dimensions: Object.fromEntries(Dimensions.map(({ Name = "", Value = "" }) => [Name, Value])),
    }));
  return { metrics, requests };
}
