import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languageOf, plainText, readEvent } from "../../src/slack/intake.ts";

const us = { botUser: "UBOT", knowsThread: (thread: string) => thread === "C1:1.0" };
const message = (event: Record<string, unknown>) =>
  readEvent(
    { event_id: "Ev1", event: { type: "message", channel: "C1", user: "U1", ts: "2.0", text: "hi", ...event } },
    us,
  );

describe("reading an event", () => {
  it("makes a mention the root of a thread of its own", () => {
    expect(message({ type: "app_mention", text: "<@UBOT> 지난주 비용 &lt;EC2&gt;" })).toEqual({
      kind: "request",
      eventId: "Ev1",
      key: "C1:2.0",
      thread: "C1:2.0",
      request: { channel: "C1", threadTs: "2.0", ts: "2.0", user: "U1", text: "지난주 비용 <EC2>", isDm: false },
    });
  });

  it("gives both events of one mention the same key", () => {
    const pair = [message({ type: "app_mention", text: "<@UBOT> hi" }), message({ text: "<@UBOT> hi" })];
    expect(pair.map((intake) => (intake.kind === "request" ? intake.key : intake.kind))).toEqual(["C1:2.0", "C1:2.0"]);
  });

  it.each([
    ["a DM without a mention", { channel: "D1", channel_type: "im" }, "request"],
    ["a reply in a thread it takes part in", { thread_ts: "1.0" }, "request"],
    ["a reply in another thread", { thread_ts: "9.0" }, "ignored"],
    ["a reply there to somebody else", { thread_ts: "1.0", text: "<@U2> what do you think?" }, "ignored"],
    ["talk in a channel", {}, "ignored"],
    ["another bot", { bot_id: "B1", text: "<@UBOT> hi" }, "ignored"],
    ["itself", { user: "UBOT", thread_ts: "1.0" }, "ignored"],
    ["an edited message", { subtype: "message_changed", channel: "D1", channel_type: "im" }, "ignored"],
    ["a question with a file", { subtype: "file_share", channel: "D1", channel_type: "im" }, "request"],
    ["App Home opened", { type: "app_home_opened" }, "other"],
  ])("%s", (_, event, kind) => {
    expect(message(event).kind).toBe(kind);
  });

  it("never throws, whatever the body holds", () => {
    fc.assert(
      fc.property(fc.object(), (body) => ["request", "other", "ignored"].includes(readEvent(body as never, us).kind)),
    );
  });
});

describe("the words of a message", () => {
  it("are what the person typed", () => {
    expect(plainText("<@UBOT>  see <https://a.example/x|the page> &amp; <#C1|ops>", "UBOT")).toBe("see the page & ops");
  });

  it.each([
    ["지난주 비용", "en", "ko"],
    ["EC2만", "en", "ko"],
    ["show me the cost", "ko", "en"],
    ["EC2?", "ko", "ko"],
    ["order-api-2", "ko", "ko"],
    ["???", "en", "en"],
  ] as const)("%s, asked by a person of profile %s, is %s", (text, profile, language) => {
    expect(languageOf(text, profile)).toBe(language);
  });
});
