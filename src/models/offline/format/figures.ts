/** `$1,234.56`; cents always, because sums are shown next to their parts. */
export const money = (usd: number): string =>
  `${round(usd) < 0 ? "-" : ""}$${Math.abs(round(usd)).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

export const signedMoney = (usd: number): string => (round(usd) > 0 ? `+${money(usd)}` : money(usd));

export const count = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 1 });

/** A part of a whole, 0 to 1. */
export const share = (part: number): string => `${oneDecimal(part * 100)}%`;

const oneDecimal = (value: number): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `+5.1%`, or null where there is nothing to compare with. */
export function change(from: number, to: number): string | null {
  if (round(from) <= 0) return null;
  const percent = ((to - from) / from) * 100;
  const text = oneDecimal(Math.abs(percent));
  if (text === "0.0") return "0.0%";
  return `${percent > 0 ? "+" : "-"}${text}%`;
}

export const bytes = (value: number): string => {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const step = value > 0 ? Math.min(units.length - 1, Math.floor(Math.log(value) / Math.log(1024))) : 0;
  return `${(value / 1024 ** step).toLocaleString("en-US", { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step]}`;
};

function round(usd: number): number {
  const cents = Math.round(usd * 100) / 100;
  return Object.is(cents, -0) ? 0 : cents;
}
