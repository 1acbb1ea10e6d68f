import type { Language, Table } from "../ports/tools.ts";
import type { PeriodWords } from "./cost-answer.ts";
import { markdownTable, money } from "./cost-markdown.ts";
import { cell, periodOf } from "./cost-table.ts";

/** What is expected and within which bounds; with what was spent before, where that is known without asking. */
export function costForecastAnswer(table: Table, language: Language, periodWords: PeriodWords): string {
  const {
    forecast = 0,
    low = 0,
    high = 0,
    total,
    total_low: totalLow,
    total_high: totalHigh,
    spent_before_today: spent,
  } = table.totals;
  const period = periodOf(table, language, periodWords);
  const range = (from: number, to: number) => `${money(from)}–${money(to)}`;
  const expected = {
    ko: `${period}에 ${money(forecast)} (80% 구간 ${range(low, high)})를 더 쓸 것으로 예상됩니다`,
    en: `${money(forecast)} more is expected for ${period} (80% interval ${range(low, high)})`,
  }[language];
  const known = total !== undefined && spent !== undefined;
  const lines = known
    ? {
        ko: [
          `**예상 총액은 ${money(total)}입니다 (80% 구간 ${range(totalLow ?? total, totalHigh ?? total)}).**`,
          `어제(UTC)까지 ${money(spent)}를 썼고, ${expected}.`,
        ],
        en: [
          `**The expected total is ${money(total)} (80% interval ${range(totalLow ?? total, totalHigh ?? total)}).**`,
          `${money(spent)} was spent up to yesterday (UTC); ${expected}.`,
        ],
      }[language]
    : {
        ko: [
          `**${expected}.**`,
          "이번 달에 이미 쓴 금액은 들어 있지 않습니다. `/aws-cost`를 먼저 조회하면 총액도 보여 드립니다.",
        ],
        en: [
          `**${expected}.**`,
          "What was spent this month before today is not in it; ask `/aws-cost` first to see the total.",
        ],
      }[language];
  if (table.rows.length < 2) return lines.join("\n\n");
  const heads = { ko: ["월", "예상", "하한", "상한"], en: ["Month", "Expected", "Low", "High"] }[language];
  const rows = table.rows.map((row) => [
    String(cell(table, row, "period") ?? ""),
    ...["mean", "low", "high"].map((name) => money(Number(cell(table, row, name)))),
  ]);
  return [...lines, markdownTable(heads, 3, rows)].join("\n\n");
}
