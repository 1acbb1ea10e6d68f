/** The end of the word, the row of a table or the emphasis that begins before this place: half of one would flicker. */
export function cutAt(text: string, wanted: number): number {
  if (wanted >= text.length) return text.length;
  const lineStart = text.lastIndexOf("\n", wanted - 1) + 1;
  const nextBreak = text.indexOf("\n", wanted);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak;
  if (/^\s*\|/.test(text.slice(lineStart, lineEnd))) return lineEnd;
  const space = text.slice(wanted, lineEnd).search(/\s/);
  const wordEnd = space < 0 ? lineEnd : wanted + space;
  const begun = text.slice(lineStart, wordEnd);
  const isOpen = (begun.match(/\*\*/g)?.length ?? 0) % 2 === 1 || (begun.match(/`/g)?.length ?? 0) % 2 === 1;
  return isOpen ? lineEnd : wordEnd;
}
