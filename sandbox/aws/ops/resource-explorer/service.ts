/** Resource Explorer: an aggregator index in Seoul that sees all regions, a local one in us-east-1, nowhere else. */
import type * as Explorer from "@aws-sdk/client-resource-explorer-2";
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import { randomOf, uuidOf } from "../../world/random.ts";
import { everyTaggable, inhabited, taggablesOf } from "../taggables.ts";
import { parseQuery } from "./query.ts";

const AGGREGATOR = "ap-northeast-2";
/** What is indexed is up to a quarter of an hour old. */
const REPORTED_MS = 15 * 60_000;

const arnOf = (call: Call, region: string, kind: "index" | "view") => {
  const id = uuidOf(randomOf(call.world.setting.seed, call.account.id, "resource-explorer", kind, region));
  const path = kind === "view" ? `all-resources/${id}` : id;
  return `arn:aws:resource-explorer-2:${region}:${call.account.id}:${kind}/${path}`;
};

const unauthorized = () => new AwsError("UnauthorizedException", "Unauthorized", 401);

/** @throws AwsError UnauthorizedException where the region has no index, and for a view that is not there. */
function viewOf(arn: string | undefined, call: Call): string {
  if (!inhabited.some((region) => region === call.region)) throw unauthorized();
  const own = arnOf(call, call.region, "view");
  if (arn !== undefined && arn !== own) throw unauthorized();
  return own;
}

export const resourceExplorer = defineService<typeof Explorer>({
  package: "@aws-sdk/client-resource-explorer-2",
  client: "ResourceExplorer2Client",
  scope: "resource-explorer-2",
  iam: "resource-explorer-2",
  operations: {
    Search(input, call) {
      const ViewArn = viewOf(input.ViewArn, call);
      const { NextToken, MaxResults = 100, ...rest } = input;
      if (MaxResults < 1 || MaxResults > 1000)
        throw new AwsError("ValidationException", "MaxResults must be between 1 and 1000");
      const fits = parseQuery(input.QueryString ?? "");
      const all = (call.region === AGGREGATOR ? everyTaggable(call) : taggablesOf(call)).filter(fits);
      const inputs = { ...rest, region: call.region };
      const cursor = openCursor(
        NextToken,
        inputs,
        call.now,
        () => new AwsError("ValidationException", "The NextToken is invalid"),
      );
      const page = pageOf(all, cursor, MaxResults, inputs);
      const LastReportedAt = new Date(Math.floor(call.now / REPORTED_MS) * REPORTED_MS);
      return {
        Resources: page.items.map(({ arn, region, type, tags }) => ({
          Arn: arn,
          OwningAccountId: call.account.id,
          Region: region,
          ResourceType: type,
          Service: type.split(":")[0],
          LastReportedAt,
          Properties:
            Object.keys(tags).length > 0
              ? [{ Name: "tags", LastReportedAt, Data: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }]
              : [],
        })),
        ViewArn,
        Count: { TotalResources: all.length, Complete: true },
        ...(page.next ? { NextToken: page.next } : {}),
      };
    },

    GetDefaultView: (_, call) => ({ ViewArn: viewOf(undefined, call) }),

    GetView(input, call) {
      const ViewArn = viewOf(input.ViewArn, call);
      return {
        View: {
          ViewArn,
          Owner: call.account.id,
          Scope: `arn:aws:iam::${call.account.id}:root`,
          Filters: { FilterString: "" },
          IncludedProperties: [{ Name: "tags" }],
          LastUpdatedAt: new Date(call.world.setting.anchor - 200 * 86_400_000),
        },
      };
    },

    ListViews: (_, call) => ({
      Views: inhabited.some((region) => region === call.region) ? [arnOf(call, call.region, "view")] : [],
    }),

    ListIndexes(input, call) {
      const all = inhabited.map((region) => ({
        Arn: arnOf(call, region, "index"),
        Region: region,
        Type: region === AGGREGATOR ? ("AGGREGATOR" as const) : ("LOCAL" as const),
      }));
      const { Regions = [], Type } = input;
      return {
        Indexes: all.filter((i) => (Regions.length === 0 || Regions.includes(i.Region)) && (!Type || Type === i.Type)),
      };
    },

    GetIndex(_, call) {
      if (!inhabited.some((region) => region === call.region))
        throw new AwsError("ResourceNotFoundException", "There is no index in this Region", 404);
      const aggregator = call.region === AGGREGATOR;
      return {
        Arn: arnOf(call, call.region, "index"),
        Type: aggregator ? "AGGREGATOR" : "LOCAL",
        State: "ACTIVE",
        ReplicatingFrom: aggregator ? inhabited.filter((region) => region !== AGGREGATOR) : [],
        ReplicatingTo: aggregator ? [] : [AGGREGATOR],
        CreatedAt: new Date(call.world.setting.anchor - 200 * 86_400_000),
        LastUpdatedAt: new Date(call.world.setting.anchor - 200 * 86_400_000),
        Tags: {},
      };
    },
  },
  resources: {
    Search: (input, call) => [{ arn: input.ViewArn ?? arnOf(call, call.region, "view"), tags: {} }],
    GetView: (input) => [{ arn: input.ViewArn ?? "*", tags: {} }],
  },
});
