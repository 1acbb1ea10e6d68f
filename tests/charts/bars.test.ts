import { expect, test } from "vitest";
import type { DrawRequest } from "../../charts/request.ts";
import { createTestComposer, testMeasure, textFaults } from "./composing.ts";
import { comparedRows, english, findingRows, korean } from "./sample.ts";

const compose = createTestComposer();
const measure = testMeasure();
const compared: DrawRequest = {
  chart: "auto",
  rows: comparedRows,
  columns: { category: "service", value: "usd", previous: "before" },
  look: english,
};

test("two periods in English: the picture, and an alt text that says what it says", async () => {
  const { svg, alt } = await compose(compared);
  expect(alt).toMatchInlineSnapshot(
    `"Cost by service. 6 items. Total $28,859 (+24.7% vs. the period before). Amazon EC2 $12,074 (before: $9,800), Amazon RDS $7,728 (before: $7,900), 데이터 전송 (인터넷) $3,603 (before: $2,100), Amazon Elastic Kubernetes Service - Compute (production) $3,444 (before: $3,444), Amazon Elastic Kubernetes Service - Compute (development) $2,430 (before: $0), Credits −$420.00 (before: −$100.00). Source: AWS Cost Explorer. As of 2026-10-30 17:00 PDT."`,
  );
  await expect(svg).toMatchFileSnapshot("__snapshots__/bars.en.svg");
});

test("one period in Korean: the picture, and an alt text that says what it says", async () => {
  const { svg, alt } = await compose({ ...compared, columns: { category: "service", value: "usd" }, look: korean });
  expect(alt).toMatchInlineSnapshot(
    `"서비스별 비용. 6개 항목. 합계 $28,859. Amazon EC2 $12,074, Amazon RDS $7,728, 데이터 전송 (인터넷) $3,603, Amazon Elastic Kubernetes Service - Compute (production) $3,444, Amazon Elastic Kubernetes Service - Compute (development) $2,430, Credits −$420.00. 출처: AWS Cost Explorer · 크레딧·세금 제외. 기준 2026-10-31 09:00 KST."`,
  );
  await expect(svg).toMatchFileSnapshot("__snapshots__/bars.ko.svg");
});

const shapes: Record<string, Partial<DrawRequest>> = {
  "one row": { rows: comparedRows.slice(0, 1) },
  "only credits": { rows: comparedRows.slice(-1) },
  "nothing but zeros": { rows: comparedRows.map((row) => ({ ...row, usd: 0, before: 0 })) },
  "four hundred rows": {
    rows: Array.from({ length: 400 }, (_, i) => ({
      service: `arn:aws:iam::417205938164:user/${i} 漢字🚀`,
      usd: 9e6 / (i + 1),
      before: i,
    })),
  },
  "rows counted by severity": {
    rows: findingRows(),
    columns: { category: "severity" },
    look: { ...korean, unit: "count", theme: "dark" },
  },
};

test.each(Object.entries(shapes))("%s: no text leaves the card, none touches another", async (_, shape) => {
  const { svg } = await compose({ ...compared, ...shape });
  expect(textFaults(svg, measure)).toEqual([]);
});

test("names that begin alike are cut in the middle, so that they stay apart", async () => {
  const { svg } = await compose(compared);
  expect(svg).toContain("(production)<");
  expect(svg).toContain("(development)<");
});

test("a name the font has no glyph for is told in words, never as a box", async () => {
  const rows = [
    { service: "漢字", usd: 3 },
    { service: "🚀 배포 漢", usd: 2 },
    { service: null, usd: 1 },
  ];
  const { svg, alt } = await compose({
    ...compared,
    rows,
    columns: { category: "service", value: "usd" },
    look: korean,
  });
  for (const name of [">(표시할 수 없는 이름)<", ">배포<", ">(이름 없음)<"]) expect(svg).toContain(name);
  expect(alt).toContain("漢字 $3.00, 🚀 배포 漢 $2.00, (이름 없음) $1.00");
});
