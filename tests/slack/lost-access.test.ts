import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import type { ChannelRule } from "../../src/slack/access.ts";
import { slackBench } from "./support/bench.ts";
import { homeFacts } from "./support/home-facts.ts";

/** What was shown to somebody who may ask is pressed when they no longer may. */
let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;
let askers: ChannelRule["askers"];
const chosen: string[] = [];
const forgotten: string[] = [];

const startBot = () =>
  bench.startBot(
    async () => "answered",
    {},
    {},
    {
      ruleFor: () => ({ accounts: ["haneul-prod"], askers, approvers: [] }),
      home: {
        facts: async () => homeFacts({ theme: chosen.at(-1) === "dark" ? "dark" : "light" }),
        chooseTheme: (_person, theme) => void chosen.push(theme),
      },
      threadData: { starter: () => "U0SARAH", isOpen: () => false },
      forget: async (thread) => void forgotten.push(thread),
      isAdmin: async (user) => user === "U0JIWOO",
    },
  );
beforeAll(async () => {
  bench = await slackBench();
  askers = "members";
  bot = await startBot();
});
afterAll(async () => {
  await bot?.stop();
  await bench?.close();
});
beforeEach(() => {
  chosen.length = 0;
  forgotten.length = 0;
});

const homeHolds = async (text: string) => {
  await expect.poll(async () => JSON.stringify((await bench.control.view("sarah")).home ?? "")).toContain(text);
  return (await bench.control.view("sarah")).home!.id;
};
/** Sarah's Home, and the question whether her thread is to be forgotten, as they stand while she may ask. */
async function shown() {
  await bench.control.openHome("sarah");
  const home = await homeHolds("home:theme");
  const { channel, ts } = await bench.control.post({ user: "sarah", channel: "ops", text: "@ops forget this thread" });
  const at = { user: "sarah", channel, thread_ts: ts };
  const offered = await bench.control.waitFor(at, (all) => JSON.stringify(all).includes("thread:forget"));
  const offer = offered.find(({ blocks }) => JSON.stringify(blocks).includes("thread:forget"))!;
  return {
    thread: `${channel}:${ts}`,
    chooseDark: () =>
      bench.control.clickView({
        user: "sarah",
        view_id: home,
        action_id: "home:theme",
        chosen: { selected_option: { text: { type: "plain_text", text: "Dark" }, value: "dark" } },
      }),
    deleteIt: () => bench.control.click({ user: "sarah", channel, message_ts: offer.ts, action_id: "thread:forget" }),
    told: (text: string) => bench.control.waitFor(at, (all) => all.some((message) => message.text === text)),
  };
}

describe('the theme in Home and "Delete it"', () => {
  it("do what they say for who may ask", async () => {
    const { thread, chooseDark, deleteIt, told } = await shown();
    await chooseDark();
    await expect.poll(() => chosen).toEqual(["dark"]);
    await deleteIt();
    await told("🗑 What I kept of this thread is deleted. The next question begins from scratch.");
    expect(forgotten).toEqual([thread]);
  });

  it("a thread is forgotten for who began it, or an admin, and for nobody else", async () => {
    const asked = async (user: string) => {
      const { channel, ts } = await bench.control.post({ user, channel: "ops", text: "@ops forget this thread" });
      const told = (all: SeenMessage[]) => all.some(({ ephemeral, ts: own }) => ephemeral && own > ts);
      const seen = await bench.control.waitFor({ user, channel, thread_ts: ts }, told);
      return JSON.stringify(seen.at(-1));
    };
    expect(await asked("seoyeon")).toContain("Sarah Lee");
    expect(await asked("seoyeon")).not.toContain("thread:forget");
    expect(await asked("jiwoo")).toContain("thread:forget");
  });

  it.each([
    [
      "who is none of the askers now",
      async () => {
        askers = ["U0JIWOO"];
      },
      "⛔ Only certain people may ask in this channel. An admin can change `channels` in opsthread.yaml.",
    ],
    [
      "who became a guest",
      async () => {
        await bench.control.changePerson("sarah", { is_restricted: true });
        await bot.stop();
        bot = await startBot();
      },
      "⛔ Guests may not ask. Please have a full member ask for you.",
    ],
  ])("do nothing for somebody %s, and say why", async (_, happens, why) => {
    askers = "members";
    const { chooseDark, deleteIt, told } = await shown();
    await happens();
    await deleteIt();
    await told(why);
    await chooseDark();
    await homeHolds(why);
    expect([chosen, forgotten]).toEqual([[], []]);
  });
});
