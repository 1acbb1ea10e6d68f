import { describe, expect, test } from "vitest";
import { createModelsCommand } from "../../src/commands/models.ts";
import type { Model, ModelChoice, Models } from "../../src/ports/model.ts";
import type { Prefs } from "../../src/ports/prefs.ts";

const choice = (id: string, name: string, offline = false): ModelChoice => ({ id, name, offline, note: null });
const offline = choice("offline", "규칙 기반 (언어 모델 없음)", true);
const sonnet = choice("claude-sonnet-5-5", "Claude Sonnet 5.5");
const opus = choice("claude-opus-5", "Claude Opus 5");

function command(choices: ModelChoice[], defaultId = choices[0]?.id ?? "") {
  const kept = new Map<string, string>();
  const prefs: Prefs = {
    get: (person, key) => kept.get(`${person} ${key}`) ?? null,
    set: (person, key, value) => void kept.set(`${person} ${key}`, value),
  };
  const models: Models = {
    list: async () => choices,
    get: (id) => (choices.some((each) => each.id === id) ? ({ id } as Model) : null),
    defaultId,
    fallback: null,
  };
  const it = createModelsCommand({ models, prefs });
  return { ...it, say: (text: string, user = "U0JIWOO") => it.run({ text, user }), kept };
}

describe("/models", () => {
  test("lists what can be chosen, what answers now, and how to add Claude where there is none", async () => {
    const { say } = command([offline]);
    const list = { kind: "list", choices: [offline], currentId: "offline", howToAddClaude: true };
    for (const text of ["", " ", "list", "목록", "help", "use"]) expect(await say(text)).toEqual(list);
    expect(await command([sonnet, opus, offline]).say("")).toEqual({
      kind: "list",
      choices: [sonnet, opus, offline],
      currentId: "claude-sonnet-5-5",
      howToAddClaude: false,
    });
  });

  test("remembers a choice for the person who made it", async () => {
    const { say, currentFor, choose, kept } = command([sonnet, opus, offline]);
    expect(await say("use claude-opus-5")).toEqual({ kind: "chosen", choice: opus });
    expect([currentFor("U0JIWOO"), currentFor("U0SARAH")]).toEqual(["claude-opus-5", "claude-sonnet-5-5"]);
    expect(await choose("U0SARAH", "offline")).toEqual({ kind: "chosen", choice: offline });
    expect([...kept]).toEqual([
      ["U0JIWOO model", "claude-opus-5"],
      ["U0SARAH model", "offline"],
    ]);
  });

  test.each([
    ["opus", "claude-opus-5"],
    ["Claude Opus 5", "claude-opus-5"],
    ["select SONNET 5.5", "claude-sonnet-5-5"],
    ["offline 사용", "offline"],
    ["사용 규칙 기반", "offline"],
  ])("%j chooses %s", async (text, id) => {
    expect(await command([sonnet, opus, offline]).say(text)).toMatchObject({ kind: "chosen", choice: { id } });
  });

  test.each(["gpt", "claude", "!!!", "use gpt"])("%j cannot be chosen, and nothing changes", async (text) => {
    const { say, kept } = command([sonnet, opus, offline]);
    expect((await say(text)).kind).toBe("unknown");
    expect(kept.size).toBe(0);
  });

  test("a choice that is no longer there falls back to the default", async () => {
    const { currentFor, kept } = command([sonnet, offline]);
    kept.set("U0JIWOO model", "claude-gone");
    expect(currentFor("U0JIWOO")).toBe("claude-sonnet-5-5");
  });
});
