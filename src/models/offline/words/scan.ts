import type { Concept } from "./entry.ts";
import { buildIndex, type Term } from "./index.ts";
import { particleAt } from "./particles.ts";
import { SHAPES, type ShapeKind } from "./shapes.ts";

export interface Mark {
  concept: Concept | ShapeKind | "name";
  value: string;
  start: number;
  end: number;
  /** The Korean particle right after it, "" if none. */
  particle: string;
  /** For a name: whether its shape alone says that it is one (`order-api-2`, `sarah.lee`). */
  strong: boolean;
}

export interface Scan {
  marks: Mark[];
  /** Content words that nothing here knows; names are not counted. */
  unknown: string[];
}

/** Topic words that count even inside a word not known, as in "클라우드비용". */
const ANYWHERE = new Set<string>([
  "cost",
  "guardduty",
  "trail",
  "login",
  "logGroup",
  "chart",
  "error",
  "verb",
  "service",
]);
const NAME = /[A-Za-z0-9][A-Za-z0-9]*(?:[-_.@][A-Za-z0-9]+)*/y;
const HANGUL = /[가-힣]/;
const ASCII = /[a-z0-9]/i;

/** Reads the text from left to right, the longest known word first. `text` keeps its case; spaces may be anywhere. */
export function createScanner(): (text: string) => Scan {
  const index = buildIndex();

  const termAt = (lower: string, at: number, allowed: (term: Term) => boolean) => {
    for (const term of index.get(lower[at]!) ?? []) {
      if (!allowed(term)) continue;
      term.pattern.lastIndex = at;
      const match = term.pattern.exec(lower);
      if (match) return { term, end: at + match[0].length };
    }
    return null;
  };

  return function scan(text) {
    const lower = text.toLowerCase();
    const marks: Mark[] = [];
    const unknown: string[] = [];
    let at = 0;
    /** True right after something known: Korean glues words and particles together. */
    let linked = false;
    let pending = "";
    const flush = () => {
      if (pending && !linked && particleAt(pending, 0) !== pending) unknown.push(pending);
      pending = "";
    };
    const put = (mark: Omit<Mark, "particle" | "strong">, strong = false) => {
      flush();
      const particle = HANGUL.test(text[mark.end] ?? "") ? (particleAt(text, mark.end) ?? "") : "";
      marks.push({ ...mark, particle, strong });
      at = mark.end;
      linked = true;
    };

    while (at < text.length) {
      const char = text[at]!;
      const wordStart = !ASCII.test(text[at - 1] ?? "");
      if (wordStart && /[A-Za-z0-9/]/.test(char)) {
        const shape = shapeAt(text, at);
        if (shape) {
          put(shape);
          continue;
        }
      }
      if (ASCII.test(char)) {
        const known = wordStart ? termAt(lower, at, () => true) : null;
        if (known) {
          put({ concept: known.term.concept, value: known.term.value, start: at, end: known.end });
          continue;
        }
        NAME.lastIndex = at;
        const end = at + (NAME.exec(text)?.[0].length ?? 1);
        const word = text.slice(at, end);
        const possessive = word.length === 1 && text[at - 1] === "'";
        if (possessive || /^\d+([.,:]\d+)*$/.test(word)) at = end;
        else put({ concept: "name", value: word, start: at, end }, /[-_.@]|[a-z]\d|\d[a-z]/i.test(word));
        continue;
      }
      if (HANGUL.test(char)) {
        const inside = pending !== "";
        const known = termAt(
          lower,
          at,
          (term) => term.hangul && (!inside || (term.length > 1 && ANYWHERE.has(term.concept))),
        );
        if (known) {
          put({ concept: known.term.concept, value: known.term.value, start: at, end: known.end });
          continue;
        }
        const particle = linked && !inside ? particleAt(text, at) : null;
        if (particle) {
          if (particle.endsWith("만")) {
            marks.push({
              concept: "only",
              value: "",
              start: at,
              end: at + particle.length,
              particle: "",
              strong: false,
            });
          }
          at += particle.length;
          continue;
        }
        pending += char;
        at += 1;
        continue;
      }
      flush();
      linked = false;
      at += 1;
    }
    flush();
    return { marks, unknown };
  };
}

function shapeAt(text: string, at: number): Omit<Mark, "particle" | "strong"> | null {
  for (const [kind, pattern] of SHAPES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const value = kind === "regionId" ? match[0].toLowerCase() : match[0];
    return { concept: kind, value, start: at, end: at + match[0].length };
  }
  return null;
}
