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
    percent: (fraction) => {
      const percent = Math.abs(fraction) * 100;
      const text = grouped(percent, percent >= 100 ? 0 : 1, percent >= 100 ? 0 : 1);
      return `${fraction < 0 && /[1-9]/.test(text) ? MINUS : ""}${text}%`;
    },
  };
}

function grouped(value: number, most: number, least = 0): string {
  return new Intl.NumberFormat("en-US", { maximumFractionDigits: most, minimumFractionDigits: least }).format(value);
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

/** Three significant digits with K, M, B or T; carries over at the border, so 999,950 is "1.00M". */
function scaled(value: number): string {
  const units = ["K", "M", "B", "T"];
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
  for (const [size, letter] of [
    [1e12, "T"],
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "K"],
  ] as const) {
    if (value >= size) return `${grouped(value / size, 2)}${letter}`;
  }
  return grouped(value, 6);
}

function tickKorean(value: number): string {
  if (value >= 1e8) return `${grouped(value / 1e8, 2)}억`;
  if (value >= 1e4) return `${grouped(value / 1e4, 2)}만`;
  return grouped(value, 6);
}
