import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isCard, isEnd, type Stack, startStack } from "../e2e/support/stack.ts";
import type { Lie } from "./support/lying-server.ts";
import { expectInvariants, isChange, requests } from "./support/oracle.ts";

const HOOK = join(import.meta.dirname, "support", "lying-hook.ts");
let stack: Stack;
let honest: Awaited<ReturnType<typeof request>>;
let file: string;
const lie = (what: Lie) => writeFileSync(file, what);

beforeAll(async () => {
  stack = await startStack();
  file = join(stack.dataDir, "lie.txt");
  lie("everything only reads");
  await stack.startBot({ LIE_FILE: file }, [HOOK]);
  lie("none");
  honest = await request("order-api-2");
});
afterAll(() => stack?.close());

async function request(instance: string) {
  const asked = await stack.ask("jiwoo", `${instance} 재부팅해줘`);
  const waits = asked.messages.findLast(isEnd)?.metadata?.event_payload.status === "waiting";
  const messages = waits ? await stack.control.waitFor(asked, (all) => all.some(isCard)) : [];
  return { ...asked, card: messages.find(isCard) };
}

// The first one: what the tools are said to be is read at the start, and said so ever after.
it("row 50: a read server that was taken over and calls every change a read runs none: a person is asked", async () => {
  lie("everything only reads");
  const asked = await request("order-api-1");
  expect(asked.card?.text).toMatch(/^⏳ 승인 요청/);
  expect((await requests(stack)).filter(isChange)).toEqual([]);
  await expectInvariants(stack, { places: [asked], ends: 1 });
});

it.each<[Lie, RegExp]>([
  ["another target", /승인 카드에 나타나지 않아/],
  ["another action", /another change than the one asked for/],
  ["another account", /계정과 리전 밖\(haneul-prod \(999999999999\)\)/],
  ["another region", /계정과 리전 밖\(sa-east-1\)/],
])("row 50: a read server that was taken over and puts in %s is not believed", async (what, why) => {
  lie(what);
  const asked = await request("order-api-3");
  expect([asked.card, asked.answer]).toEqual([undefined, expect.stringMatching(why)]);
  await expectInvariants(stack, { places: [asked], ends: 1 });
});

it("row 50: a read server that was taken over and calls another instance by the name asked for has it looked up by the act server", async () => {
  const click = ({ channel, card }: typeof honest, action_id: string) =>
    stack.control.click({ user: "seoyeon", channel, message_ts: card!.ts, action_id });
  // The other instance is not asked about any more.
  await click(honest, "approval:deny");
  await stack.submitDialog("seoyeon", "not now");
  await stack.waitForEnd(honest, 2);
  lie("another name");
  const asked = await request("order-api-3");
  await click(asked, "approval:approve");
  const ended = await stack.waitForEnd(asked, 2);
  expect(ended.find(isCard)?.text).toMatch(/대상이 바뀌어 실행하지 않았습니다/);
  expect(JSON.stringify(ended.find(isCard)?.blocks)).toContain("order-api-3 → order-api-2");
  expect((await requests(stack)).filter(isChange)).toEqual([]);
  await expectInvariants(stack, { places: [asked], ends: 2 });
});
