import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createParagraphs, paragraphsOf } from "../../src/agent/paragraphs.ts";

describe("paragraphs", () => {
  it("end at blank lines, but not within code fences", () => {
    const text = "**First.**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sql\nselect 1\n\nfrom d1\n```\n\n\n- x\n- y\n";
    expect(paragraphsOf(text)).toEqual([
      "**First.**",
      "| a | b |\n|---|---|\n| 1 | 2 |",
      "```sql\nselect 1\n\nfrom d1\n```",
      "- x\n- y",
    ]);
  });

  it("give an open fence at the end of the text as it is", () => {
    expect(paragraphsOf("a\n\n```\nb\n\nc")).toEqual(["a", "```\nb\n\nc"]);
  });

  it("are the same however the text arrives in pieces", () => {
    const texts = fc
      .array(fc.constantFrom("a", "b c", "\n", "\n\n", "```", "~~~~", "| x |", " "))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 5 }), (text, size) => {
        const splitter = createParagraphs();
        const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
        const got = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
        expect(got).toEqual(paragraphsOf(text));
        expect(got.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }),
    );
  });
});
