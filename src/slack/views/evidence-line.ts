import type { Language, Scalar } from "../../ports/tools.ts";
import type { BudgetUse, Evidence, TurnRecord } from "../../ports/turn.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { type NotePlace, type NoteWords, standsIn } from "../text/notes.ts";
import { monthDay, periodWords, stamp } from "../text/time.ts";
import { words } from "../text/words.ts";

type Reader = { language: Language; zone: string; now: number; clockMoved: boolean };

/**
 * The closing line of an answer, always in this order: period · scope · what the
 * figures are · sources and freshness · what is missing · cost of this
 * answer. Computed from the results the turn used, never written by a model. Null when nothing was read and
 * there is nothing to say.
 */
export function evidenceLine(record: TurnRecord, reader: Reader): string | null {
  const { evidence } = words(reader.language);
  const used = record.evidence.datasets;
  const parts = [
    ...(record.fellBack ? [evidence.fellBack(record.fellBack)] : []),
    ...periods(used, reader),
    ...scopes(used, reader),
    ...notesIn("basis", used, reader),
    ...sources(used, reader),
    ...notesIn("gap", used, reader),
    ...cuts(used, reader),
    ...costs(record, reader),
    ...record.nearBudgets.map((use) =>
      evidence.nearBudget[use.of](amount(use.used, use, reader), amount(use.limit, use, reader)),
    ),
    ...(record.beganAnew ? [evidence.beganAnew] : []),
    ...(reader.clockMoved ? [evidence.clockMoved(stamp(reader.now, reader.zone, reader.language))] : []),
  ];
  return parts.length === 0 ? null : escapeMrkdwn(parts.join(" · "));
}

function periods(used: Evidence["datasets"], { language, zone }: Reader): string[] {
  const text = words(language).evidence;
  const all = used.flatMap(({ period }) => {
    if (!period) return [];
    const plain = periodWords(period.from, period.to, period.utcDays ? "UTC" : zone, language);
    return [period.utcDays ? `${plain} (${text.utcDays})` : plain];
  });
  return unique(all);
}

function scopes(used: Evidence["datasets"], { language }: Reader): string[] {
  const text = words(language).evidence;
  const accounts = unique(used.flatMap(({ scope }) => scope.accounts.map((account) => account.name)));
  const regions = unique(used.flatMap(({ scope }) => scope.regions));
  const skipped = unique(
    used.flatMap(({ scope }) =>
      scope.skipped.map((s) => `${[s.account, s.region].filter(Boolean).join(" ")} (${s.why[language]})`),
    ),
  );
  if (accounts.length === 0) return [];
  const where = regions.length === 0 ? accounts.join(", ") : `${accounts.join(", ")}, ${text.regions(regions.length)}`;
  return [where, ...(skipped.length > 0 ? [text.skipped(skipped.join(", "))] : [])];
}

function sources(used: Evidence["datasets"], reader: Reader): string[] {
  const { language, zone } = reader;
  const text = words(language).evidence;
  const each = [...Map.groupBy(used, ({ source }) => source.service)].map(([service, datasets]) => {
    const { freshTo, requests, cached } = datasets[0]!.source;
    const remarks = [
      ...(freshTo ? [text.fresh(stamp(Date.parse(freshTo), zone, language))] : []),
      ...(requests === 0 && cached > 0 ? [text.cached] : []),
      ...notesIn("source", datasets, reader),
    ];
    return remarks.length > 0 ? `${service} (${remarks.join(", ")})` : service;
  });
  return each.length > 0 ? [each.join(", ")] : [];
}

/** What the tools noted, each once, in the order of their results. A code nobody knows here is left out. */
function notesIn(place: NotePlace, used: Evidence["datasets"], reader: Reader): string[] {
  const say: Record<string, NoteWords[keyof NoteWords]> = words(reader.language).notes;
  const all = used.flatMap(({ notes }) => notes).filter(({ code }) => standsIn(place, code));
  // What a copy does not cover is said with it.
  const told = all.some(({ code }) => code === "from_copy") ? all.filter(({ code }) => code !== "copy_partial") : all;
  return unique(told.flatMap(({ code, params }) => say[code]?.((name) => parameter(params?.[name], reader)) ?? []));
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function parameter(value: Scalar | undefined, { language, zone }: Reader): string {
  if (value === undefined || value === null) return "?";
  if (typeof value === "number") return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
  if (typeof value !== "string" || !(INSTANT.test(value) || DAY.test(value))) return String(value);
  const at = Date.parse(value);
  if (Number.isNaN(at)) return value;
  return DAY.test(value) ? monthDay(at, "UTC", language) : stamp(at, zone, language);
}

/** Results that hold only a part of what there was. */
function cuts(used: Evidence["datasets"], { language }: Reader): string[] {
  const text = words(language).evidence;
  const plain = (count: number) => count.toLocaleString("en-US");
  return unique(
    used.flatMap(({ truncated }) =>
      truncated
        ? [
            `${text.shown(plain(truncated.shown), truncated.of === null ? null : plain(truncated.of))} (${truncated.why[language]})`,
          ]
        : [],
    ),
  );
}

function amount(value: number, { unit }: BudgetUse, { language }: Reader): string {
  return unit === "usd" ? usd(value, language) : words(language).evidence.tokenCount(value.toLocaleString("en-US"));
}

function costs(record: TurnRecord, { language }: Reader): string[] {
  const text = words(language).evidence;
  const used = record.evidence.datasets;
  const fetched = new Set(record.toolCalls.map(({ dataset }) => dataset));
  const paid = used.filter(({ handle }) => fetched.has(handle));
  const scans = paid.map(({ source }) => source).filter(({ scannedBytes }) => scannedBytes);
  const scanned = scans.reduce((sum, { scannedBytes }) => sum + (scannedBytes ?? 0), 0);
  const scanUsd = scans.reduce((sum, source) => sum + source.usd, 0);
  const ceUsd = 0.01 * record.ceRequests;
  const parts = [
    ...(record.ceRequests > 0 ? [text.ceRequests(record.ceRequests, usd(ceUsd, language))] : []),
    ...(scanned > 0 ? [text.scanned(bytes(scanned), usd(scanUsd, language))] : []),
  ];
  if (used.length > 0 && parts.length === 0) parts.push(text.free);
  if (record.offline) return parts;
  const tokens = record.tokens.input + record.tokens.output + record.tokens.cacheRead + record.tokens.cacheWrite;
  return [...parts, record.usd === null ? text.priceUnknown(tokens) : text.answer(usd(record.usd, language))];
}

const unique = (items: string[]) => [...new Set(items)];

/** Cents; less than one is said in words. */
function usd(amount: number, language: Language): string {
  if (amount > 0 && amount < 0.01) return words(language).evidence.underCent;
  return `$${amount.toFixed(2)}`;
}

function bytes(count: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let amount = count;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${amount >= 100 || unit === 0 ? Math.round(amount) : amount.toFixed(1)} ${units[unit]}`;
}
