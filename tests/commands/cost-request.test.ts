import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CostRequest, oldest, readCostRequest } from "../../src/commands/cost-request.ts";
import { costUsage, explainCost } from "../../src/commands/cost-usage.ts";

/** A Friday. */
const TODAY = "2026-11-20";

const told = (request: CostRequest): string => {
  const csv = request.csv ? " | csv" : "";
  if (request.kind === "spend") return `${request.period} | ${request.groupBy} | ${request.granularity}${csv}`;
  if (request.kind === "compare") return `compare ${request.period} | ${request.groupBy}${csv}`;
  return request.kind === "forecast" ? `forecast ${request.until}${csv}` : `anomalies ${request.period ?? "–"}${csv}`;
};
const read = (text: string): string => {
  const found = readCostRequest(text, TODAY);
  if ("help" in found) return "help";
  return "request" in found ? told(found.request) : `? ${found.problem.code}`;
};
const mended = (text: string, language: "ko" | "en" = "en") => {
  const found = readCostRequest(text, TODAY);
  if (!("problem" in found)) throw new Error(`${text} is understood: ${read(text)}`);
  return explainCost(found.problem, found.parts, { language, today: TODAY });
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
    ["2w by usage type", "14d | usage_type | monthly"],
    ["by tag:Team last week", "last week | tag:Team | daily"],
    ["2026-11-01..2026-11-15 by usage_type", "2026-11-01..2026-11-15 | usage_type | monthly"],
    ["2026-11-01 ~ 2026-11-15", "2026-11-01..2026-11-15 | service | daily"],
    ["from 2026-11-01 to 2026-11-15", "2026-11-01..2026-11-15 | service | daily"],
    ["2026-11-01..15", "2026-11-01..2026-11-15 | service | daily"],
    ["since 2026-11-10", "2026-11-10..2026-11-20 | service | daily"],
    ["2026/11/1-2026/11/15", "2026-11-01..2026-11-15 | service | daily"],
    ["Nov 1-15 by region", "2026-11-01..2026-11-15 | region | daily"],
    ["Oct 28 to Nov 3", "2026-10-28..2026-11-03 | service | daily"],
    ["28 Oct – 3 Nov", "2026-10-28..2026-11-03 | service | daily"],
    ["Dec 30 - Jan 2", "2025-12-30..2026-01-02 | service | daily"],
    ["11/1-11/15", "2026-11-01..2026-11-15 | service | daily"],
    ["3 November", "2026-11-03 | service | daily"],
    ["December 25", "2025-12-25 | service | daily"],
    ["2026-10 by region", "2026-10 | region | daily"],
    ["october", "2026-10 | service | daily"],
    ["q3", "2026-07-01..2026-09-30 | service | daily"],
    ["this quarter", "2026-10-01..2026-11-20 | service | daily"],
    ["ytd", "2026-01-01..2026-11-20 | service | monthly"],
    ["2026-11-03", "2026-11-03 | service | daily"],
    ["6 months", "6 months | service | monthly"],
    ["180d", "180d | service | monthly"],
    ["2026-01-01..2026-06-30", "2026-01-01..2026-06-30 | service | monthly"],
    ["show me our costs of the last 30 days by service, please", "30d | service | daily"],
    ["30일 서비스별", "30d | service | daily"],
    ["최근 7일간 리전별로", "7d | region | daily"],
    ["지난달 계정별", "last month | account | daily"],
    ["지난 달 사용 유형별", "last month | usage_type | monthly"],
    ["이번 주", "week to date | service | daily"],
    ["서비스별 3개월", "3 months | service | daily"],
    ["태그:Team별 어제", "yesterday | tag:Team | daily"],
    ["지난주 tag:cost-center", "last week | tag:cost-center | daily"],
    ["2주", "14d | service | daily"],
    ["3주일 서비스 별", "21d | service | daily"],
    ["일주일", "7d | service | daily"],
    ["한 달 리전별", "30d | region | daily"],
    ["11월 1일부터 15일까지", "2026-11-01..2026-11-15 | service | daily"],
    ["11월 1일~11월 15일 리전별", "2026-11-01..2026-11-15 | region | daily"],
    ["10월 비용 보여줘", "2026-10 | service | daily"],
    ["2026년 9월", "2026-09 | service | daily"],
    ["12월 30일~1월 2일", "2025-12-30..2026-01-02 | service | daily"],
    ["30d".normalize("NFD"), "30d | service | daily"],
    ["이번달".normalize("NFD"), "month to date | service | daily"],
    ["30d by service csv", "30d | service | daily | csv"],
    ["csv로 지난달 서비스별", "last month | service | daily | csv"],
    ["7d vs previous", "compare 7d | service"],
    ["last month by region compared to previous month as csv", "compare last month | region | csv"],
    ["month over month", "compare month to date | service"],
    ["전월 대비 계정별", "compare month to date | account"],
    ["7일 이전 기간 대비", "compare 7d | service"],
    ["3 months vs previous", "compare 3 months | service"],
    ["forecast", "forecast month end"],
    ["forecast until year end csv", "forecast year end | csv"],
    ["연말까지 예측", "forecast 연말"],
    ["anomalies", "anomalies –"],
    ["지난달 이상 비용", "anomalies last month"],
    ["help", "help"],
    ["도움말", "help"],
    ["?", "help"],
  ])("%j is read as %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ["30d by servce", ["30d by service"], "I did not understand `servce`."],
    ["30d by servise", ["30d by service"], undefined],
    ["lst month", ["last month"], undefined],
    ["7dd by servce", ["7d by service"], "I did not understand `7dd`, `servce`."],
    ["vs previous regin 30dd", ["30d by region vs previous"], undefined],
    ["-5d", ["5d", "30d by service"], "I did not understand `-5d`."],
    ["-14일 리전별", ["14일 리전별", "30일 서비스별"], undefined],
    ["30딜 서버스별 csv", ["30일 서비스별 csv"], undefined],
    ["지난 딸", ["지난달"], undefined],
    ["30일 서버스별", ["30일 서비스별"], undefined],
    ["30d forcast", ["forecast"], undefined],
    ["by service by region", ["by service", "by region"], "Please give one dimension."],
    ["7d last month", ["7d", "last month"], "Please give one period."],
    ["forecast by service", ["forecast", "30d by service"], undefined],
    ["forecast anomalies", ["forecast", "anomalies"], undefined],
    ["2026-11-15..2026-11-01", ["2026-11-01..2026-11-15"], "The period ends before it begins."],
    ["2027-01-01..2027-01-15", ["forecast"], undefined],
    ["2024-01", ["12 months"], "Cost Explorer covers the last 13 months."],
    ["90d vs previous", ["30d vs previous", "last month vs previous"], undefined],
  ])("%j is not asked, and the nearest are named", (text, expected, why) => {
    const { suggestions, why: said } = mended(text, /[가-힣]/.test(text) ? "ko" : "en");
    expect([suggestions[0]]).toEqual([expected[0]]);
    if (why) expect(said).toBe(why);
    for (const suggestion of suggestions) expect(read(suggestion)).not.toMatch(/^\?/);
  });

  test("what is near is named in the language that was typed, for a reader of any", () => {
    expect(mended("7dd by servce", "ko").suggestions[0]).toBe("7d by service");
    expect(mended("30일 서버스별", "en").suggestions[0]).toBe("30일 서비스별");
    expect(mended("2026-13", "ko").suggestions).toEqual(["30일 서비스별"]);
  });

  test.each(["0d", "2026-02-30", "2026-13", "tag:", "constructor", "<!channel> `x`"])(
    "%j is not understood",
    (text) => {
      expect(read(text)).toMatch(/^\? unknown/);
      expect(mended(text).why).not.toMatch(/[<>]/);
    },
  );

  test("whatever is typed: it never throws, what it asks is what the tools take, and what it names can be asked", () => {
    const period =
      /^(month to date|last month|week to date|last week|today|yesterday|\d{1,3}d|\d{1,2} months|\d{4}-\d{2}(-\d{2})?(\.\.\d{4}-\d{2}-\d{2})?)$/;
    const part = fc.oneof(
      fc.constantFrom(
        "by",
        "tag:",
        "30d",
        "서비스별",
        "지난",
        "..",
        "2026-11-01",
        "vs previous",
        "forecast",
        "csv",
        "Nov 3",
        "11월",
      ),
      fc.string({ unit: "grapheme" }),
    );
    const texts = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(texts, fc.constantFrom("ko", "en"), (text, language) => {
        const found = readCostRequest(text, TODAY);
        if ("problem" in found) {
          const { suggestions } = explainCost(found.problem, found.parts, { language, today: TODAY });
          expect(suggestions.length).toBeGreaterThan(0);
          for (const one of suggestions) expect(read(one), one).not.toMatch(/^\?/);
          return;
        }
        if ("help" in found) return;
        const { request } = found;
        if (request.kind !== "forecast" && request.period !== null) expect(request.period).toMatch(period);
        if ("groupBy" in request) expect(request.groupBy).toMatch(/^(service|region|account|usage_type|tag:\S+)$/);
      }),
    );
  });

  test("Cost Explorer reaches back to the first of the month thirteen months ago", () => {
    expect(oldest(TODAY)).toBe("2025-10-01");
    expect(read("2025-10-01")).toBe("2025-10-01 | service | daily");
    expect(read("2025-09-30")).toBe("? too_old");
  });

  test("the usage in both languages", () => {
    expect(costUsage("ko")).toMatchInlineSnapshot(`
      "*사용법*  \`/aws-cost [기간] [기준] [이전 기간 대비] [csv]\` · \`/aws-cost 예측\` · \`/aws-cost 이상 비용\`
      *기간*  \`7일\` · \`30일\` · \`이번 달\` · \`지난달\` · \`지난주\` · \`3개월\` · \`10월\` · \`11월 1일~15일\` · \`2026-11-01..2026-11-15\` (없으면 이번 달)
      *기준*  \`서비스별\` · \`계정별\` · \`리전별\` · \`사용 유형별\` · \`태그:team\` (없으면 서비스별)
      *더 보기*  \`이전 기간 대비\` · \`예측\` (\`연말까지\`) · \`이상 비용\` · \`csv\`
      *예*  \`/aws-cost 30일 서비스별\` · \`/aws-cost 지난달 태그:team csv\` · \`/aws-cost 7일 이전 기간 대비\`
      한 번에 Cost Explorer 조회를 많아야 한 번($0.01) 하고, 언어 모델은 쓰지 않습니다."
    `);
    expect(costUsage("en")).toMatchInlineSnapshot(`
      "*Usage*  \`/aws-cost [period] [by dimension] [vs previous] [csv]\` · \`/aws-cost forecast\` · \`/aws-cost anomalies\`
      *Period*  \`7d\` · \`30d\` · \`month\` · \`last month\` · \`last week\` · \`3 months\` · \`October\` · \`Nov 1-15\` · \`2026-11-01..2026-11-15\` (month to date if left out)
      *Dimension*  \`by service\` · \`by account\` · \`by region\` · \`by usage type\` · \`by tag:team\` (service if left out)
      *More*  \`vs previous\` · \`forecast\` (\`until year end\`) · \`anomalies\` · \`csv\`
      *Examples*  \`/aws-cost 30d by service\` · \`/aws-cost last month by tag:team csv\` · \`/aws-cost 7d vs previous\`
      Each asks Cost Explorer once at most ($0.01), and no language model."
    `);
  });
});
