import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { runningInstances } from "../../../sandbox/aws/truth/questions/14-running-instances.ts";
import { noOwner } from "../../../sandbox/aws/truth/questions/15-no-owner.ts";
import { orderApiInstances } from "../../../sandbox/aws/truth/questions/18-order-api-instances.ts";
import { atNow } from "../../../sandbox/aws/truth/windows.ts";
import { taggablesAt } from "../../../sandbox/aws/world/taggables.ts";
import type { Table } from "../../../tools/results.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { haneul, startToolServer, type ToolServer } from "../support/tool-server.ts";

const column = ({ columns, rows }: Table, name: string) => {
  const index = columns.findIndex((one) => one.name === name);
  return rows.map((row) => row[index]);
};
const now = Date.parse(NOW);

describe.each(["haneul-1", "haneul-3"])("in the account of seed %s", (seed) => {
  let account: SampleAccount;
  let server: ToolServer;
  const facts = factsOf(seed, now);
  const window = atNow(now);

  beforeAll(async () => {
    account = await startSampleAccount(NOW, seed);
    server = await startToolServer({ env: account.env("read") });
  });
  afterAll(async () => {
    await server.close();
    await account.stop();
  });

  test("everything that exists is listed, tagged or not, each once, and counted by type and region", async () => {
    const world = taggablesAt(facts.setting, now);
    const { table } = await server.call("inventory_find");
    expect(column(table, "arn").sort()).toEqual(world.map(({ arn }) => arn).sort());
    const count = (texts: string[]) =>
      Object.fromEntries([...Map.groupBy(texts, (one) => one)].map(([one, all]) => [one, all.length]));
    const byType = count(world.map(({ type }) => type));
    const byRegion = count(world.map(({ region }) => region));
    expect(table.totals).toEqual({ resources: world.length, ...byType, ...byRegion });
    expect(table.notes).toEqual([]);
  });

  test("question 15: what has no owner tag, also what was never tagged", async () => {
    const truth = noOwner.answer(facts, window);
    const { table } = await server.call("inventory_find", { without_tag: ["owner"] });
    expect(column(table, "arn").sort()).toEqual([...truth.tagged, ...truth.neverTagged].sort());
    expect(new Set(column(table, "missing"))).toEqual(new Set(["owner"]));
    const checked = taggablesAt(facts.setting, now).length;
    expect(table.totals).toMatchObject({
      resources: truth.count,
      checked,
      compliant: checked - truth.count,
      ...truth.byType,
    });
  });

  test("question 14: how many instances run, in each region", async () => {
    const truth = runningInstances.answer(facts, window);
    const running = await server.call("inventory_find", { type: "인스턴스", state: "running" });
    const stopped = await server.call("inventory_find", { type: "EC2 instances", state: "Stopped" });
    const regions = ({ table }: typeof running) =>
      Object.fromEntries(Object.entries(table.totals).filter(([name]) => /^[a-z]+-[a-z]+-\d$/.test(name)));
    expect(regions(running)).toEqual(truth.running);
    expect(regions(stopped)).toEqual(truth.stopped);
  });

  test("question 18: instances by a part of their name", async () => {
    const truth = orderApiInstances.answer(facts, window);
    const name = `${facts.setting.names.order.toUpperCase()}*`;
    const { table } = await server.call("inventory_find", { type: "instance", name });
    expect(column(table, "id").sort()).toEqual(truth.instances.map(({ instanceId }) => instanceId).sort());
    const details = column(table, "detail").join("\n");
    for (const { privateIp, availabilityZone } of truth.instances)
      expect(details).toContain(`${availabilityZone} ${privateIp}`);
  });
});

describe("what a search says", () => {
  let account: SampleAccount;
  let server: ToolServer;
  beforeAll(async () => {
    account = await startSampleAccount();
    server = await startToolServer({ env: account.env("read") });
  });
  afterAll(async () => {
    await server.close();
    await account.stop();
  });

  test("buckets say whether they are public; one that may not be asked is counted as unknown", async () => {
    const { table } = await server.call("inventory_find", { type: "bucket", state: "public" });
    expect(table.rows.map((row) => [row[1], row[3]])).toEqual([["haneul-event-2024", "public"]]);
    await account.fault({ operation: "GetBucketPolicyStatus", kind: "deny", times: 1 });
    const partly = (await server.call("inventory_find", { type: "bucket" })).table;
    expect(partly.rows.filter((row) => row[3] === null).length).toBe(1);
    expect(partly.totals.public).toBeLessThanOrEqual(1);
    expect(partly.notes.map(({ code, params }) => [code, params])).toEqual([
      ["bucket_access", undefined],
      ["access_unknown", { count: 1 }],
    ]);
  });

  test("to a model: counts first, then the first rows", async () => {
    const { text } = await server.call("inventory_find", { type: "load balancer" });
    await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/inventory-find.txt");
  });

  test("a tag by key, by value, and by a part of the value", async () => {
    const of = async (tag: string) =>
      column((await server.call("inventory_find", { type: "queue", tag })).table, "name");
    const all = await of("team");
    expect(all.length).toBeGreaterThan(2);
    expect(await of("team=order")).toEqual(["order-events", "order-events-dlq"]);
    expect(await of("team=ord*")).toEqual(["order-events", "order-events-dlq"]);
    expect(await of("Team=order")).toEqual([]);
  });

  test("types are words of people, types of AWS, or services; only the calls that list them are made", async () => {
    const from = (await account.journal()).length;
    const { table } = await server.call("inventory_find", { type: "rds" });
    expect(new Set(column(table, "type"))).toEqual(new Set(["rds:cluster", "rds:db"]));
    const operations = (await account.journal()).slice(from).map(({ operation }) => operation);
    expect([...new Set(operations)].sort()).toEqual([
      "DescribeDBClusters",
      "DescribeDBInstances",
      "GetResources",
      "Search",
    ]);
    const lambda = await server.call("inventory_find", { type: "함수" });
    expect(new Set(column(lambda.table, "type"))).toEqual(new Set(["lambda:function"]));
  });

  test("none is an answer that says what was searched, and which words there are for a kind", async () => {
    const none = await server.call("inventory_find", { type: "widget", name: "x" });
    expect(shown(none.text)).toMatchInlineSnapshot(`
      "inventory_find: 0 rows.
      Totals: resources 0.
      Searched: haneul-prod (417205938164); ap-northeast-2, us-east-1.
      Note: No resource of type "widget", name or id "x" in the regions searched. "widget" is no word for a kind of resource here; words are: instance, volume, snapshot, image, vpc, subnet, route table, internet gateway, nat gateway, vpc endpoint, elastic ip, security group, key pair, load balancer, target group, auto scaling group, database, cluster, function, service, queue, topic, bucket, log group, alarm, ec2, ecs, or a type such as rds:db.
      Source: Inventory, 5 requests, complete to <now>."
    `);
  });

  test("nothing that may hold secrets is asked for", async () => {
    await server.call("inventory_describe", { resource: "order-notify" });
    const operations = new Set((await account.journal()).map(({ operation }) => operation));
    for (const secret of [
      "ListFunctions",
      "GetFunction",
      "DescribeTaskDefinition",
      "DescribeTasks",
      "DescribeInstanceAttribute",
    ])
      expect(operations).not.toContain(secret);
  });

  test("a region that refuses is named, and the other answered", async () => {
    await account.fault({ operation: "DescribeInstances", region: "us-east-1", kind: "deny", times: 9 });
    const { table } = await server.call("inventory_find", { type: "instance", state: "running" });
    await account.clearFaults();
    expect(new Set(column(table, "region"))).toEqual(new Set(["ap-northeast-2"]));
    expect(table.scope.skipped).toEqual([
      {
        account: "haneul-prod",
        region: "us-east-1",
        why: {
          ko: "ec2:DescribeInstances 권한 없음 (UnauthorizedOperation)",
          en: "no permission for ec2:DescribeInstances (UnauthorizedOperation)",
        },
      },
    ]);
  });

  test("a family that is throttled is named; what has tags of it is still listed", async () => {
    await account.fault({ operation: "DescribeDBInstances", kind: "throttle", times: 20 });
    const { table } = await server.call("inventory_find", { type: "rds:db" });
    await account.clearFaults();
    expect(column(table, "name").sort()).toEqual(["orders-db-1", "orders-db-2", "users-db"]);
    expect(column(table, "state")).toEqual([null, null, null]);
    expect(table.scope.skipped.map(({ region, why }) => `${region}: ${why.en}`)).toEqual([
      "ap-northeast-2: AWS is limiting rds:DescribeDBInstances (Throttling)",
      "us-east-1: AWS is limiting rds:DescribeDBInstances (Throttling)",
    ]);
  });

  test("without the tagging API, tags that are not known are not called missing", async () => {
    await account.fault({ operation: "GetResources", kind: "deny", times: 9 });
    const { table } = await server.call("inventory_find", { type: "queue", without_tag: ["owner"] });
    await account.clearFaults();
    expect(table.rows).toEqual([]);
    expect(table.totals).toMatchObject({ resources: 0, checked: 0, compliant: 0 });
    expect(table.notes.map(({ code, params }) => ({ code, params }))).toEqual([
      { code: "tags_unknown", params: { count: 6 } },
    ]);
  });

  test("a refused Resource Explorer is named; one that a region does not have is told apart, with what that means", async () => {
    await account.fault({ service: "resource-explorer-2", operation: "Search", kind: "deny", times: 9 });
    const refused = await server.call("inventory_find", { type: "lambda" });
    await account.clearFaults();
    expect(refused.table.rows).toHaveLength(12);
    expect(refused.table.notes).toEqual([]);
    expect(refused.table.scope.skipped.map(({ region, why }) => `${region}: ${why.ko}`)).toEqual([
      "ap-northeast-2: resource-explorer-2:Search 권한 없음 (AccessDeniedException)",
      "us-east-1: resource-explorer-2:Search 권한 없음 (AccessDeniedException)",
    ]);
    const config = { accounts: [{ ...haneul, regions: ["ap-northeast-2", "us-west-2"] }] };
    const wide = await startToolServer({ env: account.env("read"), config });
    const { table } = await wide.call("inventory_find", { type: "lambda" });
    await wide.close();
    expect(table.scope.skipped).toEqual([]);
    expect(table.notes.map(({ code, params }) => ({ code, params }))).toEqual([
      { code: "no_index", params: { regions: "us-west-2" } },
    ]);
  });

  test("when nothing answers, the first refusal is the answer", async () => {
    await account.fault({ operation: "*", kind: "deny", times: 200 });
    const refused = await server.call("inventory_find", { type: "bucket" });
    await account.clearFaults();
    expect(refused.code).toBe("access_denied");
  });

  test("all accounts at once, each row with its own; one that refuses is named", async () => {
    const role = (id: string) => ({ role: `arn:aws:iam::${id}:role/OpsthreadRead` });
    const dev = { id: "530218467790", name: "haneul-dev", regions: ["ap-northeast-2"], read: role("530218467790") };
    const lost = { id: "999999999999", name: "lost", regions: ["ap-northeast-2"], read: role("999999999999") };
    const context = { zone: "UTC", language: "en", accounts: ["haneul-prod", "haneul-dev", "lost"], runId: "r-1" };
    const config = { accounts: [haneul, dev, lost] };
    const three = await startToolServer({ env: account.env("read"), config });
    const { table } = await three.call("inventory_find", { type: "instance", account: "all" }, { context });
    const own = await three.call("inventory_find", { type: "instance" }, { context });
    await three.close();
    const count = (name: string) => column(table, "account").filter((one) => one === name).length;
    expect([count("haneul-prod"), count("haneul-dev") > 0, count("lost")]).toEqual([20, true, 0]);
    expect(table.scope.accounts.map(({ name }) => name)).toEqual(["haneul-prod", "haneul-dev"]);
    expect(table.scope.skipped.map((skip) => skip.account)).toEqual(["lost"]);
    expect(own.table.scope.accounts.map(({ name }) => name)).toEqual(["haneul-prod"]);
  });

  test("a region that is not configured is a sentence", async () => {
    const answer = await server.call("inventory_find", { regions: ["eu-west-1"] });
    expect(answer.code).toBe("invalid_input");
    expect(answer.text).toContain("regions");
  });
});
