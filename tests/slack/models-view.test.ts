import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkBlocks } from "../../sandbox/slack/blocks/check.ts";
import type { ModelsResult } from "../../src/ports/commands.ts";
import type { ModelChoice } from "../../src/ports/model.ts";
import { chosenModel, modelsOutcome, modelsView } from "../../src/slack/views/models.ts";

type Listed = Extract<ModelsResult, { kind: "list" }>;
const offline: ModelChoice = {
  id: "offline",
  name: "Offline planner",
  offline: true,
  price: null,
  window: null,
  retires: null,
};
const opus: ModelChoice = {
  id: "claude-opus-5-5",
  name: "Claude <Opus> 5.5",
  offline: false,
  price: { input: 4, output: 20 },
  window: 1_000_000,
  retires: { on: "2027-01-31" },
};
const listed = (about: Partial<Listed> = {}): Listed => ({
  kind: "list",
  choices: [opus, { ...offline, id: "claude-new", name: "New", offline: false, window: 200_000 }, offline],
  current: { id: "claude-opus-5-5", by: "channel" },
  chosen: { person: "offline", channel: "claude-opus-5-5" },
  mayChooseForChannel: true,
  speeds: { "claude-opus-5-5": 61.53, "claude-new": 4.26 },
  howToAddClaude: false,
  ...about,
});

describe("the list of models", () => {
  it.each(["ko", "en"] as const)(
    "shows price, window and speed where known, and both menus to an admin, in %s",
    (language) => {
      expect(modelsView(listed(), language)).toMatchSnapshot();
    },
  );

  it("to others one menu, and how to add Claude where only rules answer", () => {
    const only = listed({
      choices: [offline],
      current: { id: "offline", by: "default" },
      chosen: { person: null, channel: null },
      mayChooseForChannel: false,
      howToAddClaude: true,
    });
    expect(modelsView(only, "en")).toMatchSnapshot();
  });

  it("keeps within Slack's limits, whatever the models are called", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
    const choice = fc.record<ModelChoice>({
      id: name,
      name,
      offline: fc.boolean(),
      price: fc.option(fc.record({ input: fc.double({ min: 0, max: 1e4, noNaN: true }), output: fc.nat() })),
      window: fc.option(fc.nat({ max: 10_000_000 })),
      retires: fc.option(fc.record({ on: fc.option(fc.constant("2027-01-31")) })),
    });
    const many = fc.uniqueArray(choice, { minLength: 1, maxLength: 120, selector: ({ id }) => id });
    fc.assert(
      fc.property(many, fc.constantFrom("ko", "en"), (choices, language) => {
        const first = choices[0]?.id ?? "";
        const view = listed({
          choices,
          current: { id: first, by: "person" },
          chosen: { person: first, channel: null },
        });
        const { blocks, text } = modelsView(view, language);
        expect(checkBlocks(blocks, { surface: "message", isUsableFile: () => true })).toEqual([]);
        expect(text.length).toBeLessThanOrEqual(3000);
        for (const whom of ["person", "channel"] as const) {
          const unknown = { kind: "unknown", asked: first, for: whom, nearest: choices.slice(0, 3) } as const;
          const shown = modelsOutcome(unknown, language);
          expect(checkBlocks(shown.blocks, { surface: "message", isUsableFile: () => true })).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("the outcome of a choice", () => {
  const text = (result: Exclude<ModelsResult, { kind: "list" }>, language: "ko" | "en" = "ko") =>
    modelsOutcome(result, language).text;

  it("names what answers from now on, and what answers in this channel all the same", () => {
    expect(text({ kind: "chosen", choice: offline, for: "person", overruled: opus })).toBe(
      "✅ 이제부터 회원님의 질문에는 *Offline planner* 모델이 답합니다.\n다만 이 채널에서는 관리자가 정한 *Claude &lt;Opus&gt; 5.5* 모델이 답합니다.",
    );
    expect(text({ kind: "reset", for: "channel", now: offline }, "en")).toBe(
      "✅ The choice for this channel is cleared. Your questions are now answered by *Offline planner*.",
    );
    expect(text({ kind: "refused", why: "not_admin" }, "en")).toContain("`/models <name>`");
  });

  it("offers the nearest as buttons, and repeats what was typed inert", () => {
    expect(
      modelsOutcome({ kind: "unknown", asked: "<!here> `opsu`", for: "channel", nearest: [opus] }, "en"),
    ).toMatchInlineSnapshot(`
      {
        "blocks": [
          {
            "text": {
              "text": "There is no model \`&lt;!here&gt; 'opsu'\` to choose here. Nothing was changed.
      Did you mean one of these?",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "elements": [
              {
                "action_id": "models:channel:0",
                "text": {
                  "text": "Claude <Opus> 5.5",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "claude-opus-5-5",
              },
            ],
            "type": "actions",
          },
        ],
        "text": "There is no model \`&lt;!here&gt; 'opsu'\` to choose here. Nothing was changed.
      Did you mean one of these?",
      }
    `);
    expect(modelsOutcome({ kind: "unknown", asked: "gpt", for: "person", nearest: [] }, "ko").blocks).toHaveLength(1);
  });

  it("is read back from menu and button, and from nothing else", () => {
    expect(chosenModel("models:channel", "claude-opus-5-5")).toEqual({ for: "channel", id: "claude-opus-5-5" });
    expect(chosenModel("models:person:2", "offline")).toEqual({ for: "person", id: "offline" });
    expect(chosenModel("models:person", "-")).toEqual({ for: "person", id: null });
    expect(chosenModel("models:everybody", "offline")).toBeNull();
    expect(chosenModel("models:person", undefined)).toBeNull();
  });
});
