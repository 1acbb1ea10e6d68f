import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("all disks are copied, each by a call of its own that carries the approval's name", async () => {
  const site = await actionSite();
  const { preview, outcome, verification } = await site.carryOut(
    "ec2_snapshot_instances",
    { targets: ["data-batch-1"] },
    3_600_000,
  );
  const ids = preview.call.args.volume_ids as string[];
  expect(preview.call.fingerprint).toEqual(
    Object.fromEntries(
      ids.flatMap((id) => [
        [`${id}.attached_to`, expect.stringMatching(/^i-/)],
        [`${id}.name`, "data-batch-1"],
        [`${id}.managed`, true],
        [`${id}.production`, true],
      ]),
    ),
  );
  expect(factsOf(preview).last_change).toEqual(expect.any(String));
  expect(outcome.kind).toBe("succeeded");
  expect(verification.ok).toBe(true);
  const sent = (await site.sent("CreateSnapshot")).filter(({ VolumeId }) => ids.includes(String(VolumeId)));
  expect(sent.map(({ VolumeId }) => VolumeId)).toEqual(ids);
  expect(new Set(sent.map(({ Description }) => Description)).size).toBe(1);
  expect(String(sent[0]?.Description)).toMatch(/^apr-approval-\d+$/);
});
