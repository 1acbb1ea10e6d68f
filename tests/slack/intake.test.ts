import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvent } from "../../src/slack/intake.ts";
import { languageOf, plainText } from "../../src/slack/person-text.ts";

/** In C1:1.0 U1 has asked; in C1:5.0 people talk to each other. */
const us = {
  botUser: "UBOT",
  standing(thread: string, user: string) {
    if (thread === "C1:1.0" && user === "U1") return "ours" as const;
    return thread === "C1:1.0" || thread === "C1:5.0" ? ("people" as const) : ("stranger" as const);
  },
};
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
      mentioned: true,
      request: {
        channel: "C1",
        threadTs: "2.0",
        ts: "2.0",
        user: "U1",
        text: "지난주 비용 <EC2>",
        isDm: false,
        files: [],
      },
    });
  });

  it("row 7: gives both events of one mention the same key", () => {
    const pair = [message({ type: "app_mention", text: "<@UBOT> hi" }), message({ text: "<@UBOT> hi" })];
    expect(pair.map((intake) => (intake.kind === "request" ? intake.key : intake.kind))).toEqual(["C1:2.0", "C1:2.0"]);
  });

  it.each([
    ["a DM without a mention", { channel: "D1", channel_type: "im" }, "request"],
    ["a reply in a thread it takes part in", { thread_ts: "1.0" }, "request"],
    ["a reply in another thread", { thread_ts: "9.0" }, "ignored"],
    ["a reply there to somebody else", { thread_ts: "1.0", text: "<@U2> what do you think?" }, "talk"],
    ["a reply there that names somebody on its way", { thread_ts: "1.0", text: "I will ask <@U2>" }, "talk"],
    ["a reply there that calls everybody", { thread_ts: "1.0", text: "<!here> look" }, "talk"],
    ["a reply there by somebody who has not asked", { thread_ts: "1.0", user: "U2" }, "talk"],
    ["a reply where people talk to each other", { thread_ts: "5.0" }, "talk"],
    ["a mention where people talk to each other", { thread_ts: "5.0", text: "<@UBOT> and you?" }, "request"],
    ["a mention of us and of somebody else", { thread_ts: "1.0", text: "<@U2> ask <@UBOT> this" }, "request"],
    ["a group of people without a mention", { channel: "G1", channel_type: "mpim" }, "ignored"],
    ["talk in a channel", {}, "ignored"],
    ["another bot", { bot_id: "B1", text: "<@UBOT> hi" }, "ignored"],
    ["itself", { user: "UBOT", thread_ts: "1.0" }, "ignored"],
    [
      "a message that unfolded a link",
      { subtype: "message_changed", message: { ts: "2.0", user: "U1", text: "hi" }, previous_message: { text: "hi" } },
      "ignored",
    ],
    [
      "a message of ours that changed",
      {
        subtype: "message_changed",
        message: { ts: "2.0", user: "UBOT", text: "new" },
        previous_message: { text: "old" },
      },
      "ignored",
    ],
    [
      "a message of ours that was deleted",
      { subtype: "message_deleted", deleted_ts: "2.0", previous_message: { user: "UBOT" } },
      "ignored",
    ],
    ["a question with a file", { subtype: "file_share", channel: "D1", channel_type: "im" }, "request"],
    ["App Home opened", { type: "app_home_opened" }, "other"],
  ])("%s", (_, event, kind) => {
    expect(message(event).kind).toBe(kind);
  });

  it("takes a person's new words for an edit, the deletion of a question for a withdrawal, and Slack's button for a stop", () => {
    const previous_message = { ts: "2.0", thread_ts: "1.0", user: "U1", text: "cost &amp; more" };
    expect([
      message({
        subtype: "message_changed",
        message: { ts: "2.0", thread_ts: "1.0", user: "U1", text: "<@UBOT> cost &lt;EC2&gt;" },
        previous_message,
      }),
      message({ subtype: "message_deleted", deleted_ts: "2.0", previous_message }),
      message({
        subtype: "message_changed",
        message: { ts: "1.0", user: "USLACKBOT", subtype: "tombstone", text: "This message was deleted." },
        previous_message: { ts: "1.0", user: "U1", text: "cost" },
      }),
      message({ type: "agent_session_stopped", thread_ts: "1.0" }),
    ]).toEqual([
      { kind: "edited", key: "C1:2.0", thread: "C1:1.0", user: "U1", text: "cost <EC2>" },
      { kind: "deleted", key: "C1:2.0", thread: "C1:1.0" },
      { kind: "deleted", key: "C1:1.0", thread: "C1:1.0" },
      { kind: "stopped", thread: "C1:1.0", user: "U1" },
    ]);
  });

  it("lists what a person attached", () => {
    const file = {
      id: "F1",
      name: "app.log",
      mimetype: "text/plain",
      size: 12,
      url_private: "https://files.slack.com/F1",
    };
    const intake = message({
      subtype: "file_share",
      channel: "D1",
      channel_type: "im",
      files: [file, null, { id: 7 }, { id: "F2", name: "hidden.csv", mode: "hidden_by_limit" }],
    });
    expect(intake.kind === "request" && intake.request.files).toEqual([
      { id: "F1", name: "app.log", mimetype: "text/plain", size: 12, url: "https://files.slack.com/F1" },
      { id: "F2", name: "hidden.csv", mimetype: "", size: 0, url: "" },
    ]);
  });

  it("never throws, whatever the body holds", () => {
    fc.assert(
      fc.property(fc.object(), fc.constantFrom("message", "app_mention", "agent_session_stopped"), (event, type) => {
        expect(typeof readEvent({ event_id: "Ev", event: { ...event, type } } as never, us).kind).toBe("string");
        expect(typeof readEvent(event as never, us).kind).toBe("string");
      }),
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
