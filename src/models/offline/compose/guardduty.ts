import { count } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { number, type Result, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import { offers, type Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";

const MOST_ROWS = 10;
const LEVELS = ["critical", "high", "medium", "low"];

/** Findings by severity, the gravest first; "none" with where was looked and what was left out. */
export function guarddutyText(working: Working, result: Result): string {
  const { words, reader, slots, manner } = working;
  const { info } = result;
  // Where none was asked for, everything retained was searched; the closing line says since when.
  const isAsked = (info.args as { period?: unknown } | null)?.period !== undefined;
  const period = isAsked ? named(words, info, reader) : "";
  const severity = slots.severity ?? null;
  const excluded = (name: string) => number(info.notes.find(({ code: each }) => each === name)?.params?.count);
  const left = sentences(
    excluded("samples_excluded") > 0 && words.guardduty.samples(excluded("samples_excluded")),
    excluded("archived_excluded") > 0 && words.guardduty.archived(excluded("archived_excluded")),
  );
  if (result.rows.length === 0) {
    const where = searched(words, "GuardDuty", info, reader, period ? undefined : words.guardduty.retained);
    return paragraphs(words.guardduty.none(period, severity), sentences(where, left));
  }
  const rows = [...result.rows].sort(
    (a, b) => number(b.severity) - number(a.severity) || text(b.last_seen).localeCompare(text(a.last_seen)),
  );
  const levels = LEVELS.map((level) => ({ level, found: rows.filter((row) => row.level === level).length }))
    .filter(({ found }) => found > 0)
    .map(({ level, found }) => `${words.guardduty.level(level)} ${found}`)
    .join(words.and);
  const { columns } = words.guardduty;
  return paragraphs(
    words.guardduty.first(period, severity, count(rows.length), levels),
    table(
      [
        { label: columns.level },
        { label: columns.type },
        { label: columns.resource },
        { label: columns.region },
        { label: `${columns.last} (${zoneName(reader.zone, reader.now)})` },
        { label: columns.count, right: true },
      ],
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          `${words.guardduty.level(text(row.level))} (${number(row.severity)})`,
          code(row.type),
          code(row.resource),
          code(row.region),
          moment(text(row.last_seen), reader),
          count(number(row.count)),
        ]),
    ),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), left, caveats(words, info)),
    !manner.chart && offers(working, "chart") && words.guardduty.offer,
    manner.csv && words.noCsv,
    pictureTrouble(working),
  );
}
