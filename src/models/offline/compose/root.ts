import { type Result, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

const COLUMNS = ["time", "event", "outcome", "error", "mfa", "source_ip", "region", "event_id"];

/** Whether the root user was used at all, and what it did. */
export function rootText(working: Working, result: Result): string {
  const { words, reader } = working;
  const { info, rows } = result;
  const period = named(words, info, reader);
  if (rows.length === 0)
    return paragraphs(
      words.estate.noRoot(period),
      sentences(searched(words, words.trail.all, info, reader), words.trail.management),
    );
  const latest = [...rows].sort((a, b) => text(b.time).localeCompare(text(a.time)));
  const last = `${moment(text(latest[0]?.time), reader)} ${zoneName(reader.zone, reader.now)}`;
  return paragraphs(
    words.estate.root(period, rows.length, last),
    words.estate.rootEvents(info.totals.sign_ins ?? 0, info.totals.other_calls ?? 0),
    rowsTable(working, { ...result, rows: latest }, COLUMNS),
    sentences(rows.length > MOST_ROWS && words.latest(MOST_ROWS), caveats(words, info)),
    pictureTrouble(working),
  );
}
