import type { NewCall, Working } from "./plan/working.ts";
import type { Call } from "./transcript.ts";

const MOST = 5;
const LONGEST_LABEL = 75;

/** A name that means several things is asked back with what it may mean, each as the same question about that one. */
export function askWhich({ calls, words }: Pick<Working, "calls" | "words">, question: string): NewCall | null {
  if (calls.some(({ name }) => name === "ask_choice")) return null;
  const unclear = calls.find(({ result }) => (result?.choices.length ?? 0) > 1);
  if (!unclear?.result) return null;
  const asked = namedIn(question, unclear);
  const options = unclear.result.choices.slice(0, MOST).map(({ label, value }) => ({
    label: label.slice(0, LONGEST_LABEL),
    ask: asked ? question.replace(asked, value) : `${value}: ${question}`,
  }));
  return { name: "ask_choice", input: { question: words.wrong.which(asked ?? ""), options } };
}

/** The word of the question that the tool found unclear. */
function namedIn(question: string, { input }: Call): string | null {
  const values = Object.values(input)
    .flat()
    .filter((value) => typeof value === "string");
  return values.toSorted((a, b) => b.length - a.length).find((value) => question.includes(value)) ?? null;
}
