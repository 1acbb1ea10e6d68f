import type { Ask } from "../ports/turn.ts";
import { paragraphsOf } from "./paragraphs.ts";

/** The form a model writes its suggestions in, one a line at the end of an answer: `[next] label | question`. */
const LINE = /^\s*(?:[-*]\s+)?\[next\]\s*(.*)$/;
const MOST = 3;
const LONGEST_LABEL = 75;
const LONGEST_ASK = 500;

/** Takes the lines at the end of a paragraph that are suggestions off it. What stands in a code fence is none. */
export function splitSuggestions(paragraph: string): { text: string; lines: string[] } {
  const rows = paragraph.split("\n");
  const from = rows.findLastIndex((row) => row.trim() !== "" && !LINE.test(row)) + 1;
  return { text: rows.slice(0, from).join("\n"), lines: rows.slice(from).filter((row) => LINE.test(row)) };
}

/** What a reader sees of an answer. */
export function withoutSuggestions(text: string): string {
  return paragraphsOf(text)
    .map((paragraph) => splitSuggestions(paragraph).text)
    .filter((text) => text.trim() !== "")
    .join("\n\n");
}

/** What is well formed, each label and question once; the rest is dropped. `holds`: names and figures in it are known. */
export function suggestionsIn(lines: string[], holds: (text: string) => boolean): Ask[] {
  const asks = lines.flatMap((line) => {
    const [label = "", ask = "", ...more] = (LINE.exec(line)?.[1] ?? "").split("|").map((part) => part.trim());
    const fits = label && ask && more.length === 0 && label.length <= LONGEST_LABEL && ask.length <= LONGEST_ASK;
    return fits && holds(`${label}\n${ask}`) ? [{ label, ask }] : [];
  });
  const distinct = asks.filter(
    ({ label, ask }, at) => asks.findIndex((other) => other.label === label || other.ask === ask) === at,
  );
  return distinct.slice(0, MOST);
}
