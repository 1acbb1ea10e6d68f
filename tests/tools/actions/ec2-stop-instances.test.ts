import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hand, orderFor, SECRET } from "../support/orders.ts";
import { NOW, type SampleAccount, startOwnAccount } from "../support/sample-account.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

/** Sample time, so that nobody waits for an instance to halt. */
const clock = join(mkdtempSync(join(tmpdir(), "opsthread-power-")), "clock.json");
let passed = 0;
const letPass = (ms: number) => {
  passed += ms;
  const now = new Date(Date.parse(NOW) + passed).toISOString();
  writeFileSync(clock, JSON.stringify({ now, set_at: Date.now() }));
};

let account: SampleAccount;
let read: ToolServer;
let act: ToolServer;

beforeAll(async () => {
  account = await startOwnAccount({ args: ["--clock-file", clock] });
  [read, act] = await Promise.all([
    startToolServer({ env: account.env("read"), extra: { OPSTHREAD_OFFER_ACTIONS: "1" } }),
    startToolServer({ role: "act", env: account.env("act"), extra: { OPSTHREAD_ACT_SECRET: SECRET } }),
  ]);
});
afterAll(async () => {
  await Promise.all([read.close(), act.close()]);
  await account.stop();
  rmSync(dirname(clock), { recursive: true, force: true });
});

const gpuIds = async () =>
  (await read.call("inventory_find_instances", { regions: ["us-east-1"] })).table.rows
    .filter((row) => row[3] === "g5.12xlarge")
    .map((row) => String(row[1]))
    .toSorted();

test("the forgotten GPU pair is stopped by one approved call, seen stopped, and can be started again", async () => {
  const ids = await gpuIds();
  expect(ids).toHaveLength(2);
  const { preview } = await read.call("ec2_stop_instances", { targets: ids, reason: "forgotten" });
  expect(preview.call).toMatchObject({
    tool: "ec2_stop_instances",
    region: "us-east-1",
    args: { instance_ids: ids },
    fingerprint: Object.fromEntries(ids.map((id) => [`${id}.state`, "running"])),
  });
  expect(preview.effect).toEqual({
    ko: "인스턴스 2개가 멈추고, 다시 시작할 때까지 응답하지 않습니다. 컴퓨팅 요금은 멈추고 디스크 요금은 남습니다. 탄력적 IP가 아닌 공인 주소와 메모리, 인스턴스 스토어의 내용은 사라집니다.",
    en: "2 instances halt and do not answer until started again. Compute is no longer charged, disks still are. Public addresses that are not elastic, memory and instance stores are lost.",
  });

  const order = orderFor(preview.call);
  const executed = (await hand(act, "act_execute", order)).structured as { outcome: { kind: string } };
  expect(executed.outcome.kind).toBe("succeeded");
  const running = await read.call("ec2_stop_instances", { targets: ids });
  expect(running.text).toMatch(/is (stopping|stopped); only a running instance can be stopped\.$/);
  letPass(60_000);
  const verified = (await hand(act, "act_verify", order)).structured;
  expect(verified).toMatchObject({ verification: { ok: true, text: { ko: "모두 중지됨", en: "All stopped" } } });

  const back = (await read.call("ec2_start_instances", { targets: ids })).preview;
  expect(back.undo.en).toBe("Stop the instance again.");
  const start = orderFor(back.call);
  expect((await hand(act, "act_execute", start)).structured).toMatchObject({ outcome: { kind: "succeeded" } });
  letPass(60_000);
  expect((await hand(act, "act_verify", start)).structured).toMatchObject({ verification: { ok: true } });
  const sent = (await account.journal()).filter(({ operation }) => /^(Stop|Start|Terminate|Reboot)/.test(operation));
  expect(sent.map(({ operation, input }) => [operation, input.InstanceIds])).toEqual([
    ["StopInstances", ids],
    ["StartInstances", ids],
  ]);
});

test("an order for one thing cannot be used for another", async () => {
  const { preview } = await read.call("ec2_stop_instances", { targets: await gpuIds() });
  const order = orderFor(preview.call);
  const changed = {
    ...order,
    contract: { ...order.contract, call: { ...preview.call, tool: "ec2_reboot_instances" } },
  };
  const refused = await hand(act, "act_execute", changed);
  expect(refused.code).not.toBeNull();
  expect((await account.journal()).filter(({ operation }) => operation === "RebootInstances")).toEqual([]);
});
