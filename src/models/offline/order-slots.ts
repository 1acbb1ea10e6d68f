import type { Slots } from "./slots.ts";
import type { Utterance } from "./utterance.ts";

const EVERY = /모두|모든|전부|전체|싹|(?:^|\s)다(?=\s|$)|\b(?:all|every|everything)\b/i;
const COUNTS: readonly (readonly [number, RegExp])[] = [
  [1, /하나만|한\s*(?:대|개)(?:만)?(?=\s|$)|1\s*(?:대|개)|\bone of\b|\bonly one\b|\bjust one\b/i],
  [2, /(?:^|\s)(?:두|2)\s*(?:대|개)|둘\s*다|\b(?:two|both|pair)\b/i],
  [3, /(?:^|\s)(?:세|3)\s*(?:대|개)|셋\s*다|\bthree\b/i],
];

/** How many of what fits an order means: a number, or all. */
export function orderSlots({ text }: Utterance): Pick<Slots, "count" | "every"> {
  const count = COUNTS.find(([, pattern]) => pattern.test(text))?.[0];
  return { ...(count && { count }), ...(EVERY.test(text) && { every: true }) };
}

const LAUNCHED_KO = /^(?:이|가|님이|씨가)?\s*(?:켠|띄운|시작한|시작시킨|만든|생성한|올린|돌린)/;
const LAUNCHED_EN = /^\s*(?:has\s+)?(?:launched|started|created|spun up|brought up|left running)/i;
const BY_EN = /\b(?:launched|started|created|spun up|brought up|run)\s+by\s*$/i;

/** Whose instances an order means: "hana.choi가 켠 인스턴스", "the instances hana.choi launched". */
export function launcherOf({ text, marks }: Utterance, names: string[]): string | undefined {
  return marks.find(
    ({ concept, value, start, end }) =>
      concept === "name" &&
      names.includes(value) &&
      (LAUNCHED_KO.test(text.slice(end)) || LAUNCHED_EN.test(text.slice(end)) || BY_EN.test(text.slice(0, start))),
  )?.value;
}
