import type { DatasetInfo } from "../../../ports/datasets.ts";
import { bytes, count, share } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { number, type Result, type Row, sum, text } from "../format/result.ts";
import { dayName, moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { rowsTable } from "./rows.ts";

const MOST_ROWS = 10;
const MOST_GROUPS = 5;

/** How many errors, in which patterns, and when they peaked. */
export function logErrorsText(working: Working, result: Result, timeline: Result | null): string {
  const { words, reader, slots } = working;
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
        .slice(0, slots.top ?? MOST_ROWS)
        .map((row) => [
          code(row.pattern),
          count(number(row.count)),
          share(number(row.share)),
          moment(text(row.first_seen), reader),
          moment(text(row.last_seen), reader),
        ]),
    ),
    sentences(
      peak && number(peak.errors) > 0 && peakText(working, peak, timeline?.info),
      rows.length > MOST_ROWS && words.top(MOST_ROWS),
      caveats(words, info),
    ),
    text(top.example) !== "" && words.logs.example(code(top.example)),
    pictureTrouble(working),
  );
}

function peakText({ words, reader }: Working, peak: Row, info: DatasetInfo | undefined): string {
  const errors = count(number(peak.errors));
  const isDaily = (info?.args as { bin?: unknown } | undefined)?.bin === "1d";
  return isDaily
    ? words.logs.peakDay(dayName(text(peak.time).slice(0, 10), reader), errors)
    : words.logs.peak(moment(text(peak.time), reader), errors);
}

/** A question back with the groups there are. */
export function whichServiceText({ words }: Working, groups: Result | null): string {
  const names = (groups?.rows ?? []).slice(0, MOST_GROUPS).map((row) => code(row.group));
  return words.logs.whichService(names.join(words.and) + ((groups?.rows.length ?? 0) > MOST_GROUPS ? " …" : ""));
}

export function logGroupsText(working: Working, { info, rows }: Result): string {
  const { words, reader, slots } = working;
  if (rows.length === 0) return paragraphs(words.logs.noGroups, searched(words, "CloudWatch Logs", info, reader));
  const ordered = [...rows].sort((a, b) => number(b.stored_bytes) - number(a.stored_bytes));
  const without = ordered.filter((row) => row.retention_days === null);
  const open = without.length;
  const shown = slots.forever ? without : ordered;
  const { groupColumns } = words.logs;
  const unread = info.notes.flatMap((note) => (note.code === "owners_unknown" ? code(text(note.params?.region)) : []));
  if (info.period) return volumeText(working, { info, rows });
  return paragraphs(
    slots.forever ? openText(working, without, rows.length) : words.logs.groups(count(rows.length), open),
    shown.length > 0 &&
      table(
        [
          { label: groupColumns.group },
          { label: groupColumns.region },
          { label: groupColumns.retention, right: true },
          { label: groupColumns.stored, right: true },
          { label: groupColumns.owner },
        ],
        shown
          .slice(0, MOST_ROWS)
          .map((row) => [
            code(row.group),
            code(row.region),
            row.retention_days === null ? words.logs.forever : words.logs.days(number(row.retention_days)),
            bytes(number(row.stored_bytes)),
            text(row.owner) ? code(row.owner) : "–",
          ]),
      ),
    sentences(
      shown.length > MOST_ROWS && words.top(MOST_ROWS),
      unread.length > 0 && words.logs.ownersUnknown(unread.join(words.and)),
      caveats(words, info),
    ),
  );
}

/** What each group took in, the most first. */
function volumeText(working: Working, { info, rows }: Result): string {
  const { words, reader } = working;
  const ordered = rows.toSorted((a, b) => number(b.incoming_bytes) - number(a.incoming_bytes));
  const [most] = ordered;
  const total = bytes(number(info.totals.incoming_bytes));
  const first = [code(most?.group), bytes(number(most?.incoming_bytes)), share(number(most?.incoming_share))] as const;
  return paragraphs(
    words.logs.volume(named(words, info, reader), total, ...first),
    rowsTable(working, { info, rows: ordered }, [
      "group",
      "region",
      "incoming_bytes",
      "incoming_share",
      "stored_bytes",
    ]),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info)),
  );
}

/** How much lies where nothing is ever deleted. */
function openText({ words }: Working, without: Row[], groups: number): string {
  if (without.length === 0) return words.estate.noneOpen(groups);
  const named = without.slice(0, MOST_GROUPS).map((row) => `${code(row.group)} ${bytes(number(row.stored_bytes))}`);
  return words.estate.open(without.length, bytes(sum(without, "stored_bytes")), named.join(words.and));
}
