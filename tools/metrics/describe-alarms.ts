import type { CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

const PAGE = 100;
const MAX_PAGES = 20;

export type Alarm = { kind: "metric"; alarm: MetricAlarm } | { kind: "composite"; alarm: CompositeAlarm };

/** All alarms of one region, metric and composite ones: the API gives only metric alarms unless both are asked for. */
export async function describeAlarms(
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ alarms: Alarm[]; requests: number; complete: boolean }> {
  const { CloudWatchClient, DescribeAlarmsCommand } = await import("@aws-sdk/client-cloudwatch");
  const client = aws.client(CloudWatchClient, account, region);
  const alarms: Alarm[] = [];
  let [requests, token] = [0, undefined as string | undefined];
  do {
    const command = new DescribeAlarmsCommand({
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      MaxRecords: PAGE,
      ...(token ? { NextToken: token } : {}),
    });
    const reply = await aws.send({ action: "cloudwatch:DescribeAlarms", account, region, signal }, (options) =>
      client.send(command, options),
    );
    requests += 1;
    alarms.push(
      ...(reply.MetricAlarms ?? []).map((alarm) => ({ kind: "metric" as const, alarm })),
      ...(reply.CompositeAlarms ?? []).map((alarm) => ({ kind: "composite" as const, alarm })),
    );
    token = reply.NextToken;
  } while (token && requests < MAX_PAGES);
  return { alarms, requests, complete: !token };
}
