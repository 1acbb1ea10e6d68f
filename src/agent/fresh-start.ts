import type { DatasetInfo } from "../ports/datasets.ts";
import type { Message } from "../ports/model.ts";
import { withoutSuggestions } from "./suggestions.ts";
import {
  contextOf,
  currentTurn,
  oneLine,
  ownTexts,
  personTexts,
  SUMMARY_MARK,
  summaryOf,
  textOf,
} from "./transcript.ts";

/** Lines of a summary that repeat words which need no proof: a person's, and what our own code told the model. */
const ASKED = "asked: ";
const ANSWERED = "answered: ";
const TOLD = "told by code: ";
const MOST_TURNS = 30;
const MOST_TOLD = 20;
const LONGEST_LINE = 400;
/** Beyond these, a result is listed by its handle and what fetched it. */
const MOST_DESCRIBED = 60;

/**
 * The first message of a transcript that begins anew because the old one no longer fits: what was asked and answered,
 * every stored result with its handle, and the open question as it was asked. Written by code alone, so that nothing
 * in it can be invented; the rows stay in their datasets.
 */
export function freshStart(
  messages: Message[],
  datasets: DatasetInfo[],
  next?: { context: string; question: string },
): Message {
  const open = next ?? { context: contextOf(messages), question: personTexts(messages).at(-1) ?? "" };
  const before = next ? messages : messages.slice(0, messages.length - currentTurn(messages).length);
  const told = [...carried(messages, TOLD), ...ownTexts(messages).map((text) => TOLD + oneLine(text, LONGEST_LINE))];
  const summary = [
    SUMMARY_MARK,
    "The thread had grown too long to be sent. This is what it held; the results are all still there under their handles.",
    ...[...carried(messages, ASKED, ANSWERED), ...conversation(before)].slice(-2 * MOST_TURNS),
    ...told.slice(-MOST_TOLD),
    ...datasets.map((info, index) => (datasets.length - index > MOST_DESCRIBED ? named(info) : described(info))),
    ...(next ? [] : ["The question below was being worked on: go on from the results of it above."]),
  ];
  return {
    role: "user",
    content: [open.context, summary.join("\n"), open.question].map((text) => ({ type: "text", text })),
  };
}

/** The words of earlier messages that a summary repeats. */
export function saidBefore(messages: Message[]): string[] {
  return [...carried(messages, ASKED), ...carried(messages, TOLD)].map((line) => line.slice(line.indexOf(": ") + 2));
}

function carried(messages: Message[], ...kinds: string[]): string[] {
  return (summaryOf(messages)?.split("\n") ?? []).filter((line) => kinds.some((kind) => line.startsWith(kind)));
}

/** Each question with the first line of its answer. */
function conversation(messages: Message[]): string[] {
  const lines: string[] = [];
  let rest = messages;
  while (rest.length > 0) {
    const turn = currentTurn(rest);
    rest = rest.slice(0, rest.length - turn.length);
    const [question] = personTexts(turn);
    const answer = turn.findLast(({ role }) => role === "assistant");
    const first = answer ? withoutSuggestions(textOf(answer)).trim().split("\n")[0] : "";
    if (first) lines.unshift(ANSWERED + oneLine(first, LONGEST_LINE));
    if (question !== undefined) lines.unshift(ASKED + oneLine(question, LONGEST_LINE));
  }
  return lines;
}

const named = ({ handle, tool }: DatasetInfo): string => `${handle}: ${tool}`;

function described(info: DatasetInfo): string {
  const { columns, rowCount, period, args } = info;
  const span = period ? `, ${period.from.slice(0, 16)} to ${period.to.slice(0, 16)}` : "";
  const what = `${named(info)} ${JSON.stringify(args)}, ${rowCount} rows${span}, columns ${columns.map(({ name }) => name).join(", ")}`;
  return oneLine(what, LONGEST_LINE);
}
