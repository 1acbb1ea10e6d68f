import type { DatasetInfo } from "../../../ports/datasets.ts";
import { count } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { type Result, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, searched, sentences } from "./common.ts";
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

/** How often each alarm rang in a time that is past, the most frequent first; the calls' own rows are in `asked`. */
export function rangText(working: Working, { rows }: Result, asked: DatasetInfo): string {
  const { words, reader } = working;
  const { rang } = words.health;
  const period = named(words, asked, reader);
  if (rows.length === 0) return paragraphs(rang.none(period), searched(words, "CloudWatch", asked, reader));
  const [first] = rows;
  const all = rows.reduce((sum, { times }) => sum + Number(times), 0);
  return paragraphs(
    rang.first(period, all, rows.length, code(first!.alarm), Number(first!.times)),
    table(
      [
        { label: rang.columns.alarm },
        { label: rang.columns.times, right: true },
        { label: rang.columns.minutes, right: true },
        { label: `${rang.columns.last} (${zoneName(reader.zone, reader.now)})` },
      ],
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          code(row.alarm),
          count(Number(row.times)),
          row.minutes === null ? "–" : count(Number(row.minutes)),
          moment(text(row.last), reader),
        ]),
    ),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, asked)),
  );
}
