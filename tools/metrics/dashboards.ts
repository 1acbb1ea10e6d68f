import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { readPages } from "../read-pages.ts";

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
): Promise<{ entries: DashboardEntry[]; requests: number; complete: boolean }> {
  const { CloudWatchClient, ListDashboardsCommand } = awsSdk("client-cloudwatch");
  const region = account.regions[0]!;
  const client = aws.client(CloudWatchClient, account, region);
  const { pages, requests, complete } = await readPages(
    MAX_PAGES,
    (token) =>
      aws.send({ action: "cloudwatch:ListDashboards", account, region, signal }, (options) =>
        client.send(new ListDashboardsCommand(token ? { NextToken: token } : {}), options),
      ),
    (page) => page.NextToken,
  );
  const entries = pages.flatMap((page) =>
    (page.DashboardEntries ?? []).map(({ DashboardName = "", LastModified, Size = 0 }) => ({
      name: DashboardName,
      modified: LastModified?.getTime() ?? null,
      bytes: Size,
    })),
  );
  return { entries, requests, complete };
}

/** A dashboard's body: JSON that somebody wrote. */
export async function getDashboard(
  account: AccountConfig,
  name: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<string> {
  const { CloudWatchClient, GetDashboardCommand } = awsSdk("client-cloudwatch");
  const region = account.regions[0]!;
  const client = aws.client(CloudWatchClient, account, region);
  const reply = await aws.send({ action: "cloudwatch:GetDashboard", account, region, signal }, (options) =>
    client.send(new GetDashboardCommand({ DashboardName: name }), options),
  );
  return reply.DashboardBody ?? "";
}
