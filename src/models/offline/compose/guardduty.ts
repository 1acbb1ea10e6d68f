import type { DatasetInfo } from "../../../ports/datasets.ts";
import { count } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { number, type Result, type Row, text } from "../format/result.ts";
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
  const only = [slots.findingType, slots.findingOn].filter((what) => what !== undefined).map(code);
  const left = sentences(
    only.length > 0 && words.guardduty.only(only.join(words.and)),
    excluded("samples_excluded") > 0 && words.guardduty.samples(excluded("samples_excluded")),
    excluded("archived_excluded") > 0 && words.guardduty.archived(excluded("archived_excluded")),
  );
  if (result.rows.length === 0) {
    const where = searched(words, "GuardDuty", info, reader, period ? undefined : words.guardduty.retained);
    return paragraphs(words.guardduty.none(period, severity), sentences(where, left));
  }
  const rows = gravestFirst(result.rows);
  const levels = LEVELS.map((level) => ({ level, found: rows.filter((row) => row.level === level).length }))
    .filter(({ found }) => found > 0)
    .map(({ level, found }) => `${words.guardduty.level(level)} ${found}`)
    .join(words.and);
  const { columns } = words.guardduty;
  return paragraphs(
    slots.distribution === "severity"
      ? countsText(working, info)
      : words.guardduty.first(period, severity, count(rows.length), levels),
    slots.distribution === "severity"
      ? countsTable(working, info)
      : table(
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
    slots.distribution === "severity"
      ? sentences(
          number(info.totals.samples) > 0 && words.estate.withSamples(number(info.totals.samples)),
          caveats(words, info),
        )
      : sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), left, caveats(words, info)),
    !manner.chart && offers(working, "chart") && words.guardduty.offer,
    pictureTrouble(working),
  );
}

/** As the list shows them, so that "the second one" is what a reader counts to. */
export const gravestFirst = (rows: Row[]): Row[] =>
  rows.toSorted(
    (a, b) => number(b.severity) - number(a.severity) || text(b.last_seen).localeCompare(text(a.last_seen)),
  );

const KINDS = ["active", "archived", "all", "samples"] as const;

/** How many of a level: all that are told, less the archived where only the others are meant. */
function counted({ totals }: DatasetInfo, kind: (typeof KINDS)[number], level: string | null): number {
  const of = (name: string) => number(totals[level ? `${name}_${level}` : name]);
  return kind === "active" ? of("all") - of("archived") : of(kind);
}

function countsText({ words }: Working, info: DatasetInfo): string {
  const told = (kind: "active" | "all") =>
    LEVELS.filter((level) => counted(info, "all", level) > 0)
      .map((level) => `${words.guardduty.level(level)} ${counted(info, kind, level)}`)
      .join(words.and);
  const whole = (kind: "active" | "all") => `${counted(info, kind, null)} (${told(kind)})`;
  return words.estate.severities(whole("active"), whole("all"));
}

function countsTable({ words }: Working, info: DatasetInfo): string {
  const levels = LEVELS.filter((level) => level !== "critical" || counted(info, "all", level) > 0);
  const { severityColumns, severityRows } = words.estate;
  return table(
    [
      { label: severityColumns.state },
      ...levels.map((level) => ({ label: words.guardduty.level(level), right: true })),
      { label: severityColumns.total, right: true },
    ],
    KINDS.map((kind) => [
      severityRows[kind],
      ...levels.map((level) => String(counted(info, kind, level))),
      String(counted(info, kind, null)),
    ]),
  );
}
