import type { DatasetInfo } from "../../../ports/datasets.ts";
import type { Language } from "../../../ports/tools.ts";
import { count } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { type Result, type Row, tally, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences, unseen } from "./common.ts";
import { instancesOf } from "./instances-of.ts";

const MOST_ROWS = 10;
const MOST_NAMES = 5;
/** So few events are named by their ids. */
const FEW = 3;

/** Who did it, or how many events there were; then the events, latest first; "none" with what was searched. */
export function trailText(working: Working, result: Result, asked: DatasetInfo): string {
  const { words, reader } = working;
  const rows = [...result.rows].sort((a, b) => text(b.time).localeCompare(text(a.time)));
  const first = firstLine(working, asked, rows);
  if (rows.length === 0 && asked.truncated)
    return paragraphs(
      words.trail.notSure(named(words, asked, reader)),
      sentences(searched(words, subject(working), asked, reader), ...unseen(words, asked, reader)),
    );
  if (rows.length === 0)
    return paragraphs(first, sentences(searched(words, subject(working), asked, reader), words.trail.management));
  const asksWho = working.slots.verb !== undefined && working.slots.thing !== undefined;
  const mixed = asksWho && rows.some(isFailed) && rows.some((row) => !isFailed(row));
  const latest = rows[0]!;
  const succeeded = rows.filter((row) => !isFailed(row));
  const counted = mixed ? succeeded : rows;
  return paragraphs(
    first,
    !asksWho && words.trail.last(moment(text(latest.time), reader), code(latest.user), code(latest.event)),
    eventTable(working, rows.slice(0, MOST_ROWS)),
    sentences(
      rows.length > MOST_ROWS && words.latest(MOST_ROWS),
      mixed && words.trail.failedRows,
      counted.length > 0 &&
        counted.length <= FEW &&
        words.estate.eventId(counted.map((row) => code(row.event_id)).join(words.and)),
      caveats(words, asked, reader),
    ),
    pictureTrouble(working),
  );
}

const isFailed = (row: Row) => row.outcome === "failed";

function firstLine({ words, reader, slots }: Working, info: DatasetInfo, rows: Row[]): string {
  const period = named(words, info, reader);
  const { verb, thing, events } = slots;
  if (verb && thing && events && !slots.errorsOnly) {
    const on = slots.instanceType
      ? typeName(slots.instanceType, reader.language)
      : slots.resource
        ? code(slots.resource)
        : null;
    const deed = words.trail.deed(verb, thing, on);
    const done = rows.filter((row) => !isFailed(row));
    const users = tally(
      done,
      (row) => text(row.user),
      (members) => members.length,
    );
    if (users.length === 0) {
      return rows.length > 0 ? words.trail.onlyFailed(period, deed, rows.length) : words.trail.nobody(period, deed);
    }
    const names = users
      .slice(0, MOST_NAMES)
      .map(({ key }) => code(key))
      .join(words.and);
    const latest = done[0]!;
    const when =
      done.length === 1 ? ` (${moment(text(latest.time), reader)} ${zoneName(reader.zone, reader.now)})` : "";
    if (users.length === 1) return words.trail.by(period, deed, `${names}${when}`);
    return words.trail.byMany(period, deed, users.length, users.length > MOST_NAMES ? `${names} …` : names);
  }
  const about = [
    slots.user && words.trail.of(code(slots.user)),
    slots.role && words.trail.of(code(slots.role)),
    slots.ip && words.trail.of(code(slots.ip)),
    slots.resource && words.trail.about(code(slots.resource)),
    slots.errorsOnly && (slots.error ? words.trail.refused : words.trail.failures),
    !slots.events && !slots.errorsOnly && (slots.writesOnly || (!slots.ip && !slots.role)) && words.trail.changes,
  ];
  // English says what kind of events they are first.
  const whose = reader.language === "ko" ? about : [about[4] || about[5], ...about.slice(0, 4)];
  const part = whose.filter(Boolean).join("");
  if (rows.length === 0) return words.trail.none(period, part);
  const users = slots.user ? null : new Set(rows.map((row) => row.user)).size;
  return words.trail.events(period, part, count(rows.length), users);
}

/** Korean puts the kind of thing behind by itself. */
function typeName(type: string, language: Language): string {
  const name = type === "gpu" ? "GPU" : code(type);
  return language === "ko" ? name : `${name} instances`;
}

/** The event names that were looked for. */
function subject({ words, slots }: Working): string {
  return slots.events ? slots.events.map(code).join(words.and) : words.trail.all;
}

/** A launch names image, network and groups as well: what counts are the instances. */
function target(row: Row, and: string): string {
  const launched = row.event === "RunInstances" ? instancesOf(row) : [];
  return launched.length > 0 ? launched.map(code).join(and) : code(row.resource);
}

function eventTable({ words, reader }: Working, rows: Row[]): string {
  const { columns } = words.trail;
  const anyFailed = rows.some(isFailed);
  return table(
    [
      { label: `${columns.time} (${zoneName(reader.zone, reader.now)})` },
      { label: columns.user },
      { label: columns.event },
      { label: columns.target },
      { label: columns.region },
      { label: columns.ip },
      ...(anyFailed ? [{ label: columns.outcome }] : []),
    ],
    rows.map((row) => [
      moment(text(row.time), reader),
      code(row.user),
      code(row.event),
      target(row, words.and),
      code(row.region),
      code(row.source_ip),
      ...(anyFailed
        ? [isFailed(row) ? `${words.trail.failed} ${row.error ? code(row.error) : ""}`.trim() : words.trail.ok]
        : []),
    ]),
  );
}
