import fc from "fast-check";
import { expect, test } from "vitest";
import { catalog } from "../../charts/catalog.ts";
import { DrawError } from "../../charts/errors.ts";
import type { Cell, Columns, DrawLook, DrawRequest, Field } from "../../charts/request.ts";
import { createTestComposer, testMeasure, textFaults } from "./composing.ts";
import { korean } from "./sample.ts";

const compose = createTestComposer();
const measure = testMeasure();

const names = [
  "EC2",
  "데이터 전송 (인터넷)",
  "Amazon Elastic Kubernetes Service - Compute (production)",
  "Amazon Elastic Kubernetes Service - Compute (development)",
  "arn:aws:elasticloadbalancing:ap-northeast-2:417205938164:loadbalancer/app/漢字-🚀-결제-정산-배치",
  "긴".repeat(150),
  "漢字",
  "",
];
const name = fc.oneof(
  fc.constantFrom(...names),
  fc.integer({ min: 0, max: 400 }).map((n) => `서비스 service-${n}`),
);
const amount = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 40_000, noNaN: true }) },
  { weight: 2, arbitrary: fc.double({ min: -9e8, max: 9e11, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom<Cell>(0, null, 1, 0.004, -0.001, 99_999.5) },
);
/** From seconds to years between the first and the last. */
const times = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom(1, 60, 3_600, 86_400, 30 * 86_400)).map(
  ([count, step]) =>
    (i: number): string =>
      new Date(1.79e12 + (i % count) * step * 1_000).toISOString(),
);
const days = fc.integer({ min: 1, max: 500 }).map(
  (count) =>
    (i: number): string =>
      new Date(1.79e12 + (i % count) * 86_400_000).toISOString().slice(0, 10),
);

/** Which cells fit a part of a chart. */
const cells: Record<keyof Columns, fc.Arbitrary<Cell>> = {
  x: amount,
  category: name,
  value: amount,
  previous: amount,
  low: amount,
  high: amount,
  errors: amount,
  severity: fc.constantFrom("Critical", "HIGH", "중간", "2.5", "낮음", "info"),
};

function requestOf(chart: (typeof catalog)[number]): fc.Arbitrary<DrawRequest> {
  const parts = (Object.keys(chart.columns) as (keyof Columns)[]).filter((part) => part !== "x");
  const row = Object.fromEntries(
    parts.map((part) => [
      part,
      chart.name === "percentile_lines" && part === "category"
        ? fc.constantFrom("p50", "p90", "p99.9", "max")
        : cells[part],
    ]),
  ) as Record<string, fc.Arbitrary<Cell>>;
  const onDays = /\bday\b/.test(chart.columns.x?.means ?? "") && !/time/.test(chart.columns.x?.means ?? "");
  const x = chart.name === "scatter" ? fc.constant(undefined) : onDays ? days : fc.oneof(times, days);
  const kinds = ["text", "number", "money", "percent"] as const;
  const fields: Field[] = Array.from({ length: 9 }, (_, i) => ({
    column: i % 2 === 0 ? "category" : "value",
    label: names[i % names.length]!,
    kind: i % 2 === 0 ? "text" : kinds[i % 4]!,
  }));
  return fc.record({
    chart: fc.constant(chart.name),
    rows: fc
      .tuple(
        fc.array(
          fc.record<Record<string, Cell>>(
            chart.name === "table" ? { category: name, value: amount } : { ...row, figure: amount },
          ),
          {
            minLength: 1,
            maxLength: 70,
          },
        ),
        x,
      )
      .map(([rows, at]) => rows.map((each, i) => ({ ...each, x: at ? at(i) : (each.figure ?? null) }))),
    columns: fc
      .subarray(parts.filter((part) => chart.columns[part]?.required === false))
      .map((optional) =>
        Object.fromEntries(
          [
            ...parts.filter((part) => chart.columns[part]?.required),
            ...optional,
            ...(chart.columns.x ? (["x"] as const) : []),
          ].map((part) => [part, part]),
        ),
      ),
    fields: fc.nat({ max: 8 }).map((count) => (chart.name === "table" ? fields.slice(0, count + 1) : [])),
    overlay: fc.record(
      {
        marks: fc.array(
          fc.record({
            at: fc.integer({ min: 0, max: 40 }).map((d) => new Date(1.79e12 + d * 20_000_000).toISOString()),
            label: name,
          }),
          { maxLength: 25 },
        ),
        bands: fc.array(
          fc.record({
            from: fc.constant("2026-09-21T15:00:00Z"),
            to: fc.constantFrom("2026-09-22T03:00:00Z", null),
            label: name,
          }),
          { maxLength: 2 },
        ),
        line: fc.record({ value: fc.double({ min: -10, max: 60_000, noNaN: true }), label: name }),
      },
      { requiredKeys: [] },
    ),
    look: fc.record({
      language: fc.constantFrom("ko" as const, "en" as const),
      theme: fc.constantFrom("light" as const, "dark" as const),
      zone: fc.constantFrom("Asia/Seoul", "America/Los_Angeles", "UTC", "Asia/Kolkata"),
      unit: fc.constantFrom<DrawLook["unit"]>("usd", "krw", "count", "percent", "milliseconds", "bytes", "number"),
      source: fc.constant(korean.source!),
      asOf: fc.constant(korean.asOf!),
      provisionalFrom: fc.constant("2026-09-25"),
    }),
  }) as fc.Arbitrary<DrawRequest>;
}

test.each(catalog.map((chart) => [chart.name, chart] as const))(
  "%s: whatever shape its rows have, a picture without NaN, with every text in its place and box",
  async (_, chart) => {
    let drawn = 0;
    await fc.assert(
      fc.asyncProperty(requestOf(chart), async (asked) => {
        let svg = "";
        try {
          ({ svg } = await compose(asked));
        } catch (error) {
          // A part of the rows may hold nothing; anything else would be a failure of the chart.
          expect(error).toBeInstanceOf(DrawError);
          expect((error as DrawError).code).toBe("no_data");
          return;
        }
        drawn += 1;
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        expect(textFaults(svg, measure)).toEqual([]);
      }),
      { numRuns: 18, seed: 6 },
    );
    expect(drawn).toBeGreaterThan(12);
  },
);
