import type { Language, Source } from "../../ports/tools.ts";
import type { Evidence, TurnRecord } from "../../ports/turn.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { periodWords, stamp } from "../text/time.ts";
import { words } from "../text/words.ts";

type Reader = { language: Language; zone: string; now: number; clockMoved: boolean };

/**
 * The closing line of an answer, always in this order: period · scope · sources and freshness · cost of this
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
    ...sources(used, reader),
    ...costs(record, reader),
    ...(record.dayBudget ? [evidence.dayBudget(usd(record.dayBudget.usedUsd), usd(record.dayBudget.limitUsd))] : []),
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

function sources(used: Evidence["datasets"], { language, zone }: Reader): string[] {
  const text = words(language).evidence;
  const names = new Map<string, Source>();
  for (const { source } of used) if (!names.has(source.service)) names.set(source.service, source);
  const each = [...names.values()].map(({ service, freshTo, requests, cached }) => {
    const remarks = [
      ...(freshTo ? [text.fresh(stamp(Date.parse(freshTo), zone, language))] : []),
      ...(requests === 0 && cached > 0 ? [text.cached] : []),
    ];
    return remarks.length > 0 ? `${service} (${remarks.join(", ")})` : service;
  });
  return each.length > 0 ? [each.join(", ")] : [];
}

function costs(record: TurnRecord, { language }: Reader): string[] {
  const text = words(language).evidence;
  const used = record.evidence.datasets;
  const fetched = new Set(record.toolCalls.map(({ dataset }) => dataset));
  const paid = used.filter(({ handle }) => fetched.has(handle));
  const scanned = paid.reduce((sum, { source }) => sum + (source.scannedBytes ?? 0), 0);
  const awsUsd = paid.reduce((sum, { source }) => sum + source.usd, 0);
  const ceUsd = 0.01 * record.ceRequests;
  const parts = [
    ...(record.ceRequests > 0 ? [text.ceRequests(record.ceRequests, usd(ceUsd))] : []),
    ...(scanned > 0 ? [text.scanned(bytes(scanned), usd(Math.max(0, awsUsd - ceUsd)))] : []),
  ];
  if (used.length > 0 && parts.length === 0) parts.push(text.free);
  if (record.offline) return parts;
  const tokens = record.tokens.input + record.tokens.output + record.tokens.cacheRead + record.tokens.cacheWrite;
  return [...parts, record.usd === null ? text.tokens(tokens) : text.answer(usd(record.usd))];
}

const unique = (items: string[]) => [...new Set(items)];

/** Cents, and below a cent enough digits to be not nothing. */
function usd(amount: number): string {
  if (amount > 0 && amount < 0.01) return "<$0.01";
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
