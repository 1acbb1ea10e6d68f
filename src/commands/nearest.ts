/**
 * The options a typed word may have meant, likeliest first: those that hold it or begin alike, then those a few slips of
 * the keyboard away. Case, spaces and signs count for nothing. Empty where nothing is near.
 */
export function nearest<T>(asked: string, options: readonly T[], names: (option: T) => string[], most = 3): T[] {
  if (plainWord(asked) === "") return [];
  return options
    .map((option) => ({ option, away: Math.min(...names(option).map((name) => distance(asked, name))) }))
    .filter(({ away }) => away <= FARTHEST)
    .sort((a, b) => a.away - b.away)
    .slice(0, most)
    .map(({ option }) => option);
}

/** Of `distance`: beyond it two words have nothing to do with each other. */
const FARTHEST = 0.45;

/** As words are compared: lower case, letters and digits alone. */
export function plainWord(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** 0 the same, 1 nothing in common. A part of a longer name is near: `opus` of `claude-opus-5-5`, and `opsu` too. */
function distance(asked: string, name: string): number {
  const [wanted, whole] = [plainWord(asked), plainWord(name)];
  if (wanted === whole) return 0;
  if (wanted.length >= 2 && whole.includes(wanted)) return 0.1 + 0.1 * (1 - wanted.length / whole.length);
  const best = longWords(asked).map((a) => Math.min(1, ...longWords(name).map((b) => apart(a, b))));
  const byWord = best.length > 0 ? 0.05 + best.reduce((sum, away) => sum + away, 0) / best.length : 1;
  return Math.min(apart(wanted, whole), byWord);
}

const apart = (a: string, b: string): number => slips(a, b) / Math.max(a.length, b.length);

const longWords = (text: string): string[] =>
  (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  ).filter((word) => word.length > 2);

/** Letters to add, drop, change or swap (Damerau-Levenshtein, neighbours only). */
function slips(a: string, b: string): number {
  const [from, to] = [[...a.slice(0, 64)], [...b.slice(0, 64)]];
  const rows = [Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      let best = Math.min(changed, rows[i - 1]![j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}
