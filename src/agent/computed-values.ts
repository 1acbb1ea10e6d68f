import type { DatasetInfo } from "../ports/datasets.ts";
import type { Column, Scalar } from "../ports/tools.ts";

export interface StoredDataset {
  info: DatasetInfo;
  rows: Scalar[][];
}

/** What the results of a thread prove: amounts, and ratios as percentages. Without signs. */
export interface ComputedValues {
  amounts: number[];
  percents: number[];
}

/** Aggregates by what they are about, e.g. "usd", "usd by service=EC2", "rows by user=hana". */
type Aggregates = Map<string, number>;

/** Bounds, because each further value makes a wrong figure likelier to pass, and a pair counts many times. */
const MOST_GROUPS = 500;
const MOST_PAIRED_GROUPS = 12;
const MOST_COMPARED_DATASETS = 8;
const TOP = 10;

/**
 * Everything a careful reader would accept as computed: totals, cells, sums and counts per group, means, what the
 * largest make up together, the rest; shares of a total; differences and changes between values of one kind (two
 * results, two columns of a row, two rows of a small table).
 */
export function computedValues(datasets: StoredDataset[]): ComputedValues {
  const amounts: number[] = [];
  const percents: number[] = [];
  const all = datasets.map(({ info, rows }) => aggregatesOf(info, rows));
  datasets.forEach(({ info, rows }, index) => {
    const aggregates = all[index]!;
    amounts.push(...facts(info), ...aggregates.values());
    addCells(info.columns, rows, amounts, percents);
    addShares(aggregates, amounts, percents);
    addPairs(aggregates, amounts, percents);
  });
  const recent = all.slice(-MOST_COMPARED_DATASETS);
  recent.forEach((later, index) => {
    for (const earlier of recent.slice(0, index)) {
      for (const [key, value] of later) {
        const other = earlier.get(key);
        if (other !== undefined) compare(value, other, amounts, percents);
      }
      addTops(later, earlier, amounts, percents);
      addTops(earlier, later, amounts, percents);
    }
  });
  return { amounts: sorted(amounts), percents: sorted(percents) };
}

/** What a result says of itself: how many rows, regions, requests. */
function facts(info: DatasetInfo): number[] {
  const { scope, source, truncated, notes } = info;
  return [
    info.rowCount,
    scope.accounts.length,
    scope.regions.length,
    source.requests,
    source.cached,
    source.usd,
    source.scannedBytes ?? 0,
    truncated?.shown ?? 0,
    truncated?.of ?? 0,
    ...notes.flatMap((note) => Object.values(note.params ?? {})).filter((value) => typeof value === "number"),
  ];
}

function aggregatesOf(info: DatasetInfo, rows: Scalar[][]): Aggregates {
  const found: Aggregates = new Map(Object.entries(info.totals));
  if (!found.has("rows")) found.set("rows", info.rowCount);
  const measures = info.columns.flatMap((column, at) => (isMeasure(column) ? [{ name: column.name, at }] : []));
  for (const { name, at } of measures) if (!found.has(name)) found.set(name, sum(rows, at));
  info.columns.forEach((column, at) => {
    if (isMeasure(column) || column.type === "percent" || column.type === "time") return;
    const groups = Map.groupBy(rows, (row) => row[at] ?? null);
    found.set(`distinct ${column.name}`, groups.size);
    if (groups.size > MOST_GROUPS) return;
    for (const [value, members] of groups) {
      found.set(`rows by ${column.name}=${value}`, members.length);
      for (const measure of measures) found.set(`${measure.name} by ${column.name}=${value}`, sum(members, measure.at));
    }
  });
  return found;
}

function addCells(columns: Column[], rows: Scalar[][], amounts: number[], percents: number[]): void {
  const measures = columns.flatMap((column, at) => (isMeasure(column) ? [at] : []));
  for (const row of rows) {
    const values = measures.map((at) => row[at]).filter((value) => typeof value === "number");
    amounts.push(...values);
    // A percentage computed by SQL arrives as a plain number, of one or of a hundred.
    percents.push(...values, ...values.map((value) => value * 100));
    values.forEach((value, index) => {
      for (const other of values.slice(0, index)) compare(value, other, amounts, percents);
    });
  }
  columns.forEach((column, at) => {
    if (column.type !== "percent") return;
    for (const row of rows) if (typeof row[at] === "number") percents.push(row[at] * 100, row[at]);
  });
  for (const at of measures) if (rows.length > 0) amounts.push(sum(rows, at) / rows.length);
}

/** Each group against its total, the largest together, the rest, the mean over groups. */
function addShares(aggregates: Aggregates, amounts: number[], percents: number[]): void {
  for (const [family, groups] of families(aggregates)) {
    const total = aggregates.get(measureOf(family)) ?? 0;
    let running = 0;
    const shares: number[] = [];
    groups.toSorted(byValue).forEach(([, value], index) => {
      running += value;
      shares.push(value, total - value);
      if (index > 0 && index < TOP) shares.push(running, total - running);
    });
    amounts.push(...shares, total / groups.length);
    if (total !== 0) percents.push(...shares.map((share) => (share / total) * 100));
  }
}

function addPairs(aggregates: Aggregates, amounts: number[], percents: number[]): void {
  const totals = [...aggregates]
    .filter(([key]) => !key.includes(" by ") && !key.startsWith("distinct "))
    .map(([, value]) => value);
  const grouped = [...families(aggregates).values()].map((groups) => groups.map(([, value]) => value));
  for (const group of [totals, ...grouped]) {
    const everyPair = group.length <= MOST_PAIRED_GROUPS;
    group.forEach((value, index) => {
      const others = everyPair ? group.slice(0, index) : index > 0 ? [group[index - 1]!, group[0]!] : [];
      for (const other of others) compare(value, other, amounts, percents);
    });
  }
}

/**
 * The leading groups, and all the others, each together and as they were in another result: led by their size, and
 * by how much they changed.
 */
function addTops(one: Aggregates, other: Aggregates, amounts: number[], percents: number[]): void {
  for (const [family, groups] of families(one)) {
    const measure = measureOf(family);
    const total = one.get(measure) ?? 0;
    const earlier = (key: string) => other.get(key) ?? 0;
    const byChange = ([key, a]: Group, [name, b]: Group) => Math.abs(b - earlier(name)) - Math.abs(a - earlier(key));
    for (const order of [byValue, byChange]) {
      let here = 0;
      let there = 0;
      for (const [key, value] of groups.toSorted(order).slice(0, TOP)) {
        here += value;
        there += earlier(key);
        const restHere = total - here;
        const restThere = (other.get(measure) ?? 0) - there;
        amounts.push(there, restHere, restThere);
        if (total !== 0) percents.push((restHere / total) * 100);
        compare(here, there, amounts, percents);
        compare(restHere, restThere, amounts, percents);
      }
    }
  }
}

type Group = [key: string, value: number];

/** Aggregates of one measure over one column ("usd by service"), in the order of the rows. */
function families(aggregates: Aggregates): Map<string, Group[]> {
  const groups = [...aggregates].filter(([key]) => key.includes(" by "));
  return Map.groupBy(groups, ([key]) => key.slice(0, key.indexOf("=")));
}

function measureOf(family: string): string {
  return family.slice(0, family.indexOf(" by "));
}

function byValue([, a]: Group, [, b]: Group): number {
  return b - a;
}

function compare(a: number, b: number, amounts: number[], percents: number[]): void {
  amounts.push(a - b);
  if (b !== 0) percents.push(((a - b) / b) * 100, (a / b) * 100);
  if (a !== 0) percents.push(((b - a) / a) * 100, (b / a) * 100);
}

function isMeasure(column: Column): boolean {
  return column.type === "money" || column.type === "number";
}

function sum(rows: Scalar[][], at: number): number {
  return rows.reduce((total, row) => total + (typeof row[at] === "number" ? row[at] : 0), 0);
}

function sorted(values: number[]): number[] {
  return [...new Set(values.map(Math.abs))].filter(Number.isFinite).sort((a, b) => a - b);
}
