import { iso } from "../period.ts";
import type { Bilingual, Column, Scalar, Table } from "../results.ts";
import type { ReadSeries } from "./read-series.ts";
import { summarise } from "./summary.ts";

/** Figures per resource are told in the totals for so many of them; more are told by `bin: total`. */
const NAMED_IN_TOTALS = 5;

const resource: Column = { name: "resource", type: "text", label: { ko: "리소스", en: "Resource" } };
const region: Column = { name: "region", type: "text", label: { ko: "리전", en: "Region" } };

/** CloudWatch's doubles carry noise in their last digits. */
export function tidy(value: number): number {
  if (Number.isInteger(value)) return value;
  return Math.abs(value) >= 0.001 ? Math.round(value * 1e6) / 1e6 : Number(value.toPrecision(6));
}

function unitOf(read: readonly ReadSeries[]): { unit?: string } {
  const units = new Set(read.map(({ reading }) => unitOfReading(reading)));
  const [unit] = units;
  return units.size === 1 && unit ? { unit } : {};
}

function unitOfReading({ math, statistic, series }: ReadSeries["reading"]): string {
  if (math === "share") return "%";
  if (math !== null || statistic === "SampleCount") return "";
  return series.reading.unit;
}

const STATISTICS: Readonly<Record<string, Bilingual>> = {
  Average: { ko: "평균", en: "average" },
  Maximum: { ko: "최대", en: "maximum" },
  Minimum: { ko: "최소", en: "minimum" },
  Sum: { ko: "합계", en: "sum" },
  SampleCount: { ko: "데이터 수", en: "samples" },
};

/** What the values are, where they are all the same: a picture of them has this for a title. */
function labelOf(read: readonly ReadSeries[]): Bilingual | null {
  const labels = read.map(({ reading: { series, statistic, second, math } }): Bilingual => {
    const { metric } = series;
    if (math === "share") return both(`${metric} / ${second?.name.metric} %`);
    if (math !== null) return both(math.replace(/\bm1\b/g, metric).replace(/\bm2\b/g, second?.name.metric ?? "m2"));
    const { ko, en } = STATISTICS[statistic] ?? both(statistic);
    return { ko: `${metric} ${ko}`, en: `${metric} ${en}` };
  });
  const [first] = labels;
  return first && labels.every(({ en }) => en === first.en) ? first : null;
}

const both = (text: string): Bilingual => ({ ko: text, en: text });

/** A row per step and resource. */
export function toLines(read: readonly ReadSeries[]): Pick<Table, "columns" | "rows"> {
  const unit = unitOf(read);
  const number = (name: string, ko: string, en: string): Column => ({
    name,
    type: "number",
    ...unit,
    label: { ko, en },
  });
  const [first] = read;
  const spread = read.some(({ points }) => points.some(({ samples }) => samples !== undefined));
  const pair = first?.reading.second
    ? { one: first.reading.series.metric, other: first.reading.second.name.metric }
    : null;
  const plain = (name: string): Column => ({ name, type: "number", label: { ko: name, en: name } });
  const named = labelOf(read);
  const columns: Column[] = [
    { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
    resource,
    { ...number("value", "값", "Value"), ...(named ? { label: named } : {}) },
    ...(spread ? [number("min", "최소", "Minimum"), number("max", "최대", "Maximum")] : []),
    ...(pair ? [plain(pair.one), plain(pair.other)] : []),
  ];
  const value = (one: number | undefined): Scalar => (one === undefined ? null : tidy(one));
  const rows = read
    .flatMap(({ reading, points }) => points.map((point) => ({ reading, point })))
    .sort((a, b) => a.point.ms - b.point.ms)
    .map(({ reading, point }): Scalar[] => [
      iso(point.ms),
      reading.series.resource,
      tidy(point.value),
      ...(spread ? [value(point.min), value(point.max)] : []),
      ...(pair ? [value(point.first), value(point.second)] : []),
    ]);
  return { columns, rows };
}

/** A row per resource, the highest mean first. */
export function toSummaries(read: readonly ReadSeries[]): Pick<Table, "columns" | "rows"> {
  const unit = unitOf(read);
  const number = (name: string, ko: string, en: string): Column => ({
    name,
    type: "number",
    ...unit,
    label: { ko, en },
  });
  const time = (name: string, ko: string, en: string): Column => ({ name, type: "time", label: { ko, en } });
  const known = read.flatMap((one) => {
    const summary = summarise(one);
    return summary ? [{ series: one.reading.series, summary }] : [];
  });
  const sums = known.some(({ summary }) => summary.sum !== null);
  const columns: Column[] = [
    resource,
    region,
    ...(sums ? [number("sum", "합계", "Sum")] : []),
    number("avg", "평균", "Average"),
    number("max", "최대", "Maximum"),
    time("max_at", "최대 시각", "Maximum at"),
    number("min", "최소", "Minimum"),
    number("last", "마지막 값", "Last"),
    time("last_at", "마지막 시각", "Last at"),
    { name: "points", type: "number", label: { ko: "데이터 수", en: "Points" } },
  ];
  const rows = known
    .sort((a, b) => b.summary.avg - a.summary.avg)
    .map(({ series, summary }): Scalar[] => [
      series.resource,
      series.region,
      ...(sums ? [summary.sum === null ? null : tidy(summary.sum)] : []),
      tidy(summary.avg),
      tidy(summary.max.value),
      iso(summary.max.ms),
      tidy(summary.min.value),
      tidy(summary.last.value),
      iso(summary.last.ms),
      summary.points,
    ]);
  return { columns, rows };
}

/** Of one resource by plain names; of a few with the resource's name before. */
export function totalsOf(read: readonly ReadSeries[]): Record<string, number> {
  const known = read.flatMap((one) => {
    const summary = summarise(one);
    return summary ? [{ name: one.reading.series.resource, summary }] : [];
  });
  const points = known.reduce((sum, { summary }) => sum + summary.points, 0);
  const totals: Record<string, number> = read.length === 1 ? { points } : { series: read.length, points };
  if (known.length > NAMED_IN_TOTALS) return totals;
  for (const { name, summary } of known) {
    const prefix = read.length === 1 ? "" : `${name} `;
    if (summary.sum !== null) totals[`${prefix}sum`] = tidy(summary.sum);
    totals[`${prefix}avg`] = tidy(summary.avg);
    totals[`${prefix}max`] = tidy(summary.max.value);
    totals[`${prefix}min`] = tidy(summary.min.value);
    totals[`${prefix}last`] = tidy(summary.last.value);
  }
  return totals;
}
