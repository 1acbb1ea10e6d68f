import { money, share } from "../format/figures.ts";
import { code, plain, table } from "../format/markdown.ts";
import { number, type Result, type Row, sum, tally, text } from "../format/result.ts";
import { dayName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { billOf, chargeParts, costBasis } from "./cost-notes.ts";
import { MOST_ROWS } from "./rows.ts";

const TIME_COLUMNS = ["day", "month"];
/** Belongs to no service and is no part of a ranking. */
const TAX = "Tax";

interface Line {
  name: string;
  usd: number;
}

/** The total first, or the dearest where that was asked; then the largest groups; then what the figures are. */
export function costText(working: Working, main: Result): string {
  const { words, reader } = working;
  const total = main.info.totals.usd ?? sum(main.rows, "usd");
  const period = named(words, main.info, reader);
  if (main.rows.length === 0) {
    return paragraphs(words.cost.none(period, scopeText(working)), searched(words, "Cost Explorer", main.info, reader));
  }
  const lines = linesOf(main);
  const pivoted = regionsByMonth(main);
  const bill = isWhole(working) ? billOf(main.info) : null;
  return paragraphs(
    firstLine(working, main, lines, total),
    pivoted ? monthTable(working, main) : costTable(working, lines, main, total),
    sentences(
      cutNote(working, main, lines),
      bill?.net && chargeParts(working, main.info),
      costBasis(working, main.info),
    ),
    pictureTrouble(working),
  );
}

const isWhole = ({ slots }: Working) =>
  !slots.services?.length && !slots.regions?.length && !slots.without?.length && !slots.credits;

function firstLine(working: Working, main: Result, lines: Line[], total: number): string {
  const { words, reader, slots } = working;
  const period = named(words, main.info, reader);
  if (regionsByMonth(main)) {
    const free = (slots.regions ?? []).filter((region) => lines.every(({ name }) => name !== region));
    const all = [...lines, ...free.map((name) => ({ name, usd: 0 }))];
    const sums = all.map(({ name, usd }) => `${code(name)} ${money(usd)}`);
    return words.spending.perRegion(period, sums.join(words.and));
  }
  const [group] = groupColumns(main);
  const dearest = lines.find(({ name }) => name !== TAX);
  if (slots.top && group && dearest && groupColumns(main).length === 1) {
    const part = total > 0 ? share(dearest.usd / total) : null;
    return words.spending.dearest(period, words.group(group), plain(dearest.name), money(dearest.usd), part);
  }
  const bill = isWhole(working) ? billOf(main.info) : null;
  if (slots.without?.length)
    return words.spending.without(period, slots.without.map(plain).join(words.and), money(total));
  return bill
    ? words.spending.bill(period, bill.gross, bill.net, bill.invoiced)
    : words.cost.first(period, scopeText(working), money(total));
}

/** Shares and the rest are shown where they follow from one column of the results: each can then be checked. */
function costTable({ words, reader, slots }: Working, lines: Line[], main: Result, total: number): string {
  const groups = groupColumns(main);
  const shares = groups.length === 1;
  const label =
    groups.length > 0 ? groups.map((name) => words.group(name)).join(" · ") : words.group(timeColumn(main) ?? "day");
  const row = (name: string, usd: number): string[] => [
    name,
    usd === 0 ? "–" : money(usd),
    ...(shares ? [total > 0 && usd !== 0 ? share(usd / total) : "–"] : []),
  ];
  const columns = [
    { label },
    { label: words.cost.cost, right: true },
    ...(shares ? [{ label: words.cost.share, right: true }] : []),
  ];
  const most = Math.min(slots.top ?? MOST_ROWS, MOST_ROWS);
  const ranked = slots.top ? lines.filter(({ name }) => name !== TAX) : lines;
  const tax = slots.top ? lines.filter(({ name }) => name === TAX) : [];
  const name = (line: Line) => (groups.length > 0 ? plain(line.name) : dayCell(line.name, reader));
  const rest = shares ? ranked.slice(most).reduce((all, line) => all + line.usd, 0) : 0;
  return table(columns, [
    ...[...ranked.slice(0, most), ...tax].map((line) => row(name(line), line.usd)),
    ...(rest > 0 && !slots.top ? [row(words.cost.rest, rest)] : []),
    row(`**${words.cost.sum}**`, total),
  ]);
}

/** A month a row, a region a column. */
function monthTable({ words }: Working, main: Result): string {
  const regions = [...new Set(main.rows.map((row) => text(row.region)))].slice(0, 6);
  const months = [...new Set(main.rows.map((row) => text(row.month)))];
  const usd = (month: string, region: string) =>
    number(main.rows.find((row) => row.month === month && row.region === region)?.usd);
  const sums = regions.map((region) =>
    money(
      sum(
        main.rows.filter((row) => row.region === region),
        "usd",
      ),
    ),
  );
  return table(
    [{ label: words.spending.months }, ...regions.map((region) => ({ label: code(region), right: true }))],
    [
      ...months.slice(-12).map((month) => [month, ...regions.map((region) => money(usd(month, region)))]),
      [`**${words.cost.sum}**`, ...sums],
    ],
  );
}

const regionsByMonth = (main: Result) => groupColumns(main).join() === "region" && timeColumn(main) === "month";
const dayCell = (day: string, reader: Working["reader"]) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? dayName(day, reader) : plain(day);
const timeColumn = ({ info }: Result) => info.columns.find(({ name }) => TIME_COLUMNS.includes(name))?.name;
const groupColumns = ({ info }: Result) =>
  info.columns.map(({ name }) => name).filter((name) => name !== "usd" && !TIME_COLUMNS.includes(name));

/** By group the dearest first; without groups by day, many of them latest first. */
function linesOf(main: Result): Line[] {
  const groups = groupColumns(main);
  const time = timeColumn(main);
  const name = (row: Row) =>
    groups.length > 0 ? groups.map((group) => text(row[group]) || "–").join(" · ") : text(row[time ?? ""]);
  const add = (rows: Row[]) => rows.reduce((all, row) => all + number(row.usd), 0);
  const lines = tally(main.rows, name, add).map(({ key, value }) => ({ name: key, usd: value }));
  if (groups.length === 0) return lines.length > MOST_ROWS ? lines.reverse() : lines;
  return lines.sort((a, b) => b.usd - a.usd);
}

/** The services and regions that were asked about, with a space after them; else empty. */
export function scopeText({ slots }: Working): string {
  const parts = [...(slots.services ?? []), ...(slots.regions ?? []).map((region) => code(region))];
  return parts.length > 0 ? `${parts.join(", ")} ` : "";
}

function cutNote({ words }: Working, main: Result, lines: Line[]): string | false {
  const groups = groupColumns(main).length;
  if (lines.length <= MOST_ROWS || groups === 1) return false;
  return groups === 0 ? words.latest(MOST_ROWS) : words.top(MOST_ROWS);
}
