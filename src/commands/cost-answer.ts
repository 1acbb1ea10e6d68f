import type { Column, Language, Table } from "../ports/tools.ts";
import { inert, money, share } from "./cost-markdown.ts";

/** A period in the reader's words; `to` is exclusive. */
export type PeriodWords = (from: string, to: string, zone: string, language: Language) => string;

const SHOWN = 10;

/** The answer as Markdown: the bold total first, then the ten largest items with their shares. */
export function costAnswer(table: Table, language: Language, periodWords: PeriodWords): string {
  const period = table.period
    ? periodWords(table.period.from, table.period.to, table.period.utcDays ? "UTC" : table.period.zone, language)
    : "";
  const by = groupColumn(table);
  const items = byItem(table, by);
  const total = table.totals.usd ?? items.reduce((sum, item) => sum + item.usd, 0);
  const accounts = table.scope.accounts.map((account) => inert(account.name)).join(", ");
  if (items.length === 0) {
    return {
      ko: `**${period}에 기록된 비용이 없습니다.**\n\n${accounts}의 Cost Explorer를 조회했습니다.`,
      en: `**No cost was recorded for ${period}.**\n\nCost Explorer of ${accounts} was searched.`,
    }[language];
  }
  const sum = money(total);
  const head = { ko: `**${period} 비용은 ${sum}입니다.**`, en: `**The cost of ${period} is ${sum}.**` }[language];
  const parts = [head, by ? itemTable(items, by, total, language) : "", by ? cutRemark(table, language) : ""];
  return parts.filter((part) => part !== "").join("\n\n");
}

function cutRemark({ truncated }: Table, language: Language): string {
  if (!truncated) return "";
  const { shown, of } = truncated;
  return {
    ko:
      of === null
        ? "Cost Explorer의 첫 페이지만 읽었으므로 표와 합계는 일부입니다. 기간을 줄이면 전체를 볼 수 있습니다."
        : `표는 ${of}행 중 ${shown}행으로 계산했습니다. 합계는 전체입니다.`,
    en:
      of === null
        ? "Only the first page of Cost Explorer was read, so table and total are a part. A shorter period shows all."
        : `The table is computed from ${shown} of ${of} rows; the total covers all.`,
  }[language];
}

interface Item {
  name: string;
  usd: number;
}

function groupColumn(table: Table): Column | null {
  return table.columns.find((column) => column.type === "text" || column.type === "id") ?? null;
}

/** Largest first. */
function byItem(table: Table, by: Column | null): Item[] {
  const value = table.columns.findIndex((column) => column.type === "money");
  const name = by ? table.columns.indexOf(by) : -1;
  const sums = new Map<string, number>();
  for (const row of table.rows) {
    const key = String(row[name] ?? "");
    sums.set(key, (sums.get(key) ?? 0) + Number(row[value] ?? 0));
  }
  return [...sums].map(([name, usd]) => ({ name, usd })).sort((a, b) => b.usd - a.usd);
}

function itemTable(items: Item[], by: Column, total: number, language: Language): string {
  const shown = items.slice(0, items.length > SHOWN ? SHOWN - 1 : SHOWN);
  const rest = items.slice(shown.length);
  const restSum = rest.reduce((sum, item) => sum + item.usd, 0);
  const words = {
    ko: { cost: "비용", share: "비율", rest: `그 밖의 ${rest.length}개`, none: "(없음)" },
    en: { cost: "Cost", share: "Share", rest: `${rest.length} others`, none: "(none)" },
  }[language];
  const row = (name: string, usd: number): string => `| ${name} | ${money(usd)} | ${share(usd, total)} |`;
  return [
    `| ${inert(by.label[language])} | ${words.cost} | ${words.share} |`,
    "|---|---:|---:|",
    ...shown.map((item) => row(item.name === "(none)" || item.name === "" ? words.none : inert(item.name), item.usd)),
    ...(rest.length > 0 ? [row(words.rest, restSum)] : []),
  ].join("\n");
}
