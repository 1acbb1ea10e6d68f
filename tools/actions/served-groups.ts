import type { Fact } from "../results.ts";
import { plainFact } from "./facts.ts";

/** Target groups as alarms name them: `targetgroup/order-api-tg/0123456789abcdef`. */
export const dimensionsOf = (arns: readonly (string | undefined)[]): string[] =>
  arns.flatMap((arn) => (arn ? arn.slice(arn.lastIndexOf(":") + 1) : []));

/** The target groups that something registers its members with, by their names. */
export function servedGroupsFact(arns: readonly (string | undefined)[]): Fact {
  const label = { ko: "대상 그룹", en: "Target groups" };
  const names = dimensionsOf(arns).flatMap((group) => group.split("/")[1] ?? []);
  if (names.length > 0) return plainFact("target_groups", label, names.join(", "));
  return { code: "target_groups", label, value: { ko: "속한 대상 그룹 없음", en: "not in any target group" } };
}
