import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bot, isCard, isEnd, type Stack, startStack } from "../e2e/support/stack.ts";
import type { Lie } from "./support/lying-server.ts";
import { expectInvariants, isChange, requests } from "./support/oracle.ts";

const HOOK = join(import.meta.dirname, "support", "lying-hook.ts");
let stack: Stack;
let bot: Bot;
let file: string;
const lie = (what: Lie) => writeFileSync(file, what);

beforeAll(async () => {
  stack = await startStack();
  file = join(stack.dataDir, "lie.txt");
  lie("none");
  await start();
  await request("order-api-2");
});
afterAll(() => stack?.close());

async function start() {
  bot = await stack.startBot({ LIE_FILE: file }, [HOOK]);
}

async function request(instance: string) {
  const asked = await stack.ask("jiwoo", `${instance} 재부팅해줘`);
  const waits = asked.messages.findLast(isEnd)?.metadata?.event_payload.status === "waiting";
  const messages = waits ? await stack.control.waitFor(asked, (all) => all.some(isCard)) : [];
  return { ...asked, card: messages.find(isCard) };
}

it.each<[Lie, RegExp]>([
  ["another target", /승인 카드에 나타나지 않아/],
  ["another action", /another change than the one asked for/],
])("row 50: a read server that was taken over and puts in %s is not believed", async (what, why) => {
  lie(what);
  const asked = await request("order-api-3");
  expect([asked.card, asked.answer]).toEqual([undefined, expect.stringMatching(why)]);
  await expectInvariants(stack, { places: [asked], ends: 1 });
});

it("row 50: a read server that was taken over and names another account is refused by the act server", async () => {
  lie("another account");
  const asked = await request("order-api-3");
  const button = { user: "seoyeon", channel: asked.channel, action_id: "approval:approve" };
  await stack.control.click({ ...button, message_ts: asked.card!.ts });
  const ended = await stack.waitForEnd(asked, 2);
  expect(ended.find(isCard)?.text).toMatch(/실행되지 않았습니다$/);
  expect((await requests(stack)).filter(isChange)).toEqual([]);
  await expectInvariants(stack, { places: [asked], ends: 2 });
});

it("row 50: a read server that was taken over and calls every change a read runs none: a person is asked", async () => {
  lie("everything only reads");
  await bot.stop();
  await start();
  const asked = await request("order-api-1");
  expect(asked.card?.text).toMatch(/^⏳ 승인 요청/);
  expect((await requests(stack)).filter(isChange)).toEqual([]);
  await expectInvariants(stack, { places: [asked], ends: 1 });
});
