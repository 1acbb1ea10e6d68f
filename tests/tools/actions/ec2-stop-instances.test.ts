import { expect, test } from "vitest";
import { actionSite } from "../support/action-site.ts";
import { hand, orderFor } from "../support/orders.ts";

const gpuIds = async () =>
  (await (await actionSite()).read.call("inventory_find_instances", { regions: ["us-east-1"] })).table.rows
    .filter((row) => row[3] === "g5.12xlarge")
    .map((row) => String(row[1]))
    .toSorted();

test("the forgotten GPU pair is stopped by one approved call, seen stopped, and started again by the way back", async () => {
  const site = await actionSite();
  const ids = await gpuIds();
  expect(ids).toHaveLength(2);
  const done = await site.carryOut("ec2_stop_instances", { targets: ids, reason: "forgotten" }, 60_000);
  expect(done.preview.call).toMatchObject({
    tool: "ec2_stop_instances",
    region: "us-east-1",
    args: { instance_ids: ids },
    fingerprint: Object.fromEntries(ids.map((id) => [`${id}.state`, "running"])),
  });
  expect(done.preview.effect).toEqual({
    ko: "인스턴스 2개가 멈추고, 다시 시작할 때까지 응답하지 않습니다. 컴퓨팅 요금은 멈추고 디스크 요금은 남습니다. 탄력적 IP가 아닌 공인 주소와 메모리, 인스턴스 스토어의 내용은 사라집니다.",
    en: "2 instances halt and do not answer until started again. Compute is no longer charged, disks still are. Public addresses that are not elastic, memory and instance stores are lost.",
  });
  expect(done.preview.facts.find(({ code }) => code === "cost")?.value.en).toBe(
    "$272.26 of compute while running (list price, without disks)",
  );
  expect(done.outcome.kind).toBe("succeeded");
  expect(done.verification).toMatchObject({ ok: true, text: { ko: "모두 중지됨", en: "All stopped" } });
  expect(await site.refusal("ec2_stop_instances", { targets: ids })).toMatch(
    /is stopped; only a running instance can be stopped\.$/,
  );

  const back = done.preview.undoBy!;
  expect(back).toEqual({ tool: "ec2_start_instances", input: { targets: ids, account: "haneul-prod" } });
  const started = await site.carryOut(back.tool, back.input, 60_000);
  expect(started.preview).toMatchObject({ tier: "T1", undo: { en: "Stop the instance again." } });
  expect(started.verification).toMatchObject({ ok: true });
  expect((await site.sent("StopInstances")).map(({ InstanceIds }) => InstanceIds)).toEqual([ids]);
  expect((await site.sent("StartInstances")).map(({ InstanceIds }) => InstanceIds)).toEqual([ids]);
});

test("an order for one thing cannot be used for another", async () => {
  const site = await actionSite();
  const { call } = await site.propose("ec2_stop_instances", { targets: await gpuIds() });
  const order = orderFor(call);
  const changed = { ...order, contract: { ...order.contract, call: { ...call, tool: "ec2_reboot_instances" } } };
  const refused = await hand(site.act, "act_execute", changed);
  expect(refused.code).not.toBeNull();
  expect(await site.sent("RebootInstances")).toEqual([]);
});
