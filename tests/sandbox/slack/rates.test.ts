import { afterAll, beforeAll, expect, test } from "vitest";
import { methods } from "../../../sandbox/slack/api/catalog.ts";
import { createClock } from "../../../sandbox/slack/clock.ts";
import { createRates, posting, tier2 } from "../../../sandbox/slack/rates.ts";
import { type Running, startWorkspace } from "./start-workspace.ts";

let slack: Running;

beforeAll(async () => {
  slack = await startWorkspace();
});
afterAll(() => slack.remove());

/** How many of so many calls at once were let through, and the longest wait that the others were told. */
async function burst(count: number, call: () => Promise<unknown>): Promise<{ passed: number; wait: number }> {
  const results = await Promise.allSettled(Array.from({ length: count }, call));
  const waits = results.flatMap((one) =>
    one.status === "rejected" ? [(one.reason as { retryAfter: number }).retryAfter] : [],
  );
  return { passed: count - waits.length, wait: Math.max(0, ...waits) };
}

const postIn = (channel: string) => () => slack.client.chat.postMessage({ channel, text: "again" });

test("a channel takes a burst of messages, then one a second; another channel is not concerned", async () => {
  expect(await burst(35, postIn("C0OPS"))).toEqual({ passed: 30, wait: 1 });
  expect((await burst(3, postIn("C0GENERAL"))).passed).toBe(3);
  await slack.control.moveClock(5_000);
  expect((await burst(10, postIn("C0OPS"))).passed).toBe(5);
});

test("a method of tier 2 takes forty at once and twenty more in each minute; the answer says how long to wait", async () => {
  const list = () => slack.client.usergroups.list({});
  expect(await burst(45, list)).toEqual({ passed: 40, wait: 3 });
  await slack.control.moveClock(60_000);
  expect((await burst(30, list)).passed).toBe(20);
});

test("limits can be turned off for a test that is about something else", async () => {
  await slack.control.settings({ rate_limits: false });
  expect((await burst(60, postIn("C0OPS"))).passed).toBe(60);
  await slack.control.settings({ rate_limits: true });
});

test("a clock that goes back neither fills nor empties what an app may still call", () => {
  let now = 1_000_000;
  const clock = { ...createClock({}), now: () => now };
  const settings = { get: () => ({ rate_limits: true }) } as Parameters<typeof createRates>[1];
  const rates = createRates(clock, settings);
  const taken = () => rates.take("A", "m", "", tier2);
  for (let i = 0; i < 40; i += 1) expect(taken()).toBe(0);
  now -= 500_000;
  expect(taken()).toBe(3);
  now += 3_000;
  expect(taken()).toBe(0);
});

test("every method has a rate, and posting is the only one counted by channel", () => {
  const rated = [...methods.values()].map(({ name, rate }) => [name, rate.perMinute]);
  expect(rated.filter(([, perMinute]) => !((perMinute as number) > 0))).toEqual([]);
  expect([...methods.values()].filter(({ rate }) => rate.perChannel).map(({ name }) => name)).toEqual([
    "chat.postMessage",
  ]);
  expect(methods.get("chat.postMessage")?.rate).toBe(posting);
});
