import type { Finding } from "@aws-sdk/client-guardduty";
import { isSample, levelOf, levels } from "./finding-row.ts";

const TOP_TYPES = 5;

/**
 * Of the findings listed: how many, by level and by type. Of all that match, listed or not (`all`), of the archived and of
 * the samples among them: how many, and by level where there are any. A finding may be both archived and a sample.
 */
export function findingTotals(listed: readonly Finding[], all: readonly Finding[]): Record<string, number> {
  return {
    findings: listed.length,
    ...Object.fromEntries(levels.toReversed().map((level) => [level, ofLevel(listed, level)])),
    ...group("all", all),
    ...group(
      "archived",
      all.filter(({ Service }) => Service?.Archived === true),
    ),
    ...group("samples", all.filter(isSample)),
    ...byType(listed),
  };
}

const ofLevel = (findings: readonly Finding[], level: string) =>
  findings.filter(({ Severity }) => levelOf(Severity ?? 0) === level).length;

function group(name: string, findings: readonly Finding[]): Record<string, number> {
  const byLevel = levels.toReversed().map((level) => [`${name}_${level}`, ofLevel(findings, level)] as const);
  return { [name]: findings.length, ...Object.fromEntries(byLevel.filter(([, count]) => count > 0)) };
}

function byType(findings: readonly Finding[]): Record<string, number> {
  const counts = [...Map.groupBy(findings, ({ Type }) => Type ?? "")].map(([type, of]) => [type, of.length] as const);
  const top = counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TOP_TYPES);
  return Object.fromEntries(top.map(([type, count]) => [`type:${type}`, count]));
}
