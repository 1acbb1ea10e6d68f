import { afterAll, beforeAll, expect, test } from "vitest";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { seoul, startToolServer, type ToolServer } from "../support/tool-server.ts";

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

// The whole way, stopped by one approval and started by another, is in ec2-stop-instances.test.ts.
test("what runs is not started, and what carries no tag for it neither; both are told in the asker's language", async () => {
  const running = await server.call("ec2_start_instances", { targets: ["order-api-2"] });
  expect([running.code, running.text]).toEqual([
    "invalid_input",
    expect.stringMatching(/^order-api-2 \(i-[0-9a-f]+\) is running; only a stopped instance can be started\.$/),
  ]);
  const korean = { context: { ...seoul, language: "ko" } };
  const untagged = await server.call("ec2_start_instances", { targets: ["legacy-admin"] }, korean);
  expect([untagged.code, untagged.text]).toEqual([
    "access_denied",
    expect.stringContaining("opsthread=managed 태그가 없어 실행 역할(act role)로 바꿀 수 없습니다"),
  ]);
});
