/// <reference lib="esnext.temporal" />
import { type CostPeriod, periodAt, thisMonth } from "./cost-period.ts";

/** What `/aws-cost` asks of the cost tools: one of them, once. */
export type CostRequest = { csv: boolean } & (
  | { kind: "spend"; period: string; groupBy: string; granularity: "daily" | "monthly" }
  | { kind: "compare"; period: string; groupBy: string }
  | { kind: "forecast"; until: string }
  | { kind: "anomalies"; period: string | null }
);

/** Why a text cannot be asked, and what could be instead: whole texts of the command, likeliest first. */
export type CostProblem =
  | { code: "unknown"; words: string[] }
  | { code: "two_periods" | "two_dimensions" | "two_kinds" | "no_dimension" | "no_period" }
  | { code: "ends_first" | "in_future" | "too_old" | "compare_too_long" };

/** What was understood, part by part, so that a problem can be mended. */
export interface CostParts {
  periods: CostPeriod[];
  groups: string[];
  kinds: ("compare" | "forecast" | "anomalies")[];
  until: string | null;
  csv: boolean;
  help: boolean;
  unknown: string[];
}

export type ReadCost = { request: CostRequest } | { help: true } | { problem: CostProblem; parts: CostParts };

/** Bars of a day are readable up to about a quarter; beyond that months are asked for. */
const MOST_DAYS = 93;
/** Cost Explorer holds this many months, besides the running one. */
const MONTHS_KEPT = 13;
/** Two periods of days fit one request of Cost Explorer up to here, and whole months always. */
const MOST_COMPARED_DAYS = 37;

const END = "(?![\\p{L}\\p{N}])";
const at = (pattern: string) => new RegExp(`(?:${pattern})`, "iuy");

const DIMENSIONS: readonly (readonly [RegExp, string])[] = [
  [at(`(?:by |per )?usage[ _-]types?${END}|사용\\s?(?:유형|타입)\\s?(?:별로?)?`), "usage_type"],
  [at(`(?:by |per )?services?${END}|서비스\\s?(?:별로?)?`), "service"],
  [at(`(?:by |per )?regions?${END}|(?:리전|지역)\\s?(?:별로?)?`), "region"],
  [at(`(?:by |per )?(?:linked )?accounts?${END}|계정\\s?(?:별로?)?`), "account"],
];
const TAG = /(?:by |per )?(?:tag|태그)\s?[:=]\s?([\p{L}\p{N}_.:/=+@-]+?)(?:별로?)?(?=\s|,|$)/iuy;
const COMPARE = at(
  `(?:(?:vs\\.?|versus|compared? (?:to|with)|against)\\s*)(?:the )?(?:previous|prior|preceding|before|one before|last)(?: period| month| week)?${END}|` +
    `compared?${END}|(?:이전|직전|앞)\\s?(?:기간)?(?:과|와)?\\s?(?:대비|비교)|전\\s?기간\\s?대비|비교`,
);
/** A month or a week with the one before: says both what and that. */
const MONTH_OVER = at(`month over month|mom${END}|(?:전월|지난\\s?달)\\s?(?:대비|비교)`);
const WEEK_OVER = at(`week over week|wow${END}|(?:전주|지난\\s?주)\\s?(?:대비|비교)`);
const FORECAST = at(`forecasts?${END}|projections?${END}|projected${END}|예측|예상|전망`);
const UNTIL = at(
  `(?:until |till |to |for )?(?:the )?(month end|end of (?:the )?month|next month|quarter end|end of (?:the )?quarter|year end|end of (?:the )?year|월말|이달\\s?말|다음\\s?달\\s?말?|분기\\s?말|연말)(?:까지)?`,
);
const ANOMALIES = at(`(?:cost )?anomal(?:y|ies)${END}|unusual(?: cost| spend)?${END}|이상\\s?(?:비용|징후|탐지|치)?`);
const CSV = at(`(?:as |to )?(?:a )?csv(?: file)?(?:로|으로|파일)?${END}|excel${END}|엑셀(?:로|파일)?|파일로`);
const HELP = at(`help${END}|usage${END}|\\?|도움말|사용법|사용 방법`);
const FILLER = at(
  `(?:show|me|please|the|of|for|in|on|by|per|from|and|our|my|aws|costs?|spend(?:ing)?|bill|with|as|chart|,|·)${END}|[,·&+]|` +
    "비용|요금|금액|보여\\s?줘|보여\\s?주세요|알려\\s?줘|알려\\s?주세요|좀|을|를|은|는|의|과|와|로|으로|에|도|간|기준",
);

/**
 * Reads period, dimension and what else `/aws-cost` takes, in English or Korean, in any order. Empty is the month to
 * date by service. `today`: the asker's day, YYYY-MM-DD.
 */
export function readCostRequest(text: string, today: string): ReadCost {
  const parts = takeParts(text.normalize("NFKC").trim().replace(/\s+/g, " ").slice(0, 400), today);
  const problem = problemOf(parts, today);
  if (problem) return { problem, parts };
  if (parts.help) return { help: true };
  return { request: toRequest(parts, today) };
}

/** What stands at one place of the text, and what it adds; the first that matches counts. */
const PARTS: readonly (readonly [RegExp, (parts: CostParts, match: RegExpExecArray, today: string) => void])[] = [
  [/\s+/y, () => {}],
  [
    HELP,
    (parts) => {
      parts.help = true;
    },
  ],
  [MONTH_OVER, (parts, _, today) => addCompared(parts, thisMonth(today))],
  [WEEK_OVER, (parts, _, today) => addCompared(parts, periodAt("week", 0, today)?.period)],
  [COMPARE, (parts) => addCompared(parts, undefined)],
  [TAG, (parts, [, key]) => addOnce(parts.groups, `tag:${key}`)],
  [
    UNTIL,
    (parts, [, until]) => {
      parts.until = until ?? null;
      addOnce(parts.kinds, "forecast");
    },
  ],
];
/** The same, for what may be a period as well: tried after periods. */
const WORDS: typeof PARTS = [
  [FORECAST, (parts) => addOnce(parts.kinds, "forecast")],
  [ANOMALIES, (parts) => addOnce(parts.kinds, "anomalies")],
  [
    CSV,
    (parts) => {
      parts.csv = true;
    },
  ],
  ...DIMENSIONS.map(([pattern, groupBy]): (typeof PARTS)[number] => [
    pattern,
    (parts) => addOnce(parts.groups, groupBy),
  ]),
  [FILLER, () => {}],
];

function addOnce<T>(list: T[], item: T): void {
  if (!list.includes(item)) list.push(item);
}

function addCompared(parts: CostParts, period: CostPeriod | undefined): void {
  addOnce(parts.kinds, "compare");
  if (period) addPeriod(parts, period);
}

/** The same days said twice, as in "month, month over month", are said once. */
function addPeriod({ periods }: CostParts, period: CostPeriod): void {
  if (!periods.some(({ from, to }) => from === period.from && to === period.to)) periods.push(period);
}

function takeParts(text: string, today: string): CostParts {
  const parts: CostParts = { periods: [], groups: [], kinds: [], until: null, csv: false, help: false, unknown: [] };
  let position = 0;
  const takes = (known: typeof PARTS): boolean =>
    known.some(([pattern, add]) => {
      pattern.lastIndex = position;
      const match = pattern.exec(text);
      if (!match) return false;
      position += match[0].length;
      add(parts, match, today);
      return true;
    });
  while (position < text.length) {
    if (takes(PARTS)) continue;
    const found = periodAt(text, position, today);
    if (found) {
      position = found.end;
      addPeriod(parts, found.period);
    } else if (!takes(WORDS)) {
      const unknown = /^\S+/.exec(text.slice(position))?.[0] ?? text.slice(position);
      parts.unknown.push(unknown);
      position += unknown.length;
    }
  }
  return parts;
}

function problemOf(parts: CostParts, today: string): CostProblem | null {
  const { periods, groups, kinds, unknown } = parts;
  if (unknown.length > 0) return { code: "unknown", words: unknown };
  if (kinds.length > 1) return { code: "two_kinds" };
  if (periods.length > 1) return { code: "two_periods" };
  if (groups.length > 1) return { code: "two_dimensions" };
  const [kind] = kinds;
  if (groups.length > 0 && (kind === "forecast" || kind === "anomalies")) return { code: "no_dimension" };
  const [period] = periods;
  if (!period) return null;
  if (kind === "forecast") return { code: "no_period" };
  if (period.from >= period.to) return { code: "ends_first" };
  if (period.from > today) return { code: "in_future" };
  if (period.from < oldest(today)) return { code: "too_old" };
  if (kind === "compare" && !comparable(period, today)) return { code: "compare_too_long" };
  return null;
}

/** The first day Cost Explorer still has. */
export function oldest(today: string): string {
  return Temporal.PlainDate.from(today).with({ day: 1 }).subtract({ months: MONTHS_KEPT }).toString();
}

const days = ({ from, to }: { from: string; to: string }): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

function comparable(period: CostPeriod, today: string): boolean {
  const months = period.from.endsWith("-01") && period.to.endsWith("-01") && period.to <= today;
  if (!months) return days(period) <= MOST_COMPARED_DAYS;
  const [from, to] = [Temporal.PlainDate.from(period.from), Temporal.PlainDate.from(period.to)];
  return from.subtract({ months: from.until(to, { largestUnit: "months" }).months }).toString() >= oldest(today);
}

function toRequest({ periods, groups, kinds, until, csv }: CostParts, today: string): CostRequest {
  const [kind] = kinds;
  const [groupBy = "service"] = groups;
  const period = periods[0] ?? thisMonth(today);
  if (kind === "forecast") return { kind, until: until ?? "month end", csv };
  if (kind === "anomalies") return { kind, period: periods[0]?.words ?? null, csv };
  if (kind === "compare") return { kind, period: period.words, groupBy, csv };
  // Days of usage types would be many pages, and each page is a paid request.
  const monthly = days(period) > MOST_DAYS || groupBy === "usage_type";
  return { kind: "spend", period: period.words, groupBy, granularity: monthly ? "monthly" : "daily", csv };
}
