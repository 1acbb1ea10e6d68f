/** 은 or 는, by the last syllable; what is not Hangul is read as ending in a vowel. */
export function topic(word: string): string {
  const code = word.charCodeAt(word.length - 1) - 0xac00;
  return `${word}${code >= 0 && code < 11_172 && code % 28 !== 0 ? "은" : "는"}`;
}
