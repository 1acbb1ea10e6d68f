import type { Call, Outcome } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { iso } from "../period.ts";
import type { Column, Scalar } from "../results.ts";
import { insightsTime } from "./insights.ts";
import type { LogsQueryInput } from "./logs-query.ts";
import { type LogAnswer, searchLogs } from "./search-logs.ts";

export async function runLogsQuery(input: LogsQueryInput, call: Call): Promise<Outcome> {
  refuseWiderReach(input.query);
  const account = call.context.account(input.account);
  const window = call.context.period(input.period);
  const { groups, regions, query, limit } = input;
  const found = await searchLogs(
    { asked: groups, account, regions, window, query, limit, agreedGb: input.agreed_gb },
    call,
  );
  const { columns, rows } = toTable(found, call);
  const cut = found.found.filter(({ answer }) => answer.rows.length >= limit && answer.matched > answer.rows.length);
  return {
    kind: "table",
    table: {
      columns,
      rows,
      totals: { rows: rows.length, records_matched: found.matched, records_scanned: found.scannedRecords },
      ...found.result,
      truncated:
        cut.length > 0
          ? { shown: rows.length, of: found.matched, why: { ko: `행 한도 ${limit}`, en: `limit ${limit}` } }
          : null,
      notes:
        rows.length > 0
          ? found.result.notes
          : [...found.result.notes, { code: "none_found", text: "The query found no log lines in this period." }],
    },
  };
}

/** `SOURCE` would name other groups than the ones asked for; `unmask` would undo the account's data protection. */
function refuseWiderReach(query: string): void {
  const match = /^\s*(source)\b|\b(unmask)\s*\(/i.exec(query);
  if (!match) return;
  const word = match[1] ?? match[2];
  throw new InputError({
    ko: `쿼리에 ${word} 명령은 쓸 수 없습니다. 로그 그룹은 groups에 지정해 주세요.`,
    en: `The query may not use ${word}; name the log groups in groups instead.`,
  });
}

/** Rows of several regions say which they are of. */
function toTable({ found }: LogAnswer, call: Call): { columns: Column[]; rows: Scalar[][] } {
  const rows = found.flatMap(({ answer }) => answer.rows);
  const columns = [...new Set(found.flatMap(({ answer }) => answer.fields))].map((name) => toColumn(name, rows));
  const cells = (row: Record<string, string>) => columns.map((column) => toCell(row[column.name], column, call));
  if (found.length < 2) return { columns, rows: rows.map(cells) };
  return {
    columns: [{ name: "region", type: "text", label: { ko: "리전", en: "Region" } }, ...columns],
    rows: found.flatMap(({ region, answer }) => answer.rows.map((row) => [region, ...cells(row)])),
  };
}

function toColumn(name: string, rows: readonly Record<string, string>[]): Column {
  const values = rows.flatMap((row) => (row[name] === undefined || row[name] === "" ? [] : row[name]));
  const all = (test: (value: string) => boolean) => values.length > 0 && values.every(test);
  const type = all((value) => insightsTime(value) !== null) ? "time" : all(isNumber) ? "number" : "text";
  return { name, type, label: { ko: name, en: name } };
}

function toCell(value: string | undefined, { type }: Column, { field }: Call): Scalar {
  if (value === undefined || value === "") return null;
  if (type === "time") return iso(insightsTime(value)!);
  return type === "number" ? Number(value) : field(value, 2_048);
}

function isNumber(value: string): boolean {
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?(E-?\d+)?$/i.test(value);
}
