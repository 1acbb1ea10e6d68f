import { bytes, count, share } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { number, type Result, sum, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";

const MOST_ROWS = 10;
const MOST_GROUPS = 5;

/** How many errors, in which patterns, and when they peaked. */
export function logErrorsText(working: Working, result: Result, timeline: Result | null): string {
  const { words, reader, slots, manner } = working;
  const { info } = result;
  const service = code(slots.service ?? slots.logGroups?.join(", ") ?? "");
  const period = named(words, info, reader);
  const rows = [...result.rows].sort((a, b) => number(b.count) - number(a.count));
  const top = rows[0];
  if (!top) return paragraphs(words.logs.none(period, service), searched(words, service, info, reader));
  const errors = info.totals.errors ?? sum(rows, "count");
  const peak = timeline?.rows.reduce((best, row) => (number(row.errors) > number(best.errors) ? row : best));
  const { columns } = words.logs;
  const zone = zoneName(reader.zone, reader.now);
  return paragraphs(
    words.logs.first(period, service, count(errors), share(number(top.share))),
    table(
      [
        { label: columns.pattern },
        { label: columns.count, right: true },
        { label: columns.share, right: true },
        { label: `${columns.first} (${zone})` },
        { label: columns.last },
      ],
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          code(row.pattern),
          count(number(row.count)),
          share(number(row.share)),
          moment(text(row.first_seen), reader),
          moment(text(row.last_seen), reader),
        ]),
    ),
    sentences(
      peak && number(peak.errors) > 0 && words.logs.peak(moment(text(peak.time), reader), count(number(peak.errors))),
      rows.length > MOST_ROWS && words.top(MOST_ROWS),
      caveats(words, info),
    ),
    text(top.example) !== "" && words.logs.example(code(top.example)),
    manner.csv && words.noCsv,
    pictureTrouble(working),
  );
}

/** A question back with the groups there are. */
export function whichServiceText({ words }: Working, groups: Result | null): string {
  const names = (groups?.rows ?? []).slice(0, MOST_GROUPS).map((row) => code(row.group));
  return words.logs.whichService(names.join(words.and) + ((groups?.rows.length ?? 0) > MOST_GROUPS ? " …" : ""));
}

export function logGroupsText(working: Working, { info, rows }: Result): string {
  const { words, reader, manner } = working;
  if (rows.length === 0) return paragraphs(words.logs.noGroups, searched(words, "CloudWatch Logs", info, reader));
  const ordered = [...rows].sort((a, b) => number(b.stored_bytes) - number(a.stored_bytes));
  const open = rows.filter((row) => row.retention_days === null).length;
  const { groupColumns } = words.logs;
  return paragraphs(
    words.logs.groups(count(rows.length), open),
    table(
      [
        { label: groupColumns.group },
        { label: groupColumns.region },
        { label: groupColumns.retention, right: true },
        { label: groupColumns.stored, right: true },
      ],
      ordered
        .slice(0, MOST_ROWS)
        .map((row) => [
          code(row.group),
          code(row.region),
          row.retention_days === null ? words.logs.forever : words.logs.days(number(row.retention_days)),
          bytes(number(row.stored_bytes)),
        ]),
    ),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info)),
    manner.csv && words.noCsv,
  );
}
