import type { Theme } from "./theme.ts";

export type SeverityLevel = keyof Theme["severity"];

/** Most severe first: the bottom of a stack, where heights compare best. */
export const LEVELS: readonly SeverityLevel[] = ["critical", "high", "medium", "low", "info"];

const WORDS: ReadonlyMap<string, SeverityLevel> = new Map([
  ["critical", "critical"],
  ["심각", "critical"],
  ["치명적", "critical"],
  ["high", "high"],
  ["높음", "high"],
  ["medium", "medium"],
  ["moderate", "medium"],
  ["중간", "medium"],
  ["보통", "medium"],
  ["low", "low"],
  ["낮음", "low"],
  ["info", "info"],
  ["informational", "info"],
  ["정보", "info"],
]);

const NAMES: Readonly<Record<SeverityLevel, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Informational",
};

/** The level a word or a GuardDuty number (1 to 10) names. */
export function severityLevel(text: string): SeverityLevel | undefined {
  const word = WORDS.get(text.trim().toLowerCase());
  if (word || text.trim() === "") return word;
  const number = Number(text);
  if (!(number > 0 && number <= 10)) return undefined;
  return number >= 9 ? "critical" : number >= 7 ? "high" : number >= 4 ? "medium" : "low";
}

/** The level each category names, or undefined where any of them is not a severity. */
export function severityLevels(categories: Iterable<string>): Map<string, SeverityLevel> | undefined {
  const levels = new Map<string, SeverityLevel>();
  for (const category of categories) {
    const level = WORDS.get(category.toLowerCase());
    if (!level) return undefined;
    levels.set(category, level);
  }
  return levels.size > 0 ? levels : undefined;
}

export function bySeverity(a: SeverityLevel, b: SeverityLevel): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}

/** As AWS and Korean engineers say it; its first letter is the tag. */
export function severityName(level: SeverityLevel): string {
  return NAMES[level];
}

/** C, H, M, L or I: colour is never the only sign. */
export function severityTag(level: SeverityLevel): string {
  return NAMES[level].charAt(0);
}
