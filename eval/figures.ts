/** Numbers as people write them: `$1,234.50`, `1.2K`, `3만 5천` is not split, `40.7%`, `두 대`. */
export interface Figure {
  value: number;
  unit: "usd" | "percent" | "plain";
  hasDecimals: boolean;
}

const SCALE: Record<string, number> = { K: 1e3, k: 1e3, M: 1e6, B: 1e9, 천: 1e3, 만: 1e4, 억: 1e8 };
const NUMBER =
  /([$₩]\s?)?(?<![\w.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(억|만|천|[KkMB](?!\w)))?(\s?%|\s?퍼센트|\s?percent|\s?달러|\s?USD|\s?dollars)?/g;
/** Expressions of words, and what they count. */
const WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  "(?<!at )once": 1,
  twice: 2,
  한: 1,
  두: 2,
  세: 3,
  네: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
};
const NONE = /\b(?:no|none|not|zero|never)\b|없|않|0/i;

/** Digits that are no figure: ids, ARNs, addresses, dates and times, versions. */
const NAMES = [
  /arn:[^\s,|`"]+/g,
  /\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g,
  /\b(?:i|vol|snap|sg|subnet|vpc|eni|ami|d)-?[0-9a-f]{8,17}\b/g,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/g,
  /\d{4}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?/g,
  /\d{1,2}:\d{2}(?::\d{2})?/g,
  /\d{1,2}월(?:\s?\d{1,2}(?:[–~-]\d{1,2})?일)?/g,
  /\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*/g,
  /\b[a-z]{2}-[a-z]+-\d[a-z]?\b/g,
  /\b\d+\.\d+\.\d+\b/g,
  /\b\d+(?:st|nd|rd|th)\b/g,
];

export function figuresIn(text: string): Figure[] {
  const bare = NAMES.reduce((rest, name) => rest.replace(name, " "), text);
  return [...bare.matchAll(NUMBER)].map(([, dollar, digits = "", scale, unit = ""]) => {
    const isUsd = dollar?.startsWith("$") || /달러|USD|dollars/.test(unit);
    return {
      value: Number(digits.replaceAll(",", "")) * (scale ? (SCALE[scale] ?? 1) : 1),
      unit: isUsd ? "usd" : /%|퍼센트|percent/.test(unit) ? "percent" : "plain",
      hasDecimals: digits.includes("."),
    };
  });
}

/** Whether the text tells this many, in digits or as a word. */
export function tellsCount(text: string, value: number): boolean {
  if (figuresIn(text).some((figure) => figure.unit === "plain" && figure.value === value)) return true;
  if (value === 0) return NONE.test(text);
  return Object.entries(WORDS).some(
    ([word, of]) => of === value && new RegExp(`(?<![\\p{L}])${word}(?:\\b|\\s)`, "iu").test(text),
  );
}
