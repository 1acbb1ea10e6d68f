import type { Language, Table } from "../ports/tools.ts";
import type { PeriodWords } from "./cost-answer.ts";
import { inert, markdownTable, money } from "./cost-markdown.ts";
import { cell, periodOf } from "./cost-table.ts";

const SHOWN = 10;

/** What Cost Anomaly Detection found, dearest first; "none" with what was searched. */
export function costAnomaliesAnswer(table: Table, language: Language, periodWords: PeriodWords): string {
  const period = periodOf(table, language, periodWords);
  const count = table.rows.length;
  if (count === 0) {
    const accounts = table.scope.accounts.map(({ name }) => inert(name)).join(", ");
    return {
      ko: `**${period}에 탐지된 이상 비용이 없습니다.**\n\n${accounts}의 AWS Cost Anomaly Detection을 조회했습니다. 모니터가 없으면 아무것도 탐지되지 않습니다.`,
      en: `**No cost anomaly was found for ${period}.**\n\nAWS Cost Anomaly Detection of ${accounts} was searched; without a monitor it finds nothing.`,
    }[language];
  }
  const impact = money(table.totals.impact ?? 0);
  const head = {
    ko: `**${period}에 이상 비용 ${count}건이 탐지되었습니다. 영향 금액은 ${impact}입니다.**`,
    en: `**${count} cost ${count === 1 ? "anomaly" : "anomalies"} found for ${period}, with an impact of ${impact}.**`,
  }[language];
  const heads = { ko: ["기간", "서비스", "리전", "영향"], en: ["Days", "Service", "Region", "Impact"] }[language];
  const rows = table.rows.slice(0, SHOWN).map((row) => {
    const [start, end] = [cell(table, row, "start"), cell(table, row, "end")];
    const text = (name: string) => inert(String(cell(table, row, name) ?? "–"));
    const days = end === null || end === start ? text("start") : `${text("start")} – ${text("end")}`;
    return [days, text("service"), text("region"), money(Number(cell(table, row, "impact")))];
  });
  const left = count - rows.length;
  const more = {
    ko: `영향이 큰 ${SHOWN}건이며, ${left}건이 더 있습니다.`,
    en: `The ${SHOWN} with the largest impact; ${left} more.`,
  };
  return [head, markdownTable(heads, 1, rows), ...(left > 0 ? [more[language]] : [])].join("\n\n");
}
