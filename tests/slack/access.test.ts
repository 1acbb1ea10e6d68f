import { describe, expect, it } from "vitest";
import type { Directory, Person } from "../../src/ports/directory.ts";
import { type AccessDeps, type AccessRefusal, type ChannelRule, mayAsk, refusalText } from "../../src/slack/access.ts";

const person = (about: Partial<Person> = {}): Person => ({
  id: "U0SARAH",
  name: "Sarah",
  zone: "UTC",
  language: "en",
  isGuest: false,
  isBot: false,
  isActive: true,
  team: "T0HANEUL",
  ...about,
});
const rule = (askers: ChannelRule["askers"]): ChannelRule => ({ accounts: ["prod"], askers, approvers: [] });
const rules: Record<string, ChannelRule> = {
  ops: rule("members"),
  sec: rule(["group:security", "U0SEOYEON"]),
  dm: rule(["group:security"]),
};

function access(groups: Record<string, string[]> | Error = { security: ["U0JIWOO"] }): AccessDeps {
  const directory: Directory = {
    person: async () => person(),
    groupId: async () => null,
    groupMembers: async (handle) => {
      if (groups instanceof Error) throw groups;
      return groups[handle] ?? [];
    },
    channelName: async (channel) => {
      if (channel === "C0LOST") throw new Error("channel_not_found");
      return channel.slice(2).toLowerCase();
    },
  };
  return { ruleFor: ({ name }) => rules[name] ?? null, directory, homeTeam: () => "T0HANEUL" };
}
const why = async (about: Partial<Person>, channel: string, deps = access()): Promise<AccessRefusal | "allowed"> => {
  const answer = await mayAsk(person(about), channel, deps);
  return answer.allowed ? "allowed" : answer.why;
};

describe("who may ask", () => {
  it("everybody of the workspace where members may, and only the named elsewhere", async () => {
    expect(await mayAsk(person(), "C0OPS", access())).toEqual({ allowed: true, rule: rules.ops });
    expect(await why({}, "C0SEC")).toBe("not_asker");
    expect(await why({ id: "U0JIWOO" }, "C0SEC")).toBe("allowed");
    expect(await why({ id: "U0SEOYEON" }, "C0SEC")).toBe("allowed");
  });

  it("a DM and App Home have the rule of dm, and ask no channel's name", async () => {
    expect(await why({ id: "U0JIWOO" }, "dm")).toBe("allowed");
    expect(await why({}, "dm")).toBe("not_asker");
  });

  it("no guest, bot, deactivated person or person of another workspace, also where they are named", async () => {
    for (const channel of ["C0OPS", "C0SEC", "dm"]) {
      for (const id of ["U0SARAH", "U0JIWOO", "U0SEOYEON"]) {
        expect(await why({ id, isGuest: true }, channel)).toBe("guest");
        expect(await why({ id, isBot: true }, channel)).toBe("guest");
        expect(await why({ id, isActive: false }, channel)).toBe("guest");
        expect(await why({ id, team: "T0OTHER" }, channel)).toBe("foreign");
        expect(await why({ id, team: "" }, channel)).toBe("foreign");
      }
    }
  });

  it("a channel that is not configured, and a look-up that fails, refuse", async () => {
    expect(await why({}, "C0RANDOM")).toBe("channel_not_configured");
    expect(await why({}, "C0LOST")).toBe("lookup_failed");
    expect(await why({ id: "U0JIWOO" }, "C0SEC", access(new Error("usergroups.users.list: 500")))).toBe(
      "lookup_failed",
    );
  });

  it("says so politely, with what to do next, in both languages", () => {
    const codes = ["guest", "foreign", "not_asker", "channel_not_configured", "lookup_failed"] as const;
    for (const code of codes) {
      expect(refusalText(code, "ko")).toMatch(/^⛔ .*(주세요\.)$/);
      expect(refusalText(code, "en")).toMatch(/^⛔ [A-Z].*\.$/);
    }
    expect(new Set(codes.map((code) => refusalText(code, "ko"))).size).toBe(codes.length);
  });
});
