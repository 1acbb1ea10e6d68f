import type { Column } from "../../ports/tools.ts";
import type { Result } from "./format/result.ts";
import type { Utterance } from "./utterance.ts";

/** A column or an expression, as people know it and as SQL writes it. */
interface Named {
  name: string;
  sql: string;
}
type Aggregate = "sum" | "avg" | "max" | "min";
type Condition = Named & { kind: "errors" | "warnings" | "value" | "words" };

/** What is asked of a file: which rows, put together how. */
export interface AttachedAsk {
  where: Condition[];
  /** Rows are counted, or a figure of theirs is taken, by this. */
  by: Named | null;
  measure: (Named & { of: Aggregate }) | null;
  /** The rows themselves, largest of this first. */
  rank: Named | null;
  /** The largest were asked for. */
  ranked: boolean;
  top: number;
  /** The column of times, as SQL. */
  span: string | null;
  /** A count, a figure or the largest were asked for; else what the file holds. */
  asks: boolean;
}

const ERRORS = /error|exception|fail|오류|에러|실패|장애|예외/i;
const WARNINGS = /\bwarn|경고/i;
const COUNTS = /how many|\bcount\b|number of|몇|개수|건수|횟수/i;
const TOP = /\btop\s*(\d{1,3})|상위\s*(\d{1,3})|(\d{1,3})\s*(?:개|위|largest|most)/i;
const RANKS = /\btop\b|상위|가장 (?:큰|많|잦|흔|높|비싼)|largest|highest|\bmost\b|biggest|순으로/i;
const AGGREGATES: [Aggregate, RegExp][] = [
  ["avg", /평균|average|\bmean\b|\bavg\b/i],
  ["max", /최대|최고|\bmax(?:imum)?\b|\blargest\b|\bhighest\b/i],
  ["min", /최소|최저|\bmin(?:imum)?\b|\bsmallest\b|\blowest\b/i],
  ["sum", /합계|총합|총액|총 |\bsum\b|\btotal\b/i],
];
const LEVEL = /^(?:log[_ -]?)?(?:level|severity|lvl)$/i;
const STATUS = /^(?:http[_ -]?)?(?:status|sc-status|status[_ -]?code|elb_status_code)$/i;
const COUNT_COLUMN = /^(?:count|cnt|n|hits|건수|개수|횟수)$/i;
const QUOTED = /["“”'‘’`]([^"“”'‘’`\n]{2,80})["“”'‘’`]/;
/** A column with more different values than this says what each row is, not of which kind. */
const MOST_KINDS = 50;
const MOST_TOP = 20;
/** A log's line without what it begins with, so that the same message twice is the same. */
const MESSAGE: Named = {
  name: "message",
  sql: "trim(CASE WHEN level IS NULL THEN text ELSE substr(text, instr(upper(text), level) + length(level)) END, ' :]-')",
};

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const asSql = ({ name }: Column): Named => ({ name, sql: quote(name) });

/** `sample`: the file's first rows. `raw`: the words as written, with their quotes. */
export function readAttachedAsk(raw: string, said: Utterance, sample: Result): AttachedAsk {
  const { info, rows } = sample;
  const { text } = said;
  const named = info.columns.filter(({ name }) => isSaid(name, text));
  const figures = info.columns.filter(({ type }) => type === "number" || type === "money");
  const texts = info.columns.filter(({ type }) => type === "text" || type === "id");
  const kinds = new Map(texts.map(({ name }) => [name, kindsOf(sample, name)]));

  const isLog = info.columns.map(({ name }) => name).join() === "line,time,level,text";
  const level = texts.find(({ name }) => LEVEL.test(name) && kinds.get(name)?.size);
  const bad = badness(text, texts, level, info.columns);
  const quoted = containing(QUOTED.exec(raw)?.[1], texts);
  const values = texts.flatMap((column): Condition[] => {
    const all = kinds.get(column.name)!;
    if ((isLog && column.name === "text") || all.size > MOST_KINDS || (bad && column === level)) return [];
    const isColumn = (kind: string) => named.some(({ name }) => name === kind);
    const value = [...all].find((kind) => kind.length > 1 && !isColumn(kind) && isSaid(kind, text));
    const condition = (of: string): Condition => ({
      kind: "value",
      name: `${column.name} = ${of}`,
      sql: `${quote(column.name)} = ${literal(of)}`,
    });
    return value === undefined ? [] : [condition(value)];
  });
  const where = [...(bad ? [bad] : []), ...(quoted ? [quoted] : []), ...values];

  const ranked = RANKS.test(text);
  const aggregate = AGGREGATES.find(([, words]) => words.test(text))?.[0];
  const kind = named.find((column) => texts.includes(column));
  const only = figures.length === 1 ? figures[0] : undefined;
  const figure =
    named.find((column) => figures.includes(column)) ??
    (aggregate ? only : undefined) ??
    (ranked ? figures.find(({ name }) => COUNT_COLUMN.test(name)) : undefined);
  const measure = figure && (aggregate || (ranked && kind)) ? { ...asSql(figure), of: aggregate ?? "sum" } : null;
  const rank = ranked && figure && !measure ? asSql(figure) : null;

  const isFixed = ({ name }: Column) => values.some(({ name: value }) => value.startsWith(`${name} = `));
  const usual = texts.filter((column) => kinds.get(column.name)!.size > 1 && !isFixed(column));
  const fewest = usual.toSorted((a, b) => kinds.get(a.name)!.size - kinds.get(b.name)!.size)[0];
  const onlyCounts = COUNTS.test(text) && where.length === 0 && !ranked;
  const ofLog = bad || quoted || ranked ? MESSAGE : level ? asSql(level) : null;
  const ofTable = fewest ? asSql(fewest) : null;
  const by = kind ? asSql(kind) : rank || measure || onlyCounts ? null : isLog ? ofLog : ofTable;

  const n = TOP.exec(text)?.slice(1).find(Boolean);
  const time = info.columns.find(({ type, name }) => type === "time" && rows.some((row) => row[name] !== null));
  return {
    ...{ where, by, measure, rank, ranked },
    top: Math.min(MOST_TOP, Math.max(1, Number(n ?? 5))),
    span: time ? quote(time.name) : null,
    asks: onlyCounts || ranked || measure !== null || where.length > 0,
  };
}

const kindsOf = ({ rows }: Result, name: string): Set<string> =>
  new Set(rows.flatMap((row) => (row[name] === null ? [] : [String(row[name])])));

/** Errors or warnings, by the best sign of them that the file has. */
function badness(text: string, texts: Column[], level: Column | undefined, all: Column[]): Condition | null {
  const kind = ERRORS.test(text) ? "errors" : WARNINGS.test(text) ? "warnings" : null;
  if (!kind) return null;
  const [levels, marks] =
    kind === "errors"
      ? [
          ["ERROR", "ERR", "FATAL", "SEVERE", "CRITICAL"],
          ["error", "exception", "fail"],
        ]
      : [["WARN", "WARNING"], ["warn"]];
  if (level) {
    const sql = `upper(${quote(level.name)}) IN (${levels.map(literal).join(", ")})`;
    return { kind, name: `${level.name} = ${levels.join(", ")}`, sql };
  }
  const status = all.find(({ name }) => STATUS.test(name));
  if (status && kind === "errors")
    return { kind, name: `${status.name} ≥ 500`, sql: `CAST(${quote(status.name)} AS INTEGER) >= 500` };
  const words = texts.flatMap(({ name }) => marks.map((mark) => `lower(${quote(name)}) LIKE '%${mark}%'`));
  return words.length > 0 ? { kind, name: marks.join(", "), sql: words.join(" OR ") } : null;
}

function containing(words: string | undefined, texts: Column[]): Condition | null {
  if (!words || texts.length === 0) return null;
  const like = literal(`%${words.toLowerCase().replace(/[%_\\]/g, "\\$&")}%`);
  const sql = texts.map(({ name }) => `lower(${quote(name)}) LIKE ${like} ESCAPE '\\'`).join(" OR ");
  return { kind: "words", name: words, sql };
}

/** A word of its own; a Korean particle may follow it. */
function isSaid(name: string, words: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?:e?s)?(?![A-Za-z0-9_])`, "iu").test(words);
}
