import { describe, expect, it } from "vitest";
import { begunAt, candidatesFor, complete, type Known } from "../../../../sandbox/slack/page/completion.ts";

const person = (id: string, name: string, real_name: string, title: string) => ({
  ...{ id, name, real_name, title, tz: "Asia/Seoul", locale: "ko-KR", color: "#000000" },
  ...{ is_bot: id === "U0OPSBOT", is_admin: false, is_restricted: false, deleted: id === "U0GONE" },
});
const known: Known = {
  directory: {
    people: [
      person("U0JIWOO", "jiwoo", "김지우", "온콜"),
      person("U0SEOYEON", "seoyeon", "박서연", "승인자"),
      person("U0SARAH", "sarah", "Sarah Lee", "Engineer"),
      person("U0GONE", "gone", "Gone", ""),
      person("U0OPSBOT", "ops", "ops", "App"),
    ],
    groups: [{ id: "S0APPROVERS", handle: "aws-approvers", name: "AWS approvers", users: ["U0SEOYEON"] }],
    commands: [
      { command: "/models", description: "Which model", usage_hint: "[list]" },
      { command: "/aws-cost", description: "Cost", usage_hint: "" },
    ],
  },
  channels: [
    { id: "C0OPS", name: "ops", kind: "public", topic: "AWS", members: [], member: true, has_bot: true },
    { id: "D0", name: "", kind: "im", topic: "", members: [], member: true, has_bot: true },
  ],
  me: "U0JIWOO",
  broadcast: { here: "now", channel: "all" },
};
const offered = (typed: string) => {
  const begun = begunAt(typed, typed.length);
  return begun ? candidatesFor(begun, known).map(({ insert }) => insert) : undefined;
};

describe("while a name is being typed", () => {
  it("offers apps first, then people by either name, groups and everybody", () => {
    expect(offered("@")).toEqual(["@ops", "@박서연", "@Sarah Lee", "@aws-approvers", "@here", "@channel"]);
    expect(offered("hello @seo")).toEqual(["@박서연"]);
    expect(offered("@서연")).toEqual(["@박서연"]);
    expect(offered("@app")).toEqual(["@aws-approvers"]);
  });

  it("offers channels, known emoji, and commands only at the very beginning", () => {
    expect(offered("see #o")).toEqual(["#ops"]);
    expect(offered("done :white_ch")).toEqual(["✅"]);
    expect(offered("/")).toEqual(["/models", "/aws-cost"]);
    expect(offered("/aws")).toEqual(["/aws-cost"]);
    expect(offered("see /aws")).toBeUndefined();
  });

  it("offers nothing inside a word, an address or a time", () => {
    expect([
      offered("mail a@b"),
      offered("at 09:12"),
      offered("https://x.example/#o"),
      offered("@nobody-here"),
    ]).toEqual([undefined, undefined, undefined, []]);
  });

  it("puts the whole name in place of its beginning, with one space behind it", () => {
    const at = (text: string, caret: number) => complete(text, caret, begunAt(text, caret)!, "@ops");
    expect(at("@o", 2)).toEqual({ text: "@ops ", caret: 5 });
    expect(at("ask @o now", 6)).toEqual({ text: "ask @ops now", caret: 9 });
  });
});
