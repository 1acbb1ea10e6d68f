import type { DatasetInfo } from "../ports/datasets.ts";
import type { DrawRequest } from "../ports/thread-tool.ts";
import type { CallContext, Column, Language, Scalar } from "../ports/tools.ts";
import type { ChartColumns } from "./chart-columns.ts";
import { isSummed, unitOf } from "./chart-unit.ts";

/** A period in the reader's words; `to` is exclusive. */
export type PeriodWords = (from: string, to: string, zone: string, language: Language) => string;

/** What dollars are told in, where the team's configuration names another currency. */
export type TeamCurrency = NonNullable<DrawRequest["look"]["currency"]>;

/** How the picture is written: language, unit, "period · accounts · metric", where the data is from and as of when. */
export function chartLook(
  info: DatasetInfo,
  drawn: ChartColumns,
  context: CallContext,
  asked: { title?: string | undefined; chart: string },
  {
    periodWords,
    currency,
    theme,
  }: { periodWords: PeriodWords; currency: TeamCurrency | undefined; theme: "light" | "dark" },
): DrawRequest["look"] {
  const { language } = context;
  const value = drawn.parts.value ?? drawn.series[0] ?? drawn.fields.find((column) => column.type === "money");
  const unit = unitOf(value);
  const provisionalFrom = provisionalDay(info);
  const accounts = info.scope.accounts.map((account) => account.name).join(", ");
  const covered = period(info, language, periodWords);
  const measured = metric(info, value, drawn, language);
  const about = [covered, accounts, measured === asked.title ? "" : measured].filter((part) => part !== "").join(" · ");
  return {
    language,
    theme,
    zone: context.zone,
    unit,
    ...(asked.title ? { title: asked.title } : {}),
    // A computed result knows no period of its own: the chart tells the one its rows cover.
    ...(covered === "" ? { scope: about } : { subtitle: about }),
    ...(info.source.service === "" ? {} : { source: info.source.service }),
    // A stored answer of AWS may be hours older than the dataset made from it.
    ...(info.source.cached > 0 ? {} : { asOf: new Date(info.createdAt).toISOString() }),
    ...(provisionalFrom ? { provisionalFrom } : {}),
    ...(unit === "usd" && currency ? { currency } : {}),
    ...namesOf(drawn, value, unit, asked.chart, language),
    // Billing days all have rows; hours without an event have none and must stay on the axis.
    ...(info.period && !info.period.utcDays ? { window: { from: info.period.from, to: info.period.to } } : {}),
  };
}

/** Axes of figures are called by their columns; a measured value names its picture. */
function namesOf(
  { parts, series }: ChartColumns,
  value: Column | undefined,
  unit: DrawRequest["look"]["unit"],
  chart: string,
  language: Language,
): Pick<DrawRequest["look"], "names"> {
  if (!value || series.length > 0 || (isSummed(unit) && chart !== "scatter")) return {};
  return { names: { ...(parts.x ? { x: parts.x.label[language] } : {}), value: value.label[language] } };
}

function period({ period }: DatasetInfo, language: Language, periodWords: PeriodWords): string {
  if (!period) return "";
  const words = periodWords(period.from, period.to, period.utcDays ? "UTC" : period.zone, language);
  return period.utcDays ? `${words} (UTC)` : words;
}

function provisionalDay(info: DatasetInfo): string | null {
  const from: Scalar | undefined = info.notes.find((note) => note.code === "provisional_days")?.params?.from;
  return typeof from === "string" ? from : null;
}

const METRICS = {
  unblended: { ko: "비혼합 비용", en: "unblended cost" },
  amortized: { ko: "상각 비용", en: "amortized cost" },
  net_unblended: { ko: "순 비혼합 비용", en: "net unblended cost" },
};

function metric(
  info: DatasetInfo,
  value: Column | undefined,
  { series, fields }: ChartColumns,
  language: Language,
): string {
  if (series.length > 0 || (fields.length > 0 && value?.type !== "money")) return "";
  if (!value) return { ko: "건수", en: "count" }[language];
  if (value.type !== "money") return value.label[language];
  const asked = (info.args as { metric?: keyof typeof METRICS } | null)?.metric ?? "unblended";
  const ofCost = info.tool === "cost_query" || info.tool === "cost_compare";
  const name = ofCost ? METRICS[asked]?.[language] : value.label[language];
  const credits = info.notes.some((note) => note.code === "credits_excluded");
  return `${name ?? value.label[language]}${credits ? { ko: ", 크레딧 제외", en: ", credits excluded" }[language] : ""}`;
}
