import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costUsage, readCostRequest } from "../../src/commands/cost-request.ts";

const read = (text: string): string => {
  const request = readCostRequest(text);
  return request ? `${request.period} | ${request.groupBy} | ${request.granularity}` : "?";
};

describe("the text of /aws-cost", () => {
  test.each([
    ["", "month to date | service | daily"],
    ["  ", "month to date | service | daily"],
    ["30d by service", "30d | service | daily"],
    ["7D", "7d | service | daily"],
    ["last 14 days by region", "14d | region | daily"],
    ["month", "month to date | service | daily"],
    ["last month by account", "last month | account | daily"],
    ["week", "week to date | service | daily"],
    ["2w by usage type", "14d | usage_type | daily"],
    ["by tag:Team last week", "last week | tag:Team | daily"],
    ["2026-11-01..2026-11-15 by usage_type", "2026-11-01..2026-11-15 | usage_type | daily"],
    ["2026-11-01 ~ 2026-11-15", "2026-11-01..2026-11-15 | service | daily"],
    ["2026-10 by region", "2026-10 | region | daily"],
    ["2026-11-03", "2026-11-03 | service | daily"],
    ["6 months", "6 months | service | monthly"],
    ["180d", "180d | service | monthly"],
    ["2026-01-01..2026-06-30", "2026-01-01..2026-06-30 | service | monthly"],
    ["30일 서비스별", "30d | service | daily"],
    ["최근 7일간 리전별로", "7d | region | daily"],
    ["지난달 계정별", "last month | account | daily"],
    ["지난 달 사용 유형별", "last month | usage_type | daily"],
    ["이번 주", "week to date | service | daily"],
    ["서비스별 3개월", "3 months | service | daily"],
    ["태그:Team별 어제", "yesterday | tag:Team | daily"],
    ["지난주 tag:cost-center", "last week | tag:cost-center | daily"],
    ["2주", "14d | service | daily"],
    ["3주일 서비스 별", "21d | service | daily"],
    ["일주일", "7d | service | daily"],
    ["한 달 리전별", "30d | region | daily"],
    ["30d".normalize("NFD"), "30d | service | daily"],
    ["이번달".normalize("NFD"), "month to date | service | daily"],
  ])("%j is read as %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    "help",
    "30d by service please",
    "by service by region",
    "by colour",
    "0d",
    "1000d",
    "2026-02-30",
    "2026-11-15..2026-11-01",
    "2026-13",
    "constructor",
    "tag:",
    "비용",
  ])("%j is not understood", (text) => {
    expect(read(text)).toBe("?");
  });

  test("never throws, and what it understood is only what cost_query takes", () => {
    const period =
      /^(month to date|last month|week to date|last week|today|yesterday|\d{1,5}d|\d{1,3} months|\d{4}-\d{2}(-\d{2})?(\.\.\d{4}-\d{2}-\d{2})?)$/;
    const part = fc.oneof(
      fc.constantFrom("by", "tag:", "30d", "서비스별", "지난", "..", "2026-11-01"),
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join(" ")),
        (text) => {
          const request = readCostRequest(text);
          if (!request) return;
          expect(request.period).toMatch(period);
          expect(request.groupBy).toMatch(/^(service|region|account|usage_type|tag:\S+)$/);
        },
      ),
    );
  });

  test("the usage in both languages", () => {
    expect(costUsage("ko")).toMatchInlineSnapshot(`
      "이해하지 못한 요청입니다. 이렇게 써 주세요: \`/aws-cost [기간] [기준]\`
      기간: \`7일\` · \`30일\` · \`이번 달\` · \`지난달\` · \`지난주\` · \`2026-11-01..2026-11-15\` (없으면 이번 달)
      기준: \`서비스별\` · \`리전별\` · \`계정별\` · \`사용 유형별\` · \`태그:Team\` (없으면 서비스별)
      예: \`/aws-cost 30일 서비스별\`"
    `);
    expect(costUsage("en")).toMatchInlineSnapshot(`
      "I did not understand that. Write it like this: \`/aws-cost [period] [by dimension]\`
      Period: \`7d\` · \`30d\` · \`month\` · \`last month\` · \`week\` · \`2026-11-01..2026-11-15\` (month to date if left out)
      Dimension: \`by service\` · \`by region\` · \`by account\` · \`by usage type\` · \`by tag:Team\` (service if left out)
      Example: \`/aws-cost 30d by service\`"
    `);
  });
});
