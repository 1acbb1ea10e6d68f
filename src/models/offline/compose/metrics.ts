import { count } from "../format/figures.ts";
import { code } from "../format/markdown.ts";
import { number, type Result, type Row, text } from "../format/result.ts";
import { moment } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

const COLUMNS = ["resource", "sum", "avg", "max", "max_at", "min", "last"];
const NAMED = 3;

/** Mean and maximum first, by member where there are several. */
export function metricsText(working: Working, result: Result, resource: string, measure: string): string {
  const { words, reader } = working;
  const { info, rows } = result;
  const { health } = words;
  const period = named(words, info, reader);
  const name = health.measures[measure] ?? measure;
  if (rows.length === 0)
    return paragraphs(health.noData(period, code(resource), name), searched(words, "CloudWatch", info, reader));
  const unit = info.columns.find((column) => column.name === "avg")?.unit ?? "";
  const value = (cell: Row[string] | undefined) => withUnit(number(cell), unit);
  const figures = rows
    .slice(0, NAMED)
    .map((row) =>
      row.sum === undefined || row.sum === null
        ? health.figures(code(row.resource), value(row.avg), value(row.max), moment(text(row.max_at), reader))
        : health.sum(code(row.resource), value(row.sum)),
    );
  return paragraphs(
    health.measured(period, code(resource), name, figures.join(words.and)),
    rowsTable(working, result, COLUMNS),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info)),
    pictureTrouble(working),
  );
}

const withUnit = (value: number, unit: string): string =>
  unit === "%" ? `${value.toFixed(1)}%` : `${count(value)}${unit ? ` ${unit}` : ""}`;
