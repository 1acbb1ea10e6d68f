import type { DatasetInfo } from "../../../ports/datasets.ts";
import { paragraphs, trouble, untold } from "../compose/common.ts";
import type { Result } from "../format/result.ts";
import type { Call } from "../transcript.ts";
import { input, type NewCall, offers, type Playbook, type Working } from "./working.ts";

/**
 * A playbook written as it runs: it yields calls made side by side, gets their results, and returns the answer. A tool
 * that is not offered has no result.
 */
export type Script = Generator<NewCall[], string, (Call | undefined)[]>;

/**
 * Runs a script over what this turn has fetched so far: the same transcript takes the same way. Calls that somebody else
 * made in this turn (a language model that broke down) are passed over.
 */
export function scripted(tool: string, script: (working: Working) => Script): Playbook {
  return (working) => {
    if (!offers(working, tool)) return { text: working.words.noTool(working.words.tools[tool] ?? tool) };
    const own = working.calls.filter(({ id }) => id.startsWith("plan_"));
    const run = script(working);
    let at = 0;
    let next = run.next();
    while (!next.done) {
      const possible = next.value.filter(({ name }) => offers(working, name));
      const done = own.slice(at, at + possible.length);
      if (done.length < possible.length) return { calls: possible };
      at += done.length;
      next = run.next(next.value.map((wanted) => done[possible.indexOf(wanted)]));
    }
    return { text: paragraphs(next.value, ...untold(working, own, next.value)) };
  };
}

export const call = (name: string, fields: Record<string, unknown> = {}): NewCall => ({ name, input: input(fields) });

/** What one call gave: its rows, or the sentence that says why there are none. */
export type Fetched = { handle: string; result: Result; info: DatasetInfo } | { trouble: string };

export function fetched(working: Working, done: Call | undefined): Fetched {
  if (!done) return { trouble: working.words.noTool(working.words.tools.data_query!) };
  const result = done.result?.failed ? null : working.read(done.result?.handle);
  if (!result || !done.result?.handle) return { trouble: trouble(working, done) };
  return { handle: done.result.handle, result, info: result.info };
}

/** The result where there is one: for a part of the answer that may be missing. */
export function perhaps(working: Working, done: Call | undefined): Result | null {
  const got = fetched(working, done);
  return "result" in got ? got.result : null;
}

/** A text as SQL writes it. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
