import type { Datasets } from "../ports/datasets.ts";
import type { Claim } from "../ports/turn.ts";
import type { StoredDataset } from "./computed-values.ts";
import { type Figure, figuresIn, numbersIn } from "./figures.ts";
import { type KnownMoments, knownMoments } from "./known-moments.ts";
import { type KnownNames, knownNames } from "./known-names.ts";
import { type Moment, momentsIn } from "./moments.ts";
import { namesIn } from "./names.ts";
import { type ComputedValues, computedValues, isProven, originsOf } from "./proven.ts";

/** Cells beyond these prove nothing: the event loop would stand still, and a model reads ten of them. */
const MOST_ROWS = 5_000;

export interface Grounding {
  /** The figures, dates, times and names of a paragraph that neither results nor what was said hold, as printed. */
  unproven(markdown: string): string[];
  /** Whether somebody said this id or name, or a cell of a result holds it as a word. */
  knows(name: string): boolean;
  /** Every claim of the shown answer with where it comes from. */
  claims(paragraphs: string[]): Claim[];
}

/** What a thread holds, as far as it is needed to check a paragraph. */
interface Evidence {
  datasets: StoredDataset[];
  values: ComputedValues;
  moments: KnownMoments;
  names: KnownNames;
  saidNumbers: Set<number>;
}

/**
 * Checks paragraphs against all results of a thread, new ones included as they come. `said`: texts whose words need
 * no proof (what people wrote, what our own code told the model).
 */
export function createGrounding(options: {
  datasets: Datasets;
  thread: string;
  zone: string;
  now: () => number;
  said: () => string[];
}): Grounding {
  const { datasets, thread, zone, now, said } = options;
  let known = "";
  let evidence: Evidence | null = null;
  const current = (): Evidence => {
    const list = datasets.list(thread);
    const spoken = said();
    const state = `${list.length}/${spoken.length}`;
    if (evidence && state === known) return evidence;
    known = state;
    const stored = list.flatMap((info) => datasets.read(thread, info.handle, MOST_ROWS) ?? []);
    const texts = [...spoken, ...stored.flatMap(toldBefore)].map((text) => text.replace(/\s+/g, " "));
    evidence = {
      datasets: stored,
      values: computedValues(stored),
      moments: knownMoments(stored, zone, now(), texts),
      names: knownNames(stored, texts),
      saidNumbers: new Set(texts.flatMap(numbersIn)),
    };
    return evidence;
  };
  const figureHolds = (figure: Figure, { values, saidNumbers }: Evidence) =>
    saidNumbers.has(figure.value) || isProven(figure, values);

  return {
    unproven(markdown) {
      const held = current();
      const own = withoutQuotes(markdown, held.names);
      const figures = figuresIn(own).filter((figure) => !figureHolds(figure, held));
      const moments = momentsIn(own).filter((moment) => !held.moments.proves(moment));
      const names = namesIn(markdown).filter((name) => !held.names.proves(name));
      return [...new Set([...figures, ...moments].map(({ text }) => text).concat(names))];
    },
    knows: (name) => current().names.holds(name),
    claims(paragraphs) {
      const held = current();
      const text = paragraphs.join("\n\n");
      const own = withoutQuotes(text, held.names);
      const figures = distinct(figuresIn(own));
      const origins = originsOf(figures, held.datasets);
      const moments = distinct(momentsIn(own));
      return [
        ...figures.map((figure, index): Claim => {
          const proven = figureHolds(figure, held);
          return { text: figure.text, kind: "figure", proven, origin: proven ? (origins[index] ?? null) : null };
        }),
        ...moments.map((moment: Moment): Claim => {
          const proven = held.moments.proves(moment);
          return { text: moment.text, kind: "moment", proven, origin: held.moments.originOf(moment) };
        }),
        ...namesIn(text).map((name): Claim => {
          return { text: name, kind: "name", proven: held.names.proves(name), origin: held.names.originOf(name) };
        }),
      ];
    },
  };
}

/** What was asked and answered in earlier threads stands in words: its figures were found then, and are told as of then. */
const toldBefore = ({ info, rows }: StoredDataset): string[] =>
  info.tool === "history_search" ? rows.flat().filter((cell) => typeof cell === "string") : [];

/** A cell in code style, or as a block quote, is shown as AWS's own words: figures in it are no claim of the answer. */
function withoutQuotes(markdown: string, names: KnownNames): string {
  return markdown
    .replace(/`([^`\n]+)`/g, (all, inner: string) => (names.quotes(inner) ? "" : all))
    .replace(/^> (.+)$/gm, (all, quoted: string) => (names.quotes(quoted) ? "" : all));
}

function distinct<T extends { text: string }>(claims: T[]): T[] {
  return [...new Map(claims.map((claim) => [claim.text, claim])).values()];
}
