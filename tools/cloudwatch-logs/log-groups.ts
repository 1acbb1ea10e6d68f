import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

const PAGE = 50;
const MAX_PAGES = 20;

export interface GroupList {
  groups: LogGroup[];
  requests: number;
  complete: boolean;
}

/** All log groups of one region, in AWS's order. */
export async function listLogGroups(
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<GroupList> {
  const { CloudWatchLogsClient, DescribeLogGroupsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
  const client = aws.client(CloudWatchLogsClient, account, region);
  const groups: LogGroup[] = [];
  let requests = 0;
  let token: string | undefined;
  do {
    const command = new DescribeLogGroupsCommand({ limit: PAGE, ...(token ? { nextToken: token } : {}) });
    const reply = await aws.send({ action: "logs:DescribeLogGroups", account, region, signal }, (options) =>
      client.send(command, options),
    );
    requests += 1;
    groups.push(...(reply.logGroups ?? []));
    token = reply.nextToken;
  } while (token && requests < MAX_PAGES);
  return { groups, requests, complete: !token };
}

/** The oldest moment a group may still hold: its creation, or as far back as it keeps its lines. */
export function oldestKept({ creationTime = 0, retentionInDays }: LogGroup, now: number): number {
  return Math.max(creationTime, retentionInDays ? now - retentionInDays * 86_400_000 : 0);
}
