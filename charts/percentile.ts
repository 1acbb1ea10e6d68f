const WORDS: ReadonlyMap<string, number> = new Map([
  ["min", 0],
  ["minimum", 0],
  ["median", 50],
  ["max", 100],
  ["maximum", 100],
  ["최소", 0],
  ["중앙값", 50],
  ["최대", 100],
]);

/** 0 to 100: "p50", "P99.9", "99%", "median", "latency_p95"; undefined where a name is no percentile. */
export function percentileOf(name: string): number | undefined {
  const word = WORDS.get(name.toLowerCase());
  if (word !== undefined) return word;
  const match = /(?:^|[^a-z0-9])p(\d{1,2}(?:\.\d+)?|100)$|^(\d{1,2}(?:\.\d+)?|100)(?:%|th)$/i.exec(name);
  return match ? Number(match[1] ?? match[2]) : undefined;
}
