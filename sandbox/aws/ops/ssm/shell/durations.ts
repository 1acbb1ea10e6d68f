/** Seconds of `1.5`, `30s`, `2m`, `1h`, `1d`. */
export function secondsOf(text: string): number {
  const [, amount = "0", unit = ""] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text) ?? [];
  return Number(amount) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 1);
}
