import { readAwsFailure } from "../aws-failure.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import type { CopyAnswer } from "./copy/trail-copy.ts";
import { type EventFilter, isWholeName, lookupAttributes, matches } from "./event-filter.ts";
import { type LookupAttribute, lookupEvents } from "./lookup-events.ts";
import { cleanEvent, readEvent, type TrailEvent } from "./read-event.ts";

/** Pages of LookupEvents per region and question; what is left unread is told. */
const MAX_PAGES = 20;

/** A tail this short is a page or two: read whole, whatever was asked. */
const SHORT_TAIL_MS = 2 * 3_600_000;

export interface RegionQuestion {
  account: AccountConfig;
  accountId: string;
  region: string;
  fromMs: number;
  toMs: number;
  filter: EventFilter;
}

export interface RegionEvents {
  /** Those that match. */
  events: TrailEvent[];
  requests: number;
  /** Null when every page was read; else everything from this moment on was seen. */
  seenFrom: number | null;
  copy: CopyAnswer;
  /** Set where the copy had to do because AWS did not answer: nothing after this moment was seen. */
  unreadFrom: number | null;
}

/** The copy answers what it covers, AWS the rest: the whole window, or what is too young for the copy. */
export async function readRegion(question: RegionQuestion, call: Call): Promise<RegionEvents> {
  const { accountId, region, fromMs, toMs, filter } = question;
  const copy = call.trail.read({ accountId, region }, { fromMs, toMs }, filter);
  if (copy.kind !== "covers") return { ...(await askAws(question, lookupAttributes(filter), call)), copy };

  const known = { events: copy.events, requests: 0, seenFrom: null, copy, unreadFrom: null };
  if (copy.toMs >= toMs) return known;
  const attributes = toMs - copy.toMs <= SHORT_TAIL_MS ? [null] : lookupAttributes(filter);
  try {
    const tail = await askAws({ ...question, fromMs: copy.toMs }, attributes, call);
    return { ...tail, events: [...tail.events, ...copy.events], copy };
  } catch (error) {
    if (!isPassing(error)) throw error;
    return { ...known, unreadFrom: copy.toMs };
  }
}

/** What may be better in a minute. A refusal is not: who may not read the trail is not answered from a copy of it. */
function isPassing(error: unknown): boolean {
  return error instanceof AwsCallError && ["throttled", "unavailable"].includes(readAwsFailure(error.cause).code);
}

async function askAws(
  question: RegionQuestion,
  attributes: (LookupAttribute | null)[],
  call: Call,
): Promise<Omit<RegionEvents, "copy">> {
  const found = await askBy(question, attributes, call);
  const { resources, reads_only } = question.filter;
  const partOfName = resources?.every((name) => !isWholeName(name)) === true && attributes[0] !== null;
  if (!partOfName || found.events.length > 0) return found;
  // AWS finds whole names only; a plain one may be the end of an ARN, which shows in the changes.
  const scanned = await askBy(question, [{ key: "ReadOnly", value: String(reads_only === true) }], call);
  return { ...scanned, requests: found.requests + scanned.requests };
}

async function askBy(
  { account, region, fromMs, toMs, filter }: RegionQuestion,
  attributes: (LookupAttribute | null)[],
  call: Call,
): Promise<Omit<RegionEvents, "copy">> {
  const maxPages = Math.max(1, Math.floor(MAX_PAGES / attributes.length));
  const answers = await Promise.all(
    attributes.map((attribute) => lookupEvents({ account, region, fromMs, toMs, attribute, maxPages }, call)),
  );
  const cut = answers.filter(({ complete }) => !complete);
  const oldestOf = (events: (typeof answers)[number]["events"]) =>
    Math.min(toMs, ...events.map(({ EventTime }) => EventTime?.getTime() ?? toMs));
  return {
    events: answers
      .flatMap(({ events }) => events.map((raw) => cleanEvent(readEvent(raw, region), call.field)))
      .filter((event) => matches(event, filter)),
    requests: answers.reduce((sum, { requests }) => sum + requests, 0),
    seenFrom: cut.length === 0 ? null : Math.max(...cut.map(({ events }) => oldestOf(events))),
    unreadFrom: null,
  };
}
