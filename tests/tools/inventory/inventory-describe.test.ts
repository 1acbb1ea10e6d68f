import { afterAll, beforeAll, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { functionsOf } from "../../../sandbox/aws/world/functions.ts";
import { priceOf } from "../../../sandbox/aws/world/instance-prices.ts";
import { instancesAt } from "../../../sandbox/aws/world/instances.ts";
import type { Table } from "../../../tools/results.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { sharedToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;
beforeAll(async () => {
  account = await startSampleAccount(NOW, "haneul-3");
  server = await sharedToolServer(account);
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

const linesOf = ({ rows }: Table, ...sections: string[]) =>
  rows.filter(([section]) => sections.includes(String(section))).map((row) => row.join(" | "));
const world = factsOf("haneul-3", Date.parse(NOW));

test("an instance with what stands around it", async () => {
  const { table, text } = await server.call("inventory_describe", { resource: "order-api-2" });
  expect(table.rows.map((row) => row.join(" | "))).toMatchInlineSnapshot(`
    [
      "identity | type | ec2:instance",
      "identity | name | order-api-2",
      "identity | id | i-06e318137ad642882",
      "identity | state | running, ap-northeast-2",
      "identity | what | m7g.large ap-northeast-2b 10.20.12.21",
      "cost | a day at list price | $2.56 (m7g.large $2.41, 1 volume $0.15)",
      "change | last change | none in the last 90 days of management events",
      "traffic | target group | order-api-tg (order-api-tg/13d28abd9ccac573): healthy",
      "traffic | load balancer | api-alb (app/api-alb/f7b96a210cfac056): HTTP 8080",
      "security | security group | order-api-sg (sg-038f13064e72ff212)",
      "security | inbound tcp 8080 (order-api-sg) | api-alb-sg (sg-0ca7f2d176798f2b2)",
      "security | inbound tcp 22 (order-api-sg) | bastion-sg (sg-0c4dfaf758b810947)",
      "security | inbound tcp 9100 (order-api-sg) | metabase-sg (sg-00f7323de0f7c0c6b)",
      "network | availability zone | ap-northeast-2b",
      "network | private address | 10.20.12.21",
      "network | subnet | haneul-prod-app-b (subnet-0449d64b19ab0b61d)",
      "network | vpc | haneul-prod (vpc-0096106853ef7f199)",
      "details | created | 2026-07-13T13:12:00Z",
      "details | arn | arn:aws:ec2:ap-northeast-2:417205938164:instance/i-06e318137ad642882",
      "details | instance type | m7g.large",
      "details | platform | Linux/UNIX",
      "details | key pair | haneul-ops",
      "details | instance profile | order",
      "details | instance metadata service | tokens required",
      "details | made from | order-api-golden-20260712 (ami-09162c664d3a78fe6)",
      "storage | volume | order-api-2-xvda (vol-0826472297c63a9db): /dev/xvda, gp3 50 GiB",
      "tags | Name | order-api-2",
      "tags | team | order",
      "tags | owner | dongha.kwon",
      "tags | env | prod",
      "tags | opsthread | managed",
    ]
  `);
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/inventory-describe.txt");
});

test("the cost of a day is the list price of what runs and its disks, and says so", async () => {
  const host = instancesAt(world.setting, Date.parse(NOW)).find(({ name }) => name === "order-api-2")!;
  const { table } = await server.call("inventory_describe", { resource: host.id });
  const compute = priceOf(host.type, host.region).hourly * 24;
  expect(table.totals.usd_a_day).toBeGreaterThan(compute);
  expect(linesOf(table, "cost")).toEqual([expect.stringContaining(`${host.type} $${compute.toFixed(2)}`)]);
  expect(table.notes.map(({ code }) => code)).toContain("list_price");
});

test("a database cluster is meant by its name, with its members and who may reach it", async () => {
  const { table } = await server.call("inventory_describe", { resource: "ORDERS-DB" });
  expect(linesOf(table, "holds")).toEqual([
    "holds | db | orders-db-1: writer, available",
    "holds | db | orders-db-2: reader, available",
  ]);
  expect(linesOf(table, "security")[1]).toMatch(
    /^security \| inbound tcp 3306 \(orders-db-sg\) \| .*order-api-sg \(sg-/,
  );
  expect(linesOf(table, "cost")).toEqual([
    "cost | a day at list price | $63.94 (db.r7g.2xlarge without storage and I/O about $31.97, db.r7g.2xlarge without storage and I/O about $31.97)",
  ]);
});

test("a service costs what its running tasks do, a group its instances, and what has no price nothing made up", async () => {
  const { names } = world.setting;
  const costOf = async (resource: string) => {
    const { table } = await server.call("inventory_describe", { resource });
    const [from] = table.notes.filter(({ code }) => code === "list_price").map(({ params }) => params);
    return [linesOf(table, "cost").map((line) => line.split(" | ")[2]), from?.as_of];
  };
  expect(await costOf("haneul-prod/payment-worker")).toEqual([
    ["$4.36 (4 tasks of 1 vCPU + 2 GB ARM $4.36)"],
    "2026-09-23",
  ]);
  expect(await costOf(`${names.cart}-asg`)).toEqual([
    [expect.stringMatching(/^\$(\S+) \(2 × m7g\.\w+ \$\1\)$/)],
    "2026-11-01",
  ]);
  expect(await costOf(names.usersDb)).toEqual([[], undefined]);
  await account.fault({ operation: "DescribeTasks", kind: "deny", times: 1 });
  const unread = await costOf("haneul-prod/payment-worker");
  expect(unread).toEqual([["not known: its tasks could not be read"], undefined]);
});

test("a load balancer with its alarms, those that ring counted", async () => {
  const { table } = await server.call("inventory_describe", { resource: "web-alb" });
  expect(linesOf(table, "alarms")).toMatchInlineSnapshot(`
    [
      "alarms | web-5xx-rate | OK since 2026-11-18T22:55:18Z (metric expression > 3)",
      "alarms | web-unhealthy-hosts | ALARM since 2026-11-20T10:50:36Z (AWS/ApplicationELB/UnHealthyHostCount >= 1)",
    ]
  `);
  expect(table.totals).toMatchObject({ alarms: 2, alarms_ringing: 1 });
  expect(linesOf(table, "security")).toContain("security | inbound tcp 443 (web-alb-sg) | 0.0.0.0/0, ::/0");
});

test("a queue with where its messages come from and go to", async () => {
  const consumer = functionsOf(world.setting).find(({ source }) => source?.endsWith(":order-events"));
  const { table } = await server.call("inventory_describe", { resource: "order-events" });
  expect(linesOf(table, "traffic")).toEqual([
    `traffic | sends to | ${consumer?.name}: event source`,
    "traffic | sends to | order-events-dlq: failed messages",
    "traffic | receives from | order-status: sqs",
  ]);
});

test("the last change is the newest in CloudTrail", async () => {
  const bastion = await server.call("inventory_describe", { resource: "bastion-sg" });
  expect(linesOf(bastion.table, "change")).toMatchInlineSnapshot(`
    [
      "change | last change | AuthorizeSecurityGroupIngress by hana.choi at 2026-11-16T09:41:00Z",
    ]
  `);
});

test("a name of many names its candidates, one of none says what is similar, in both languages", async () => {
  const tell = async (resource: string, language: "ko" | "en") => {
    const context = { zone: "Asia/Seoul", language, accounts: ["haneul-prod"], runId: "r-1" };
    const { code, text } = await server.call("inventory_describe", { resource }, { context });
    return `${code}: ${text}`;
  };
  expect([
    await tell("order-api-9", "en"),
    await tell("order-api-9", "ko"),
    await tell("haneul-prod", "en"),
    await tell("haneul-prod", "ko"),
  ]).toMatchInlineSnapshot(`
    [
      "not_found: There is no resource "order-api-9" in ap-northeast-2, us-east-1 of haneul-prod. Similar names: /haneul/order-api, order-api, order-api-1, order-api-1-xvda, order-api-2, order-api-2-xvda, order-api-3, order-api-3-xvda. Use the name as written, or the id.",
      "not_found: haneul-prod 계정의 ap-northeast-2, us-east-1 리전에 "order-api-9" 리소스가 없습니다. 비슷한 이름: /haneul/order-api, order-api, order-api-1, order-api-1-xvda, order-api-2, order-api-2-xvda, order-api-3, order-api-3-xvda. 이름을 있는 그대로 쓰거나 ID로 지정해 주세요.",
      "ambiguous: "haneul-prod" is the name of 2 resources: ec2:vpc vpc-0096106853ef7f199 (ap-northeast-2, available), ecs:cluster haneul-prod (ap-northeast-2, ACTIVE). Say which by id or ARN.",
      "ambiguous: "haneul-prod"(이)라는 리소스가 2개입니다: ec2:vpc vpc-0096106853ef7f199 (ap-northeast-2, available), ecs:cluster haneul-prod (ap-northeast-2, ACTIVE). ID나 ARN으로 지정해 주세요.",
    ]
  `);
});

test("without CloudTrail the rest is told, and that the last change is not known", async () => {
  await account.fault({ operation: "LookupEvents", kind: "deny", times: 9 });
  const { table } = await server.call("inventory_describe", { resource: "bastion" });
  await account.clearFaults();
  expect(linesOf(table, "change")).toEqual([]);
  expect(table.notes.map(({ code }) => code)).toEqual(["list_price", "change_unknown"]);
});
