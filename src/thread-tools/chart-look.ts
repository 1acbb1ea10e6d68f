import type { DatasetInfo } from "../ports/datasets.ts";
import type { DrawRequest } from "../ports/thread-tool.ts";
import type { CallContext, Language, Scalar } from "../ports/tools.ts";
import type { ChartColumns } from "./chart-columns.ts";

/** A period in the reader's words; `to` is exclusive. */
export type PeriodWords = (from: string, to: string, zone: string, language: Language) => string;

/** How the picture is written: language, unit, "period · accounts · metric", where the data is from and as of when. */
export function chartLook(
  info: DatasetInfo,
  drawn: ChartColumns,
  context: CallContext,
  title: string | undefined,
  periodWords: PeriodWords,
): DrawRequest["look"] {
  const { language } = context;
  const provisionalFrom = provisionalDay(info);
  const accounts = info.scope.accounts.map((account) => account.name).join(", ");
  const subtitle = [period(info, language, periodWords), accounts, metric(info, drawn, language)];
  return {
    language,
    theme: "light",
    zone: context.zone,
    unit: unitOf(drawn),
    ...(title ? { title } : {}),
    subtitle: subtitle.filter((part) => part !== "").join(" · "),
    ...(info.source.service === "" ? {} : { source: info.source.service }),
    // A stored answer of AWS may be hours older than the dataset made from it.
    ...(info.source.cached > 0 ? {} : { asOf: new Date(info.createdAt).toISOString() }),
    ...(provisionalFrom ? { provisionalFrom } : {}),
    // Billing days all have rows; hours without an event have none and must stay on the axis.
    ...(info.period && !info.period.utcDays ? { window: { from: info.period.from, to: info.period.to } } : {}),
  };
}

function unitOf({ value }: ChartColumns): "usd" | "krw" | "count" {
  if (value?.type !== "money") return "count";
  return value.unit === "KRW" ? "krw" : "usd";
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

function metric(info: DatasetInfo, { value }: ChartColumns, language: Language): string {
  if (!value) return { ko: "건수", en: "count" }[language];
  if (value.type !== "money") return value.label[language];
  const asked = (info.args as { metric?: keyof typeof METRICS } | null)?.metric ?? "unblended";
  const name = info.tool === "cost_query" ? METRICS[asked]?.[language] : value.label[language];
  const credits = info.notes.some((note) => note.code === "credits_excluded");
  return `${name ?? value.label[language]}${credits ? { ko: ", 크레딧 제외", en: ", credits excluded" }[language] : ""}`;
}
