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
  const options = unclear.result.choices.slice(0, MOST).map(({ label, value, whole }) => ({
    label: label.slice(0, LONGEST_LABEL),
    ask: whole ? value : asked ? question.replace(asked, value) : `${value}: ${question}`,
  }));
  // Where the options are questions of their own, the tool says why there is more than one before it lists them.
  const [first] = unclear.result.choices;
  const said = unclear.result.text.split(/(?<=[.!?])\s+/);
  const why = said
    .slice(
      0,
      said.findIndex((sentence) => sentence.includes(first!.label)),
    )
    .join(" ");
  const isWhole = unclear.result.choices.every(({ whole }) => whole);
  return { name: "ask_choice", input: { question: isWhole ? why : words.wrong.which(asked ?? ""), options } };
}

/** The word of the question that the tool found unclear. */
function namedIn(question: string, { input }: Call): string | null {
  const values = Object.values(input)
    .flat()
    .filter((value) => typeof value === "string");
  return values.toSorted((a, b) => b.length - a.length).find((value) => question.includes(value)) ?? null;
}
