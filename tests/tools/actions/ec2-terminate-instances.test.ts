import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";
import { hand, orderFor } from "../support/orders.ts";

test("an instance is deleted only once its disk has been copied, and by people who read what is lost", async () => {
  const site = await actionSite();
  const input = { targets: ["coupon-batch-old"] };
  expect(await site.refusal("ec2_terminate_instances", input)).toMatch(
    /^invalid_input: 1 of the disks that are deleted with it have no completed snapshot of the last 24 hours \(vol-\w+\)\./,
  );
  const lossy = await site.propose("ec2_terminate_instances", { ...input, without_snapshots: true });
  expect(lossy.loses?.en).toMatch(/1 of the disks have no snapshot and cannot be restored\.$/);

  const copied = await site.carryOut("ec2_snapshot_instances", input, 3_600_000);
  expect(copied.preview).toMatchObject({ tier: "T1", calls: 2, confirm: "coupon-batch-old" });
  expect(copied.verification).toMatchObject({ ok: true, text: { en: "2 snapshots completed" } });

  // The card of before spoke of other copies than there are now.
  const before = await hand(site.act, "act_execute", orderFor(lossy.call));
  expect(before.structured.outcome).toMatchObject({
    kind: "stale",
    text: { en: expect.stringMatching(/\(vol-\w+\.snapshot: – → snap-\w+\)\. Nothing was sent\.$/) },
  });

  const done = await site.carryOut("ec2_terminate_instances", input);
  const { preview } = done;
  expect(preview).toMatchObject({ tier: "T3", confirm: "coupon-batch-old" });
  expect(preview.tierReasons.map(({ code }) => code)).toEqual(["irreversible", "deletes_data", "prod"]);
  expect(preview.loses?.ko).toMatch(/^인스턴스와 메모리, 인스턴스 스토어, 디스크 1개\(vol-\w+\)가 즉시 삭제됩니다\.$/);
  expect(preview).not.toHaveProperty("undoBy");
  expect(factsOf(preview).snapshots).toMatch(/^vol-\w+: snap-\w+ \(2026-11-21 \d\d:\d\d \+09:00\)$/);
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { ko: "모두 종료(삭제)됨" } });
  expect(done.trace).toMatchObject({ kind: "executed" });
  expect(await site.refusal("ec2_terminate_instances", input)).toContain("not_found");
});

test("an instance without the tag that allows it is never deleted", async () => {
  const site = await actionSite();
  expect(await site.refusal("ec2_terminate_instances", { targets: ["order-api-1"] })).toMatch(
    /^access_denied: order-api-1 \(i-\w+\) is not tagged opsthread-terminate=yes/,
  );
});
