import type { Working } from "./plan/working.ts";
import type { Intent } from "./slots.ts";
import type { NextAsk } from "./text/next-asks.ts";

/**
 * What could be asked next, in the form the agent takes off an answer; "" where the turn has found nothing to go on
 * from. Only questions that the planner answers itself, by the tools there are, and none that was asked already.
 */
export function nextAsks(working: Working, intent: Intent, asked: readonly string[]): string {
  const { words, slots, calls, read } = working;
  const asks = calls.flatMap(({ result }) => result?.asks ?? [])[0];
  if (asks) return lineOf(words.agreeing[asks.argument].agree);
  const choices = calls.flatMap(({ result }) => result?.choices ?? []);
  // One way to go on is nothing to choose from.
  const [only] = choices;
  if (only?.whole && choices.length === 1) return lineOf([only.label, only.value]);
  const results = calls.flatMap(({ result }) => read(result?.handle) ?? []);
  if (!results.some(({ rows }) => rows.length > 0)) return "";
  const [name, ...others] = slots.names ?? [];
  const one = name && others.length === 0 && !name.includes("*") ? name : "";
  const report = slots.savings === "commitments" ? (slots.report ?? "savings_plans_coverage") : null;
  const next = words.next[intent]?.(report ?? (slots.user === "root" ? "root" : one)) ?? [];
  return next
    .filter(([, ask]) => !asked.includes(ask))
    .map(lineOf)
    .join("\n");
}

const lineOf = ([label, ask]: NextAsk): string => `[next] ${label} | ${ask}`;
