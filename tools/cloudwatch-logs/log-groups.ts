import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { readPages } from "../read-pages.ts";

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
  const { CloudWatchLogsClient, DescribeLogGroupsCommand } = awsSdk("client-cloudwatch-logs");
  const client = aws.client(CloudWatchLogsClient, account, region);
  const { pages, requests, complete } = await readPages(
    MAX_PAGES,
    (token) =>
      aws.send({ action: "logs:DescribeLogGroups", account, region, signal }, (options) =>
        client.send(new DescribeLogGroupsCommand({ limit: PAGE, ...(token ? { nextToken: token } : {}) }), options),
      ),
    (page) => page.nextToken,
  );
  return { groups: pages.flatMap((page) => page.logGroups ?? []), requests, complete };
}

/** The oldest moment a group may still hold: its creation, or as far back as it keeps its lines. */
export function oldestKept({ creationTime = 0, retentionInDays }: LogGroup, now: number): number {
  return Math.max(creationTime, retentionInDays ? now - retentionInDays * 86_400_000 : 0);
}
