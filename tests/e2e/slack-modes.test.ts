import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { patience, slackDays } from "./support/slack-day.ts";
import { type Bot, type Stack, startStack } from "./support/stack.ts";
import { stories } from "./support/stories.ts";

/** The main stories on one bot, in the days of one Slack: people must end up with the same on all of them. */
let stack: Stack;
let bot: Bot;
/** What a good day leaves, by story. */
const good = new Map<string, string[]>();

beforeAll(async () => {
  stack = await startStack();
  bot = await stack.startBot({ SLACK_DEAF_SECONDS: String(DEAF_SECONDS) });
});
afterAll(() => stack?.close());

const WITHIN_MS = 90_000 * patience;
/** Short, for the last of the tests; Slack may say to wait before a socket is opened again. */
const DEAF_SECONDS = 2 * patience;
const fault = (method: string, kind: string, more: object = {}) =>
  stack.control.fault({ method, kind, times: 10_000, ...more } as Parameters<Stack["control"]["fault"]>[0]);

const days: [string, () => Promise<unknown>][] = [
  ["as it should be", async () => {}],
  ["streaming refused", () => slackDays["no-streaming"](stack.control)],
  [
    "slow with uploads, and with replies lost now and then",
    () => Promise.all([slackDays["slow-uploads"](stack.control), fault("*", "drop_reply", { every: 7 })]),
  ],
  ["429s sprinkled over every method", () => slackDays.ratelimited(stack.control)],
];

describe.each(days)("with Slack %s", (day, begin) => {
  it(
    "every story ends as on a good day",
    async () => {
      await begin();
      const outcomes = await Promise.allSettled(Object.values(stories).map((story) => story(stack)));
      const names = Object.keys(stories);
      const failures = outcomes.flatMap((one, i) => (one.status === "rejected" ? [`${names[i]}: ${one.reason}`] : []));
      expect(failures).toEqual([]);
      for (const [i, outcome] of outcomes.entries()) {
        const left = outcome.status === "fulfilled" ? outcome.value : [];
        if (day === days[0]![0]) good.set(names[i]!, left);
        expect({ [names[i]!]: left }).toEqual({ [names[i]!]: good.get(names[i]!) });
      }
    },
    WITHIN_MS,
  );
});
afterEach(async () => {
  await stack.control.clearFaults();
  await stack.control.settings({ file_delay_ms: 40 });
});

describe("row 25: with Slack refusing every connection", () => {
  it("the process ends with an error and the reason, instead of living deaf", async () => {
    await fault("apps.connections.open", "error", { error: "invalid_auth" });
    const gone = once(bot.child, "exit");
    await stack.control.socket("kill");
    expect(await gone).toEqual([1, null]);
    expect(bot.stderr()).toContain(`no connection to Slack for ${DEAF_SECONDS} s (invalid_auth)`);
  });
});
