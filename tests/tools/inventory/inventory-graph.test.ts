import { afterAll, beforeAll, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { balancersOf } from "../../../sandbox/aws/world/balancers.ts";
import type { Table } from "../../../tools/results.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { sharedToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;
beforeAll(async () => {
  account = await startSampleAccount();
  server = await sharedToolServer(account);
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

const setting = factsOf("haneul-1", Date.parse(NOW)).setting;

function read({ rows }: Table) {
  const all = rows.map(([kind, id, name, type, parent, from, to, label]) => ({
    kind,
    id,
    name,
    type,
    parent,
    from,
    to,
    label,
  }));
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return {
    groups: all.filter(({ kind }) => kind === "group"),
    nodes: all.filter(({ kind }) => kind === "node"),
    edges: all.filter(({ kind }) => kind === "edge"),
    named: (id: unknown) => String(names.get(id as string)),
  };
}

test("every arrow and every box of a VPC leads to something that is there", async () => {
  const { table } = await server.call("inventory_graph", { scope: "vpc:haneul-prod" });
  const { groups, nodes, edges } = read(table);
  const known = new Set([...groups, ...nodes].map(({ id }) => id));
  expect(known.size).toBe(groups.length + nodes.length);
  for (const { parent } of nodes) expect(known).toContain(parent);
  for (const { from, to } of edges) expect([known.has(from), known.has(to)]).toEqual([true, true]);
  expect(table.totals).toEqual({ groups: groups.length, nodes: nodes.length, edges: edges.length });
});

test("a VPC: its load balancers lead to their targets, its subnets to their gateways", async () => {
  const { table, text } = await server.call("inventory_graph", { scope: "vpc:haneul-prod" });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/inventory-graph.txt");
  const { groups, edges, named } = read(table);
  const targets = edges.filter(({ type }) => type === "target").map(({ from, to }) => `${named(from)} > ${to}`);
  const { targetGroups } = balancersOf(setting);
  expect(targets.sort()).toEqual(
    targetGroups.flatMap(({ balancer, targets: ids }) => ids.map((id) => `${balancer} > ${id}`)).sort(),
  );
  const subnets = groups.filter(({ type }) => type === "ec2:subnet");
  expect(new Set(subnets.map(({ name, label }) => `${String(name).split("-").at(-2)} ${label}`))).toEqual(
    new Set(["public public", "app private", "db private"]),
  );
  const ways = edges.filter(({ type, label }) => type === "routes_to" && label === "0.0.0.0/0");
  expect(new Set(ways.map(({ to }) => String(to).split("-")[0]))).toEqual(new Set(["igw", "nat"]));
});

test("an application: what has its tag, what sends to it, who may reach its database", async () => {
  const { table } = await server.call("inventory_graph", { scope: "app:Order" });
  const { nodes, edges, named } = read(table);
  expect(nodes.map(({ type, name }) => `${type} ${name}`).sort()).toMatchInlineSnapshot(`
    [
      "ec2:instance cart-api-1",
      "ec2:instance cart-api-2",
      "ec2:instance order-api-1",
      "ec2:instance order-api-2",
      "ec2:instance order-api-3",
      "ecs:service cart-api",
      "ecs:service order-api",
      "ecs:service order-consumer",
      "elasticloadbalancing:loadbalancer/app api-alb",
      "lambda:function address-check",
      "lambda:function coupon-issuer",
      "lambda:function order-notify",
      "lambda:function stock-sync",
      "rds:db orders-db-1",
      "rds:db orders-db-2",
      "sns:topic order-status",
      "sqs:queue order-events",
      "sqs:queue order-events-dlq",
    ]
  `);
  const messages = edges
    .filter(({ type }) => type === "sends_to")
    .map(({ from, to, label }) => `${named(from)} > ${named(to)}: ${label}`);
  expect(messages).toMatchInlineSnapshot(`
    [
      "order-events > order-notify: event source",
      "order-events > order-events-dlq: failed messages",
      "order-status > order-events: sqs",
      "order-status > order-notify: lambda",
    ]
  `);
});

test("the account: one node for each kind in each place, with counts", async () => {
  const { table } = await server.call("inventory_graph", { scope: "account" });
  const { groups, nodes, named } = read(table);
  expect(
    groups.map(({ type, name, parent }) => [type, name, parent === null ? null : named(parent)]),
  ).toMatchInlineSnapshot(`
    [
      [
        "region",
        "ap-northeast-2",
        null,
      ],
      [
        "ec2:vpc",
        "haneul-prod",
        "ap-northeast-2",
      ],
      [
        "region",
        "us-east-1",
        null,
      ],
      [
        "ec2:vpc",
        "default",
        "us-east-1",
      ],
    ]
  `);
  expect(nodes.map(({ parent, name, label }) => `${named(parent)}: ${name} ${label}`)).toMatchInlineSnapshot(`
    [
      "haneul-prod: ec2:instance 18 (16 running)",
      "haneul-prod: ec2:internet-gateway 1",
      "haneul-prod: ec2:natgateway 3",
      "haneul-prod: ec2:vpc-endpoint 8",
      "haneul-prod: elasticloadbalancing:loadbalancer/app 2",
      "haneul-prod: rds:db 3",
      "haneul-prod: ecs:service 8",
      "ap-northeast-2: sqs:queue 6",
      "ap-northeast-2: sns:topic 3",
      "ap-northeast-2: s3:bucket 8",
      "ap-northeast-2: lambda:function 12",
      "ap-northeast-2: connect:instance 1",
      "default: ec2:instance 2",
      "default: ec2:internet-gateway 1",
      "us-east-1: s3:bucket 1",
    ]
  `);
  expect(table.notes.map(({ code, params }) => ({ code, params }))).toMatchInlineSnapshot(`
    [
      {
        "code": "edges_folded",
        "params": {
          "rules": 1,
        },
      },
      {
        "code": "admin_edges_left_out",
        "params": {
          "rules": 9,
        },
      },
      {
        "code": "endpoint_routes_folded",
        "params": {
          "routes": 12,
        },
      },
    ]
  `);
});

test("names that match nothing and scopes that are none are sentences", async () => {
  const tell = async (scope: string) => {
    const { code, text } = await server.call("inventory_graph", { scope });
    return `${code}: ${text}`;
  };
  expect([await tell("vpc:none"), await tell("app:none"), await tell("everything")]).toMatchInlineSnapshot(`
    [
      "not_found: There is no VPC "none" in haneul-prod. VPCs: haneul-prod vpc-0f167270beb3981db (ap-northeast-2), default vpc-00ef0455fe63999d6 (us-east-1).",
      "not_found: Nothing in haneul-prod has "none" in a tag app, application, service, project, component, team, or as its name. Values there: cs, data, ml, order, payment, platform, search, web.",
      "invalid_input: scope is "account", "vpc:<name or id>" or "app:<tag value or name>".",
    ]
  `);
});
