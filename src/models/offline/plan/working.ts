import type { DatasetInfo } from "../../../ports/datasets.ts";
import type { ModelRequest } from "../../../ports/model.ts";
import type { Result } from "../format/result.ts";
import type { Reader } from "../format/times.ts";
import { dayIn } from "../periods/calendar.ts";
import type { At } from "../periods/move.ts";
import type { Manner, Slots } from "../slots.ts";
import type { Words } from "../text/words.ts";
import type { Call } from "../transcript.ts";

/** What a playbook works with: what was asked, what this turn has fetched so far, and the language to answer in. */
export interface Working {
  slots: Slots;
  manner: Manner;
  at: At;
  reader: Reader;
  words: Words;
  tools: ModelRequest["tools"];
  /** The calls of this turn, in order. */
  calls: Call[];
  read(handle: string | null | undefined): Result | null;
  /** All results of the thread, oldest first. */
  datasets: DatasetInfo[];
}

export interface NewCall {
  name: string;
  input: Record<string, unknown>;
}

/** The next step of a turn: tools to call, or the answer. */
export type Step = { calls: NewCall[] } | { text: string; next?: string };

/** One question's way from words to an answer. Called again after each round of results. */
export type Playbook = (working: Working) => Step;

export const offers = (working: Pick<Working, "tools">, name: string): boolean =>
  working.tools.some((tool) => tool.name === name);

export const called = (working: Working, name: string): Call[] => working.calls.filter((call) => call.name === name);

/** Drops what is undefined, so that equal questions are equal calls. */
export function input(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A time of day on the day that was said, else today, as tools read it in the asker's zone: `2026-11-19T06:50`. */
export function instantOf(clock: string, { slots, at }: Pick<Working, "slots" | "at">): string {
  const day = slots.when?.kind === "days" ? slots.when.from : dayIn(at.now, at.zone);
  return `${day}T${/^\d:/.test(clock) ? `0${clock}` : clock}`;
}

/** The names a tool's schema lists for a field: accounts and regions of the configuration. */
export function allowed(tools: ModelRequest["tools"], tool: string, field: string): string[] {
  const schema = tools.find(({ name }) => name === tool)?.inputSchema as Schema | undefined;
  const property = schema?.properties?.[field];
  return (property?.enum ?? property?.items?.enum ?? []).filter((name): name is string => typeof name === "string");
}

interface Schema {
  properties?: Record<string, { enum?: unknown[]; items?: { enum?: unknown[] } }>;
}
