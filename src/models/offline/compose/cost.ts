import { change, money, share, signedMoney } from "../format/figures.ts";
import { code, plain, table } from "../format/markdown.ts";
import { number, type Result, type Row, sum, tally, text } from "../format/result.ts";
import { dayName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";

const MOST_ROWS = 10;
const TIME_COLUMNS = ["day", "month"];

interface Line {
  name: string;
  usd: number;
  before: number;
}

/** Total and change first, then the largest groups with what they were before, then what the figures are. */
export function costText(working: Working, main: Result, before: Result | null, beforeFailed: boolean): string {
  const { words, reader, slots, manner } = working;
  const total = main.info.totals.usd ?? sum(main.rows, "usd");
  const scope = scopeText(working);
  if (main.rows.length === 0) {
    return paragraphs(
      words.cost.none(named(words, main.info, reader), scope),
      searched(words, "Cost Explorer", main.info, reader),
    );
  }
  const lines = linesOf(main, before);
  const byChange = slots.causes === true && before !== null && groupColumns(main).length === 1;
  const ordered = byChange ? lines.toSorted((a, b) => Math.abs(rise(b)) - Math.abs(rise(a))) : lines;
  const driver = byChange ? ordered[0] : undefined;
  return paragraphs(
    firstLine(working, main, before, total, scope),
    driver && words.cost.driver(code(driver.name), signedMoney(rise(driver)), rise(driver) >= 0),
    costTable(working, ordered, main, before, total),
    notes(working, main, beforeFailed, lines.length),
    manner.csv && words.noCsv,
    pictureTrouble(working),
  );
}

const rise = (line: Line) => line.usd - line.before;

function firstLine(
  { words, reader }: Working,
  main: Result,
  before: Result | null,
  total: number,
  scope: string,
): string {
  const period = named(words, main.info, reader);
  if (!before) return words.cost.first(period, scope, money(total));
  const beforeTotal = before.info.totals.usd ?? sum(before.rows, "usd");
  const earlier = named(words, before.info, reader);
  const difference = money(Math.abs(total - beforeTotal));
  if (money(total) === money(beforeTotal)) return words.cost.same(period, scope, money(total), earlier);
  const percent = change(beforeTotal, total);
  return words.cost.compared(
    period,
    scope,
    money(total),
    earlier,
    money(beforeTotal),
    difference,
    percent,
    total > beforeTotal,
  );
}

/**
 * Shares, the period before and the rest are shown where they follow from one column of the results alone: each such
 * figure can then be checked against them.
 */
function costTable(
  { words, reader }: Working,
  lines: Line[],
  main: Result,
  before: Result | null,
  total: number,
): string {
  const groups = groupColumns(main);
  const shares = groups.length === 1;
  const compares = shares && before !== null;
  const label =
    groups.length > 0 ? groups.map((name) => words.group(name)).join(" · ") : words.group(timeColumn(main) ?? "day");
  const row = (name: string, usd: number, earlier: number | null): string[] => [
    name,
    usd === 0 ? "–" : money(usd),
    ...(shares ? [total > 0 && usd !== 0 ? share(usd / total) : "–"] : []),
    ...(compares
      ? [earlier ? money(earlier) : "–", earlier === null || usd === 0 ? "–" : changeCell(earlier, usd)]
      : []),
  ];
  const columns = [
    { label },
    { label: words.cost.cost, right: true },
    ...(shares ? [{ label: words.cost.share, right: true }] : []),
    ...(compares
      ? [
          { label: named(words, before.info, reader), right: true },
          { label: words.cost.change, right: true },
        ]
      : []),
  ];
  const others = shares ? lines.slice(MOST_ROWS) : [];
  const rest = others.reduce((all, line) => all + line.usd, 0);
  const restBefore = others.reduce((all, line) => all + line.before, 0);
  const earlierTotal = before ? (before.info.totals.usd ?? sum(before.rows, "usd")) : null;
  const name = (line: Line) => (groups.length > 0 ? plain(line.name) : dayCell(line.name, reader));
  return table(columns, [
    ...lines.slice(0, MOST_ROWS).map((line) => row(name(line), line.usd, line.before)),
    ...(rest > 0 ? [row(words.cost.rest, rest, compares ? restBefore : null)] : []),
    row(`**${words.cost.sum}**`, total, earlierTotal),
  ]);
}

const dayCell = (day: string, reader: Working["reader"]) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? dayName(day, reader) : plain(day);
const changeCell = (from: number, to: number) => change(from, to) ?? (to > 0 ? signedMoney(to - from) : "–");
const timeColumn = ({ info }: Result) => info.columns.find(({ name }) => TIME_COLUMNS.includes(name))?.name;
const groupColumns = ({ info }: Result) =>
  info.columns.map(({ name }) => name).filter((name) => name !== "usd" && !TIME_COLUMNS.includes(name));

/** By group the dearest first, those of the period before alone last; without groups by day, many of them latest first. */
function linesOf(main: Result, before: Result | null): Line[] {
  const groups = groupColumns(main);
  const time = timeColumn(main);
  const name = (row: Row) =>
    groups.length > 0 ? groups.map((group) => text(row[group]) || "–").join(" · ") : text(row[time ?? ""]);
  const add = (rows: Row[]) => rows.reduce((all, row) => all + number(row.usd), 0);
  const earlier = new Map(tally(before?.rows ?? [], name, add).map(({ key, value }) => [key, value]));
  const lines = tally(main.rows, name, add).map(({ key, value }) => {
    const line = { name: key, usd: value, before: earlier.get(key) ?? 0 };
    earlier.delete(key);
    return line;
  });
  if (groups.length === 0) return lines.length > MOST_ROWS ? lines.reverse() : lines;
  const gone = groups.length === 1 ? [...earlier].map(([key, value]) => ({ name: key, usd: 0, before: value })) : [];
  return [...lines.sort((a, b) => b.usd - a.usd), ...gone.sort((a, b) => b.before - a.before)];
}

function scopeText({ slots }: Working): string {
  const parts = [...(slots.services ?? []), ...(slots.regions ?? []).map((region) => code(region))];
  return parts.length > 0 ? `${parts.join(", ")} ` : "";
}

function notes({ words, reader, slots }: Working, main: Result, beforeFailed: boolean, lines: number): string {
  const { info } = main;
  const groups = groupColumns(main).length;
  const cut = lines > MOST_ROWS && (groups !== 1 || slots.causes);
  const provisional = info.notes.find(({ code: name }) => name === "provisional_days")?.params?.from;
  return sentences(
    cut && (groups === 0 ? words.latest(MOST_ROWS) : words.top(MOST_ROWS)),
    words.cost.basis(!info.notes.some(({ code: name }) => name === "credits_excluded")),
    typeof provisional === "string" && words.cost.provisional(dayName(provisional.slice(0, 10), reader)),
    beforeFailed && words.cost.noBefore,
    caveats(words, info),
  );
}
