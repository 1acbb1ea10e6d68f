import type { DatasetInfo } from "../ports/datasets.ts";
import type { Column, Scalar } from "../ports/tools.ts";
import type { ClaimOrigin as Origin } from "../ports/turn.ts";
import { type Aggregates, aggregatesOf, families, isMeasure, measureOf, sumOf } from "./aggregates.ts";

export interface StoredDataset {
  info: DatasetInfo;
  /** The first rows of a very large result: its cells beyond them prove nothing, its totals do. */
  rows: Scalar[][];
}

/** `amount`: a number as it stands; `percent`: a share or a change, of a hundred. */
export type ValueKind = "amount" | "percent";

/** Takes one value. The origin is only made when it is asked for. */
export type Visit = (kind: ValueKind, value: number, origin: () => Origin) => void;

/** Bounds, because each further value makes a wrong figure likelier to pass, and a pair counts many times. */
const MOST_PAIRED_GROUPS = 12;
const MOST_COMPARED_DATASETS = 8;
const TOP = 10;
/** What SQL is likely to call a percentage, whose type it does not tell. */
const SHARE = /percent|pct|share|ratio|rate|비율|비중|율$/i;

/**
 * Everything a careful reader would accept as computed: totals, cells, sums and counts per group, means, what the
 * largest make up together, the rest; shares of a total; differences and changes between values of one kind (two
 * results, two columns of a row, two rows of a small table). The likeliest origin comes first: for a percentage a
 * column of percentages, then ratios, and only then a plain number that happens to be the same.
 */
export function eachValue(datasets: StoredDataset[], visit: Visit): void {
  for (const set of datasets) visitPercents(set, visit);
  const all = datasets.map(({ info, rows }) => ({ handle: info.handle, values: aggregatesOf(info, rows) }));
  datasets.forEach(({ info, rows }, index) => {
    const { handle, values } = all[index]!;
    for (const [how, value] of facts(info)) visit("amount", value, () => ({ handle, how }));
    for (const [how, value] of values) visit("amount", value, () => ({ handle, how }));
    visitCells(handle, info.columns, rows, visit);
    visitShares(handle, values, visit);
    visitPairs(handle, values, visit);
  });
  const recent = all.slice(-MOST_COMPARED_DATASETS);
  recent.forEach((later, index) => {
    for (const earlier of recent.slice(0, index)) {
      for (const [how, value] of later.values) {
        const other = earlier.values.get(how);
        if (other === undefined) continue;
        compare(value, other, visit, () => ({
          handle: later.handle,
          how,
          with: { handle: earlier.handle, how },
        }));
      }
      visitTops(later, earlier, visit);
      visitTops(earlier, later, visit);
    }
  });
  for (const set of datasets) visitPlainPercents(set, visit);
}

/** What a result says of itself: how many rows, regions, requests. */
function facts(info: DatasetInfo): [string, number][] {
  const { scope, source, truncated } = info;
  return [
    ["rows", info.rowCount],
    ["accounts searched", scope.accounts.length],
    ["regions searched", scope.regions.length],
    ["requests", source.requests],
    ["requests from cache", source.cached],
    ["price of the request", source.usd],
    ["bytes scanned", source.scannedBytes ?? 0],
    ["rows shown", truncated?.shown ?? 0],
    ["rows in all", truncated?.of ?? 0],
    ...told(info),
  ];
}

/** What notes say in numbers. */
function told({ notes }: DatasetInfo): [string, number][] {
  return notes
    .flatMap((note) => Object.entries(note.params ?? {}))
    .filter((entry): entry is [string, number] => typeof entry[1] === "number");
}

/** Each number of the columns that are wanted, with where it stands. */
function eachCell(
  { info, rows }: StoredDataset,
  wanted: (column: Column) => boolean,
  visit: (value: number, origin: () => Origin) => void,
): void {
  info.columns.forEach((column, at) => {
    if (!wanted(column)) return;
    rows.forEach((row, number) => {
      const value = row[at];
      if (typeof value !== "number") return;
      visit(value, () => ({ handle: info.handle, how: `row ${number + 1}, ${column.name}` }));
    });
  });
}

/** Columns of percentages, and what totals and notes call one: the likelihood of an interval, a share that is missing. */
function visitPercents(set: StoredDataset, visit: Visit): void {
  const { handle, totals } = set.info;
  for (const [how, value] of [...Object.entries(totals), ...told(set.info)]) {
    if (!SHARE.test(how)) continue;
    visit("percent", value, () => ({ handle, how }));
    visit("percent", value * 100, () => ({ handle, how }));
  }
  const isPercent = (column: Column) => column.type === "percent" || (isMeasure(column) && SHARE.test(column.name));
  eachCell(set, isPercent, (value, origin) => {
    visit("percent", value * 100, origin);
    visit("percent", value, origin);
  });
}

/** SQL may name a percentage as it likes, and gives it as a plain number, of one or of a hundred. */
function visitPlainPercents(set: StoredDataset, visit: Visit): void {
  eachCell(set, isMeasure, (value, origin) => {
    visit("percent", value, origin);
    visit("percent", value * 100, origin);
  });
}

function visitCells(handle: string, columns: Column[], rows: Scalar[][], visit: Visit): void {
  const measures = columns.flatMap((column, at) => (isMeasure(column) ? [{ at, name: column.name }] : []));
  rows.forEach((row, number) => {
    const cells = measures.flatMap(({ at, name }) => {
      const value = row[at];
      return typeof value === "number" ? [{ name, value }] : [];
    });
    for (const [index, { name, value }] of cells.entries()) {
      const origin = () => ({ handle, how: `row ${number + 1}, ${name}` });
      visit("amount", value, origin);
      for (const other of cells.slice(0, index))
        compare(value, other.value, visit, () => ({ ...origin(), with: { handle, how: other.name } }));
    }
  });
  if (rows.length > 0)
    for (const { at, name } of measures)
      visit("amount", sumOf(rows, at) / rows.length, () => ({ handle, how: `mean ${name} of ${rows.length} rows` }));
}

/** Each group against its total, the largest together, the rest, the mean over groups. */
function visitShares(handle: string, values: Aggregates, visit: Visit): void {
  for (const [family, groups] of families(values)) {
    const measure = measureOf(family);
    const total = values.get(measure) ?? 0;
    const share = (value: number, how: string) => {
      visit("amount", value, () => ({ handle, how }));
      if (total !== 0) visit("percent", (value / total) * 100, () => ({ handle, how, with: { handle, how: measure } }));
    };
    let running = 0;
    groups.toSorted(byValue).forEach(([how, value], index) => {
      running += value;
      share(value, how);
      share(total - value, `all but ${how}`);
      if (index > 0 && index < TOP) {
        share(running, `the ${index + 1} largest ${family}`);
        share(total - running, `all but the ${index + 1} largest ${family}`);
      }
    });
    visit("amount", total / groups.length, () => ({ handle, how: `mean ${family}` }));
  }
}

function visitPairs(handle: string, values: Aggregates, visit: Visit): void {
  const totals = [...values].filter(([key]) => !key.includes(" by ") && !key.startsWith("distinct "));
  for (const group of [totals, ...families(values).values()]) {
    const everyPair = group.length <= MOST_PAIRED_GROUPS;
    group.forEach(([how, value], index) => {
      const others = everyPair ? group.slice(0, index) : index > 0 ? [group[index - 1]!, group[0]!] : [];
      for (const [other, otherValue] of others)
        compare(value, otherValue, visit, () => ({ handle, how, with: { handle, how: other } }));
    });
  }
}

interface Held {
  handle: string;
  values: Aggregates;
}

/**
 * The leading groups, and all the others, each together and as they were in another result: led by their size, and
 * by how much they changed.
 */
function visitTops(one: Held, other: Held, visit: Visit): void {
  for (const [family, groups] of families(one.values)) {
    const measure = measureOf(family);
    const total = one.values.get(measure) ?? 0;
    const earlier = (key: string) => other.values.get(key) ?? 0;
    const byChange = ([key, a]: Group, [name, b]: Group) => Math.abs(b - earlier(name)) - Math.abs(a - earlier(key));
    for (const order of [byValue, byChange]) {
      let here = 0;
      let there = 0;
      groups
        .toSorted(order)
        .slice(0, TOP)
        .forEach(([key, value], index) => {
          here += value;
          there += earlier(key);
          const restHere = total - here;
          const restThere = (other.values.get(measure) ?? 0) - there;
          const how = `the first ${index + 1} ${family}`;
          const rest = `all but the first ${index + 1} ${family}`;
          visit("amount", there, () => ({ handle: other.handle, how }));
          visit("amount", restHere, () => ({ handle: one.handle, how: rest }));
          visit("amount", restThere, () => ({ handle: other.handle, how: rest }));
          if (total !== 0)
            visit("percent", (restHere / total) * 100, () => ({
              handle: one.handle,
              how: rest,
              with: { handle: one.handle, how: measure },
            }));
          const pair = (name: string) => () => ({
            handle: one.handle,
            how: name,
            with: { handle: other.handle, how: name },
          });
          compare(here, there, visit, pair(how));
          compare(restHere, restThere, visit, pair(rest));
        });
    }
  }
}

type Group = [key: string, value: number];

function byValue([, a]: Group, [, b]: Group): number {
  return b - a;
}

function compare(a: number, b: number, visit: Visit, origin: () => Origin): void {
  visit("amount", a - b, origin);
  if (b !== 0) {
    visit("percent", ((a - b) / b) * 100, origin);
    visit("percent", (a / b) * 100, origin);
  }
  if (a !== 0) {
    visit("percent", ((b - a) / a) * 100, origin);
    visit("percent", (b / a) * 100, origin);
  }
}
