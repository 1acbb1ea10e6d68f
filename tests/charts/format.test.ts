import { expect, test } from "vitest";
import { createFormat } from "../../charts/format.ts";
import { valueAxis } from "../../charts/ticks.ts";

test("figures in the picture are short, in alt texts exact, on axes round", () => {
  const values = [0, 0.001, 0.5, 45.1, 99.999, 7_728.4, 9_999.6, 34_012, 999_950, 12_345_678, 2.5e9, -420, -0.001];
  const table = (unit: "usd" | "krw" | "count", language: "ko" | "en") => {
    const { amount, exact } = createFormat(unit, language);
    return values.map((value) => `${amount(value)} | ${exact(value)}`);
  };
  expect(table("usd", "ko")).toMatchInlineSnapshot(`
    [
      "$0 | $0",
      "<$0.01 | <$0.01",
      "$0.50 | $0.50",
      "$45.10 | $45.10",
      "$100 | $100.00",
      "$7,728 | $7,728",
      "$10.0K | $10,000",
      "$34.0K | $34,012",
      "$1.00M | $999,950",
      "$12.3M | $12,345,678",
      "$2.50B | $2,500,000,000",
      "−$420 | −$420.00",
      "$0 | $0",
    ]
  `);
  expect(table("krw", "ko")).toMatchInlineSnapshot(`
    [
      "₩0 | ₩0",
      "₩0 | ₩0",
      "₩1 | ₩1",
      "₩45 | ₩45",
      "₩100 | ₩100",
      "₩7,728 | ₩7,728",
      "₩10,000 | ₩10,000",
      "₩34,012 | ₩34,012",
      "₩999,950 | ₩999,950",
      "₩1,235만 | ₩12,345,678",
      "₩25.0억 | ₩2,500,000,000",
      "−₩420 | −₩420",
      "₩0 | ₩0",
    ]
  `);
  expect(table("krw", "en")).toMatchInlineSnapshot(`
    [
      "₩0 | ₩0",
      "₩0 | ₩0",
      "₩1 | ₩1",
      "₩45 | ₩45",
      "₩100 | ₩100",
      "₩7,728 | ₩7,728",
      "₩10,000 | ₩10,000",
      "₩34,012 | ₩34,012",
      "₩999,950 | ₩999,950",
      "₩12.3M | ₩12,345,678",
      "₩2.50B | ₩2,500,000,000",
      "−₩420 | −₩420",
      "₩0 | ₩0",
    ]
  `);
  expect(table("count", "en")).toMatchInlineSnapshot(`
    [
      "0 | 0",
      "0 | 0",
      "0.5 | 0.5",
      "45.1 | 45.1",
      "100 | 100",
      "7,728 | 7,728",
      "10,000 | 10,000",
      "34,012 | 34,012",
      "999,950 | 999,950",
      "12.3M | 12,345,678",
      "2.50B | 2,500,000,000",
      "−420 | −420",
      "0 | 0",
    ]
  `);
  expect([0, 0.2, 500, 1_500, 2e6].map(createFormat("usd", "en").tick)).toEqual(["$0", "$0.2", "$500", "$1.5K", "$2M"]);
  expect([0, 500, 15_000, 5e6, 2e8].map(createFormat("krw", "ko").tick)).toEqual([
    "₩0",
    "₩500",
    "₩1.5만",
    "₩500만",
    "₩2억",
  ]);
  expect([0.355, 1, 12.34, -0.08, 0.0001].map(createFormat("usd", "en").percent)).toEqual([
    "35.5%",
    "100%",
    "1,234%",
    "−8.0%",
    "0.0%",
  ]);
});

test("an axis holds zero and all values, leaves room above, and marks round values", () => {
  const options = { headroom: 0.1, wholeNumbers: false };
  expect(valueAxis(0, 1_696, options).ticks).toEqual([0, 500, 1_000, 1_500]);
  expect(valueAxis(-440, 1_549, options).ticks).toEqual([-500, 0, 500, 1_000, 1_500]);
  expect(valueAxis(0, 0, options)).toEqual({ low: 0, high: 1, ticks: [0] });
  expect(valueAxis(0, 2, { ...options, wholeNumbers: true }).ticks).toEqual([0, 1, 2]);
  expect(valueAxis(0, 0.3, options).ticks).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
});
