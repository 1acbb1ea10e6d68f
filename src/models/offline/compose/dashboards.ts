import { count } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { number, type Result, type Row, tally, text } from "../format/result.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

/** The dashboards of an account by name; "none" with where was looked. */
export function dashboardsText(working: Working, result: Result): string {
  const { words, reader } = working;
  const { info, rows } = result;
  if (rows.length === 0) return paragraphs(words.lookups.noDashboards, searched(words, "CloudWatch", info, reader));
  return paragraphs(
    words.lookups.dashboards(rows.length),
    rowsTable(working, result, ["dashboard", "modified"]),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info, reader)),
    words.lookups.drawDashboard(code(rows[0]?.dashboard)),
  );
}

/** What one dashboard shows: each series with its last value, other widgets with what stands in them. */
export function dashboardText(working: Working, result: Result, pictures: number): string {
  const { words, reader } = working;
  const { info, rows } = result;
  const { lookups } = words;
  const name = text(info.notes.find((note) => note.code === "dashboard")?.params?.name);
  const series = tally(
    rows,
    (row) => `${text(row.widget)} ${text(row.series)}`,
    (members) => members,
  ).map(({ value }) => value);
  return paragraphs(
    lookups.dashboard(code(name), number(info.totals.widgets), pictures, named(words, info, reader)),
    table(
      [{ label: lookups.widget }, { label: lookups.series }, { label: lookups.latest, right: true }],
      series.slice(0, MOST_ROWS).map((members) => [code(members[0]?.title), code(members[0]?.series), lastOf(members)]),
    ),
    sentences(series.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info, reader)),
    pictureTrouble(working),
  );
}

/** The newest value, an alarm's state, or a widget's own text. */
function lastOf(members: Row[]): string {
  const last = members
    .filter((row) => typeof row.value === "number")
    .toSorted((a, b) => text(a.time).localeCompare(text(b.time)))
    .at(-1);
  return last ? count(number(last.value)) : code(members[0]?.text);
}
