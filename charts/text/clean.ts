/** Longest string taken from the outside; a card has no room for more and a measurer no need. */
export const MAX_TEXT = 200;

/**
 * One line of well-formed text: no control, format (bidi marks, joiners), private or unassigned code points and no
 * lone surrogates; runs of white space become one space. Keeps emoji and Hanja, so it is what an alt text shows.
 */
export function plainText(text: string, longest = MAX_TEXT): string {
  return text
    .slice(0, longest)
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{C}\uFFFD]/gu, "")
    .trim();
}

/** What is left of a text when only code points of the bundled font are kept: never a missing-glyph box. */
export function drawableText(text: string, coverage: ReadonlySet<number>): string {
  let kept = "";
  for (const char of plainText(text)) if (coverage.has(char.codePointAt(0)!)) kept += char;
  return kept.replace(/ +/g, " ").trim();
}
