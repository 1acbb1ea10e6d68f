import { iso } from "../period.ts";
import type { Note } from "../results.ts";
import type { FoundEvents } from "./find-events.ts";
import { RETENTION_DAYS } from "./lookup-events.ts";

const MINUTE_MS = 60_000;
/** CloudTrail shows most events within five minutes and tells of up to fifteen. */
const DELIVERY_MINUTES = 15;
/** In a longer period the last minutes hardly matter. */
const SHORT_PERIOD_MS = 6 * 3_600_000;

/** How far the answer reaches and where it comes from; what every question on events has to say. */
export function reachNotes(found: FoundEvents, nowMs: number): Note[] {
  return [...retentionNote(found), ...seenNote(found), ...copyNotes(found), ...deliveryNote(found, nowMs)];
}

/** Up to when the answer is complete as far as known; null where the period ended long before. */
export function freshTo(found: FoundEvents, nowMs: number): string | null {
  const unread = found.regions.flatMap(({ unreadFrom }) => unreadFrom ?? []);
  if (unread.length > 0) return iso(Math.min(...unread));
  return Date.parse(found.period.to) > nowMs - DELIVERY_MINUTES * MINUTE_MS ? iso(nowMs) : null;
}

function retentionNote({ clippedTo }: FoundEvents): Note[] {
  if (clippedTo === null) return [];
  const text = `CloudTrail's event history reaches back ${RETENTION_DAYS} days; searched from ${clippedTo}.`;
  return [{ code: "retention", text, params: { service: "CloudTrail", from: clippedTo } }];
}

function seenNote({ seenFrom }: FoundEvents): Note[] {
  if (seenFrom === null) return [];
  const at = iso(seenFrom);
  return [{ code: "seen_back_to", text: `Seen back to ${at}; older events were not read.`, params: { at } }];
}

function copyNotes({ regions }: FoundEvents): Note[] {
  const notes: Note[] = [];
  const covering = regions.flatMap(({ copy }) => (copy.kind === "covers" ? copy.toMs : []));
  if (covering.length > 0) {
    const fresh = iso(Math.min(...covering));
    const some = covering.length < regions.length ? ` in ${covering.length} of ${regions.length} regions` : "";
    notes.push({
      code: "from_copy",
      text: `Events up to ${fresh} come from this server's copy${some}; later ones from CloudTrail.`,
      params: { fresh_to: fresh, regions: covering.length, of: regions.length },
    });
  }
  const partial = regions.flatMap(({ copy }) => (copy.kind === "partial" ? [copy] : []));
  if (partial.length > 0) {
    const starts = partial.map(({ coveredFrom }) => coveredFrom);
    const from = starts.includes(null) ? null : iso(Math.max(...starts.map((start) => start ?? 0)));
    const full = partial.some((copy) => copy.full);
    const why = full ? "which holds no more events" : "which is being filled";
    notes.push({
      code: "copy_partial",
      text: `Asked CloudTrail itself: the local copy, ${why}, ${from ? `reaches back to ${from}` : "is still empty"}.`,
      params: { covered_from: from, full },
    });
  }
  const broken = regions.flatMap(({ copy }) => (copy.kind === "broken" ? copy.problem : []))[0];
  if (broken) {
    const why = broken === "disk_full" ? "the disk is full" : "its file is not usable";
    const text = `Asked CloudTrail itself: no local copy can be kept, ${why}.`;
    notes.push({ code: "copy_unavailable", text, params: { reason: broken } });
  }
  const unread = regions.flatMap(({ unreadFrom }) => unreadFrom ?? []);
  if (unread.length > 0) {
    const from = iso(Math.min(...unread));
    const text = `AWS did not answer in ${unread.length} of ${regions.length} regions: events after ${from} are not included there.`;
    notes.push({ code: "tail_unread", text, params: { from, regions: unread.length } });
  }
  return notes;
}

function deliveryNote({ period }: FoundEvents, nowMs: number): Note[] {
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  if (to <= nowMs - DELIVERY_MINUTES * MINUTE_MS || to - from > SHORT_PERIOD_MS) return [];
  const text = `CloudTrail shows events up to ${DELIVERY_MINUTES} minutes late; the latest may be missing.`;
  return [{ code: "delivery_delay", text, params: { minutes: DELIVERY_MINUTES } }];
}
