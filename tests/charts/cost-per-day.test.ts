import { expect, test } from "vitest";
import type { DrawRequest } from "../../charts/request.ts";
import { createTestComposer, testMeasure, textFaults } from "./composing.ts";
import { costColumns, costRequest, costRows, english, isoDay, korean } from "./sample.ts";

const compose = createTestComposer();
const measure = testMeasure();
const change = { previousTotal: 31_000, label: "전월 동기 대비" };

test("thirty days in Korean: the picture, and an alt text that says what it says", async () => {
  const request = costRequest({
    title: "서비스별 일일 비용",
    subtitle: "2026년 10월 1일 – 30일 · 운영 계정 (prod)",
    provisionalFrom: "2026-10-29",
    change,
  });
  const { svg, alt, title } = await compose(request);
  expect(title).toBe("서비스별 일일 비용");
  expect(alt).toMatchInlineSnapshot(
    `"서비스별 일일 비용. 2026년 10월 1일 – 30일 · 운영 계정 (prod). 합계 $32,967 (+6.3% 전월 동기 대비). Amazon EC2 $11,968 (36.3%), Amazon RDS $7,778 (23.6%), Amazon EKS $3,450 (10.5%), 데이터 전송 (인터넷) $3,316 (10.1%), Amazon S3 $2,395 (7.3%), AWS Lambda $1,508 (4.6%), CloudWatch $1,226 (3.7%), 기타 3개 $1,326 (4.0%). 가장 높은 막대: 10/22 $1,625 (데이터 전송 (인터넷) +$604). 빗금: 10/29부터 잠정치. 출처: AWS Cost Explorer · 크레딧·세금 제외. 기준 2026-10-31 09:00 KST."`,
  );
  await expect(svg).toMatchFileSnapshot("__snapshots__/cost-per-day.ko.svg");
});

test("seven days in English: the picture, and an alt text that says what it says", async () => {
  const { svg, alt } = await compose({ ...costRequest(english, costRows(7, "2026-10-24")), chart: "auto" });
  expect(alt).toMatchInlineSnapshot(
    `"Daily cost. Oct 24 – 30, 2026. Total $8,194. Amazon EC2 $2,794 (34.1%), Amazon RDS $1,860 (22.7%), 데이터 전송 (인터넷) $1,241 (15.1%), Amazon EKS $790.80 (9.7%), Amazon S3 $568.47 (6.9%), AWS Lambda $348.86 (4.3%), CloudWatch $281.86 (3.4%), 3 others $309.74 (3.8%). Highest: Oct 28 $1,711 (데이터 전송 (인터넷) +$604). Source: AWS Cost Explorer. As of 2026-10-30 17:00 PDT."`,
  );
  await expect(svg).toMatchFileSnapshot("__snapshots__/cost-per-day.en.svg");
});

const monthly = costRows(12, "2026-10-01").map((row, i) => ({
  ...row,
  day: new Date(Date.UTC(2025, 10 + Math.floor(i / 10), 1)).toISOString().slice(0, 10),
  usd: Number(row.usd) * 41_000,
}));
const credits = costRows(14).concat(
  Array.from({ length: 14 }, (_, i) => ({ day: isoDay("2026-10-01", i), service: "Credits", usd: -220 * (i % 3) })),
);
const many = Array.from({ length: 400 }, (_, i) => ({
  day: isoDay("2026-10-01", i % 30),
  service: `Amazon Elastic Something With A Very Long Name 漢字 🚀 <b>&"' ${i}`,
  usd: 400 / (i + 1),
}));
const shapes: Record<string, Partial<DrawRequest>> = {
  "one row": { rows: costRows(1).slice(0, 1) },
  "ninety days": { rows: costRows(90, "2026-08-03") },
  "a year of days, told in weeks": { rows: costRows(365, "2025-10-31") },
  "weekly rows": { rows: costRows(13, "2026-08-03", 7) },
  "monthly rows in won": { rows: monthly, look: { ...korean, unit: "krw" } },
  "monthly rows in English": { rows: monthly, look: english },
  "one service only": { rows: costRows(30).filter((row) => row.service === "Amazon EC2") },
  "no category": { columns: { x: "day", value: "usd" } },
  "credits below zero": { rows: credits },
  "only credits": { rows: credits.filter((row) => row.service === "Credits") },
  "nothing but zeros": { rows: costRows(7).map((row) => ({ ...row, usd: 0 })) },
  "four hundred categories with long names": { rows: many },
  "provisional from before the first day": { look: { ...korean, provisionalFrom: "2026-01-01" } },
  "texts that are too long": {
    look: {
      ...korean,
      title: "긴 제목 ".repeat(50),
      subtitle: "subtitle ".repeat(40),
      source: "출처 ".repeat(90),
      change,
    },
  },
};

test.each(Object.entries(shapes))("%s: no text leaves the card, none touches another", async (_, shape) => {
  for (const theme of ["light", "dark"] as const) {
    const request = { ...costRequest(), ...shape };
    const { svg } = await compose({ ...request, look: { ...request.look, theme } });
    expect(textFaults(svg, measure)).toEqual([]);
    expect(svg).not.toContain("NaN");
  }
});

const titleOf = async (rows: DrawRequest["rows"]) =>
  (await compose({ chart: "cost_per_day", rows, columns: costColumns, look: english })).title;

test("the rhythm of the rows names the picture", async () => {
  expect(await titleOf(costRows(30))).toBe("Daily cost");
  expect(await titleOf(costRows(13, "2026-08-05", 7))).toBe("Weekly cost");
  expect(await titleOf(monthly)).toBe("Monthly cost");
  expect(await titleOf(costRows(365, "2025-10-31"))).toBe("Weekly cost");
});

test("a day the rows skip keeps its place on the axis", async () => {
  const rows = [
    { day: "2026-10-01", service: "S3", usd: 3 },
    { day: "2026-10-04", service: "S3", usd: 4 },
  ];
  const { svg } = await compose(costRequest({}, rows));
  for (const label of ["10/1", "10/2", "10/3", "10/4"]) expect(svg).toContain(`>${label}<`);
});

test("nothing to draw is told as no_data, a wrong cell with its row and column", async () => {
  const row = { day: "2026-10-01", service: "S3", usd: null };
  await expect(compose(costRequest({}, []))).rejects.toMatchObject({ code: "no_data" });
  await expect(compose(costRequest({}, [row]))).rejects.toMatchObject({ code: "no_data" });
  await expect(compose(costRequest({}, [{ ...row, day: "last week", usd: 1 }]))).rejects.toMatchObject({
    code: "bad_columns",
    message:
      'Row 1, column "day": "last week" is not an ISO day such as 2026-10-31. ' +
      "Name another column, or fix the rows with data_query.",
  });
  await expect(compose(costRequest({}, [{ ...row, usd: "a lot" }]))).rejects.toMatchObject({ code: "bad_columns" });
  await expect(compose({ ...costRequest(), columns: { value: "usd" } })).rejects.toMatchObject({
    message: "The chart cost_per_day needs columns.x: ISO day, first of month, or timestamp.",
  });
  await expect(compose({ ...costRequest(), columns: { x: "date" } })).rejects.toMatchObject({
    message: "There is no column of the name given for x; there are: day, service, usd.",
  });
  await expect(compose({ ...costRequest(), chart: "pie" })).rejects.toMatchObject({
    code: "unknown_chart",
    message:
      'There is no chart of that name. Use "auto" or one of: cost_per_day, bars, waterfall, forecast, cost_and_changes, ' +
      "event_timeline, finding_heatmap, severity_bars, log_volume, metric_lines, percentile_lines, donut, scatter, " +
      "table, sparklines.",
  });
});
