import type { Column } from "../results.ts";

/** Amounts are added up as AWS gives them and rounded once, so that a total ties to the invoice to the cent. */
export function round(usd: number): number {
  return Math.round(usd * 1e6) / 1e6 + 0;
}

export function cents(usd: number): number {
  return Math.round(usd * 100) / 100 + 0;
}

/** As AWS writes amounts; absent is nothing. */
export const amount = (text: string | undefined): number => Number(text ?? 0);

/** `1,234.50` */
export function figure(usd: number): string {
  return new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents(usd));
}

/** For sentences: `USD 1,234.50`. */
export const usdText = (usd: number): string => `USD ${figure(usd)}`;

/** Labels in both languages. */
export const moneyColumn = (name: string, ko: string, en: string): Column => ({
  name,
  type: "money",
  unit: "USD",
  label: { ko, en },
});
