import { code } from "../format/markdown.ts";
import { type Result, text } from "../format/result.ts";
import { moment } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, paragraphs, searched, sentences } from "./common.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

const COLUMNS = ["alarm", "state", "since", "watches", "region"];

/** What rings, since when and what it watches; with nothing ringing, the rest. */
export function alarmsText(working: Working, result: Result): string {
  const { words, reader, slots } = working;
  const { info, rows } = result;
  const { health } = words;
  if (rows.length === 0) return paragraphs(health.noAlarms, searched(words, "CloudWatch", info, reader));
  if (slots.alarmState === "INSUFFICIENT_DATA")
    return paragraphs(
      health.withoutData(rows.length, rows.map((row) => code(row.alarm)).join(words.and)),
      rowsTable(working, result, COLUMNS),
      sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info)),
    );
  const ringing = rows.filter((row) => row.state === "ALARM");
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  const names = ringing.map((row) => `${code(row.alarm)} (${moment(text(row.since), reader)})`);
  const shown = ringing.length > 0 && slots.ringing ? ringing : rows;
  return paragraphs(
    ringing.length > 0 ? health.ringing(ringing.length, names.join(words.and)) : health.quiet(rows.length),
    health.states(ringing.length, count("INSUFFICIENT_DATA"), count("OK")),
    rowsTable(working, { ...result, rows: shown }, COLUMNS),
    sentences(shown.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info)),
  );
}
