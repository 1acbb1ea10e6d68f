import { redactInOrder } from "../../redaction/redact.ts";
import type { Ask, Emit } from "../ports/turn.ts";
import { createParagraphs, type Paragraphs } from "./paragraphs.ts";
import { splitSuggestions, suggestionsIn } from "./suggestions.ts";

/** Releases a model's text by paragraph, each without secrets and after its figures were checked. Everything goes out in order. */
export interface AnswerWriter {
  /** A reply begins. `strict`: a paragraph without proof is held back, and all after it. */
  begin(strict: boolean): void;
  push(delta: string): void;
  /** The reply broke off: what it had shown is void. */
  broken(): Promise<void>;
  /** The reply is complete. Gives the figures of held paragraphs that are in no result. */
  end(): Promise<string[]>;
  /** The reply goes on with tool calls: its last words are held, for the answer's first line should be the answer. */
  pause(): Promise<void>;
  /** Shows what is held, marked as not verified where that is so. */
  releaseHeld(): Promise<void>;
  /** True when the reader sees any text of this turn. */
  shown(): boolean;
  /** Figures shown without proof. */
  unverified(): string[];
  /** The paragraphs the reader sees. */
  paragraphs(): string[];
  /** What the answer suggests to ask next; never shown as text. */
  asks(): Ask[];
}

/** `unproven`: the figures of a paragraph that no result of the thread holds. */
export function createAnswerWriter(emit: Emit, unproven: (markdown: string) => string[]): AnswerWriter {
  let splitter: Paragraphs = createParagraphs();
  let redact = redactInOrder();
  let strict = false;
  /** Complete, but only shown once more text follows: a single paragraph before tool calls is no answer. */
  let pending: string[] = [];
  let held: string[] = [];
  let shownNow = false;
  let shownBefore = false;
  let doubts: string[] = [];
  let seen: string[] = [];
  let suggested: string[] = [];
  let line: Promise<void> = Promise.resolve();

  const reset = () => {
    shownNow = false;
    shownBefore = false;
    doubts = [];
    seen = [];
    line = line.then(() => emit({ type: "text_reset" }));
  };
  const show = (markdown: string, figures: string[]) => {
    if (shownBefore) reset();
    shownNow = true;
    doubts.push(...figures);
    seen.push(markdown);
    line = line.then(() => emit({ type: "text", markdown, verified: figures.length === 0 }));
  };
  const release = (paragraphs: string[]) => {
    for (const paragraph of paragraphs) {
      const { text: markdown, lines } = splitSuggestions(redact(paragraph));
      suggested.push(...lines);
      if (markdown.trim() === "") continue;
      const figures = unproven(markdown);
      if (held.length > 0 || (strict && figures.length > 0)) held.push(markdown);
      else show(markdown, figures);
    }
  };
  return {
    begin(beStrict) {
      splitter = createParagraphs();
      redact = redactInOrder();
      strict = beStrict;
      pending = [];
      held = [];
      suggested = [];
      shownBefore ||= shownNow;
      shownNow = false;
    },
    push(delta) {
      pending.push(...splitter.push(delta));
      const ready = splitter.begun() ? pending.length : pending.length - 1;
      if (ready > 0) release(pending.splice(0, ready));
    },
    async broken() {
      pending = [];
      held = [];
      splitter = createParagraphs();
      if (shownNow) reset();
      await line;
    },
    async end() {
      release([...pending.splice(0), ...splitter.end()]);
      await line;
      return [...new Set(held.flatMap(unproven))];
    },
    async pause() {
      held.push(...pending.splice(0), ...splitter.end());
      await line;
    },
    async releaseHeld() {
      for (const markdown of held.splice(0)) show(markdown, unproven(markdown));
      await line;
    },
    shown: () => shownNow || shownBefore,
    unverified: () => [...new Set(doubts)],
    paragraphs: () => seen,
    asks: () => suggestionsIn(suggested, (text) => unproven(text).length === 0),
  };
}
