/** A figure on a day, in UTC milliseconds. */
export interface Reached {
  day: number;
  value: number;
}

/** What was spent and what is expected, day by day. */
export interface Expectation {
  /** Whether the figures are sums since the first day: where all days are of one month. */
  summed: boolean;
  actual: Reached[];
  /** Begins at the last actual figure; the interval of a sum is the sum of the days' intervals. */
  expected: (Reached & { low: number; high: number })[];
  /** The period before, on this one's days. */
  previous: Reached[];
  first: number;
  last: number;
}

export interface ExpectationRow {
  x: number;
  value: number | null;
  low: number | null;
  high: number | null;
  previous?: number | null | undefined;
}

interface DayFigures {
  actual?: number;
  mean?: number;
  low: number;
  high: number;
  previous?: number;
}

/** Rows with an end of the interval are expected, the others actual; rows of one day are added up. */
export function expectation(rows: readonly ExpectationRow[]): Expectation {
  const byDay = new Map<number, DayFigures>();
  for (const { x, value, low, high, previous } of rows) {
    const day = byDay.get(x) ?? { low: 0, high: 0 };
    byDay.set(x, day);
    if (previous !== undefined && previous !== null) day.previous = (day.previous ?? 0) + previous;
    if (value === null) continue;
    if (low === null && high === null) {
      day.actual = (day.actual ?? 0) + value;
    } else {
      day.mean = (day.mean ?? 0) + value;
      day.low += Math.min(low ?? value, value);
      day.high += Math.max(high ?? value, value);
    }
  }
  const days = [...byDay].sort(([a], [b]) => a - b);
  const months = new Set(days.map(([day]) => new Date(day).toISOString().slice(0, 7)));
  const found: Expectation = {
    summed: months.size === 1 && days.length > 1,
    actual: [],
    expected: [],
    previous: [],
    first: days[0]?.[0] ?? 0,
    last: days.at(-1)?.[0] ?? 0,
  };
  const base = (reached: Reached[]): number => (found.summed ? (reached.at(-1)?.value ?? 0) : 0);
  for (const [day, { actual, mean, low, high, previous }] of days) {
    if (previous !== undefined) found.previous.push({ day, value: base(found.previous) + previous });
    if (mean !== undefined) {
      // A day that is billed and expected at once is today: what is expected is its whole.
      if (found.expected.length === 0) found.expected.push(...startOf(found.actual));
      const before = found.summed ? found.expected.at(-1) : undefined;
      found.expected.push({
        day,
        value: (before?.value ?? 0) + mean,
        low: (before?.low ?? 0) + low,
        high: (before?.high ?? 0) + high,
      });
    } else if (actual !== undefined && found.expected.length === 0) {
      found.actual.push({ day, value: base(found.actual) + actual });
    }
  }
  return found;
}

function startOf(actual: readonly Reached[]): Expectation["expected"] {
  const last = actual.at(-1);
  return last ? [{ ...last, low: last.value, high: last.value }] : [];
}
