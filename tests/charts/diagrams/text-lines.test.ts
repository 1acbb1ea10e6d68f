import fc from "fast-check";
import { expect, test } from "vitest";
import { textLines } from "../../../charts/diagrams/text-lines.ts";
import { testMeasure } from "../composing.ts";

const measure = testMeasure();
const style = { size: 15, weight: 600 } as const;

test.each([
  ["order-api", ["order-api"]],
  ["Stop databases at night", ["Stop databases", "at night"]],
  ["haneul-fn-order-0", ["haneul-fn-", "order-0"]],
  ["S3 Intelligent-Tiering", ["S3 Intelligent-", "Tiering"]],
  ["프라이빗 서브넷 · 데이터", ["프라이빗", "서브넷 · 데이터"]],
  ["아주긴한국어이름은어디서나끊어진다", ["아주긴한국어이름은", "어디서나끊어진다"]],
  ["one two three four five six seven eight", ["one two three", "four five six se…"]],
])("%s is broken where one reads on, into even lines", (text, lines) => {
  expect(textLines(text, 118, 2, style, measure)).toEqual(lines);
});

test("no line is wider than its room, none is lost but to an ellipsis", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."abcW-_./ 가나다힣"), maxLength: 50 }).map((text) => text.trim()),
      fc.integer({ min: 30, max: 200 }),
      fc.integer({ min: 1, max: 3 }),
      (text, room, most) => {
        const lines = textLines(text, room, most, style, measure);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(measure.width(line, style)).toBeLessThanOrEqual(room);
        const whole = lines.join("").replaceAll(/\s/g, "");
        if (!whole.includes("…")) expect(whole).toBe(text.replaceAll(/\s/g, ""));
      },
    ),
    { numRuns: 300, seed: 3 },
  );
});
