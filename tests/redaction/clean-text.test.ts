import fc from "fast-check";
import { expect, test } from "vitest";
import { capText, cleanText, showInvisible, stripInvisible } from "../../redaction/clean-text.ts";
import { codePoint } from "../support/code-point.ts";

test("takes out terminal sequences, controls and what cannot be seen", () => {
  expect(stripInvisible("\x1b[31mred\x1b[0m \x1b]8;;http://evil\x07link\x1b]8;;\x07")).toBe("red link");
  expect(stripInvisible("a\u202eb\u200bc\u{e0041}\u{e0042}d\u0000e\u2066f")).toBe("abcdef");
  expect(stripInvisible("line 1\r\nline 2\rline 3\tend")).toBe("line 1\nline 2\nline 3\tend");
});

test("keeps Hangul, emoji and accents", () => {
  for (const text of ["주문 API 오류 5건", "⚠️ ✅ 👍🏽", "é à ü", "日本語"]) expect(cleanText(text)).toBe(text);
});

test("tells what cannot be seen by its number", () => {
  expect(showInvisible("a\u202eb\u{e0041}\x1b[1m\ud83dz\n\t가👍")).toBe(
    "a\\u{202e}b\\u{e0041}\\u{1b}[1m\\u{d83d}z\n\t가👍",
  );
});

test("mends lone surrogates", () => {
  expect(stripInvisible("a\ud83db")).toBe("a\ufffdb");
});

test("caps without splitting a character", () => {
  expect(capText("abcdef", 4)).toBe("abc…");
  expect(capText("ab👍👍", 4)).toBe("ab…");
  expect(capText("abc", 3)).toBe("abc");
  expect(capText("abc", 0)).toBe("");
});

test("any text becomes well-formed, short and stable", () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint, maxLength: 400 }), fc.nat({ max: 200 }), (text, max) => {
      const clean = cleanText(text, max);
      expect(clean.length).toBeLessThanOrEqual(max);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toMatch(/[\x00-\x08\x1b\u200b\u202e]/);
      expect(stripInvisible(clean)).toBe(clean);
    }),
  );
});
