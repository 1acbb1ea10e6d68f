import type { Day } from "./calendar.ts";
import type { Rule } from "./rule.ts";
import { DATE_RULES } from "./rules-dates.ts";
import { EN_RULES } from "./rules-en.ts";
import { KO_RULES } from "./rules-ko.ts";
import { days, type Found } from "./when.ts";

const RULES: Rule[] = [...DATE_RULES, ...KO_RULES, ...EN_RULES];

const JOIN = /^\s*(?:부터|에서|~|-|–|—|to|until|till|through|thru|and|\.\.)\s*(?:the\s+)?$/i;
const LAST_DATE =
  /^\s*(?:부터|에서|~|-|–|—|to|until|through)\s*(\d{1,2})(?:\s*일|st|nd|rd|th)?(?![\d:/-]|\s*월)(?:\s*까지)?/i;
const ONWARDS = /^\s*(?:부터|이후|이래)(?:\s*(?:지금|현재|오늘)(?:\s*까지)?)?/;
const SINCE = /(?:since|starting|after)\s+(?:the\s+)?$/i;
const COMPARED_AFTER = /^\s*(?:대비|보다|에?\s*비해|(?:과|와|랑|이랑|하고)\s*비교)/;
const COMPARED_BEFORE = /(?:vs\.?|versus|compared\s+(?:to|with)|against|than|relative\s+to)\s*(?:the\s+)?$/i;

/** Same length, so that positions stay true. */
const blank = (text: string, start: number, end: number) =>
  text.slice(0, start) + " ".repeat(end - start) + text.slice(end);

/** All periods in the text, in order, and the text without them. Earlier rules win over later ones. */
export function findPeriods(
  text: string,
  today: Day,
): { found: Found[]; rest: string; backwards: readonly [from: Day, to: Day] | null } {
  let rest = text;
  const found: Found[] = [];
  for (const rule of RULES) {
    for (const match of rest.matchAll(rule.pattern)) {
      const when = rule.read(match, today);
      if (!when || match[0].trim() === "") continue;
      found.push({ when, start: match.index, end: match.index + match[0].length, baseline: false });
      rest = blank(rest, match.index, match.index + match[0].length);
    }
  }
  found.sort((a, b) => a.start - b.start);
  const joined: Found[] = [];
  let backwards: readonly [Day, Day] | null = null;
  for (const next of found) {
    const before = joined.at(-1);
    if (before && areJoined(text, before, next)) backwards ??= turned(before, next);
    if (before && isRange(text, before, next)) joined[joined.length - 1] = range(before, next);
    else joined.push(next);
  }
  const closed = joined.map((each) => extend(text, each, today));
  for (const { start, end } of closed) rest = blank(rest, start, end);
  return { found: closed.map((each) => ({ ...each, baseline: isBaseline(text, each) })), rest, backwards };
}

/** Two days said as from one to the other, and the other is before it. */
function turned({ when: a }: Found, { when: b }: Found): readonly [Day, Day] | null {
  const days = a.kind === "days" && b.kind === "days" && a.unit === "day" && b.unit === "day";
  return days && a.from > b.to ? [a.from, b.to] : null;
}

function isRange(text: string, a: Found, b: Found): boolean {
  if (a.when.kind !== "days" || b.when.kind !== "days" || a.when.from > b.when.to) return false;
  return turned(a, b) === null && areJoined(text, a, b);
}

function areJoined(text: string, a: Found, b: Found): boolean {
  const between = text.slice(a.end, b.start);
  // "last week and yesterday" is a list; "between 1 Nov and 5 Nov" is a range.
  if (/and/i.test(between) && !/between\s+(?:the\s+)?$/i.test(text.slice(0, a.start))) return false;
  return JOIN.test(between);
}

function range(a: Found, b: Found): Found {
  if (a.when.kind !== "days" || b.when.kind !== "days") return a;
  return { when: days(a.when.from, b.when.to, "span"), start: a.start, end: b.end, baseline: false };
}

/** "11월 1일~15일", "Nov 1-15", "11월 3일부터", "since Monday". */
function extend(text: string, each: Found, today: Day): Found {
  if (each.when.kind !== "days") return each;
  const { from, unit } = each.when;
  if (unit === "span") return each;
  const after = text.slice(each.end);
  const last = unit === "day" ? LAST_DATE.exec(after) : null;
  if (last) {
    const to = `${from.slice(0, 8)}${last[1]!.padStart(2, "0")}`;
    if (to >= from && to.slice(8) <= "31")
      return { ...each, when: days(from, to, "span"), end: each.end + last[0].length };
  }
  const onwards = ONWARDS.exec(after);
  const since = SINCE.test(text.slice(0, each.start));
  if ((onwards || since) && from <= today) {
    return { ...each, when: days(from, today, "span"), end: each.end + (onwards?.[0].length ?? 0) };
  }
  return each;
}

function isBaseline(text: string, each: Found): boolean {
  return COMPARED_AFTER.test(text.slice(each.end)) || COMPARED_BEFORE.test(text.slice(0, each.start));
}
