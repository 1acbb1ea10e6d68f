import { dayIn } from "./periods/calendar.ts";
import { findPeriods } from "./periods/find.ts";
import type { At } from "./periods/move.ts";
import type { Found } from "./periods/when.ts";
import type { Mark, Scan } from "./words/scan.ts";

/** A message as the rules see it. */
export interface Utterance {
  text: string;
  marks: Mark[];
  unknown: string[];
  periods: Found[];
  /** A period said from its later day to its earlier one. */
  backwards: readonly [from: string, to: string] | null;
  /** Speaks of something done, not of something to do. */
  past: boolean;
  has(concept: Mark["concept"], value?: string): boolean;
  /** Values of a concept, each once, in order. */
  values(concept: Mark["concept"]): string[];
}

const LONGEST = 2_000;

/** "Turn the GPU servers off", "shut them down": the two halves of one verb. */
const SPLIT_VERB =
  /\b(turn|switch|shut|power|bring|spin|take)\s+((?:the|all|both|those|these|that|this|them|it|my|our|every|i-)\b(?:[^.,;:!?\n]|\.(?=\S)){0,60}?)\s+(off|down|on|up)\b/gi;

/** Runs of blanks (the rules' patterns would take seconds over them), Slack's own markup, look-alike signs and typographic quotes away; names and words stay as written. */
function clean(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .slice(0, LONGEST)
    .normalize("NFKC")
    .replace(/<[@#!][^>]*>/g, " ")
    .replace(/<(?:https?:|mailto:)[^>|]*\|([^>]*)>/g, " $1 ")
    .replace(/<(?:https?:|mailto:)[^>]*>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/[‘’´]/g, "'")
    .replace(/[`"“”*]/g, " ")
    .replace(/(^|\s)@[\w.-]+/g, "$1")
    .replace(SPLIT_VERB, "$1 $3 $2");
}

export function readUtterance(raw: string, at: At, scan: (text: string) => Scan): Utterance {
  const text = clean(raw);
  const { found, rest, backwards } = findPeriods(text, dayIn(at.now, at.zone));
  const { marks: read, unknown } = scan(rest);
  const marks = read.map((mark, i) => asState(text, mark, read[i - 1], read[i + 1]));
  return {
    text,
    marks,
    unknown,
    periods: found,
    backwards,
    past: isPast(text),
    has: (concept, value) => marks.some((m) => m.concept === concept && (value === undefined || m.value === value)),
    values: (concept) => [...new Set(marks.filter((m) => m.concept === concept).map((m) => m.value))],
  };
}

/** "stopped instances" are instances in a state, "who stopped instances" a deed. */
function asState(text: string, mark: Mark, before: Mark | undefined, after: Mark | undefined): Mark {
  const stopped = mark.concept === "verb" && /^stopped$/i.test(text.slice(mark.start, mark.end));
  const subject = before && (before.concept === "who" || before.concept === "name");
  return stopped && !subject && after?.value === "instance" ? { ...mark, concept: "state", value: "stopped" } : mark;
}

const FIRST_SYLLABLE = 0xac00;
const FINALS = 28;
/** The final consonant ㅆ, which marks the past tense in all verbs but 있다 and the future 겠. */
const SSANG_SIOT = 20;
const PAST_EN =
  /(?<![\w-])(?:did|was|were|has|have|had|been|who|ran|shut|made|(?:re)?(?:boot|start|launch|stopp|terminat|delet|creat|remov|modifi|chang|touch|add|wip|purg|destroy)ed)(?![\w-])/i;
const ATTRIBUTIVE_KO = /(?:[가-힣]한|[켠끈된킨린만든꾼])\s*(?:사람|건|게|것|계정|유저|사용자|이력|기록|적|이벤트|내역)/;

/** "껐다 켜": one thing to do, told as one after the other. */
const OFF_AND_ON = /껐다가?/g;

function isPast(text: string): boolean {
  if (PAST_EN.test(text) || ATTRIBUTIVE_KO.test(text)) return true;
  return [...text.replace(OFF_AND_ON, "")].some((char) => {
    const code = char.charCodeAt(0) - FIRST_SYLLABLE;
    return code >= 0 && code < 11_172 && code % FINALS === SSANG_SIOT && char !== "있" && char !== "겠";
  });
}
