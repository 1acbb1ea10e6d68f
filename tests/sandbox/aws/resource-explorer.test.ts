import {
  GetDefaultViewCommand,
  GetIndexCommand,
  ListIndexesCommand,
  ListViewsCommand,
  ResourceExplorer2Client,
  SearchCommand,
} from "@aws-sdk/client-resource-explorer-2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseQuery } from "../../../sandbox/aws/ops/resource-explorer/query.ts";
import { dev, prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { type Taggable, taggablesAt } from "../../../sandbox/aws/world/taggables.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const world = taggablesAt(settingOf("haneul-1", prod, seoulMidnight(NOW)), NOW);
let account: Account;
const explorer = (region = "ap-northeast-2") => new ResourceExplorer2Client(account.as("admin", region));

beforeAll(async () => {
  account = await startAccount(["--now", new Date(NOW).toISOString()]);
});
afterAll(() => account.stop());

async function search(QueryString: string, region?: string): Promise<string[]> {
  const client = explorer(region);
  const arns: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new SearchCommand({ QueryString, ...(NextToken ? { NextToken } : {}) }));
    arns.push(...(page.Resources ?? []).map((r) => r.Arn ?? ""));
    NextToken = page.NextToken;
  } while (NextToken);
  return arns.sort();
}
const those = (test: (item: Taggable) => boolean) =>
  world
    .filter(test)
    .map(({ arn }) => arn)
    .sort();

describe("a search", () => {
  it("finds everything of all regions from the aggregator's, and its own from a local one", async () => {
    expect(await search("")).toEqual(those(() => true));
    expect(await search("", "us-east-1")).toEqual(those(({ region }) => region === "us-east-1"));
  });

  it.each<[string, (item: Taggable) => boolean]>([
    ["tag:none", ({ tags }) => Object.keys(tags).length === 0],
    ["-tag.key:owner", ({ tags }) => !("owner" in tags)],
    ["tag:team=order resourcetype:ec2:instance", ({ type, tags }) => type === "ec2:instance" && tags.team === "order"],
    ["service:rds,lambda -region:us-east-1", ({ type }) => /^(rds|lambda):/.test(type)],
    ["region:us* resourcetype:ec2:instance", ({ type, region }) => type === "ec2:instance" && region === "us-east-1"],
    ["tag.value:PAYMENT", ({ tags }) => Object.values(tags).includes("payment")],
    [
      "payment-worker resourcetype:ec2:instance",
      ({ type, tags }) => type === "ec2:instance" && tags.Name?.startsWith("payment") === true,
    ],
    [
      "web-1 web-2 resourcetype:ec2:instance",
      ({ type, tags }) => type === "ec2:instance" && /^web-[12]$/.test(tags.Name ?? ""),
    ],
    [`accountid:${dev.id} service:ec2`, () => false],
  ])("understands %s", (query, test) => {
    const found = world.filter(parseQuery(query)).map(({ arn }) => arn);
    expect(found.sort()).toEqual(those(test));
  });

  it("shows type, service, region and tags, and how many there are in all", async () => {
    const page = await explorer().send(new SearchCommand({ QueryString: "resourcetype:ec2:instance", MaxResults: 3 }));
    expect([page.Resources?.length, page.Count, page.NextToken === undefined]).toEqual([
      3,
      { TotalResources: 20, Complete: true },
      false,
    ]);
    expect(page.Resources?.[0]).toMatchObject({
      OwningAccountId: prod.id,
      Region: "ap-northeast-2",
      ResourceType: "ec2:instance",
      Service: "ec2",
      Properties: [{ Name: "tags", Data: expect.arrayContaining([{ Key: "Name", Value: "order-api-1" }]) }],
    });
  });

  it("is refused without an index, and for a tag filter that says nothing", async () => {
    const elsewhere = await failure(search("", "eu-west-1"));
    expect([elsewhere.name, elsewhere.status]).toEqual(["UnauthorizedException", 401]);
    expect((await failure(search("tag:owner"))).name).toBe("ValidationException");
  });
});

describe("indexes and views", () => {
  it("has an aggregator in Seoul, a local index in us-east-1, and a default view in both", async () => {
    const { Indexes } = await explorer().send(new ListIndexesCommand({}));
    expect(Indexes?.map((i) => [i.Region, i.Type])).toEqual([
      ["ap-northeast-2", "AGGREGATOR"],
      ["us-east-1", "LOCAL"],
    ]);
    const { Views } = await explorer().send(new ListViewsCommand({}));
    expect(await explorer().send(new GetDefaultViewCommand({}))).toMatchObject({ ViewArn: Views?.[0] });
    expect((await failure(explorer("eu-west-1").send(new GetIndexCommand({})))).status).toBe(404);
  });
});
