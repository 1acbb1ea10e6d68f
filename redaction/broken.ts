/** A line break with what it is indented by, also as JSON and logs escape it. */
const BREAK = String.raw`(?:\r?\n|(?:\\r)?\\n)[ \t]{0,40}`;
const hasBreak = /\n|\\n/;
const withinWord = new RegExp(`(?<=[A-Za-z0-9+/=_.-])${BREAK}(?=[A-Za-z0-9+/=_.-])`, "g");

/** Without the breaks within its words. */
export const unbroken = (text: string): string => (hasBreak.test(text) ? text.replace(withinWord, "") : text);

/** In a pattern: so many of `chars`, wherever a line ends between them. */
export const inAll = (chars: string, count: number): string => `[${chars}](?:(?:${BREAK})?[${chars}]){${count - 1}}`;

/** In a pattern: these letters in this order, wherever a line ends between them. */
export const spelt = (letters: string): string => [...letters].join(`(?:${BREAK})?`);

/**
 * In a pattern, after the characters of a token: it goes on over the next lines, as where text was folded. A line of it is
 * one word with a digit in it, a long one or nothing else.
 */
export const goesOn = (chars: string): string =>
  String.raw`(?:${BREAK}(?=[${chars}]{0,512}\d)(?:[${chars}]{20,512}|[${chars}]{4,512}(?=["'\])}]|[,;]?[ \t]{0,40}(?:[\r\n]|\\[rn]|$)))){0,40}`;

/**
 * Replaces what `regex` finds only once the breaks within words are taken out, from its first to its last line. Its group
 * `value` is the secret.
 */
export function replaceBroken(text: string, regex: RegExp, replace: (value: string) => string): string {
  /** Where a line begins once all are joined, and how much was left out before it. */
  const lines: { at: number; left: number }[] = [{ at: 0, left: 0 }];
  let left = 0;
  const joined = text.replace(withinWord, (found, offset: number) => {
    left += found.length;
    lines.push({ at: offset + found.length - left, left });
    return "";
  });
  if (left === 0) return text;
  const leftBefore = (at: number): number => lines.findLast((line) => line.at <= at)?.left ?? 0;
  let clean = text;
  for (const match of [...joined.matchAll(regex)].reverse()) {
    const value = match.groups?.value ?? "";
    const from = match.index + match[0].lastIndexOf(value);
    const to = from + value.length - 1;
    if (leftBefore(from) === leftBefore(to)) continue;
    clean = clean.slice(0, from + leftBefore(from)) + replace(value) + clean.slice(to + leftBefore(to) + 1);
  }
  return clean;
}
