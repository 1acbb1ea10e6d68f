import fc from "fast-check";
import { expect, test } from "vitest";
import { clipSpans, gapsOf, mergeSpans, type Span } from "../../../../tools/cloudtrail/copy/spans.ts";

const span = fc.tuple(fc.nat(60), fc.nat(12)).map(([fromMs, length]): Span => ({ fromMs, toMs: fromMs + length }));
const moments = (spans: readonly Span[]) =>
  spans.flatMap(({ fromMs, toMs }) => Array.from({ length: toMs - fromMs }, (_, index) => fromMs + index));

test("what is known and what is missing make up the window, without overlap", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), span, (known, window) => {
      const inside = clipSpans(mergeSpans(known), window);
      const gaps = gapsOf(known, window);
      expect([...moments(inside), ...moments(gaps)].sort((a, b) => a - b)).toEqual(moments([window]));
      expect(gaps.map(({ toMs }) => toMs)).toEqual(gaps.map(({ toMs }) => toMs).toSorted((a, b) => b - a));
    }),
  );
});

test("merging keeps every moment once and leaves no two spans that touch", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), (known) => {
      const merged = mergeSpans(known);
      expect(moments(merged)).toEqual([...new Set(moments(known))].sort((a, b) => a - b));
      for (const [index, next] of merged.slice(1).entries()) expect(merged[index]!.toMs).toBeLessThan(next.fromMs);
    }),
  );
});
