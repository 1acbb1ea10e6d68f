import { plain } from "../format/markdown.ts";
import type { Decision } from "../interpret.ts";
import { isPower, type Power } from "../power.ts";
import type { Words } from "../text/words.ts";
import { paragraphs } from "./common.ts";

const bullets = (lines: readonly string[]) => lines.map((line) => `- _${line}_`).join("\n");

/** The changes that can be asked for here: of the power of instances, and all others. */
export interface Offered {
  powers: readonly Power[];
  others: boolean;
}

/** Answers that need no tool: help, courtesy, what is not possible, questions back. */
export function plainAnswer(
  decision: Exclude<Decision, { kind: "act" }>,
  words: Words,
  { powers, others }: Offered,
): string {
  if (decision.kind === "ask") return questionBack(decision, words);
  const { say } = words;
  switch (decision.about) {
    case "forbidden":
      if (others && endsInstance(decision)) return words.order.missing.target;
      return paragraphs(
        say.forbidden(orderName(decision, words), powers.length > 0 ? words.power.offered(powers, others) : null),
        bullets(say.examples),
      );
    case "help":
      return paragraphs(
        say.help,
        bullets([...say.examples, ...say.moreExamples, ...powers.map((power) => words.power[power].example)]),
      );
    case "greeting":
      return paragraphs(say.greeting, bullets(say.examples));
    case "unclear":
      return paragraphs(say.unclear, bullets(say.examples));
    case "notYet":
      return paragraphs(say.notYet, bullets(say.examples));
    case "howto":
      return powers.length > 0 ? say.howto : words.power.off;
    case "thanks":
    case "nothing":
      return say[decision.about];
    default:
      return paragraphs(say.unclear, bullets(say.examples));
  }
}

/** What can be asked for, and was not said of which. */
const endsInstance = ({ slots }: Exclude<Decision, { kind: "act" }>): boolean =>
  slots.thing === "instance" && (slots.verb === "terminate" || slots.verb === "delete");

function questionBack(decision: Extract<Decision, { kind: "ask" }>, words: Words): string {
  if (decision.about === "target" && isPower(decision.intent)) return words.power[decision.intent].which;
  if (decision.about === "chart") return words.chart.which;
  if (decision.about === "csv") return words.file.which;
  const { slots, candidates } = decision;
  const subject = [...(slots.services ?? []), ...(slots.names ?? [])].map(plain).join(words.and);
  const [only, ...others] = candidates;
  if (only && others.length === 0) return words.ask.one(subject, `_${words.ask.choices[only] ?? only}_`);
  return words.ask.which(
    subject,
    candidates.map((intent) => `_${words.ask.choices[intent] ?? intent}_`).join(words.ask.or),
  );
}

function orderName({ slots }: Extract<Decision, { kind: "say" }>, words: Words): string {
  // Instances can be started; where one is refused, a new one was meant.
  const verb = words.orders.verbs[slots.verb === "start" ? "create" : (slots.verb ?? "")];
  if (!verb) return "";
  return words.orders.phrase(verb, words.orders.things[slots.thing ?? ""] ?? null);
}
