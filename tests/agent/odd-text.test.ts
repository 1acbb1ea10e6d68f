import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePoint } from "../support/code-point.ts";
import { says, scriptedModel } from "./support/scripted-model.ts";
import { last, thread } from "./support/thread.ts";

const ODD = [
  "\u202e",
  "\u200b",
  "\u2066",
  "\ud800",
  "\udc00",
  "\u0000",
  "\u001b[31m",
  "\u{e0041}",
  "😀",
  "👩‍👩‍👧",
  "가",
  "é",
];

/** Every text of it, as it is: JSON would write half a character as an escape, which is well-formed. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe("text as strangers write it", () => {
  it("a question of any text is answered once, and what is stored of it is well-formed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: codePoint })), { minLength: 1, maxLength: 30 }),
        async (pieces) => {
          const world = thread(scriptedModel([says("**네.**")]));
          const { events } = await world.turn(pieces.join(""));
          expect(last(events).type).toBe("turn_finished");
          expect(JSON.parse(JSON.stringify(world.history.rows))).toEqual(world.history.rows);
          expect(textsIn(world.history.rows).filter((text) => !text.isWellFormed())).toEqual([]);
          const stored = world.history.rows[0]!.content.at(-1)! as { text: string };
          expect(stored.text.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each(["ko", "en"] as const)("ten thousand characters are one question like any other (%s)", async (language) => {
    const long =
      language === "ko" ? "지난주 비용이 왜 늘었는지 알려줘. ".repeat(500) : "Why did the cost rise? ".repeat(450);
    const model = scriptedModel([says("**네.**")]);
    const world = thread(model);
    const { status } = await world.turn(long.slice(0, 10_000), { language });
    expect(status).toBe("answered");
    expect(model.requests[0]!.messages[0]!.content.at(-1)).toEqual({ type: "text", text: long.slice(0, 10_000) });
  });
});
