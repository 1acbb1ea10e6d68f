import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { gpuOf } from "../../../sandbox/aws/truth/gpu.ts";
import type { Table } from "../../../tools/results.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { sharedToolServer, type ToolServer } from "../support/tool-server.ts";

const now = Date.parse(NOW);
const seoulTime = (ms: number) => `${new Date(ms + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
const columnOf = ({ columns, rows }: Table, name: string) =>
  rows.map((row) => row[columns.findIndex((column) => column.name === name)]);

describe.each(["haneul-1", "haneul-3"])("changes in %s", (seed) => {
  const facts = factsOf(seed, now);
  const { story } = facts.setting;
  let account: SampleAccount;
  let server: ToolServer;
  beforeAll(async () => {
    account = await startSampleAccount(NOW, seed);
    server = await sharedToolServer(account);
  });
  afterAll(async () => {
    await server.close();
    await account.stop();
  });

  test("who launched the GPU instances, when and from where", async () => {
    const gpu = gpuOf(facts);
    const { table } = await server.call("trail_changes", { around: gpu.launchedAt, window: "10m" });
    const row = columnOf(table, "event").indexOf("RunInstances");
    const told = (name: string) => columnOf(table, name)[row];
    expect(told("event_id")).toBe(gpu.eventId);
    expect([told("user"), told("source_ip"), told("region")]).toEqual([gpu.user, gpu.sourceIp, gpu.region]);
    expect(seoulTime(Date.parse(String(told("time"))))).toBe(gpu.launchedAt);
    for (const id of gpu.instanceIds) expect(told("resource")).toContain(id);
    expect(told("detail")).toContain("instanceType=g5.12xlarge");
    const found = await server.call("trail_find_events", { period: "30d", events: ["RunInstances"] });
    expect(columnOf(found.table, "event_id")).toContain(gpu.eventId);
  });

  if (seed !== "haneul-1") return;

  test("all that changed around a moment, without what failed and what is routine", async () => {
    const { table } = await server.call("trail_changes", { around: seoulTime(story.portOpened), window: "30m" });
    expect(columnOf(table, "event")).toContain("AuthorizeSecurityGroupIngress");
    const truth = facts
      .events(story.portOpened - 30 * 60_000, story.portOpened + 30 * 60_000)
      .filter((event) => !event.readOnly && !event.errorCode)
      .map(({ id, name }) => [id, name] as const);
    const routine = new Set(["ConsoleLogin", "CreateLogStream", "CreateGrant", "StartQuery"]);
    expect(columnOf(table, "event_id").toSorted()).toEqual(
      truth.flatMap(([id, name]) => (routine.has(name) ? [] : [id])).sort(),
    );
  });

  test("the changes of a security group by its id, and of a service by the end of its ARN", async () => {
    const opened = facts
      .events(story.portOpened, story.portOpened + 1)
      .find(({ name }) => name === "AuthorizeSecurityGroupIngress")!;
    const group = await server.call("trail_changes", { resource: opened.resources[0]!.name });
    expect(columnOf(group.table, "event_id")).toContain(opened.id);
    const at = columnOf(group.table, "event_id").indexOf(opened.id);
    expect(columnOf(group.table, "detail")[at]).toContain("fromPort=22, toPort=22, cidrIp=0.0.0.0/0");
    const service = await server.call("trail_changes", { around: "3d", resource: "order-api" });
    expect(columnOf(service.table, "event")).toContain("UpdateService");
    expect(columnOf(service.table, "resource").every((text) => String(text).includes("order-api"))).toBe(true);
  });

  test("asks for a time or a resource, and says which times it reads", async () => {
    expect((await server.call("trail_changes")).text).toBe("Say when (around) or on which resource (resource).");
    const { code, text } = await server.call("trail_changes", { around: "the other day" });
    expect([code, text]).toEqual([
      "invalid_input",
      'The time "the other day" is not understood, or lies in the future. Use 06:53 or 2026-11-19T06:53.',
    ]);
  });
});
