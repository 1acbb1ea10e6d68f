import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createModelsCommand } from "../../src/commands/models.ts";
import type { Model, ModelChoice, Models } from "../../src/ports/model.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createPrefs } from "../../src/store/prefs.ts";

const choice = (id: string, name: string, offline = false): ModelChoice => {
  return { id, name, offline, price: null, window: null, retires: null };
};
const offline = choice("offline", "규칙 기반 (언어 모델 없음)", true);
const sonnet = choice("claude-sonnet-5-5", "Claude Sonnet 5.5");
const opus = choice("claude-opus-5", "Claude Opus 5");
const haiku = choice("claude-haiku-5-5", "Claude Haiku 5.5");

const JIWOO = "U0JIWOO";
const OPS = "C0OPS";

function command(choices: ModelChoice[], options: { prefs?: ReturnType<typeof createPrefs>; admins?: string[] } = {}) {
  const prefs = options.prefs ?? createPrefs(openDatabase(":memory:"));
  const models: Models = {
    list: async () => choices,
    get: (id) => (choices.some((each) => each.id === id) ? ({ id } as Model) : null),
    defaultId: choices[0]?.id ?? "",
    fallback: null,
  };
  const isAdmin = async (user: string) => {
    if (!options.admins) throw new Error("the group cannot be looked up");
    return options.admins.includes(user);
  };
  const it = createModelsCommand({ models, prefs, isAdmin, speeds: () => ({ "claude-opus-5": 61.5 }) });
  const say = (text: string, at: { user?: string; channel?: string | null } = {}) =>
    it.run({ text, user: at.user ?? JIWOO, channel: at.channel === undefined ? OPS : at.channel });
  return { ...it, say, prefs };
}
const all = [sonnet, opus, haiku, offline];

describe("/models", () => {
  test("lists what can be chosen, what answers now and by whose choice, and how to add Claude where there is none", async () => {
    const { say } = command([offline]);
    const list = {
      kind: "list",
      choices: [offline],
      current: { id: "offline", by: "default" },
      chosen: { person: null, channel: null },
      mayChooseForChannel: false,
      speeds: { "claude-opus-5": 61.5 },
      howToAddClaude: true,
    };
    for (const text of ["", " ", "list", "목록", "help", "use", "채널"]) expect(await say(text)).toEqual(list);
    const admin = command(all, { admins: [JIWOO] });
    expect(await admin.say("")).toMatchObject({ choices: all, howToAddClaude: false, mayChooseForChannel: true });
    expect(await admin.say("", { channel: null })).toMatchObject({ mayChooseForChannel: false });
    expect(await admin.say("", { user: "U0SARAH" })).toMatchObject({ mayChooseForChannel: false });
  });

  test("remembers a choice for the person who made it, everywhere, also after a restart", async () => {
    const { say, currentFor, prefs } = command(all);
    expect(await say("use claude-opus-5")).toEqual({ kind: "chosen", choice: opus, for: "person", overruled: null });
    const again = command(all, { prefs });
    for (const channel of [OPS, "C0GENERAL", null]) {
      expect(again.currentFor({ user: JIWOO, channel })).toBe("claude-opus-5");
      expect(currentFor({ user: "U0SARAH", channel })).toBe("claude-sonnet-5-5");
    }
    expect(await again.say("reset")).toEqual({ kind: "reset", for: "person", now: sonnet });
    expect(again.currentFor({ user: JIWOO, channel: null })).toBe("claude-sonnet-5-5");
  });

  test("an admin's choice for a channel answers everybody there, whatever they chose, and nowhere else", async () => {
    const { say, currentFor } = command(all, { admins: [JIWOO] });
    await say("haiku", { user: "U0SARAH" });
    const chosen = { kind: "chosen", choice: opus, for: "channel", overruled: null };
    expect(await say("channel opus")).toEqual(chosen);
    expect(currentFor({ user: "U0SARAH", channel: OPS })).toBe("claude-opus-5");
    expect(currentFor({ user: "U0SARAH", channel: null })).toBe("claude-haiku-5-5");
    expect(await say("haiku")).toEqual({ kind: "chosen", choice: haiku, for: "person", overruled: opus });
    expect(await say("")).toMatchObject({
      current: { id: "claude-opus-5", by: "channel" },
      chosen: { person: "claude-haiku-5-5", channel: "claude-opus-5" },
    });
    expect(await say("채널 초기화")).toEqual({ kind: "reset", for: "channel", now: haiku });
    expect(currentFor({ user: "U0SARAH", channel: OPS })).toBe("claude-haiku-5-5");
  });

  test("a channel's model is refused to others, in a DM, and when nobody can tell who is an admin", async () => {
    const admins = command(all, { admins: ["U0SEOYEON"] });
    const unknown = command(all);
    const notAdmin = { kind: "refused", why: "not_admin" };
    for (const text of ["channel opus", "채널 opus", "이 채널은 opus로", "channel reset"]) {
      expect(await admins.say(text)).toEqual(notAdmin);
      expect(await unknown.say(text)).toEqual(notAdmin);
    }
    expect(await admins.say("channel opus", { channel: null })).toEqual({ kind: "refused", why: "no_channel" });
    const click = { user: JIWOO, channel: OPS, for: "channel", id: "claude-opus-5" } as const;
    expect(await admins.choose(click)).toEqual(notAdmin);
    expect(admins.currentFor({ user: JIWOO, channel: OPS })).toBe("claude-sonnet-5-5");
  });

  test("a menu chooses by id, and clears", async () => {
    const { choose, currentFor } = command(all);
    const at = { user: JIWOO, channel: null, for: "person" } as const;
    expect(await choose({ ...at, id: "offline" })).toMatchObject({ kind: "chosen", choice: offline });
    expect(currentFor(at)).toBe("offline");
    expect(await choose({ ...at, id: null })).toEqual({ kind: "reset", for: "person", now: sonnet });
    expect(await choose({ ...at, id: "claude-gone-9" })).toMatchObject({ kind: "unknown" });
  });

  test.each([
    ["opus", "claude-opus-5"],
    ["Claude Opus 5", "claude-opus-5"],
    ["select SONNET 5.5", "claude-sonnet-5-5"],
    ["offline 사용", "offline"],
    ["사용 규칙 기반", "offline"],
  ])("%j chooses %s", async (text, id) => {
    expect(await command(all).say(text)).toMatchObject({ kind: "chosen", choice: { id } });
  });

  test.each([
    ["hiaku", ["claude-haiku-5-5"]],
    ["sonet 5.5", ["claude-sonnet-5-5"]],
    ["claude", ["claude-opus-5", "claude-haiku-5-5", "claude-sonnet-5-5"]],
    ["claude-opus-4", ["claude-opus-5"]],
    ["gpt", []],
    ["!!!", []],
  ])("%j cannot be chosen; nothing changes, and the nearest are named", async (text, ids) => {
    const { say, currentFor } = command(all, { admins: [JIWOO] });
    const result = await say(text);
    expect(result).toMatchObject({ kind: "unknown", asked: text, for: "person" });
    const near = result.kind === "unknown" ? result.nearest.map(({ id }) => id) : [];
    expect(near.slice(0, Math.max(ids.length, 1))).toEqual(ids);
    expect(await say(`channel ${text}`)).toMatchObject({ kind: "unknown", for: "channel" });
    expect(currentFor({ user: JIWOO, channel: OPS })).toBe("claude-sonnet-5-5");
  });

  test("a choice that is no longer there falls back to the default", async () => {
    const { currentFor, prefs } = command([sonnet, offline]);
    prefs.set(JIWOO, "model", "claude-gone");
    prefs.set(OPS, "model", "claude-gone-too");
    expect(currentFor({ user: JIWOO, channel: OPS })).toBe("claude-sonnet-5-5");
  });

  test("whatever is typed, a model that cannot be chosen is never the current one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 60 }), async (text) => {
        const { say, currentFor } = command(all, { admins: [JIWOO] });
        await say(text);
        expect(all.map(({ id }) => id)).toContain(currentFor({ user: JIWOO, channel: OPS }));
      }),
      { numRuns: 60 },
    );
  });
});
