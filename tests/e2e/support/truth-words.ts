/** How replies write figures and times, for comparing them with what is true. */
export type Said = "ko" | "en";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** One way of writing, or several of which any will do. */
export type Part = string | string[];

const dollars = (usd: number): string =>
  `${usd <= -0.005 ? "-" : ""}$${Math.abs(usd).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** `$1,234.56`. The world tells hundredths of a cent: what lies between two cents there may be either. */
export function money(usd: number): Part {
  const both = [dollars(usd - 0.0001), dollars(usd + 0.0001)];
  return both[0] === both[1] ? both[0]! : both;
}

/** `40.7%`; likewise between two tenths. */
export function percent(value: number): Part {
  const both = [value - 0.0001, value + 0.0001].map((one) => `${one.toFixed(1)}%`);
  return both[0] === both[1] ? both[0]! : both;
}

/** `2026-11-19T06:50:00+09:00` as `11월 19일 06:50` or `19 Nov 06:50`. */
export function moment(at: string, language: Said): string {
  return `${day(at, language)} ${clock(at)}`;
}

export const clock = (at: string): string => at.slice(11, 16);

export function day(at: string, language: Said): string {
  const [month, date] = [Number(at.slice(5, 7)), Number(at.slice(8, 10))];
  return language === "ko" ? `${month}월 ${date}일` : `${date} ${MONTHS[month - 1]}`;
}

export function size(bytes: number): string {
  const step = Math.floor(Math.log(bytes) / Math.log(1024));
  const value = (bytes / 1024 ** step).toLocaleString("en-US", { maximumFractionDigits: 1 });
  return `${value} ${["B", "KB", "MB", "GB", "TB"][step]}`;
}
