import { code } from "./format/markdown.ts";
import { type Reader, spanName } from "./format/times.ts";
import type { Decision } from "./interpret.ts";
import { dayIn } from "./periods/calendar.ts";
import type { Words } from "./text/words.ts";
import type { Utterance } from "./utterance.ts";

/** What may be looked at here, by the tools' own schemas. */
interface Known {
  accounts: string[];
  regions: string[];
}

const REGION =
  /(?<![\w-])[a-z]{2,5}(?:-[a-z]+)?-(?:north|south|east|west|central|(?:north|south)(?:east|west))-\d(?![\w-])/gi;
const ACCOUNT =
  /(?<![\w-])([a-z][a-z0-9]*(?:-[a-z0-9]+)+|\d{12})\s*(?:계정|어카운트|account(?![\w-]))|(?:계정|어카운트|account)\s+(?:named\s+|id\s+)?([a-z][a-z0-9]*(?:-[a-z0-9]+)+|\d{12})(?![\w-])/gi;

/** Why a question cannot be answered as it stands, or null: never half of it as if it were the whole. */
export function wrongInput(
  said: Utterance,
  decision: Decision,
  known: Known,
  words: Words,
  reader: Reader,
): string | null {
  const { wrong } = words;
  if (said.backwards) {
    const [from, to] = said.backwards.map((day) => spanName(day, day, reader)) as [string, string];
    return wrong.backwards(from, to);
  }
  const region = [...said.text.matchAll(REGION)]
    .map(([name]) => name.toLowerCase())
    .find((name) => !known.regions.includes(name));
  if (region && known.regions.length > 0) return wrong.region(code(region), known.regions.map(code).join(", "));
  const account = [...said.text.matchAll(ACCOUNT)]
    .map(([, before, after]) => before ?? after ?? "")
    .find((name) => !known.accounts.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (account && known.accounts.length > 0) return wrong.account(code(account), known.accounts.map(code).join(", "));
  if (decision.kind === "say" && decision.about === "notYet" && said.has("later")) return wrong.notBegun;
  if (decision.kind !== "act" || decision.intent === "costForecast") return null;
  const { when } = decision.slots;
  if (when?.kind !== "days" || when.from <= dayIn(reader.now, reader.zone)) return null;
  // Days that nobody named would be figures out of nowhere.
  if (when.unit === "year" || when.unit === "quarter") return wrong.notBegun;
  return wrong.future(spanName(when.from, when.to, reader));
}
