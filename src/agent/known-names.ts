import type { ClaimOrigin as Origin } from "../ports/turn.ts";
import type { StoredDataset } from "./computed-values.ts";

export interface KnownNames {
  /** True for words that stand in a cell as they are, or as its beginning where they end in an ellipsis. */
  quotes(text: string): boolean;
  proves(name: string): boolean;
  /** True for a word of a cell or of what was said: not for a part of a longer name. */
  holds(name: string): boolean;
  originOf(name: string): Origin | null;
}

/** Names stand in cells, alone or within a longer text; in what was searched, in arguments, and in what was said. */
export function knownNames(datasets: StoredDataset[], said: string[]): KnownNames {
  const cells = new Map<string, Origin>();
  const context: { text: string; origin: Origin | null }[] = said.map((text) => ({ text: fold(text), origin: null }));
  for (const { info, rows } of datasets) {
    const { handle } = info;
    for (const [index, row] of rows.entries())
      for (const [at, cell] of row.entries()) {
        if (typeof cell !== "string") continue;
        const key = fold(cell);
        if (!cells.has(key)) cells.set(key, { handle, how: `row ${index + 1}, ${info.columns[at]?.name ?? ""}` });
      }
    const about = JSON.stringify([info.args, info.scope, info.columns.map((column) => column.name), info.notes]);
    context.push({ text: fold(about), origin: { handle, how: "the request" } });
  }
  const find = (name: string): { origin: Origin | null } | null => {
    const key = fold(name);
    const cell = cells.get(key);
    if (cell) return { origin: cell };
    for (const [text, origin] of cells) if (text.length > key.length && text.includes(key)) return { origin };
    const told = context.find(({ text }) => text.includes(key));
    return told ? { origin: told.origin } : null;
  };
  const quotes = (text: string): boolean => {
    const key = fold(text.replace(/\\(?=[^\w\s])|\u200b/g, "").replace(/\s*…$/, "")).trim();
    if (key === "" || cells.has(key)) return key !== "";
    return text.endsWith("…") && cells.keys().some((cell) => cell.replace(/\s+/g, " ").startsWith(key));
  };
  const holds = (name: string): boolean => {
    const key = fold(name);
    if (key === "" || cells.has(key)) return key !== "";
    const word = new RegExp(`(?<![a-z0-9_.-])${RegExp.escape(key)}(?![a-z0-9_-]|\\.[a-z0-9])`);
    return [...cells.keys(), ...said.map(fold)].some((text) => text.includes(key) && word.test(text));
  };
  return { quotes, holds, proves: (name) => find(name) !== null, originOf: (name) => find(name)?.origin ?? null };
}

const fold = (text: string): string => text.normalize("NFC").toLowerCase();
