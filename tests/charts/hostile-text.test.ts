import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { catalog } from "../../charts/catalog.ts";
import { DrawError } from "../../charts/errors.ts";
import type { Cell, DrawLook, DrawRequest } from "../../charts/request.ts";
import { codePoint } from "../support/code-point.ts";
import { createTestComposer, testMeasure, textFaults } from "./composing.ts";
import { korean } from "./sample.ts";

const compose = createTestComposer();
const measure = testMeasure();

const nasty = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    "</text></svg><script>alert(1)</script><svg>",
    "<![CDATA[ ]]> <!-- --> <?xml ?> &nbsp; &#0; &amp;",
    '"><image href="file:///etc/passwd"/>',
    "\u202Eright to left\u202C שלום مرحبا",
    "nul \0 bell \x07 escape \x1B[31m",
    "lone \uD800 and \uDC00 \uFFFE \uFFFF",
    "漢字 🚀👩‍👩‍👧 e\u0301 \u1112\u1161\u11AB",
    "=1+1",
    "datum.constructor",
    "__proto__",
    "constructor",
    "W".repeat(10_000),
    "긴".repeat(10_000),
    "\u0301".repeat(500),
    " ",
    "\n\t\u2028",
  ),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(nasty, fc.double(), fc.integer(), fc.constant(null));
const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(1.79e12 + n * 86_400_000).toISOString().slice(0, 10));
const time = fc.oneof(
  day,
  fc.integer({ min: 0, max: 40_000_000 }).map((n) => new Date(1.79e12 + n * 1_000).toISOString()),
);
const figure = fc.oneof(
  { weight: 30, arbitrary: fc.double({ min: -1e6, max: 1e9, noNaN: true }) },
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 1e-12, 1e13, null) },
  cell,
);
const request: fc.Arbitrary<DrawRequest> = fc.record({
  chart: fc.oneof({ weight: 30, arbitrary: fc.constantFrom("auto", ...catalog.map(({ name }) => name)) }, nasty),
  rows: fc.array(
    fc.record({
      x: fc.oneof({ weight: 60, arbitrary: time }, cell),
      c: cell,
      v: fc.oneof({ weight: 90, arbitrary: figure }, cell),
      p: fc.oneof({ weight: 90, arbitrary: fc.integer({ min: 0, max: 9999 }) }, cell),
      s: fc.oneof({ weight: 90, arbitrary: fc.constantFrom("Critical", "HIGH", "중간", "2", 8, "low", "info") }, cell),
      q: fc.oneof({ weight: 90, arbitrary: fc.constantFrom("p50", "p90", "p99", "max") }, cell),
    }),
    { maxLength: 14 },
  ),
  columns: fc.constantFrom<DrawRequest["columns"]>(
    { x: "x", category: "c", value: "v" },
    { category: "c", value: "v", previous: "p" },
    { x: "x", category: "c" },
    { category: "c" },
    { x: "x", value: "v" },
    { x: "x", value: "v", low: "p", high: "v", previous: "p" },
    { x: "x", value: "v", errors: "p" },
    { x: "x", category: "q", value: "v" },
    { x: "v", value: "p", category: "c" },
    { x: "x", category: "c", severity: "s", value: "p" },
    { severity: "s", category: "c" },
    { x: "nope" },
    {},
  ),
  fields: fc.array(
    fc.record({
      column: fc.constantFrom("x", "c", "v", "p", "s"),
      label: nasty,
      kind: fc.constantFrom("text" as const, "time" as const, "number" as const, "money" as const, "percent" as const),
    }),
    { maxLength: 14 },
  ),
  overlay: fc.record(
    {
      marks: fc.array(fc.record({ at: fc.oneof(time, nasty), label: nasty }), { maxLength: 9 }),
      bands: fc.array(fc.record({ from: time, to: fc.oneof(time, fc.constant(null)), label: nasty }), { maxLength: 3 }),
      line: fc.record({ value: fc.oneof(fc.double(), fc.double({ min: 0, max: 1e9 })), label: nasty }),
    },
    { requiredKeys: [] },
  ),
  look: fc.record({
    language: fc.constantFrom("ko" as const, "en" as const),
    theme: fc.constantFrom("light" as const, "dark" as const),
    zone: fc.oneof(fc.constantFrom("Asia/Seoul", "America/St_Johns", "UTC"), nasty),
    unit: fc.constantFrom<DrawLook["unit"]>(
      "usd",
      "krw",
      "count",
      "percent",
      "milliseconds",
      "seconds",
      "bytes",
      "number",
    ),
    currency: fc.record({ code: fc.constant("KRW" as const), rate: fc.double({ min: 0, max: 5_000 }), asOf: nasty }),
    names: fc.record({ x: nasty, value: nasty }),
    title: nasty,
    subtitle: nasty,
    source: nasty,
    asOf: fc.oneof(fc.constant("2026-10-31T00:00:00Z"), nasty),
    provisionalFrom: fc.oneof(day, nasty),
    change: fc.record({ previousTotal: fc.double(), label: nasty }),
  }),
});

test("whatever the texts and figures: a well-formed picture with every text in its place, or a DrawError", async () => {
  let drawn = 0;
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      let composed: Awaited<ReturnType<typeof compose>>;
      try {
        composed = await compose(asked);
      } catch (error) {
        expect(error).toBeInstanceOf(DrawError);
        expect((error as DrawError).message.isWellFormed()).toBe(true);
        return;
      }
      drawn += 1;
      const { svg, alt, title } = composed;
      expect(textFaults(svg, measure)).toEqual([]);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|<image|[\0-\x08\x0B-\x1F]/);
      expect(alt.length).toBeLessThanOrEqual(2_000);
      expect([svg, alt, title].every((text) => text.isWellFormed())).toBe(true);
      // Throws where the renderer finds the XML not well-formed.
      expect((await sharp(Buffer.from(svg)).metadata()).width).toBe(800);
    }),
    { numRuns: 250, seed: 20261031 },
  );
  expect(drawn).toBeGreaterThan(60);
});

test("a name of ten thousand letters costs no more than a long one", async () => {
  const rows = [{ c: "W".repeat(10_000), v: 1 }];
  const { svg, alt } = await compose({ chart: "bars", rows, columns: { category: "c", value: "v" }, look: korean });
  expect(svg.length).toBeLessThan(4_000);
  expect(alt.length).toBeLessThan(500);
});
