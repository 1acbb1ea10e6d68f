import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

export interface DashboardEntry {
  name: string;
  modified: number | null;
  bytes: number;
}

const MAX_PAGES = 10;

/** All dashboards of the account; they belong to no region. */
export async function listDashboards(
  account: AccountConfig,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ entries: DashboardEntry[]; requests: number }> {
  const { CloudWatchClient, ListDashboardsCommand } = await import("@aws-sdk/client-cloudwatch");
  const region = account.regions[0]!;
  const client = aws.client(CloudWatchClient, account, region);
  const entries: DashboardEntry[] = [];
  let [requests, token] = [0, undefined as string | undefined];
  do {
    const command = new ListDashboardsCommand(token ? { NextToken: token } : {});
    const reply = await aws.send({ action: "cloudwatch:ListDashboards", account, region, signal }, (options) =>
      client.send(command, options),
    );
    requests += 1;
    for (const { DashboardName = "", LastModified, Size = 0 } of reply.DashboardEntries ?? [])
      entries.push({ name: DashboardName, modified: LastModified?.getTime() ?? null, bytes: Size });
    token = reply.NextToken;
  } while (token && requests < MAX_PAGES);
  return { entries, requests };
}

/** A dashboard's body: JSON that somebody wrote. */
export async function getDashboard(
  account: AccountConfig,
  name: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<string> {
  const { CloudWatchClient, GetDashboardCommand } = await import("@aws-sdk/client-cloudwatch");
  const region = account.regions[0]!;
  const client = aws.client(CloudWatchClient, account, region);
  const reply = await aws.send({ action: "cloudwatch:GetDashboard", account, region, signal }, (options) =>
    client.send(new GetDashboardCommand({ DashboardName: name }), options),
  );
  return reply.DashboardBody ?? "";
}
