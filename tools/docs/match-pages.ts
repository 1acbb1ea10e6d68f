import type { EmbeddedPage } from "./embedded.ts";
import { inEnglish } from "./glossary.ts";

/** Words that are in every question and tell nothing. */
const empty = new Set(
  "a an and are as at be by can do does for from how i in is it my of on or our that the there this to what when where which who why with you aws amazon 뭐야 뭔가요 무엇 어떻게 알려줘 알려주세요 설명해줘 기준 이유 왜".split(
    " ",
  ),
);

/** Particles that Korean words end in. */
const PARTICLE = /(?:이|가|은|는|을|를|의|에|에서|으로|로|와|과|도|이란|란|하고|까지|부터|인가요|인지|이야|야)$/;

/** The pages that answer these words best, best first; none that shares no word with them. */
export function matchPages(query: string, pages: readonly EmbeddedPage[]): EmbeddedPage[] {
  const wanted = [...new Set([...wordsOf(query), ...wordsOf(inEnglish(query))])];
  const rated = pages.map((page) => ({ page, score: scoreOf(page, wanted) }));
  return rated
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ page }) => page);
}

/** How well a text fits the words. */
export function closeness(text: string, query: string): number {
  const wanted = new Set([...wordsOf(query), ...wordsOf(inEnglish(query))]);
  const found = new Set(wordsOf(text));
  return [...wanted].filter((word) => found.has(word)).length;
}

function scoreOf({ title, words, sections }: EmbeddedPage, wanted: readonly string[]): number {
  const titles = new Set(wordsOf(`${title.en} ${title.ko}`));
  const keys = new Set(wordsOf(words.join(" ")));
  const texts = new Set(
    sections.flatMap(({ heading, text }) => wordsOf(`${heading.en} ${heading.ko} ${text.en} ${text.ko}`)),
  );
  const points = wanted.map(
    (word) => (titles.has(word) ? 4 : 0) + (keys.has(word) ? 3 : 0) + (texts.has(word) ? 1 : 0),
  );
  return points.reduce((sum, one) => sum + one, 0);
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (/[가-힣]{3,}/.test(word) ? word.replace(PARTICLE, "") : word.replace(/(?<=[^s])s$/, "")))
    .filter((word) => word.length > 1 && !empty.has(word));
}
