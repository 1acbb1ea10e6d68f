import { capText } from "../../redaction/clean-text.ts";
import type { Language } from "../ports/tools.ts";
import { type CostParts, type CostProblem, readCostRequest } from "./cost-request.ts";
import { nearest } from "./nearest.ts";

/** What a text of `/aws-cost` can be made of, as people write it in each language. */
const VOCABULARY: Record<Language, { periods: string[]; groups: Record<string, string>; kinds: Kinds; csv: string }> = {
  ko: {
    periods: ["7일", "30일", "이번 달", "지난달", "이번 주", "지난주", "어제", "3개월", "이번 분기", "올해"],
    groups: { service: "서비스별", account: "계정별", region: "리전별", usage_type: "사용 유형별", tag: "태그:team" },
    kinds: { compare: "이전 기간 대비", forecast: "예측", anomalies: "이상 비용" },
    csv: "csv",
  },
  en: {
    periods: ["7d", "30d", "month", "last month", "week", "last week", "yesterday", "3 months", "this quarter", "ytd"],
    groups: {
      service: "by service",
      account: "by account",
      region: "by region",
      usage_type: "by usage type",
      tag: "by tag:team",
    },
    kinds: { compare: "vs previous", forecast: "forecast", anomalies: "anomalies" },
    csv: "csv",
  },
};
type Kinds = Record<CostParts["kinds"][number], string>;

const MOST_SUGGESTED = 3;

/** Why it was not asked, in a sentence, and up to three texts that can be. `today`: the asker's day. */
export function explainCost(
  problem: CostProblem,
  parts: CostParts,
  { language, today }: { language: Language; today: string },
): { why: string; suggestions: string[] } {
  const typed = problem.code === "unknown" ? typedIn(problem.words, language) : language;
  const { periods, groups } = VOCABULARY[typed];
  const candidates = [...suggestions(problem, parts, typed), `${periods[1]} ${groups.service}`];
  const askable = [...new Set(candidates)].filter((text) => text !== "" && "request" in readCostRequest(text, today));
  return { why: reason(problem, language), suggestions: askable.slice(0, MOST_SUGGESTED) };
}

function reason(problem: CostProblem, language: Language): string {
  if (problem.code === "unknown") {
    const words = problem.words.slice(0, 3).map((word) => `\`${capText(word.replace(/[`<>&]/g, ""), 40)}\``);
    return { ko: `${words.join(", ")}: 이해하지 못한 말입니다.`, en: `I did not understand ${words.join(", ")}.` }[
      language
    ];
  }
  return REASONS[problem.code][language];
}

const REASONS: Record<Exclude<CostProblem["code"], "unknown">, Record<Language, string>> = {
  two_periods: { ko: "기간은 하나만 지정해 주세요.", en: "Please give one period." },
  two_dimensions: { ko: "기준은 하나만 지정해 주세요.", en: "Please give one dimension." },
  two_kinds: {
    ko: "비교, 예측, 이상 비용은 한 번에 하나만 볼 수 있습니다.",
    en: "A comparison, a forecast and anomalies are asked for one at a time.",
  },
  no_dimension: {
    ko: "예측과 이상 비용은 기준별로 나눌 수 없습니다.",
    en: "A forecast and anomalies cannot be split by a dimension.",
  },
  no_period: {
    ko: "예측은 오늘부터 월말, 다음 달, 분기말, 연말까지만 볼 수 있습니다.",
    en: "A forecast begins today and goes to the end of the month, the next month, the quarter or the year.",
  },
  ends_first: { ko: "기간의 끝이 시작보다 빠릅니다.", en: "The period ends before it begins." },
  in_future: {
    ko: "아직 오지 않은 기간입니다. 앞으로의 비용은 예측으로 볼 수 있습니다.",
    en: "The period has not come yet. Future cost is what a forecast is for.",
  },
  too_old: { ko: "Cost Explorer는 최근 13개월까지만 보여 줍니다.", en: "Cost Explorer covers the last 13 months." },
  compare_too_long: {
    ko: "비교는 37일 이하이거나 온전한 달일 때만, 13개월 안에서 할 수 있습니다.",
    en: "A comparison takes up to 37 days, or whole months, within the last 13 months.",
  },
};

/** What was understood stays; what was not is replaced by the nearest, or left out. */
function suggestions(problem: CostProblem, parts: CostParts, language: Language): string[] {
  const words = VOCABULARY[language];
  const group = (name: string) =>
    name.startsWith("tag:") ? words.groups.tag?.replace("Team", name.slice(4)) : words.groups[name];
  const period = parts.periods[0]?.words;
  const groups = parts.groups.flatMap((name) => group(name) ?? []);
  const kinds = parts.kinds.map((kind) => words.kinds[kind]);
  const csv = parts.csv ? [words.csv] : [];
  const text = (...said: (string | undefined)[]) => [...said, ...csv].filter(Boolean).join(" ");
  const periodWords = period && spoken(period, language);
  switch (problem.code) {
    case "unknown":
      return [
        ...unknownMended(problem.words, text, { words, periodWords, groups, kinds }),
        text(periodWords, ...groups, ...kinds),
      ];
    case "two_periods":
      return parts.periods.map(({ words: said }) => text(spoken(said, language), ...groups, ...kinds));
    case "two_dimensions":
      return groups.map((one) => text(periodWords, one, ...kinds));
    case "two_kinds":
      return kinds.map((one) => text(one));
    case "no_dimension":
      return [...kinds.map((one) => text(one)), text(periodWords ?? words.periods[1], ...groups)];
    case "no_period":
      return [text(words.kinds.forecast), text(periodWords, words.groups.service)];
    case "ends_first": {
      const [from, to] = (period ?? "").split("..");
      return [text(`${to}..${from}`, ...groups, ...kinds)];
    }
    case "in_future":
      return [text(words.kinds.forecast)];
    case "too_old":
      return [text(language === "ko" ? "12개월" : "12 months", ...groups)];
    case "compare_too_long":
      return [text(words.periods[1], ...groups, ...kinds), text(words.periods[3], ...groups, ...kinds)];
  }
}

/** In the place of what was not understood the nearest word: of each by itself where each has one, else of all together. */
function unknownMended(
  unknown: string[],
  text: (...said: (string | undefined)[]) => string,
  { words, periodWords, groups, kinds }: Understood,
): string[] {
  const dimensions = Object.values(words.groups);
  const all = [...words.periods, ...dimensions, ...Object.values(words.kinds), words.csv];
  const near = (asked: string) => nearest(asked, all, (one) => [one, ...one.split(" ")]);
  const kindOf = (one: string) => (words.periods.includes(one) ? "period" : dimensions.includes(one) ? "group" : one);
  const withThem = (meant: string[]) => {
    const [period, group] = ["period", "group"].map((kind) => meant.find((one) => kindOf(one) === kind));
    const others = meant.filter((one) => one !== period && one !== group);
    return text(period ?? periodWords, ...(group ? [group] : groups), ...kinds, ...others);
  };
  const each = unknown.flatMap((word) => near(word).slice(0, 1));
  const isEach = unknown.length > 1 && each.length === unknown.length && new Set(each.map(kindOf)).size === each.length;
  // "-5d" is five days back to whoever knows command lines.
  const [, back] = (unknown.length === 1 && /^[-−–](\d{1,3})(?:d|일)$/i.exec(unknown[0] ?? "")) || [];
  const days = back && words.periods[0]?.replace(/\d+/, back);
  return [
    ...(days ? [text(days, ...groups, ...kinds)] : []),
    ...(isEach ? [withThem(each)] : []),
    ...near(unknown.join(" ")).flatMap((one) => [withThem([one]), one]),
    ...(isEach ? each : []),
  ];
}

interface Understood {
  words: (typeof VOCABULARY)[Language];
  periodWords: string | undefined;
  groups: string[];
  kinds: string[];
}

/** Whoever types English means English words, whatever language they read. */
const typedIn = (unknown: string[], reader: Language): Language => {
  const said = unknown.join(" ");
  return /[가-힣ㄱ-ㅎㅏ-ㅣ]/.test(said) ? "ko" : /[a-z]/i.test(said) ? "en" : reader;
};

/** A period of the tools as a person of this language writes it. */
function spoken(words: string, language: Language): string {
  if (language === "en") return words === "month to date" ? "month" : words === "week to date" ? "week" : words;
  const named: Record<string, string> = {
    "month to date": "이번 달",
    "last month": "지난달",
    "week to date": "이번 주",
    "last week": "지난주",
    today: "오늘",
    yesterday: "어제",
  };
  return named[words] ?? words.replace(/^(\d+)d$/, "$1일").replace(/^(\d+) months$/, "$1개월");
}

/** How the command is used, as mrkdwn. */
export function costUsage(language: Language): string {
  return {
    ko: [
      "*사용법*  `/aws-cost [기간] [기준] [이전 기간 대비] [csv]` · `/aws-cost 예측` · `/aws-cost 이상 비용`",
      "*기간*  `7일` · `30일` · `이번 달` · `지난달` · `지난주` · `3개월` · `10월` · `11월 1일~15일` · `2026-11-01..2026-11-15` (없으면 이번 달)",
      "*기준*  `서비스별` · `계정별` · `리전별` · `사용 유형별` · `태그:team` (없으면 서비스별)",
      "*더 보기*  `이전 기간 대비` · `예측` (`연말까지`) · `이상 비용` · `csv`",
      "*예*  `/aws-cost 30일 서비스별` · `/aws-cost 지난달 태그:team csv` · `/aws-cost 7일 이전 기간 대비`",
      "한 번에 Cost Explorer 조회를 많아야 한 번($0.01) 하고, 언어 모델은 쓰지 않습니다.",
    ],
    en: [
      "*Usage*  `/aws-cost [period] [by dimension] [vs previous] [csv]` · `/aws-cost forecast` · `/aws-cost anomalies`",
      "*Period*  `7d` · `30d` · `month` · `last month` · `last week` · `3 months` · `October` · `Nov 1-15` · `2026-11-01..2026-11-15` (month to date if left out)",
      "*Dimension*  `by service` · `by account` · `by region` · `by usage type` · `by tag:team` (service if left out)",
      "*More*  `vs previous` · `forecast` (`until year end`) · `anomalies` · `csv`",
      "*Examples*  `/aws-cost 30d by service` · `/aws-cost last month by tag:team csv` · `/aws-cost 7d vs previous`",
      "Each asks Cost Explorer once at most ($0.01), and no language model.",
    ],
  }[language].join("\n");
}
