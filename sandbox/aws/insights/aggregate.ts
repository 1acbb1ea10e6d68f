/** Statistics over lines, added up line by line. */
import type { Expression, Row, Value } from "./ast.ts";
import { evaluate } from "./evaluate.ts";
import { Moment } from "./moment.ts";
import { compare } from "./values.ts";

interface Accumulator {
  /** @param time of the line, where it has one */
  add(value: Value, time: number): void;
  value(): Value;
}

interface Aggregate {
  arguments: [least: number, most: number];
  /** @param rest the values of the arguments after the first */
  start(rest: Value[]): Accumulator;
}

const numeric = (value: Value): number => (value === undefined || value === "" ? Number.NaN : Number(value));
/** A time that is counted with is a number. */
const plain = (value: Value): Value => (value instanceof Moment ? value.ms : value);

/** Of the numbers among the values. */
const overNumbers = (start: () => { add(n: number): void; value(): Value }): Aggregate => ({
  arguments: [1, 1],
  start() {
    const inner = start();
    return {
      add(value) {
        const n = numeric(value);
        if (Number.isFinite(n)) inner.add(n);
      },
      value: inner.value,
    };
  },
});

/** The value that a later one has not yet beaten. */
const best = (beats: (value: Value, time: number, held: Value, heldTime: number) => boolean): Aggregate => ({
  arguments: [1, 1],
  start() {
    let held: Value;
    let heldTime = 0;
    return {
      add(value, time) {
        if (value === undefined || (held !== undefined && !beats(value, time, held, heldTime))) return;
        [held, heldTime] = [value, time];
      },
      value: () => plain(held),
    };
  },
});

export const aggregates: Record<string, Aggregate> = {
  count: {
    arguments: [0, 1],
    start() {
      let count = 0;
      return {
        add(value) {
          if (value !== undefined) count += 1;
        },
        value: () => count,
      };
    },
  },
  count_distinct: {
    arguments: [1, 1],
    start() {
      const seen = new Set<string>();
      return {
        add(value) {
          if (value !== undefined) seen.add(String(value));
        },
        value: () => seen.size,
      };
    },
  },
  sum: overNumbers(() => {
    let sum = 0;
    return {
      add(n) {
        sum += n;
      },
      value: () => sum,
    };
  }),
  avg: overNumbers(() => {
    let [sum, count] = [0, 0];
    return {
      add(n) {
        sum += n;
        count += 1;
      },
      value: () => (count ? sum / count : undefined),
    };
  }),
  stddev: overNumbers(() => {
    // Welford's running variance.
    let [count, mean, squares] = [0, 0, 0];
    return {
      add(n) {
        count += 1;
        const delta = n - mean;
        mean += delta / count;
        squares += delta * (n - mean);
      },
      value: () => (count ? Math.sqrt(squares / count) : undefined),
    };
  }),
  pct: {
    arguments: [2, 2],
    start([percent]) {
      const list: number[] = [];
      return {
        add(value) {
          const n = numeric(value);
          if (Number.isFinite(n)) list.push(n);
        },
        value() {
          list.sort((a, b) => a - b);
          const rank = Math.ceil((Number(percent) / 100) * list.length) - 1;
          return list[Math.min(list.length - 1, Math.max(0, rank))];
        },
      };
    },
  },
  min: best((value, _time, held) => compare(value, held) < 0),
  max: best((value, _time, held) => compare(value, held) > 0),
  earliest: best((_value, time, _held, heldTime) => time < heldTime),
  latest: best((_value, time, _held, heldTime) => time > heldTime),
  sortsfirst: best((value, _time, held) => String(value) < String(held)),
  sortslast: best((value, _time, held) => String(value) > String(held)),
};

/** The calls of aggregates in an expression. */
export function aggregateCalls(e: Expression): (Expression & { kind: "call" })[] {
  if (e.kind === "call") return e.name in aggregates ? [e] : e.args.flatMap(aggregateCalls);
  if (e.kind === "binary") return [...aggregateCalls(e.left), ...aggregateCalls(e.right)];
  return e.kind === "negative" || e.kind === "not" ? aggregateCalls(e.inner) : [];
}

/** Adds lines up for one group, and gives the columns' values in the end. */
export function startGroup(calls: readonly (Expression & { kind: "call" })[]) {
  const running = calls.map((call) => {
    const [first, ...rest] = call.args;
    const accumulator = aggregates[call.name]?.start(rest.map((arg) => evaluate(arg, {})));
    return { call, first, accumulator };
  });
  return {
    add(row: Row): void {
      const time = Number(row["@timestamp"] ?? 0);
      for (const { first, accumulator } of running) accumulator?.add(first ? evaluate(first, row) : 1, time);
    },
    /** A row in which each call is a column named as it was written. */
    values: (): Row => Object.fromEntries(running.map(({ call, accumulator }) => [call.text, accumulator?.value()])),
  };
}
