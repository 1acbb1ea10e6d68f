import { EVIDENCE } from "./evidence.ts";
import { NARROWER } from "./narrower.ts";
import type { Intent } from "./slots.ts";
import type { Utterance } from "./utterance.ts";

export interface Guess {
  intent: Intent;
  /** 0 to 1. */
  confidence: number;
}

/** Words that carry no meaning of their own do not make a message better known. */
const EMPTY = new Set<string>(["filler", "show", "question", "followup", "only"]);
const DOUBT = 0.84;
/** From here on a narrower question stands for what its words could mean otherwise. */
const MEANT = 0.6;

/** All intents with some evidence, surest first. More unknown words than known ones cast doubt on all of them. */
export function guess(said: Utterance): Guess[] {
  const known = said.marks.filter((m) => !EMPTY.has(m.concept) && m.concept !== "name").length + said.periods.length;
  const strange = said.unknown.length + said.marks.filter((m) => m.concept === "name" && !m.strong).length;
  const factor = strange >= Math.max(known, 1) ? DOUBT : 1;
  const guesses = Object.entries(EVIDENCE)
    .map(([intent, evidence]) => {
      const sum = evidence.reduce((total, [weight, holds]) => total + (holds(said) ? weight : 0), 0);
      return { intent: intent as Intent, confidence: Math.round(Math.min(1, sum) * factor * 100) / 100 };
    })
    .filter(({ confidence }) => confidence > 0);
  const meant = guesses.filter(({ confidence }) => confidence >= MEANT);
  const passed = new Set(meant.flatMap(({ intent }) => NARROWER[intent] ?? []));
  return guesses.filter(({ intent }) => !passed.has(intent)).sort((a, b) => b.confidence - a.confidence);
}
