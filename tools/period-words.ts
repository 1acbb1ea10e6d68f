/** The words of the period grammar. */
export type CountedUnit = "minutes" | "hours" | "days" | "weeks" | "months";

/** `7d`, `last 7 days`, `최근 7일`: a number, then a unit. */
export const countedWords =
  /^(?:(?:the )?(?:last|past)|최근|지난)?\s?(\d{1,4})\s?(m|min|minute|h|hour|d|day|w|week|month|분|시간|일|주|개월)s?(?:간|동안)?$/;

/** The unit of a word that `countedWords` let through. */
export function unitOf(word: string): CountedUnit {
  if (word === "month" || word === "개월") return "months";
  if (word.startsWith("m") || word === "분") return "minutes";
  if (word.startsWith("h") || word === "시간") return "hours";
  if (word.startsWith("w") || word === "주") return "weeks";
  return "days";
}

/** Written without spaces. */
export const koreanWords: ReadonlyMap<string, string> = new Map([
  ["오늘", "today"],
  ["어제", "yesterday"],
  ["그제", "day before yesterday"],
  ["그저께", "day before yesterday"],
  ["이번주", "this week"],
  ["지난주", "last week"],
  ["이번달", "this month"],
  ["지난달", "last month"],
]);
