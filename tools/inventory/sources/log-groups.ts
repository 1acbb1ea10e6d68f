import { awsSdk } from "../../aws-sdk.ts";
import { partitionOf } from "../arn.ts";
import { pages, resource, type Source } from "../site.ts";

export const logGroups: Source = {
  types: ["logs:log-group"],
  async read(site) {
    const sdk = awsSdk("client-cloudwatch-logs");
    const client = site.aws.client(sdk.CloudWatchLogsClient, site.account, site.region);
    const found = await pages(
      site,
      "logs:DescribeLogGroups",
      (nextToken, options) =>
        client.send(new sdk.DescribeLogGroupsCommand({ limit: 50, ...(nextToken && { nextToken }) }), options),
      (output) => output.nextToken,
    );
    const resources = found
      .flatMap(({ logGroups: groups }) => groups ?? [])
      .map((group) => {
        const name = group.logGroupName ?? "";
        return resource(site, {
          arn:
            group.logGroupArn ??
            `arn:${partitionOf(site.region)}:logs:${site.region}:${site.accountId}:log-group:${name}`,
          type: "logs:log-group",
          id: name,
          name,
          created: group.creationTime === undefined ? undefined : new Date(group.creationTime),
          tags: null,
          detail: [group.retentionInDays ? `kept ${group.retentionInDays} days` : "kept for ever"],
          facts: [
            ["storage", "stored bytes", group.storedBytes],
            ["storage", "retention days", group.retentionInDays ?? "none"],
            ["storage", "class", group.logGroupClass],
          ],
        });
      });
    return { resources, links: [] };
  },
};
