import type { Concept, Entry } from "./entry.ts";
import { AWS } from "./lexicon-aws.ts";
import { EN } from "./lexicon-en.ts";
import { KO } from "./lexicon-ko.ts";

export interface Term {
  concept: Concept;
  value: string;
  /** Sticky; over lower-cased text. */
  pattern: RegExp;
  hangul: boolean;
  length: number;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function compile(concept: Concept, value: string, word: string): Term {
  const hangul = /^[가-힣]/.test(word);
  const body = word
    .split(" ")
    .map(escaped)
    .join(hangul ? "\\s*" : "[\\s-]*");
  const ascii = /[a-z0-9]$/.test(word) ? "(?:e?s|'s)?(?![a-z0-9]|[-._][a-z0-9])" : "";
  return { concept, value, pattern: new RegExp(body + ascii, "y"), hangul, length: word.replaceAll(" ", "").length };
}

/** First letter -> terms, longest first. */
export function buildIndex(): Map<string, Term[]> {
  const index = new Map<string, Term[]>();
  const entries: readonly Entry[] = [...AWS, ...KO, ...EN];
  for (const [concept, value, words] of entries) {
    for (const word of words.split(", ")) {
      const first = word[0]!;
      index.set(first, [...(index.get(first) ?? []), compile(concept, value, word)]);
    }
  }
  for (const terms of index.values()) terms.sort((a, b) => b.length - a.length);
  return index;
}
