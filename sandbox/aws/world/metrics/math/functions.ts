/** The functions of metric math that are served; any other name is an error. */
import { MathError } from "./ast.ts";
import type { Scope } from "./evaluate.ts";
import { combine, isLine, type Line, mapValues, type Value } from "./value.ts";

type MathFunction = (args: Value[], scope: Scope) => Value;

const lineOf = (value: Value | undefined, name: string): Line => {
  if (Array.isArray(value) && value.length === 1 && value[0]) return value[0];
  if (!isLine(value)) throw new MathError(`${name} takes a time series.`);
  return value;
};
const only = (args: Value[], name: string): Value => {
  const [first] = args;
  if (first === undefined || args.length !== 1) throw new MathError(`${name} takes one argument.`);
  return first;
};

/** Of one series a number; of several a series, over those that have a point at the time. */
const overall =
  (name: string, reduce: (values: number[]) => number): MathFunction =>
  (args) => {
    const value = only(args, name);
    if (isLine(value)) return value.values.length ? reduce(value.values) : 0;
    if (!Array.isArray(value)) throw new MathError(`${name} takes time series.`);
    const at = new Map<number, number[]>();
    for (const line of value)
      for (const [index, time] of line.times.entries()) {
        const values = at.get(time) ?? [];
        values.push(line.values[index] as number);
        at.set(time, values);
      }
    const times = [...at.keys()].sort((a, b) => a - b);
    const period = value[0]?.period ?? 60;
    return { label: name, period, times, values: times.map((time) => reduce(at.get(time) ?? [])) };
  };

const each =
  (name: string, change: (n: number) => number): MathFunction =>
  (args) =>
    mapValues(only(args, name), change);

/** A line computed from each point and the one before it. */
const fromPrevious =
  (name: string, change: (value: number, before: number, seconds: number) => number): MathFunction =>
  (args) => {
    const value = only(args, name);
    const step = (line: Line): Line => ({
      ...line,
      times: line.times.slice(1),
      values: line.values
        .slice(1)
        .map((v, i) =>
          change(v, line.values[i] as number, ((line.times[i + 1] as number) - (line.times[i] as number)) / 1000),
        ),
    });
    return Array.isArray(value) ? value.map(step) : step(lineOf(value, name));
  };

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const mean = (values: number[]) => sum(values) / values.length;

export const functions: Record<string, MathFunction> = {
  ABS: each("ABS", Math.abs),
  CEIL: each("CEIL", Math.ceil),
  FLOOR: each("FLOOR", Math.floor),
  LOG: each("LOG", Math.log),
  LOG10: each("LOG10", Math.log10),
  SUM: overall("SUM", sum),
  AVG: overall("AVG", mean),
  MIN: overall("MIN", (values) => Math.min(...values)),
  MAX: overall("MAX", (values) => Math.max(...values)),
  STDDEV: overall("STDDEV", (values) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)))),
  RATE: fromPrevious("RATE", (value, before, seconds) => (value - before) / seconds),
  DIFF: fromPrevious("DIFF", (value, before) => value - before),
  RUNNING_SUM(args) {
    let total = 0;
    return mapValues(lineOf(only(args, "RUNNING_SUM"), "RUNNING_SUM"), (value) => {
      total += value;
      return total;
    });
  },
  METRICS(args, scope) {
    const [containing = ""] = args;
    if (typeof containing !== "string" || args.length > 1) throw new MathError("METRICS takes no argument or a text.");
    return scope.metrics(containing);
  },
  METRIC_COUNT(args) {
    const lines = only(args, "METRIC_COUNT");
    if (!Array.isArray(lines)) throw new MathError("METRIC_COUNT takes an array of time series.");
    return lines.length;
  },
  PERIOD: (args) => lineOf(only(args, "PERIOD"), "PERIOD").period,
  FIRST: (args) => endOf(only(args, "FIRST"), 0, "FIRST"),
  LAST: (args) => endOf(only(args, "LAST"), -1, "LAST"),
  TIME_SERIES(args, scope) {
    const value = only(args, "TIME_SERIES");
    if (typeof value !== "number") throw new MathError("TIME_SERIES takes a number.");
    const times = gridOf(60, scope);
    return { label: "TIME_SERIES", period: 60, times, values: times.map(() => value) };
  },
  IF: branch,
  FILL(args, scope) {
    const [value, filler] = args;
    if (args.length !== 2) throw new MathError("FILL takes a time series and what to fill it with.");
    const fill = (line: Line) => filled(line, filler as Value, scope);
    return Array.isArray(value) ? value.map(fill) : fill(lineOf(value, "FILL"));
  },
  SEARCH(args, scope) {
    const [text, statistic, period = 300] = args;
    if (typeof text !== "string" || typeof statistic !== "string" || typeof period !== "number" || args.length > 3)
      throw new MathError("SEARCH takes a search expression, a statistic and a period.");
    return scope.search(text, statistic, period);
  },
};

function endOf(value: Value, place: number, name: string): Line {
  if (!Array.isArray(value)) throw new MathError(`${name} takes an array of time series.`);
  const line = value.at(place);
  if (!line) throw new MathError(`${name} of an empty array.`);
  return line;
}

/** IF(condition, then[, else]): point by point; without `else` only the points where it holds are left. */
function branch(args: Value[]): Value {
  const [condition, then, otherwise] = args;
  if (condition === undefined || then === undefined || args.length > 3)
    throw new MathError("IF takes a condition and one or two values.");
  if (typeof condition === "number") {
    if (condition !== 0) return then;
    if (otherwise === undefined) throw new MathError("IF with a number as condition takes two values.");
    return otherwise;
  }
  const line = lineOf(condition, "IF");
  const chosen = combine(line, then, (c, value) => (c === 0 ? Number.NaN : value)) as Line;
  if (otherwise === undefined) return chosen;
  const rest = combine(line, otherwise, (c, value) => (c === 0 ? value : Number.NaN)) as Line;
  const points = new Map(
    [chosen, rest].flatMap((l) => l.times.map((time, i) => [time, l.values[i] as number] as const)),
  );
  const times = [...points.keys()].sort((a, b) => a - b);
  return { ...line, times, values: times.map((time) => points.get(time) as number) };
}

function gridOf(period: number, { from, to, now }: Scope): number[] {
  const times: number[] = [];
  for (let time = from; time < Math.min(to, now); time += period * 1000) times.push(time);
  return times;
}

/** REPEAT and LINEAR need a point before (and after) the gap; a number needs none. */
function filled(line: Line, filler: Value, scope: Scope): Line {
  const known = new Map(line.times.map((time, index) => [time, index]));
  const result: Line = { ...line, times: [], values: [] };
  let before = -1;
  for (const time of gridOf(line.period, scope)) {
    const index = known.get(time);
    if (index !== undefined) before = index;
    const value = index === undefined ? gap(line, filler, before, time) : line.values[index];
    if (value === undefined) continue;
    result.times.push(time);
    result.values.push(value);
  }
  return result;
}

function gap(line: Line, filler: Value, before: number, time: number): number | undefined {
  if (typeof filler === "number") return filler;
  if (isLine(filler)) return filler.values[filler.times.indexOf(time)];
  if (filler !== "REPEAT" && filler !== "LINEAR") throw new MathError("FILL fills with a number, REPEAT or LINEAR.");
  const last = line.values[before];
  if (filler === "REPEAT") return last;
  const [next, from, to] = [line.values[before + 1], line.times[before], line.times[before + 1]];
  if (last === undefined || next === undefined || from === undefined || to === undefined) return undefined;
  return last + ((next - last) * (time - from)) / (to - from);
}
