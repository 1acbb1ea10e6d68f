/** `$27,412`, `$272.26`; cents matter below a thousand. Minus is U+2212. */
export function money(usd: number): string {
  const size = Math.abs(usd);
  if (size > 0 && size < 0.005) return "<$0.01";
  const digits = size >= 999.995 ? 0 : 2;
  const text = new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    size,
  );
  return `${usd < 0 ? "−" : ""}$${text}`;
}

/** Credits make a share meaningless: none is shown where the item or the total is not positive. */
export function share(usd: number, total: number): string {
  return usd > 0 && total > 0 ? `${((usd / total) * 100).toFixed(1)}%` : "–";
}

/** Names come from AWS and from people (tags): nothing in them may format the reply. Who posts it sees to mentions and links. */
export function inert(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*~[\]|]/g, "\\$&");
}

/** `+$120.00`, `−$3.10`. */
export function signed(usd: number): string {
  return usd > 0 ? `+${money(usd)}` : money(usd);
}

/** `+215.3%`; a dash where there was nothing before. */
export function growth(before: number, after: number): string {
  if (before <= 0) return "–";
  const percent = ((after - before) / before) * 100;
  return `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${Math.abs(percent).toFixed(1)}%`;
}

/** A table; the columns of figures stand right. */
export function markdownTable(heads: string[], figures: number, rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const under = heads.map((_, i) => (i < heads.length - figures ? "---" : "---:"));
  return [line(heads), `|${under.join("|")}|`, ...rows.map(line)].join("\n");
}
