import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("a fixed check runs the very document that was approved, and brings its output", { timeout: 60_000 }, async () => {
  const site = await actionSite();
  const done = await site.carryOut(
    "ssm_check_hosts",
    { targets: ["order-api-1", "order-api-2"], check: "disk" },
    30_000,
  );
  expect(done.preview).toMatchObject({ tier: "T2", call: { args: { document: "opsthread-disk", parameters: {} } } });
  expect(factsOf(done.preview)).toMatchObject({ command: "opsthread-disk v1", last_change: expect.any(String) });
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification.output?.map(({ target }) => target)).toEqual(
    expect.arrayContaining(["order-api-1", "order-api-2"]),
  );
  expect(done.verification.output?.[0]?.text).toMatch(/^Filesystem +Type/);
  expect(done.trace.kind).toBe("executed");
  expect((await site.sent("SendCommand")).at(-1)).toMatchObject({
    DocumentHash: done.preview.call.args.hash,
    MaxConcurrency: "1",
    MaxErrors: "0",
    Comment: expect.stringMatching(/^apr-approval-\d+$/),
  });
});

test("the processes of a host come with its load", async () => {
  const site = await actionSite();
  const done = await site.carryOut("ssm_check_hosts", { targets: ["order-api-1"], check: "processes" }, 30_000);
  expect(done.verification.output?.[0]?.text).toMatch(/load average: [\s\S]*PID +USER/);
});

test("a unit's journal is asked with typed values", async () => {
  const site = await actionSite();
  const input = { targets: ["order-api-1"], check: "journal", unit: "order-api", since: "-10m", lines: 5 };
  const done = await site.carryOut("ssm_check_hosts", input, 30_000);
  expect(done.verification.output?.[0]?.text.trim().split("\n")).toHaveLength(5);
});

test.each([
  [{ targets: ["order-api-1"], check: "journal" }, "invalid_input: Say which systemd unit"],
  [{ targets: ["order-api-1"], check: "journal", unit: "a; rm -rf /" }, "invalid_input: "],
  [{ targets: ["bastion"], check: "disk" }, "access_denied: bastion"],
])("refuses %j with a sentence", async (input, sentence) => {
  expect(await (await actionSite()).refusal("ssm_check_hosts", input)).toContain(sentence);
});
