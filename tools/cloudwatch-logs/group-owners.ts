import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

const PAGE = 100;
const MAX_PAGES = 40;

/** The `owner` tag of each log group of a region that has one, by ARN without `:*`. */
export async function groupOwners(
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ owners: Map<string, string>; requests: number }> {
  const { GetResourcesCommand, ResourceGroupsTaggingAPIClient } = awsSdk("client-resource-groups-tagging-api");
  const client = aws.client(ResourceGroupsTaggingAPIClient, account, region);
  const owners = new Map<string, string>();
  let [requests, token] = [0, undefined as string | undefined];
  do {
    const command = new GetResourcesCommand({
      ResourceTypeFilters: ["logs:log-group"],
      TagFilters: [{ Key: "owner" }],
      ResourcesPerPage: PAGE,
      ...(token ? { PaginationToken: token } : {}),
    });
    const reply = await aws.send({ action: "tag:GetResources", account, region, signal }, (options) =>
      client.send(command, options),
    );
    requests += 1;
    for (const { ResourceARN, Tags } of reply.ResourceTagMappingList ?? []) {
      const owner = Tags?.find(({ Key }) => Key === "owner")?.Value;
      if (ResourceARN && owner) owners.set(ResourceARN.replace(/:\*$/, ""), owner);
    }
    token = reply.PaginationToken || undefined;
  } while (token && requests < MAX_PAGES);
  return { owners, requests };
}
