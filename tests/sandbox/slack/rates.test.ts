import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { methods } from "../../../sandbox/slack/api/catalog.ts";
import { createClock } from "../../../sandbox/slack/clock.ts";
import { createRates, posting, type Rate, tier2 } from "../../../sandbox/slack/rates.ts";
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

test("of a burst of messages a channel takes what it may, and says when to come again; another channel is not concerned", async () => {
  const { passed, wait } = await burst(45, postIn("C0OPS"));
  // On a slow machine a burst lasts, and more becomes free meanwhile.
  expect(passed).toBeGreaterThanOrEqual(30);
  expect(passed).toBeLessThan(45);
  expect(wait).toBe(1);
  expect((await burst(3, postIn("C0GENERAL"))).passed).toBe(3);
  await slack.control.moveClock(15_000);
  expect((await burst(10, postIn("C0OPS"))).passed).toBe(10);
});

test("limits can be turned off for a test that is about something else", async () => {
  await slack.control.settings({ rate_limits: false });
  expect((await burst(60, postIn("C0OPS"))).passed).toBe(60);
  await slack.control.settings({ rate_limits: true });
});

describe("by a clock that stands still", () => {
  let now = 1_000_000;
  const clock = { ...createClock({}), now: () => now };
  const settings = { get: () => ({ rate_limits: true }) } as Parameters<typeof createRates>[1];
  const start = (rate: Rate, channel = "C1") => {
    const rates = createRates(clock, settings);
    return (count: number) => Array.from({ length: count }, () => rates.take("A", "m", channel, rate));
  };
  const none = (count: number) => Array.from({ length: count }, () => 0);

  test("a channel takes a burst of thirty, then one a second", () => {
    const post = start(posting);
    expect(post(32)).toEqual([...none(30), 1, 1]);
    now += 5_000;
    expect(post(6)).toEqual([...none(5), 1]);
  });

  test("a method of tier 2 takes forty at once and twenty more in each minute", () => {
    const list = start(tier2);
    expect(list(41)).toEqual([...none(40), 3]);
    now += 60_000;
    expect(list(21)).toEqual([...none(20), 3]);
  });

  test("one that goes back neither fills nor empties what an app may still call", () => {
    const list = start(tier2);
    expect(list(40)).toEqual(none(40));
    now -= 500_000;
    expect(list(1)).toEqual([3]);
    now += 3_000;
    expect(list(1)).toEqual([0]);
  });
});

test("every method has a rate, and posting is the only one counted by channel", () => {
  const rated = [...methods.values()].map(({ name, rate }) => [name, rate.perMinute]);
  expect(rated.filter(([, perMinute]) => !((perMinute as number) > 0))).toEqual([]);
  expect([...methods.values()].filter(({ rate }) => rate.perChannel).map(({ name }) => name)).toEqual([
    "chat.postMessage",
  ]);
  expect(methods.get("chat.postMessage")?.rate).toBe(posting);
});
