import { type Moment, parseDay, parseMoment } from "../cells.ts";
import type { Look } from "../look.ts";

/** The period the request asked about, as moments; undefined where it gave none that can be read. */
export function givenWindow(look: Look): { from: Moment; to: Moment } | undefined {
  const from = parseMoment(look.given.window?.from ?? null);
  const to = parseMoment(look.given.window?.to ?? null);
  return from && to && from.ms < to.ms ? { from, to } : undefined;
}

/** The same as days. */
export function givenDays(look: Look): { from: number; to: number } | undefined {
  const from = parseDay(look.given.window?.from ?? "");
  const to = parseDay(look.given.window?.to ?? "");
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}
