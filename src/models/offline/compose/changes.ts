import { code, plain, table } from "../format/markdown.ts";
import { number, type Result, tally, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { named, paragraphs, searched, sentences } from "./common.ts";
import { MOST_ROWS } from "./rows.ts";

/** How many changes, by whose approval; then each with the one who asked, the one who approved, and how it ended. */
export function changesText(working: Working, result: Result): string {
  const { words, reader } = working;
  const { info, rows } = result;
  const { changes } = words;
  const period = named(words, info, reader);
  const notMade = number(info.totals.not_made);
  if (rows.length === 0)
    return paragraphs(
      changes.none(period),
      sentences(searched(words, changes.source, info, reader), notMade > 0 && changes.notMade(notMade)),
      changes.elsewhere,
    );
  const people = tally(
    rows,
    (row) => text(row.approved_by),
    (members) => members.length,
  ).map(({ key, value }) => changes.byPerson(plain(key), value));
  const shown = rows.slice(-MOST_ROWS).toReversed();
  const zone = zoneName(reader.zone, reader.now);
  const { columns } = changes;
  return paragraphs(
    changes.first(period, rows.length, people.join(words.and)),
    table(
      [
        { label: `${columns.time} (${zone})` },
        ...(["change", "asked", "approved", "outcome"] as const).map((name) => ({ label: columns[name] })),
      ],
      shown.map((row) => [
        moment(text(row.time), reader),
        `${plain(text(row.change))}: ${code(text(row.target))}`,
        plain(text(row.asked_by)),
        plain(text(row.approved_by)),
        `${changes.outcome(text(row.outcome), row.verified === true)}${row.request_id ? ` (${code(text(row.request_id))})` : ""}`,
      ]),
    ),
    sentences(
      rows.length > shown.length && words.latest(shown.length),
      notMade > 0 && changes.notMade(notMade),
      changes.elsewhere,
    ),
  );
}
