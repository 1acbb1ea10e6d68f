import { afterAll, beforeAll, expect, test } from "vitest";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { haneul, seoul, startToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  server = await startToolServer({ env: account.env("read"), extra: { OPSTHREAD_OFFER_ACTIONS: "1" } });
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

const idOf = async (name: string) =>
  String((await server.call("inventory_find_instances", { name })).table.rows[0]![1]);

test("a preview shows what would run, on what, and changes nothing", async () => {
  const id = await idOf("order-api-2");
  const { text, preview } = await server.call("ec2_reboot_instances", { targets: ["order-api-2"], reason: "slow" });
  await expect(text).toMatchFileSnapshot("../__snapshots__/ec2-reboot-instances.txt");
  expect(preview.call).toEqual({
    tool: "ec2_reboot_instances",
    account: { id: "417205938164", name: "haneul-prod" },
    region: "ap-northeast-2",
    args: { instance_ids: [id] },
    fingerprint: {
      [`${id}.name`]: "order-api-2",
      [`${id}.state`]: "running",
      [`${id}.launched`]: expect.stringMatching(/^2026-\d\d-\d\dT/),
      [`${id}.image`]: expect.stringMatching(/^ami-/),
      [`${id}.managed`]: true,
      [`${id}.production`]: true,
      [`${id}.scaling_group`]: null,
    },
  });
  expect(preview).toMatchObject({ tier: "T2", confirm: "order-api-2" });
  expect(preview.tierReasons.map(({ code }) => code)).toEqual(["interrupts", "prod"]);
  expect(preview).not.toHaveProperty("undoBy");
  expect(preview.facts.map(({ code }) => code)).toEqual([
    "account",
    "instance",
    "tags",
    "last_change",
    "target_groups",
    "scaling_group",
    "alarms",
    "cost",
  ]);
  expect(preview.facts.find(({ code }) => code === "target_groups")?.value).toEqual({
    ko: "order-api-tg: 대상 3개 중 3개 정상",
    en: "order-api-tg: 3 of 3 targets healthy",
  });
  expect(preview.effect.ko).toBe(
    "약 1–2분 동안 인스턴스 1개가 응답하지 않습니다. order-api-tg의 정상 대상 3개 중 1개가 그동안 빠집니다.",
  );
  const operations = new Set((await account.journal()).map(({ operation }) => operation));
  expect([...operations].filter((name) => !/^(Describe|Lookup|AssumeRole)/.test(name))).toEqual([]);
});

test("several targets are in the order of their ids, whatever the order asked", async () => {
  const ids = await Promise.all(["order-api-1", "order-api-2"].map(idOf));
  const one = await server.call("ec2_reboot_instances", { targets: ["order-api-1", "order-api-2"] });
  const other = await server.call("ec2_reboot_instances", { targets: [ids[1]!, "order-api-1", "order-api-1"] });
  expect(one.preview.call.args).toEqual({ instance_ids: ids.toSorted() });
  expect(other.preview.call).toEqual(one.preview.call);
});

test("facts that cannot be read are said to be missing; the preview still comes", async () => {
  await account.fault({ operation: "DescribeTargetGroups", kind: "deny" });
  await account.fault({ operation: "LookupEvents", kind: "deny" });
  await account.fault({ operation: "DescribeAlarms", kind: "deny" });
  const { preview } = await server.call("ec2_reboot_instances", { targets: ["order-api-2"] });
  expect(preview.facts.filter(({ value }) => value.en.startsWith("not checked")).map(({ code }) => code)).toEqual([
    "last_change",
    "target_groups",
    "alarms",
  ]);
  await account.clearFaults();
});

test.each([
  [["order-api"], "not_found", "Similar names: order-api-1, order-api-2, order-api-3"],
  [["i-0123456789abcdef0"], "not_found", "There is no instance"],
  [["legacy-admin"], "access_denied", "is not tagged opsthread=managed"],
  [[], "invalid_input", "targets"],
  [["a", "b", "c", "d", "e", "f"], "invalid_input", "targets"],
])("refuses %j with a sentence", async (targets, code, part) => {
  const answer = await server.call("ec2_reboot_instances", { targets });
  expect(answer.code).toBe(code);
  expect(answer.text).toContain(part);
});

test("is not listed, and does not run, where no actions are offered", async () => {
  const readOnly = await startToolServer({ env: account.env("read") });
  const { tools } = await readOnly.client.listTools();
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  const answer = await readOnly.call("ec2_reboot_instances", { targets: ["order-api-2"] });
  expect(answer.code).toBe("invalid_input");
  expect(answer.text).toContain('There is no tool "ec2_reboot_instances"');
  await readOnly.close();
});

test("is refused for an account without an act role", async () => {
  const { act: _, ...readOnly } = haneul;
  const extra = { OPSTHREAD_OFFER_ACTIONS: "1" };
  const offered = await startToolServer({ env: account.env("read"), config: { accounts: [readOnly] }, extra });
  const answer = await offered.call("ec2_reboot_instances", { targets: ["order-api-2"] });
  expect(answer.code).toBe("access_denied");
  expect(answer.text).toContain("no act role is configured");
  await offered.close();
});

test("a caller may only use the accounts of its channel", async () => {
  const context = { ...seoul, accounts: [] };
  const answer = await server.call("ec2_reboot_instances", { targets: ["order-api-2"] }, { context });
  expect(answer.code).toBe("access_denied");
  expect(answer.text).toBe("No account may be read from here.");
});
