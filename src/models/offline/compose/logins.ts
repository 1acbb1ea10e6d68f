import { count } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { type Result, type Row, tally, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";

const MOST_ROWS = 10;
const MOST_USERS = 5;
const MOST_IPS = 3;

/** Console sign-ins: how many, how many failed, whose; then the latest. */
export function loginsText(working: Working, result: Result): string {
  const { words, reader, slots } = working;
  const period = named(words, result.info, reader);
  const rows = [...result.rows].sort((a, b) => text(b.time).localeCompare(text(a.time)));
  if (rows.length === 0) {
    const first = slots.errorsOnly ? words.logins.noneFailed(period) : words.logins.none(period);
    return paragraphs(first, searched(words, code("ConsoleLogin"), result.info, reader));
  }
  const failed = rows.filter((row) => row.outcome === "failed");
  const distinct = (column: string) => new Set(rows.map((row) => text(row[column]))).size;
  const first =
    slots.noMfa && !slots.errorsOnly
      ? words.estate.noMfa(period, rows.length)
      : slots.errorsOnly
        ? words.logins.failed(period, count(rows.length), distinct("user"), distinct("source_ip"))
        : words.logins.all(period, count(rows.length), failed.length);
  const byUser = tally(
    failed,
    (row) => text(row.user),
    (members) => members.length,
  ).sort((a, b) => b.value - a.value);
  const { columns } = words.trail;
  return paragraphs(
    first,
    slots.errorsOnly &&
      `${byUser
        .slice(0, MOST_USERS)
        .map((each) => perUser(working, failed, each))
        .join(words.and)}.`,
    table(
      [
        { label: `${columns.time} (${zoneName(reader.zone, reader.now)})` },
        { label: columns.user },
        { label: columns.ip },
        { label: columns.region },
        { label: columns.outcome },
      ],
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          moment(text(row.time), reader),
          code(row.user),
          code(row.source_ip),
          code(row.region),
          row.outcome === "failed"
            ? `${words.trail.failed} ${row.error ? code(row.error) : ""}`.trim()
            : words.trail.ok,
        ]),
    ),
    sentences(rows.length > MOST_ROWS && words.latest(MOST_ROWS), caveats(words, result.info)),
    pictureTrouble(working),
  );
}

function perUser({ words }: Working, failed: Row[], { key, value }: { key: string; value: number }): string {
  const ips = [...new Set(failed.filter((row) => text(row.user) === key).map((row) => text(row.source_ip)))];
  return words.estate.perUser(
    code(key),
    value,
    ips.slice(0, MOST_IPS).map(code).join(words.and) + (ips.length > MOST_IPS ? " …" : ""),
  );
}
