import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { patience } from "./support/slack-day.ts";
import { type Stack, startStack } from "./support/stack.ts";
import { askTheTruth } from "./support/truth-questions.ts";

/**
 * App Home and what was said before, through all real wires; then the questions of the evaluation, of another world than in
 * questions.test.ts and each in the other language.
 */
const SEED = "haneul-3";
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ seed: SEED });
  await stack.startBot();
});
afterAll(() => stack?.close());

async function home(user: string, holds: (text: string) => boolean): Promise<{ id: string; text: string }> {
  for (const until = Date.now() + 20_000 * patience; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const { home } = await stack.control.view(user);
    const text = JSON.stringify(home?.blocks ?? "");
    if (home && holds(text)) return { id: home.id, text };
    if (Date.now() > until) throw new Error(`Home of ${user}: ${text}`);
  }
}

describe("App Home", () => {
  it("shows cost, health and choices, keeps what is chosen, asks Cost Explorer once for all openings, and refuses guests", async () => {
    await stack.control.openHome("jiwoo");
    const { id, text } = await home("jiwoo", (seen) => seen.includes("이번 달 haneul-prod 비용"));
    expect(text).toMatch(/haneul-prod 비용 \$[\d,]+\.\d\d/);
    expect(text).toMatch(/[▁▂▃▄▅▆▇█]{10,}/);
    await stack.control.clickView({
      user: "jiwoo",
      view_id: id,
      action_id: "home:theme",
      chosen: { selected_option: { text: { type: "plain_text", text: "어둡게" }, value: "dark" } },
    });
    await home("jiwoo", (seen) => /"initial_option":\{"text":\{[^}]*"어둡게"/.test(seen));
    await stack.control.openHome("sarah");
    await home("sarah", (seen) => seen.includes("haneul-prod this month"));
    expect(await stack.awsCalls("GetCostAndUsage")).toHaveLength(1);
    await stack.control.openHome("guest");
    expect((await home("guest", (seen) => seen.includes("Guests may not ask"))).text).not.toContain("haneul-prod");
  });

  it("suggests questions in the Messages tab", async () => {
    await stack.control.openHome("sarah", "messages");
    for (const until = Date.now() + 10_000 * patience; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const { prompts } = await stack.control.messages({ user: "sarah", channel: "dm" });
      if (prompts.prompts.some(({ title }) => title === "Found before")) break;
      if (Date.now() > until) throw new Error(JSON.stringify(prompts));
    }
  });
});

describe("what was said before", () => {
  it("is found with a link by who may see it, never in another channel, and is gone once it is forgotten", async () => {
    const asked = await stack.ask("jiwoo", "@ops 실행 중인 EC2 인스턴스 목록", { channel: "ops" });
    const again = await stack.ask("jiwoo", "@ops EC2 인스턴스에 대해 얘기했던 스레드 찾아줘", { channel: "ops" });
    const said = JSON.stringify(again.messages.map(({ text, blocks }) => [text, blocks]));
    expect(said).toContain(`/archives/${asked.channel}/p${asked.thread_ts.replace(".", "")}`);
    expect(again.record.toolCalls.map(({ name }) => name)).toEqual(["history_search"]);

    const elsewhere = await stack.ask("jiwoo", "@ops EC2 인스턴스에 대해 얘기했던 스레드 찾아줘", {
      channel: "general",
    });
    expect(JSON.stringify(elsewhere.messages)).not.toContain(asked.thread_ts.replace(".", ""));

    await stack.control.openHome("jiwoo");
    await home("jiwoo", (seen) => seen.includes("실행 중인 EC2 인스턴스 목록"));

    await stack.control.post({ user: "jiwoo", channel: "ops", thread_ts: asked.thread_ts, text: "이 스레드 잊어줘" });
    const at = { user: "jiwoo", channel: "ops", thread_ts: asked.thread_ts };
    const offered = await stack.control.waitFor(at, (all) => all.some(({ text }) => text.includes("기록을 지울까요")));
    const question = offered.findLast(({ text }) => text.includes("기록을 지울까요"));
    await stack.control.click({
      user: "jiwoo",
      channel: "ops",
      message_ts: question?.ts ?? "",
      action_id: "thread:forget",
    });
    await stack.control.waitFor(at, (all) => all.some(({ text }) => text.includes("기록을 지웠습니다")));
    const after = await stack.ask("jiwoo", "@ops EC2 인스턴스에 대해 얘기했던 스레드 찾아줘", { channel: "ops" });
    expect(JSON.stringify(after.messages)).not.toContain(`p${asked.thread_ts.replace(".", "")}`);
  });

  it("in a private channel or a direct message is found by its members alone", async () => {
    const inSec = await stack.ask("jiwoo", "@ops 심각도 높은 GuardDuty 탐지 결과 있어?", { channel: "sec" });
    const alone = await stack.ask("jiwoo", "심각도 높은 GuardDuty 탐지 결과 있어?", { channel: "dm" });
    const roots = { sec: inSec.thread_ts, dm: alone.thread_ts };
    const namedIn = (text: string) =>
      Object.entries(roots).flatMap(([where, ts]) => (text.includes(ts.replace(".", "")) ? [where] : []));
    const search = async (user: string, channel: string) => {
      const { messages, record } = await stack.ask(user, "GuardDuty에 대해 얘기했던 스레드 찾아줘", { channel });
      expect(record.toolCalls.map(({ name }) => name)).toEqual(["history_search"]);
      return namedIn(JSON.stringify(messages.map(({ text, blocks }) => [text, blocks])));
    };
    expect({
      "who was there, alone with the bot": await search("jiwoo", "dm"),
      "another member of the channel": await search("seoyeon", "dm"),
      "nobody of the channel": await search("doyun", "dm"),
      "who was there, where others read": await search("jiwoo", "ops"),
      "a member, in the channel": await search("seoyeon", "sec"),
    }).toEqual({
      "who was there, alone with the bot": ["sec", "dm"],
      "another member of the channel": ["sec"],
      "nobody of the channel": [],
      "who was there, where others read": [],
      "a member, in the channel": ["sec"],
    });

    const inHome = async (user: string) => {
      await stack.control.openHome(user);
      return namedIn((await home(user, (seen) => seen.includes("GuardDuty에 대해 얘기했던"))).text);
    };
    expect([await inHome("jiwoo"), await inHome("doyun")]).toEqual([["sec", "dm"], []]);
  });
});

askTheTruth(SEED, "en", () => stack);
