const WORDS: Record<string, number> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  석: 3,
  네: 4,
  넉: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
  일: 1,
  이: 2,
  삼: 3,
  사: 4,
  오: 5,
  육: 6,
  칠: 7,
  팔: 8,
  구: 9,
  십: 10,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  thirty: 30,
};

/** As a pattern: Korean counting words that stand before a unit. */
export const KO_COUNTING = "한|두|세|네|다섯|여섯|일곱|여덟|아홉|열";
export const EN_NUMBER =
  "\\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|(?:a\\s+)?couple(?:\\s+of)?|(?:a\\s+)?few";

export function numberOf(word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word);
  const bare = word
    .toLowerCase()
    .replace(/^a\s+(?=couple|few)/, "")
    .replace(/\s+of$/, "");
  return WORDS[bare] ?? null;
}
