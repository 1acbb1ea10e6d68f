import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import {
  GetResourcesCommand,
  type GetResourcesCommandInput,
  GetTagKeysCommand,
  GetTagValuesCommand,
  ResourceGroupsTaggingAPIClient,
  TagResourcesCommand,
  UntagResourcesCommand,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dev, prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { type Taggable, taggablesAt } from "../../../sandbox/aws/world/taggables.ts";
import { type Account, ec2As, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const world = (seed: string, account = prod) => taggablesAt(settingOf(seed, account, seoulMidnight(NOW)), NOW);
const lacks = ({ tags }: Taggable) => !tags.team || !tags.owner;
let account: Account;
let tagging: ResourceGroupsTaggingAPIClient;

beforeAll(async () => {
  account = await startAccount(["--seed", "haneul-3", "--now", new Date(NOW).toISOString()]);
  tagging = new ResourceGroupsTaggingAPIClient(account.as("admin"));
});
afterAll(() => account.stop());

async function all(input: GetResourcesCommandInput, region = "ap-northeast-2") {
  const client = new ResourceGroupsTaggingAPIClient(account.as("admin", region));
  const found: { arn: string; tags: Record<string, string> }[] = [];
  let PaginationToken = "";
  do {
    const page = await client.send(
      new GetResourcesCommand({ ...input, ...(PaginationToken ? { PaginationToken } : {}) }),
    );
    for (const { ResourceARN = "", Tags = [] } of page.ResourceTagMappingList ?? [])
      found.push({ arn: ResourceARN, tags: Object.fromEntries(Tags.map((t) => [t.Key ?? "", t.Value ?? ""])) });
    PaginationToken = page.PaginationToken ?? "";
  } while (PaginationToken);
  return found;
}
const failed = async (call: Promise<unknown>) => (await failure(call)).name;

describe("tag gaps", () => {
  it.each(["haneul-1", "haneul-2", "haneul-3"])("are thirty-one resources without a team or an owner in %s", (seed) => {
    const gaps = world(seed).filter(lacks);
    expect(gaps).toHaveLength(31);
    expect(new Set(gaps.map(({ arn }) => arn)).size).toBe(31);
    expect(world(seed, dev).length).toBeGreaterThan(5);
  });
});

describe("reading", () => {
  it("lists over all pages and both regions what has a tag, and leaves out what never had one", async () => {
    const found = [...(await all({ ResourcesPerPage: 40 })), ...(await all({}, "us-east-1"))];
    const expected = world("haneul-3").filter(
      ({ type, tags }) => Object.keys(tags).length > 0 && !type.startsWith("autoscaling:"),
    );
    expect(new Map(found.map(({ arn, tags }) => [arn, tags]))).toEqual(
      new Map(expected.map(({ arn, tags }) => [arn, tags])),
    );
    expect(found).toHaveLength(expected.length);
  });

  it("filters by tags and by types; several keys must all match, one of the values is enough", async () => {
    const arns = (list: { arn: string }[]) => list.map(({ arn }) => arn).sort();
    const of = (test: (item: Taggable) => boolean) =>
      arns(world("haneul-3").filter((item) => item.region === "ap-northeast-2" && test(item)));
    const TagFilters = [{ Key: "team", Values: ["order", "payment"] }, { Key: "opsthread" }];
    expect(arns(await all({ TagFilters, ResourceTypeFilters: ["ec2:instance", "ecs"] }))).toEqual(
      of(
        ({ type, tags }) =>
          (type === "ec2:instance" || type.startsWith("ecs:")) &&
          ["order", "payment"].includes(tags.team ?? "") &&
          "opsthread" in tags,
      ),
    );
    expect(arns(await all({ ResourceTypeFilters: ["elasticloadbalancing:loadbalancer"] }))).toEqual(
      of(({ type }) => type === "elasticloadbalancing:loadbalancer/app"),
    );
  });

  it("knows keys and values, and refuses what the API refuses", async () => {
    const { TagKeys } = await tagging.send(new GetTagKeysCommand({}));
    expect(TagKeys).toEqual(expect.arrayContaining(["Name", "env", "opsthread", "owner", "team"]));
    const { TagValues } = await tagging.send(new GetTagValuesCommand({ Key: "opsthread" }));
    expect(TagValues).toEqual(["managed"]);
    const ask = (input: GetResourcesCommandInput) => failed(tagging.send(new GetResourcesCommand(input)));
    expect(await ask({ ResourcesPerPage: 0 })).toBe("InvalidParameterException");
    expect(await ask({ TagsPerPage: 150 })).toBe("InvalidParameterException");
    expect(await ask({ PaginationToken: "bm9uc2Vuc2U" })).toBe("PaginationTokenExpiredException");
  });
});

describe("changing", () => {
  it("tags what it can and tells of the rest in a success, and the services see it", async () => {
    const volume = world("haneul-3").find((t) => t.type === "ec2:volume" && lacks(t))?.arn ?? "";
    const web = (
      await ec2As(account, "admin").send(
        new DescribeInstancesCommand({ Filters: [{ Name: "tag:team", Values: ["web"] }] }),
      )
    ).Reservations?.[0]?.Instances?.[0]?.InstanceId;
    const instance = `arn:aws:ec2:ap-northeast-2:${prod.id}:instance/${web}`;
    const missing = `arn:aws:ec2:ap-northeast-2:${prod.id}:instance/i-00000000000000000`;
    const { FailedResourcesMap } = await tagging.send(
      new TagResourcesCommand({ ResourceARNList: [volume, instance, missing], Tags: { reviewed: "2026-11" } }),
    );
    expect(Object.entries(FailedResourcesMap ?? {}).map(([arn, f]) => [arn, f.StatusCode, f.ErrorCode])).toEqual([
      [missing, 400, "InvalidParameterException"],
    ]);
    const reviewed = await all({ TagFilters: [{ Key: "reviewed" }] });
    expect(reviewed.map(({ arn }) => arn).sort()).toEqual([instance, volume].sort());
    await tagging.send(new UntagResourcesCommand({ ResourceARNList: [instance, volume], TagKeys: ["reviewed"] }));
    expect(await all({ TagFilters: [{ Key: "reviewed" }] })).toEqual([]);
    const aws = new TagResourcesCommand({ ResourceARNList: [volume], Tags: { "aws:x": "y" } });
    expect(await failed(tagging.send(aws))).toBe("InvalidParameterException");
  });

  it("needs the right of each service as well as its own", async () => {
    const { Credentials: c } = await new STSClient(account.as("executor")).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${prod.id}:role/OpsthreadAct`,
        RoleSessionName: "apr-0042",
        SourceIdentity: "U0SEOYEON",
      }),
    );
    const credentials = {
      accessKeyId: c?.AccessKeyId ?? "",
      secretAccessKey: c?.SecretAccessKey ?? "",
      sessionToken: c?.SessionToken ?? "",
    };
    const actor = new ResourceGroupsTaggingAPIClient({ ...account.as("executor"), credentials });
    const hosts = world("haneul-3").filter((t) => t.type === "ec2:instance" && t.region === "ap-northeast-2");
    const managed = hosts.find((t) => t.tags.opsthread)?.arn ?? "";
    const other = hosts.find((t) => !t.tags.opsthread)?.arn ?? "";
    const tag = async (Tags: Record<string, string>) => {
      const answer = await actor.send(new TagResourcesCommand({ ResourceARNList: [managed, other], Tags }));
      return Object.entries(answer.FailedResourcesMap ?? {}).map(([arn, f]) => [arn, f.StatusCode]);
    };
    expect(await tag({ checked: "yes" })).toEqual([[other, 403]]);
    expect(await tag({ opsthread: "no" })).toEqual([
      [managed, 403],
      [other, 403],
    ]);
  });
});
