import { count } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { number, type Result, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, searched, sentences } from "./common.ts";
import { MOST_ROWS } from "./rows.ts";

const LONGEST = 120;
/** Most lines begin with the time they were logged at. */
const OWN_TIME = /^\d{4}-\d{2}-\d{2}[T ]\S+\s+/;

/** The slowest first, with its id; then as many as were asked for. */
export function slowRequestsText(working: Working, { info, rows: read }: Result, service: string): string {
  const { words, reader, slots } = working;
  const { slow } = words.logs;
  const period = named(words, info, reader);
  // Each region has its own slowest first.
  const rows = read.toSorted((a, b) => number(b.ms) - number(a.ms));
  const [first] = rows;
  if (!first)
    return paragraphs(
      slow.none(period, code(service)),
      searched(words, `CloudWatch Logs (${code(service)})`, info, reader),
    );
  // The store of results may write Insights' names of columns in its own way.
  const time = info.columns.find(({ type }) => type === "time")?.name ?? "";
  const line = info.columns.findLast(({ type }) => type === "text")?.name ?? "";
  const zone = zoneName(reader.zone, reader.now);
  const took = (row: typeof first) => `${count(number(row.ms))} ms`;
  const id = (row: typeof first) => (text(row.request) ? code(row.request) : "");
  const most = Math.min(slots.top ?? MOST_ROWS, MOST_ROWS);
  return paragraphs(
    slow.first(period, code(service), took(first), id(first), `${moment(text(first[time]), reader)} ${zone}`),
    table(
      [
        { label: slow.columns.took, right: true },
        { label: slow.columns.id },
        { label: `${slow.columns.time} (${zone})` },
        { label: slow.columns.line },
      ],
      rows
        .slice(0, most)
        .map((row) => [
          took(row),
          id(row) || "–",
          moment(text(row[time]), reader),
          code(text(row[line]).replace(OWN_TIME, "").slice(0, LONGEST)),
        ]),
    ),
    sentences(
      rows.length > most && words.top(most),
      info.truncated && slow.kept(rows.length),
      slow.basis,
      // The rest of the lines is left out because it was faster, not because it was not read.
      caveats(words, { ...info, truncated: null }),
    ),
  );
}
