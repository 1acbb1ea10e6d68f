import type { DatasetInfo } from "../../../ports/datasets.ts";
import { bytes, count } from "../format/figures.ts";
import { code } from "../format/markdown.ts";
import { number, type Result, type Row, text } from "../format/result.ts";
import { moment } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

const COLUMNS = ["resource", "sum", "avg", "max", "max_at", "min", "last"];
const NAMED = 3;

/** A metric as it is called, with its percentile where one was asked for. */
export const measureName = ({ words, slots }: Pick<Working, "words" | "slots">, measure: string): string =>
  [words.health.measures[measure] ?? measure, slots.statistic ?? ""].join(" ").trim();

/** Mean and maximum first, by member where there are several. `drawn`: what the picture shows. */
export function metricsText(
  working: Working,
  result: Result,
  { resource, measure, drawn }: { resource: string; measure: string; drawn: Result | null },
): string {
  const { words, reader } = working;
  const { info, rows } = result;
  const { health } = words;
  const period = named(words, info, reader);
  const name = measureName(working, measure);
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
    sentences(
      rows.length > MOST_ROWS && words.top(MOST_ROWS),
      caveats(words, info),
      drawn && lower(working, rows, drawn),
    ),
    pictureTrouble(working),
  );
}

/** Of all of a kind the one with the highest mean first, or with the lowest where that was asked. */
export function rankedText(working: Working, result: Result, of: { thing: string; measure: string }): string {
  const { words, reader, slots } = working;
  const { info } = result;
  const { health } = words;
  const period = named(words, info, reader);
  const name = measureName(working, of.measure);
  const lowest = slots.severity === "low";
  const rows = result.rows.toSorted((a, b) => (number(b.avg) - number(a.avg)) * (lowest ? -1 : 1));
  const [first] = rows;
  const series = info.totals.series ?? rows.length;
  if (!first)
    return paragraphs(
      health.noData(period, health.all(of.thing, series), name),
      searched(words, "CloudWatch", info, reader),
    );
  const unit = info.columns.find((column) => column.name === "avg")?.unit ?? "";
  const value = (cell: Row[string] | undefined) => withUnit(number(cell), unit);
  const at = moment(text(first.max_at), reader);
  const figures = health.figures("", value(first.avg), value(first.max), at).trim();
  const most = Math.min(slots.top ?? MOST_ROWS, MOST_ROWS);
  return paragraphs(
    health.highest(period, health.all(of.thing, rows.length), name, code(first.resource), figures, lowest),
    rowsTable(working, { info, rows }, ["resource", "region", ...COLUMNS.slice(1)], most),
    sentences(
      rows.length > most && words.top(most),
      series > rows.length && health.withoutPoints(series - rows.length),
      caveats(words, info),
    ),
    pictureTrouble(working),
  );
}

/** Statistic and step of what was read, as the tool notes them; empty where it is maths. */
export function stepOf({ notes }: DatasetInfo): [statistic: string, step: string] {
  const params = notes.find((note) => note.code === "metric")?.params;
  return params?.math ? ["", ""] : [text(params?.statistic), text(params?.bin)];
}

/** A line of averages does not reach the maximum that the table tells: said, or the two would contradict each other. */
function lower({ words }: Working, rows: Row[], drawn: Result): string | false {
  const highest = (all: Row[], column: string) => Math.max(...all.map((row) => number(row[column])));
  const [statistic, step] = stepOf(drawn.info);
  const isLower = highest(drawn.rows, "value") < highest(rows, "max");
  return statistic === "Average" && isLower && words.health.lower(step);
}

const withUnit = (value: number, unit: string): string =>
  /^bytes$/i.test(unit)
    ? bytes(value)
    : unit === "%"
      ? `${value.toFixed(1)}%`
      : `${count(value)}${unit ? ` ${unit}` : ""}`;
