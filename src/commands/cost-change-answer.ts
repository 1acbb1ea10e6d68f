import type { Language, Table } from "../ports/tools.ts";
import type { PeriodWords } from "./cost-answer.ts";
import { growth, inert, markdownTable, money, signed } from "./cost-markdown.ts";
import { cell, periodOf } from "./cost-table.ts";

const SHOWN = 10;

/** Both ends and the difference in bold, then what moved most. */
export function costChangeAnswer(table: Table, language: Language, periodWords: PeriodWords): string {
  const { before = 0, after = 0 } = table.totals;
  const period = periodOf(table, language, periodWords);
  const compared = table.notes.find(({ code }) => code === "compared_with")?.params;
  const than = compared ? periodWords(day(compared.from), dayAfter(compared.to), "UTC", language) : "";
  const sum = `${money(before)} → ${money(after)} (${signed(after - before)}, ${growth(before, after)})`;
  const head = {
    ko: `**${period} 비용은 ${than} 대비 ${sum}입니다.**`,
    en: `**The cost of ${period} against ${than}: ${sum}.**`,
  }[language];
  if (table.rows.length === 0) return head;
  const item = table.columns[0];
  const words = { ko: ["이전", "이후", "증감", "증감률"], en: ["Before", "After", "Change", "Change %"] }[language];
  const rows = table.rows.slice(0, SHOWN).map((row) => {
    const [was, is] = [Number(cell(table, row, "before")), Number(cell(table, row, "after"))];
    const name = item ? String(cell(table, row, item.name) ?? "") : "";
    return [
      name === "(none)" || name === "" ? NONE[language] : inert(name),
      money(was),
      money(is),
      signed(is - was),
      growth(was, is),
    ];
  });
  const left = table.rows.length - rows.length;
  const more = {
    ko: `증감이 큰 ${SHOWN}개이며, ${left}개가 더 있습니다.`,
    en: `The ${SHOWN} largest changes; ${left} more.`,
  };
  return [
    head,
    markdownTable([item?.label[language] ?? "", ...words], 4, rows),
    ...(left > 0 ? [more[language]] : []),
  ].join("\n\n");
}

const NONE = { ko: "(없음)", en: "(none)" };
const day = (value: unknown): string => `${String(value)}T00:00:00Z`;
const dayAfter = (value: unknown): string => new Date(Date.parse(day(value)) + 86_400_000).toISOString();
