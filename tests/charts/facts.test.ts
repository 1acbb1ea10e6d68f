import { expect, test } from "vitest";
import { exampleRequests } from "../../charts/examples.ts";
import { expectation } from "../../charts/expectation.ts";
import { createFormat } from "../../charts/format.ts";
import { linesOf } from "../../charts/lines.ts";
import { percentileOf } from "../../charts/percentile.ts";
import type { DrawRequest } from "../../charts/request.ts";
import { severityLevel } from "../../charts/severity.ts";
import { lastingRise } from "../../charts/step-change.ts";
import { createTestComposer } from "./composing.ts";

const compose = createTestComposer();
const example = (name: string): DrawRequest => exampleRequests("ko").find(({ chart }) => chart === name)!;

test("dollars are told in won at the configured rate, budget and change too, and the footer says the rate", async () => {
  const won = (name: string) => {
    const request = example(name);
    return compose({
      ...request,
      look: { ...request.look, currency: { code: "KRW", rate: 1393.5, asOf: "2026-11-20" } },
    });
  };
  const forecast = await won("forecast");
  expect(forecast.alt).toContain("예산 ₩4,459만: 예산 초과 ₩208만 (+4.7%)");
  expect(forecast.svg).toContain("$1 = ₩1,393.5 (2026-11-20)<");
  expect((await won("cost_per_day")).alt).toContain("(+2.9% 전월 동기 대비)");
  expect((await won("table")).alt).toContain("Amazon EC2 | ap-northeast-2 | ₩1,672만 | ₩1,561만");
  expect((await won("event_timeline")).svg).not.toContain("₩");
});

test("no row, or none with a figure, is told as no_data: the cue for a sentence", async () => {
  for (const request of exampleRequests("en")) {
    await expect(compose({ ...request, rows: [] }), request.chart).rejects.toMatchObject({ code: "no_data" });
    if (!request.columns.value) continue;
    const empty = { value: null, low: null, high: null, previous: null, errors: null };
    const named = Object.entries(request.columns).filter(([part]) => part in empty);
    const rows = request.rows.map((row) => ({
      ...row,
      ...Object.fromEntries(named.map(([, column]) => [column, null])),
    }));
    await expect(compose({ ...request, rows }), request.chart).rejects.toMatchObject({ code: "no_data" });
  }
});

test("changes on the day of a rise or the day before stand out; without a rise none does", async () => {
  expect((await compose(example("cost_and_changes"))).alt).toMatch(/11\/4부터 증가.*hana\.choi \(증가 직전\)/);
  const flat = {
    ...example("cost_and_changes"),
    rows: Array.from({ length: 20 }, (_, i) => ({ day: `2026-11-${String(i + 1).padStart(2, "0")}`, usd: 100 })),
  };
  expect((await compose(flat)).alt).not.toContain("증가");
});

test("a rise that lasts is found at its first day; a single peak, a slow drift and noise are none", () => {
  expect(lastingRise([10, 11, 10, 20, 21, 20, 21])).toEqual({ step: 3, increase: 10.5 });
  expect(lastingRise([90, 10, 11, 20, 21, 20, 21])?.step).toBe(3);
  expect(lastingRise([10, 11, 10, 30, 11, 10, 11])).toBeUndefined();
  expect(lastingRise([10, 10.2, 10.4, 10.6, 10.8, 11])).toBeUndefined();
  expect(lastingRise([10, 20, 10, 20, 10, 20, 10])).toBeUndefined();
  expect(lastingRise([])).toBeUndefined();
});

test("days of one month are summed up, the interval with them; months stand by themselves", () => {
  const day = (date: string, value: number, low: number | null = null, high: number | null = null) => ({
    x: Date.parse(date),
    value,
    low,
    high,
  });
  expect(expectation([day("2026-11-02", 5), day("2026-11-01", 4), day("2026-11-03", 6, 5, 8)])).toMatchObject({
    summed: true,
    actual: [{ value: 4 }, { value: 9 }],
    expected: [
      { value: 9, low: 9, high: 9 },
      { value: 15, low: 14, high: 17 },
    ],
  });
  expect(expectation([day("2026-10-01", 5), day("2026-11-01", 4), day("2026-12-01", 6, 5, 8)])).toMatchObject({
    summed: false,
    actual: [{ value: 5 }, { value: 4 }],
    expected: [{ value: 4 }, { value: 6, low: 5, high: 8 }],
  });
});

test("a silence breaks a line, a long line keeps its spikes, doubles are averaged", () => {
  const at = (t: number) => ({ ms: t, wholeDay: false });
  const lines = (points: [number, number | null][]) =>
    linesOf(
      points.map(([t, value]) => ({ name: "a", at: at(t), value })),
      (moment) => moment.ms,
    );
  expect(
    lines([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [9, 5],
    ])[0]!.points,
  ).toContainEqual({ t: 4, v: null });
  expect(
    lines([
      [0, 1],
      [0, 3],
    ])[0],
  ).toMatchObject({ last: 2, points: [{ t: 0, v: 2 }] });
  expect(lines([[0, null]])).toEqual([]);
  const long = lines(Array.from({ length: 9_000 }, (_, i) => [i, i === 4_321 ? 99 : 1]));
  expect(long[0]!.points.length).toBeLessThan(700);
  expect(long[0]!.points).toContainEqual({ t: 4_321, v: 99 });
});

test("percentiles and severities are read as people write them", () => {
  expect(["p50", "P99.9", "latency_p95", "99%", "median", "최대", "p500", "step", "EC2"].map(percentileOf)).toEqual([
    50,
    99.9,
    95,
    99,
    50,
    100,
    undefined,
    undefined,
    undefined,
  ]);
  expect(["CRITICAL", "높음", "5.3", "2", "9", "0", "11", "", "urgent"].map(severityLevel)).toEqual([
    "critical",
    "high",
    "medium",
    "low",
    "critical",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("measured values carry their unit", () => {
  const written = (unit: Parameters<typeof createFormat>[0], values: number[]) => {
    const { amount, tick } = createFormat(unit, "ko");
    return values.map((value) => `${amount(value)} | ${tick(value)}`);
  };
  expect(written("percent", [0, 0.42, 31.24, 100])).toEqual([
    "0% | 0%",
    "0.42% | 0.42%",
    "31.2% | 31.24%",
    "100% | 100%",
  ]);
  expect(written("milliseconds", [0, 0.4, 42.4, 999.7, 1_240, 120_000])).toEqual([
    "0 ms | 0",
    "0.4 ms | 0.4 ms",
    "42 ms | 42.4 ms",
    "1.00 s | 999.7 ms",
    "1.24 s | 1.24 s",
    "120 s | 120 s",
  ]);
  expect(written("bytes", [0, 512, 1_500, 2.5e9])).toEqual([
    "0 B | 0 B",
    "512 B | 512 B",
    "1.50 kB | 1.5 kB",
    "2.50 GB | 2.5 GB",
  ]);
  expect(written("number", [0, 0.0312, 3.12, 1.5e6])).toEqual([
    "0 | 0",
    "0.031 | 0.0312",
    "3.12 | 3.12",
    "1.50M | 1.5M",
  ]);
});

test("the middle of a donut names the largest part that has a name", async () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ service: `service-${i}`, usd: i === 7 ? 20 : 10 }));
  const { svg } = await compose({ ...example("donut"), rows, columns: { category: "service", value: "usd" } });
  const texts = [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);
  expect(texts[texts.indexOf("4.9%") - 1]).toBe("service-7");
});

test("a time of another year says which", async () => {
  const { alt } = await compose({
    ...example("table"),
    rows: [
      { name: "old", launched: "2025-12-12T20:00:00Z" },
      { name: "new", launched: "2026-11-04T09:36:00Z" },
    ],
    fields: [
      { column: "name", label: "이름", kind: "text" },
      { column: "launched", label: "시작", kind: "time" },
    ],
    columns: {},
  });
  expect(alt).toContain("old | 2025-12-13 05:00");
  expect(alt).toContain("new | 11/4 18:36");
});
