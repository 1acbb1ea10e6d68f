import { expect, test } from "vitest";
import { createLimiter } from "../../tools/limiter.ts";

const lookup = { account: "prod", region: "us-east-1", action: "cloudtrail:LookupEvents" };
const never = new AbortController().signal;

/** A limiter on a clock that only its own waits move. */
function onFakeTime() {
  let now = 0;
  const limiter = createLimiter(
    () => now,
    async (ms, signal) => {
      signal.throwIfAborted();
      now += ms;
    },
  );
  return { limiter, now: () => now };
}

test("lets LookupEvents through at most twice a second, in the order asked", async () => {
  const { limiter, now } = onFakeTime();
  const times: [number, number][] = [];
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => limiter.take(lookup, never).then(() => times.push([index, now()]))),
  );
  expect(times.map(([index]) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  for (const [index, time] of times.entries()) {
    const inTheSecondBefore = times.slice(0, index + 1).filter(([, other]) => other > time[1] - 1_000);
    expect(inTheSecondBefore.length).toBeLessThanOrEqual(3);
  }
  expect(times.at(-1)![1]).toBeGreaterThan(5_000);
});

test("regions and accounts do not wait for each other", async () => {
  const { limiter, now } = onFakeTime();
  for (const region of ["us-east-1", "ap-northeast-2", "eu-west-1"])
    for (const account of ["prod", "dev"]) await limiter.take({ ...lookup, region, account }, never);
  expect(now()).toBe(0);
});

test("a caller that gives up leaves the line", async () => {
  const limiter = createLimiter();
  const gone = new AbortController();
  await limiter.take(lookup, never);
  await limiter.take(lookup, never);
  const waiting = limiter.take(lookup, gone.signal);
  gone.abort();
  await expect(waiting).rejects.toThrow();
  await limiter.take(lookup, never);
});

test("background goes only while nobody else waits, and leaves the next question the better part of its turn", async () => {
  const { limiter, now } = onFakeTime();
  const order: string[] = [];
  const take = (name: string, urgency?: "background") =>
    limiter.take(lookup, never, urgency).then(() => order.push(`${name} ${now()}`));
  await Promise.all([
    ...["a", "b", "c"].map((name) => take(name, "background")),
    ...["1", "2", "3"].map((name) => take(name)),
  ]);
  expect(order.map((line) => line.split(" ")[0])).toEqual(["a", "1", "2", "3", "b", "c"]);
  const asked = now();
  await take("4");
  expect(now() - asked).toBeLessThan(350);
});

test("a question does not wait for the background's turn", async () => {
  const limiter = createLimiter();
  const order: string[] = [];
  await limiter.take(lookup, never);
  await limiter.take(lookup, never);
  const started = performance.now();
  const background = limiter.take(lookup, never, "background").then(() => order.push("background"));
  await new Promise((later) => setTimeout(later, 50));
  await limiter.take(lookup, never).then(() => order.push("question"));
  expect(performance.now() - started).toBeLessThan(1_000);
  await background;
  expect(order).toEqual(["question", "background"]);
});
