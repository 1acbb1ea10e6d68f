import { dateFormat } from "../date-format.ts";
import type { Message, ToolResultBlock, ToolUseBlock } from "../ports/model.ts";
import type { Language } from "../ports/tools.ts";
import type { AttachedData } from "../ports/turn.ts";

/**
 * How a turn is read from its log. The first text block of every user message is written by code and starts with one
 * of these marks; the last one holds the person's own words. A person cannot write a first block.
 */
const CONTEXT_MARK = "[opsthread: context of this message]";
const NOTE_MARK = "[opsthread: note]";
/** Stands in the second block of the message a transcript begins anew with. */
export const SUMMARY_MARK = "[opsthread: summary of what came before]";
/** Characters of JSON a token: prose and schemas take about four, Hangul and ids two to three. */
const CHARS_PER_TOKEN = 3;

export interface MessageContext {
  /** Milliseconds since the epoch. */
  now: number;
  zone: string;
  language: Language;
  asker: string;
  accounts: string[];
  attached?: AttachedData[];
}

/** What changes between messages stands here, so that system prompt and tools stay the same bytes. */
export function contextBlock(context: MessageContext): string {
  return [
    CONTEXT_MARK,
    `now: ${localTime(context.now, context.zone)} (${context.zone})`,
    `asker: ${oneLine(context.asker, 80)}`,
    `language: ${context.language}`,
    ...(context.accounts.length ? [`accounts: ${context.accounts.join(", ")} (the first is the default)`] : []),
    ...(context.attached ?? []).map(attachedLine),
  ].join("\n");
}

/** Names come from a stranger's file: one line each, and only as much as is needed to ask for them. */
function attachedLine({ name, handle, rows, columns }: AttachedData): string {
  const named = columns.slice(0, 20).map((column) => oneLine(column, 40));
  return `attached: dataset ${handle}, ${rows} rows (${named.join(", ")}), from the file "${oneLine(name, 80)}"`;
}

/** A word from code within a turn. Repeats the person's words, which thus stay the last text of the log. */
export function noteMessage(note: string, personText: string): Message {
  return {
    role: "user",
    content: [
      { type: "text", text: `${NOTE_MARK}\n${note}` },
      { type: "text", text: personText },
    ],
  };
}

/** Calls without a result, in the order asked: unfinished work. */
export function unanswered(messages: Message[]): ToolUseBlock[] {
  const answered = new Set<string>();
  for (const block of messages.flatMap((message) => message.content)) {
    if (block.type === "tool_result") answered.add(block.tool_use_id);
  }
  return toolCalls(messages).filter((call) => !answered.has(call.id));
}

export function toolCalls(messages: Message[]): ToolUseBlock[] {
  return messages.flatMap((message) =>
    message.role === "assistant" ? message.content.filter((block) => block.type === "tool_use") : [],
  );
}

/** From the newest message a person wrote to the end; everything when there is none. */
export function currentTurn(messages: Message[]): Message[] {
  const start = messages.findLastIndex(isFromPerson);
  return start === -1 ? messages : messages.slice(start);
}

/** The words of all messages a person wrote, oldest first. */
export function personTexts(messages: Message[]): string[] {
  return messages.filter(isFromPerson).map((message) => texts(message).at(-1) ?? "");
}

/** Results that our own code wrote in words (a proposal, an outcome): what they say needs no further proof. */
export function ownTexts(messages: Message[]): string[] {
  return messages
    .flatMap((message) => message.content)
    .flatMap((block) => (block.type === "tool_result" && isOurWord(block) ? [block.content] : []));
}

/**
 * What our code says of calls that cannot be made as they were written, less what the call itself had said. `ours`: names
 * of the thread's own tools, of which nobody else writes the errors.
 */
export function objections(messages: Message[], ours: readonly string[]): string[] {
  const calls = new Map(toolCalls(messages).map((call) => [call.id, call]));
  return messages
    .flatMap((message) => message.content)
    .flatMap((block) => {
      if (block.type !== "tool_result" || !block.is_error) return [];
      const call = calls.get(block.tool_use_id);
      const isOurs = INVALID.test(block.content) || ours.includes(call?.name ?? "");
      return isOurs ? [withoutEcho(block.content, call?.input)] : [];
    });
}

/** Whole words and numbers of the call's input are blanked: a model proves nothing by writing it into a call. */
function withoutEcho(text: string, input: unknown): string {
  const echoed = new Set(wordsOf(typeof input === "string" ? input : JSON.stringify(input ?? null)));
  return text.replace(WORD, (word) => (wordsOf(word).some((part) => echoed.has(part)) ? " " : word));
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}_.,:/-]*[\p{L}\p{N}])?/gu;
/** A word, and the dates and numbers within one that is no name, plainly written: another day of the same year is no echo. */
const wordsOf = (text: string): string[] =>
  [...text.matchAll(WORD)].flatMap(([word]) => [
    word.toLowerCase(),
    ...(/\p{L}/u.test(word)
      ? []
      : [...word.replaceAll(",", "").matchAll(/\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?/g)].map(([number]) => number)),
  ]);

/** A tool that finds nothing, too much or what it may not touch names it; that is no result, and true all the same. */
const EXPLAINED = /\nerror: (?:not_found|ambiguous|budget|access_denied|refused)$/;
/** Why a call cannot be made as it was written. It repeats what was written, which a model may have made up. */
const INVALID = /\nerror: invalid_input$/;
/** How a change ended that went wrong: the approvals' own words, which no tool's error can have for itself. */
const ENDED = /^approval: (?:failed|unknown|stale)\n(?![\s\S]*\nerror: [a-z_]+$)/;

const DATASET = "dataset: ";

/** A result whose rows are kept, as the model is told of it. */
export const ofDataset = (handle: string, text: string): string => `${DATASET}${handle}\n${text}`;

const isOurWord = ({ content, is_error }: ToolResultBlock): boolean =>
  is_error ? EXPLAINED.test(content) || ENDED.test(content) : !content.startsWith(DATASET);

export function textOf(message: Message): string {
  return texts(message).join("\n\n");
}

export function hasNote(messages: Message[], note: string): boolean {
  return messages.some((message) => message.role === "user" && firstText(message)?.startsWith(`${NOTE_MARK}\n${note}`));
}

function isFromPerson(message: Message): boolean {
  const first = message.role === "user" ? firstText(message) : undefined;
  return first !== undefined && !first.startsWith(NOTE_MARK);
}

function firstText(message: Message): string | undefined {
  return texts(message)[0];
}

function texts(message: Message): string[] {
  return message.content.flatMap((block) => (block.type === "text" ? [block.text] : []));
}

/** A name or a text of a stranger may not look like a further line of what code wrote. */
export function oneLine(text: string, longest: number): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line;
}

/** The context block of the newest message a person wrote. */
export function contextOf(messages: Message[]): string {
  const newest = messages.findLast(isFromPerson);
  return newest ? (firstText(newest) ?? "") : "";
}

/** The summary a transcript begins with, if it began anew. A person's own words are the last block, never the second of three. */
export function summaryOf(messages: Message[]): string | null {
  const [, summary, question] = messages[0] ? texts(messages[0]) : [];
  return question !== undefined && summary?.startsWith(SUMMARY_MARK) ? summary : null;
}

/** What a transcript takes to send, estimated without asking anybody; on the safe side. */
export function estimatedTokens(messages: Message[]): number {
  return Math.ceil(JSON.stringify(messages).length / CHARS_PER_TOKEN);
}

/** `2026-11-21 09:14 Saturday, GMT+09:00` */
function localTime(now: number, zone: string): string {
  const format = dateFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    weekday: "long",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  const parts = format.formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((entry) => entry.type === type)?.value ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  return `${day} ${part("hour")}:${part("minute")} ${part("weekday")}, ${part("timeZoneName")}`;
}
