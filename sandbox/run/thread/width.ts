/** Columns a text takes in a terminal: Hangul, other East Asian letters and emoji take two. */
export function width(text: string): number {
  let columns = 0;
  for (const letter of segments.segment(text)) columns += isWide(letter.segment) ? 2 : 1;
  return columns;
}

export function padTo(text: string, columns: number, align: "left" | "right" | "center"): string {
  const free = Math.max(0, columns - width(text));
  if (align === "right") return " ".repeat(free) + text;
  const before = align === "center" ? Math.floor(free / 2) : 0;
  return " ".repeat(before) + text + " ".repeat(free - before);
}

const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function isWide(letter: string): boolean {
  return /^(?:[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation})/u.test(
    letter,
  );
}
