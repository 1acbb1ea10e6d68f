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
  const ordered =
    slots.causes && before ? [...lines].sort((a, b) => Math.abs(b.usd - b.before) - Math.abs(a.usd - a.before)) : lines;
  const driver = slots.causes && before ? ordered[0] : undefined;
  return paragraphs(
    firstLine(working, main, before, total, scope),
    driver &&
      words.cost.driver(code(driver.name), signedMoney(driver.usd - driver.before), driver.usd >= driver.before),
    costTable(working, ordered, main, before, total),
    notes(working, main, beforeFailed),
    manner.csv && words.noCsv,
    pictureTrouble(working),
  );
}

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

function costTable(
  { words, reader }: Working,
  lines: Line[],
  main: Result,
  before: Result | null,
  total: number,
): string {
  const groups = groupColumns(main);
  const shown = lines.slice(0, MOST_ROWS);
  const rest = lines.slice(MOST_ROWS);
  const label =
    groups.length > 0 ? groups.map((name) => words.group(name)).join(" · ") : words.group(timeColumn(main) ?? "day");
  const row = (name: string, usd: number, earlier: number): string[] => [
    name,
    money(usd),
    ...(groups.length > 0 ? [total > 0 ? share(usd / total) : "–"] : []),
    ...(compares(groups, before) ? [money(earlier), changeCell(earlier, usd)] : []),
  ];
  const columns = [
    { label },
    { label: words.cost.cost, right: true },
    ...(groups.length > 0 ? [{ label: words.cost.share, right: true }] : []),
    ...(compares(groups, before)
      ? [
          { label: named(words, before!.info, reader), right: true },
          { label: words.cost.change, right: true },
        ]
      : []),
  ];
  const add = (part: Line[], key: "usd" | "before") => part.reduce((all, line) => all + line[key], 0);
  const earlierTotal = before ? (before.info.totals.usd ?? sum(before.rows, "usd")) : 0;
  const missing = earlierTotal - add(lines, "before");
  return table(columns, [
    ...shown.map((line) =>
      row(groups.length > 0 ? plain(line.name) : dayCell(line.name, reader), line.usd, line.before),
    ),
    ...(rest.length > 0 || (groups.length > 0 && Math.abs(missing) >= 0.005)
      ? [row(words.cost.rest, add(rest, "usd"), add(rest, "before") + missing)]
      : []),
    row(`**${words.cost.sum}**`, total, earlierTotal),
  ]);
}

const dayCell = (day: string, reader: Working["reader"]) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? dayName(day, reader) : plain(day);
/** Days of one period have no counterpart of the same name in the other. */
const compares = (groups: string[], before: Result | null) => before !== null && groups.length > 0;
const changeCell = (from: number, to: number) => change(from, to) ?? (to > 0 ? signedMoney(to - from) : "–");
const timeColumn = ({ info }: Result) => info.columns.find(({ name }) => TIME_COLUMNS.includes(name))?.name;
const groupColumns = ({ info }: Result) =>
  info.columns.map(({ name }) => name).filter((name) => name !== "usd" && !TIME_COLUMNS.includes(name));

/** By group the dearest first; without groups by day, as they come. */
function linesOf(main: Result, before: Result | null): Line[] {
  const groups = groupColumns(main);
  const time = timeColumn(main);
  const name = (row: Row) =>
    groups.length > 0 ? groups.map((group) => text(row[group]) || "–").join(" · ") : text(row[time ?? ""]);
  const add = (rows: Row[]) => rows.reduce((all, row) => all + number(row.usd), 0);
  const earlier = new Map(tally(before?.rows ?? [], name, add).map(({ key, value }) => [key, value]));
  const lines = tally(main.rows, name, add).map(({ key, value }) => ({
    name: key,
    usd: value,
    before: earlier.get(key) ?? 0,
  }));
  return groups.length > 0 ? lines.sort((a, b) => b.usd - a.usd) : lines;
}

function scopeText({ slots }: Working): string {
  const parts = [...(slots.services ?? []), ...(slots.regions ?? []).map((region) => code(region))];
  return parts.length > 0 ? `${parts.join(", ")} ` : "";
}

function notes({ words, reader }: Working, { info }: Result, beforeFailed: boolean): string {
  const provisional = info.notes.find(({ code: name }) => name === "provisional_days")?.params?.from;
  return sentences(
    words.cost.basis(!info.notes.some(({ code: name }) => name === "credits_excluded")),
    typeof provisional === "string" && words.cost.provisional(dayName(provisional.slice(0, 10), reader)),
    beforeFailed && words.cost.noBefore,
    caveats(words, info),
  );
}
