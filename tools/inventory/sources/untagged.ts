import { awsSdk } from "../../aws-sdk.ts";
import { parseArn } from "../arn.ts";
import { pages, resource, type Source } from "../site.ts";
import { nameIn } from "./tagged.ts";

/**
 * What has no tags, of all services: Resource Explorer, where the region has an index. A query gives its first 1,000.
 * https://docs.aws.amazon.com/resource-explorer/latest/userguide/using-search-query-syntax.html
 */
export const untagged: Source = {
  types: [],
  async read(site) {
    const sdk = awsSdk("client-resource-explorer-2");
    const client = site.aws.client(sdk.ResourceExplorer2Client, site.account, site.region);
    const QueryString = `tag:none region:${site.region}`;
    const found = await pages(
      site,
      "resource-explorer-2:Search",
      (NextToken, options) =>
        client.send(
          new sdk.SearchCommand({ QueryString, MaxResults: 1_000, ...(NextToken && { NextToken }) }),
          options,
        ),
      (output) => output.NextToken,
    );
    const resources = found
      .flatMap(({ Resources }) => Resources ?? [])
      .flatMap(({ Arn = "", ResourceType, OwningAccountId }) => {
        const parsed = parseArn(Arn);
        if (!parsed || (OwningAccountId !== undefined && OwningAccountId !== site.accountId)) return [];
        const type = ResourceType ?? parsed.type;
        return [resource(site, { ...parsed, type, name: nameIn({ type, id: parsed.id }), tags: {} })];
      });
    return { resources, links: [] };
  },
};
