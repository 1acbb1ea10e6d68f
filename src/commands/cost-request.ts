import type { Language } from "../ports/tools.ts";

/** What `/aws-cost` asks of `cost_query`. */
export interface CostRequest {
  period: string;
  /** `service`, `region`, `account`, `usage_type` or `tag:<Key>`. */
  groupBy: string;
  granularity: "daily" | "monthly";
}

/** Bars of a day are readable up to about a quarter; beyond that months are asked for. */
const MOST_DAYS = 93;

/**
 * Reads `[period] [by dimension]` in English or Korean, in either order; empty is the month to date by service.
 * Null when a part of it is not understood.
 */
export function readCostRequest(text: string): CostRequest | null {
  const plain = text.normalize("NFKC").trim().replace(/\s+/g, " ");
  const { groupBy, rest } = takeGroup(plain);
  const period = readPeriod(rest.toLowerCase());
  return period ? { groupBy: groupBy ?? "service", ...period } : null;
}

const DIMENSIONS: readonly (readonly [RegExp, string])[] = [
  [/(?:\bby )?\bservices?\b|서비스\s?별로?/i, "service"],
  [/(?:\bby )?\bregions?\b|리전\s?별로?|지역\s?별로?/i, "region"],
  [/(?:\bby )?\baccounts?\b|계정\s?별로?/i, "account"],
  [/(?:\bby )?\busage[ _]types?\b|사용\s?(?:유형|타입)\s?별로?/i, "usage_type"],
];
const TAG = /(?:\bby )?(?:\btag|태그):([\p{L}\p{N}_.:/=+@-]+?)(?:별로?)?(?= |$)/iu;

function takeGroup(text: string): { groupBy: string | null; rest: string } {
  const tag = TAG.exec(text);
  if (tag) return { groupBy: `tag:${tag[1]}`, rest: without(text, tag) };
  for (const [pattern, groupBy] of DIMENSIONS) {
    const found = pattern.exec(text);
    if (found) return { groupBy, rest: without(text, found) };
  }
  return { groupBy: null, rest: text };
}

function without(text: string, found: RegExpExecArray): string {
  return `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.replace(/\s+/g, " ").trim();
}

const WORDS = new Map([
  ["", "month to date"],
  ["month", "month to date"],
  ["this month", "month to date"],
  ["mtd", "month to date"],
  ["month to date", "month to date"],
  ["last month", "last month"],
  ["week", "week to date"],
  ["this week", "week to date"],
  ["week to date", "week to date"],
  ["last week", "last week"],
  ["today", "today"],
  ["yesterday", "yesterday"],
  ["이번달", "month to date"],
  ["이달", "month to date"],
  ["지난달", "last month"],
  ["저번달", "last month"],
  ["이번주", "week to date"],
  ["지난주", "last week"],
  ["저번주", "last week"],
  ["오늘", "today"],
  ["어제", "yesterday"],
  ["일주일", "7d"],
  ["한달", "30d"],
]);
const COUNTED = /^(?:(?:last|past|최근|지난) ?)?(\d{1,3}) ?(d|days?|일|w|weeks?|주일?|m|months?|개월)(?:간|동안)?$/;
const DATE = String.raw`(\d{4}-\d{2}-\d{2})`;
const RANGE = new RegExp(`^${DATE} ?(?:\\.\\.|~|–| to | - ) ?${DATE}$`);
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

function readPeriod(text: string): Omit<CostRequest, "groupBy"> | null {
  const word = WORDS.get(text) ?? WORDS.get(text.replaceAll(" ", ""));
  if (word) return { period: word, granularity: "daily" };
  const counted = COUNTED.exec(text);
  if (counted) return countedBack(Number(counted[1]), counted[2] ?? "");
  if (MONTH.test(text)) return { period: text, granularity: "daily" };
  const range = RANGE.exec(text);
  const [from, to] = range ? [range[1], range[2]] : [text, text];
  if (!isDay(from) || !isDay(to) || to < from) return null;
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return { period: range ? `${from}..${to}` : from, granularity: days > MOST_DAYS ? "monthly" : "daily" };
}

function countedBack(count: number, unit: string): Omit<CostRequest, "groupBy"> | null {
  if (count < 1) return null;
  if (unit.startsWith("m") || unit === "개월") {
    return { period: `${count} months`, granularity: count > 3 ? "monthly" : "daily" };
  }
  const days = unit.startsWith("w") || unit.startsWith("주") ? count * 7 : count;
  return { period: `${days}d`, granularity: days > MOST_DAYS ? "monthly" : "daily" };
}

function isDay(text: string | undefined): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** What to write instead, in the person's language. */
export function costUsage(language: Language): string {
  return {
    ko: [
      "이해하지 못한 요청입니다. 이렇게 써 주세요: `/aws-cost [기간] [기준]`",
      "기간: `7일` · `30일` · `이번 달` · `지난달` · `지난주` · `2026-11-01..2026-11-15` (없으면 이번 달)",
      "기준: `서비스별` · `리전별` · `계정별` · `사용 유형별` · `태그:Team` (없으면 서비스별)",
      "예: `/aws-cost 30일 서비스별`",
    ],
    en: [
      "I did not understand that. Write it like this: `/aws-cost [period] [by dimension]`",
      "Period: `7d` · `30d` · `month` · `last month` · `week` · `2026-11-01..2026-11-15` (month to date if left out)",
      "Dimension: `by service` · `by region` · `by account` · `by usage type` · `by tag:Team` (service if left out)",
      "Example: `/aws-cost 30d by service`",
    ],
  }[language].join("\n");
}
