import type { AccountConfig } from "../../config.ts";
import type { Call } from "../../define-tool.ts";
import { lookupPages, RETENTION_DAYS } from "../lookup-events.ts";
import { cleanEvent, readEvent } from "../read-event.ts";
import { type CopyScope, type CopyStore, PAGE_ROWS } from "./copy-store.ts";
import { gapsOf, type Span } from "./spans.ts";

const DAY_MS = 86_400_000;

/**
 * Events show up minutes after the call, most within five, some after fifteen (CloudTrail User Guide, event history). The
 * copy claims nothing younger than this; what is younger is asked from AWS each time.
 */
const SETTLE_MS = 20 * 60_000;

/** Once more read over with every refresh, for events that came later still. Events are known by id, so none is doubled. */
const RECHECK_MS = 2 * 3_600_000;

/** A shorter stretch at the new end is left for the next round. */
const WORTH_ASKING_MS = 60_000;

/** AWS's tokens do not live for ever: after so many pages the rest is asked anew. */
const PAGES_AT_ONCE = 500;

export interface Filling {
  store: CopyStore;
  scope: CopyScope;
  account: AccountConfig;
  /** Rows kept per account and region. */
  maxRows: number;
  now(): number;
  call: Pick<Call, "aws" | "signal" | "field">;
}

/** Up to where the copy may claim to be complete at this moment; whole seconds, as CloudTrail's times are. */
export function settledAt(nowMs: number): number {
  return Math.floor((nowMs - SETTLE_MS) / 1_000) * 1_000;
}

/**
 * Reads what is missing, newest first, a page at a time, each page at once kept for good. Ends when nothing is missing
 * or no row is free; throws what AWS or SQLite throw, and may be called again at any time.
 */
export async function fillCopy(filling: Filling): Promise<"complete" | "full"> {
  const { store, scope, maxRows } = filling;
  for (;;) {
    const window = windowAt(filling.now());
    store.forgetAfter(scope, window.toMs);
    const spans = store.spans(scope);
    const gap = gapsOf(spans, window).find(({ fromMs, toMs }) => toMs < window.toMs || toMs - fromMs > WORTH_ASKING_MS);
    if (!gap) return "complete";
    const older = spans.length > 0 && spans.every(({ fromMs }) => fromMs >= gap.toMs);
    if (older && store.rows(scope) + PAGE_ROWS > maxRows) return "full";
    const recheck = gap.toMs === window.toMs && gap.fromMs > window.fromMs ? RECHECK_MS : 0;
    await fillGap({ fromMs: Math.max(window.fromMs, gap.fromMs - recheck), toMs: gap.toMs }, filling);
  }
}

function windowAt(nowMs: number): Span {
  const toMs = settledAt(nowMs);
  return { fromMs: Math.ceil((nowMs - RETENTION_DAYS * DAY_MS) / 1_000) * 1_000, toMs };
}

async function fillGap(gap: Span, { store, scope, account, maxRows, now, call }: Filling): Promise<void> {
  const lookup = { account, region: scope.region, ...gap, attribute: null, maxPages: PAGES_AT_ONCE, background: true };
  let reached = gap.toMs;
  for await (const { events, last } of lookupPages(lookup, call)) {
    const read = events.map((event) => cleanEvent(readEvent(event, scope.region), call.field));
    // More of the oldest second may stand on the next page.
    const oldest = Math.min(reached, ...read.map(({ timeMs }) => timeMs + 1_000));
    reached = last ? gap.fromMs : oldest;
    store.add(scope, read, { fromMs: reached, toMs: gap.toMs }, windowAt(now()).fromMs);
    if (!last && store.rows(scope) + PAGE_ROWS > maxRows) return;
  }
  if (reached === gap.toMs) throw new Error("CloudTrail hands out pages that lead nowhere");
}
