import type { CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { readPages } from "../read-pages.ts";

const PAGE = 100;
const MAX_PAGES = 20;

export type Alarm = { kind: "metric"; alarm: MetricAlarm } | { kind: "composite"; alarm: CompositeAlarm };

/** All alarms of one region, metric and composite ones: the API gives only metric alarms unless both are asked for. */
export async function describeAlarms(
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ alarms: Alarm[]; requests: number; complete: boolean }> {
  const { CloudWatchClient, DescribeAlarmsCommand } = awsSdk("client-cloudwatch");
  const client = aws.client(CloudWatchClient, account, region);
  const { pages, requests, complete } = await readPages(
    MAX_PAGES,
    (token) => {
      const command = new DescribeAlarmsCommand({
        AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
        MaxRecords: PAGE,
        ...(token ? { NextToken: token } : {}),
      });
      return aws.send({ action: "cloudwatch:DescribeAlarms", account, region, signal }, (options) =>
        client.send(command, options),
      );
    },
    (page) => page.NextToken,
  );
  const alarms = pages.flatMap((page): Alarm[] => [
    ...(page.MetricAlarms ?? []).map((alarm) => ({ kind: "metric" as const, alarm })),
    ...(page.CompositeAlarms ?? []).map((alarm) => ({ kind: "composite" as const, alarm })),
  ]);
  return { alarms, requests, complete };
}
