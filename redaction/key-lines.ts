/** A private key of which each line is a text of its own: an event of a log, a row of a file, a line of what a process writes. */
const BEGIN = "-----BEGIN ";
const marks = /PRIVATE KEY-----|\[redacted:private-key/;
const last = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY-----(?![\s\S]*PRIVATE KEY-----)/;
const words = /(?<![^\s"'\\])[A-Za-z0-9+/]{1,76}={0,2}(?![^\s"'\\])/g;

/** Whether a key stands in it, or did before it was redacted. */
export const tellsOfKey = (text: string): boolean => marks.test(text);

/** Whether a key goes on after the text: true or false by the last mark in it, `before` where it has none. */
export function goesOnAfter(text: string, before: boolean): boolean {
  const mark = last.exec(text)?.[0];
  return mark === undefined ? before : mark.startsWith(BEGIN);
}

/** What may be a line of a key: a long word at least, or a word that is all there is. */
export const replaceKeyLines = (text: string, replace: (line: string) => string): string =>
  text.replace(words, (word) => {
    const isMixed = /[a-z]/.test(word) && /[A-Z]/.test(word);
    const isAll = word.length === text.trim().length;
    return (isMixed && (isAll ? word.length >= 16 : word.length >= 40)) || (isAll && word.endsWith("="))
      ? replace(word)
      : word;
  });
