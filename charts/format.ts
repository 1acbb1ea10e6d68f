import type { Language, Unit } from "./request.ts";

/** Figures as people read them; minus is U+2212 throughout. */
export interface Format {
  /** For the picture: "$34.0K", "$7,728", "$45.10", "₩4,568만", "1,234". */
  amount(value: number): string;
  /** For alt texts: "$34,012", "$45.10"; never rounded to thousands. */
  exact(value: number): string;
  /** For axis ticks, which are round: "$1.5K", "₩500만". */
  tick(value: number): string;
  /** "+$612", "−$40". */
  signed(value: number): string;
  /** A share or a change as a fraction: "35.5%". */
  percent(fraction: number): string;
}

const MINUS = "\u2212";

export function createFormat(unit: Unit, language: Language): Format {
  const measured = MEASURED[unit];
  if (measured) return withUnit(measured);
  const sign = unit === "usd" ? "$" : unit === "krw" ? "₩" : "";
  const write = (value: number, body: (absolute: number) => string): string => {
    const text = body(Math.abs(value));
    if (text.startsWith("<")) return value > 0 ? `<${sign}${text.slice(1)}` : `${sign}0`;
    return `${value < 0 && /[1-9]/.test(text) ? MINUS : ""}${sign}${text}`;
  };
  // Won have no cents; a count may be an average.
  const plain = (v: number): string => grouped(v, unit === "count" && v < 100 ? 2 : 0);
  const shortWhole = language === "ko" ? shortKorean : shortWestern;
  const short = unit === "usd" ? shortDollars : (v: number): string => shortWhole(v) ?? plain(v);
  const amount = (value: number): string => write(value, short);
  return {
    amount,
    exact: (value) => write(value, (v) => (unit === "usd" ? exactDollars(v) : plain(v))),
    tick: (value) => write(value, (v) => (unit !== "usd" && language === "ko" ? tickKorean(v) : tickWestern(v))),
    signed: (value) => (value > 0 ? `+${amount(value)}` : amount(value)),
    percent: sharePercent,
  };
}

function sharePercent(fraction: number): string {
  const percent = Math.abs(fraction) * 100;
  const text = grouped(percent, percent >= 100 ? 0 : 1, percent >= 100 ? 0 : 1);
  return `${fraction < 0 && /[1-9]/.test(text) ? MINUS : ""}${text}%`;
}

type Write = (absolute: number) => string;
interface MeasuredUnit {
  amount: Write;
  tick: Write;
}

const seconds: MeasuredUnit = {
  amount: (v) => (v >= 99.95 ? `${grouped(v, 0)} s` : v >= 0.9995 ? `${threeDigits(v)} s` : shortMilliseconds(v * 1e3)),
  tick: (v) => (v === 0 ? "0" : v >= 1 ? `${grouped(v, 2)} s` : `${grouped(v * 1e3, 2)} ms`),
};

/** Units whose sign stands after the figure and that mean the same in both languages. */
const MEASURED: Partial<Record<Unit, MeasuredUnit>> = {
  percent: { amount: (v) => `${significant(v, 1)}%`, tick: (v) => `${grouped(v, 4)}%` },
  seconds,
  milliseconds: {
    amount: (v) => seconds.amount(v / 1e3),
    tick: (v) => seconds.tick(v / 1e3),
  },
  bytes: {
    amount: (v) => (v < 999.5 ? `${grouped(v, 0)} B` : scaled(v, [" kB", " MB", " GB", " TB", " PB"])),
    tick: (v) => (v < 1e3 ? `${grouped(v, 2)} B` : tickScaled(v, [" kB", " MB", " GB", " TB", " PB"])),
  },
  number: {
    amount: (v) => (v >= 999_999.5 ? scaled(v) : significant(v, 2)),
    tick: tickWestern,
  },
};

function withUnit({ amount, tick }: MeasuredUnit): Format {
  const write = (value: number, body: Write): string => {
    const text = body(Math.abs(value));
    return `${value < 0 && /[1-9]/.test(text) ? MINUS : ""}${text}`;
  };
  return {
    amount: (value) => write(value, amount),
    exact: (value) => write(value, amount),
    tick: (value) => write(value, tick),
    signed: (value) => `${value > 0 ? "+" : ""}${write(value, amount)}`,
    percent: sharePercent,
  };
}

function shortMilliseconds(value: number): string {
  return `${value >= 9.95 ? grouped(value, 0) : grouped(value, 2)} ms`;
}

/** Fewer decimals the larger the figure: 0.031, 3.12, 31.2, 312. */
function significant(value: number, decimals: number): string {
  return grouped(value, value >= 99.95 ? 0 : value >= 0.995 ? decimals : decimals + 1);
}

/** Making one takes a hundred times as long as using it. */
const groupings = new Map<string, Intl.NumberFormat>();

function grouped(value: number, most: number, least = 0): string {
  const key = `${most}/${least}`;
  const digits = { maximumFractionDigits: most, minimumFractionDigits: least };
  const grouping = groupings.get(key) ?? new Intl.NumberFormat("en-US", digits);
  groupings.set(key, grouping);
  return grouping.format(value);
}

function shortDollars(value: number): string {
  if (value >= 9_999.5) return scaled(value);
  if (value >= 99.995) return grouped(value, 0);
  if (value > 0 && value < 0.005) return "<0.01";
  return value === 0 ? "0" : grouped(value, 2, 2);
}

function exactDollars(value: number): string {
  if (value > 0 && value < 0.005) return "<0.01";
  return value === 0 || value >= 999.5 ? grouped(value, 0) : grouped(value, 2, 2);
}

/** Undefined where a figure is best written out. */
function shortWestern(value: number): string | undefined {
  return value >= 999_999.5 ? scaled(value) : undefined;
}

function shortKorean(value: number): string | undefined {
  if (value >= 99_995_000) return `${threeDigits(value / 1e8)}억`;
  return value >= 999_999.5 ? `${grouped(value / 1e4, 0)}만` : undefined;
}

const THOUSANDS = ["K", "M", "B", "T"];

/** Three significant digits with K, M, B or T; carries over at the border, so 999,950 is "1.00M". */
function scaled(value: number, units = THOUSANDS): string {
  let scale = 0;
  let rest = value / 1e3;
  while (rest >= 999.5 && scale < units.length - 1) {
    rest /= 1e3;
    scale += 1;
  }
  return `${threeDigits(rest)}${units[scale]}`;
}

function threeDigits(value: number): string {
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return grouped(value, digits, digits);
}

function tickWestern(value: number): string {
  return value < 1e3 ? grouped(value, 6) : tickScaled(value, THOUSANDS);
}

function tickScaled(value: number, units: string[]): string {
  const scale = Math.min(units.length, Math.floor(Math.log10(value) / 3 + 1e-9));
  return `${grouped(value / 1e3 ** scale, 2)}${units[scale - 1]}`;
}

function tickKorean(value: number): string {
  if (value >= 1e8) return `${grouped(value / 1e8, 2)}억`;
  if (value >= 1e4) return `${grouped(value / 1e4, 2)}만`;
  return grouped(value, 6);
}
