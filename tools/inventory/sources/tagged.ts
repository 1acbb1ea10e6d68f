import { awsSdk } from "../../aws-sdk.ts";
import { parseArn } from "../arn.ts";
import { pages, resource, type Source, tagsOf } from "../site.ts";

/**
 * Whatever has or had a tag, of all services at once: the tagging API. It does not know what was never tagged, and goes
 * on listing deleted resources for a while.
 */
export const tagged: Source = {
  types: [],
  async read(site) {
    const sdk = awsSdk("client-resource-groups-tagging-api");
    const client = site.aws.client(sdk.ResourceGroupsTaggingAPIClient, site.account, site.region);
    const found = await pages(
      site,
      "tag:GetResources",
      (PaginationToken, options) =>
        client.send(
          new sdk.GetResourcesCommand({ ResourcesPerPage: 100, ...(PaginationToken && { PaginationToken }) }),
          options,
        ),
      (output) => output.PaginationToken,
    );
    const resources = found
      .flatMap(({ ResourceTagMappingList }) => ResourceTagMappingList ?? [])
      .flatMap(({ ResourceARN = "", Tags }) => {
        const parsed = parseArn(ResourceARN);
        if (!parsed) return [];
        return [resource(site, { ...parsed, name: nameIn(parsed), tags: tagsOf(Tags) })];
      });
    return { resources, links: [] };
  },
};

/** Types whose id is the name that people gave. */
export function nameIn({ type, id }: { type: string; id: string }): string | undefined {
  if (type.startsWith("ec2:") || type.startsWith("connect:")) return undefined;
  return type.startsWith("elasticloadbalancing:") ? id.split("/").at(-2) : id.split("/").at(-1);
}
