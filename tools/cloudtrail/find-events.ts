import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { iso, type Window } from "../period.ts";
import type { Period, Scope } from "../results.ts";
import { sweep } from "../sweep.ts";
import type { EventFilter } from "./event-filter.ts";
import { RETENTION_DAYS } from "./lookup-events.ts";
import type { TrailEvent } from "./read-event.ts";
import { type RegionEvents, readRegion } from "./read-region.ts";

const DAY_MS = 86_400_000;

/** IAM, STS and sign-in events of the whole account are recorded here. */
const GLOBAL_REGION = "us-east-1";

export interface FoundEvents {
  accounts: Scope["accounts"];
  /** Newest first, each once. */
  events: TrailEvent[];
  period: Period;
  searched: string[];
  skipped: Scope["skipped"];
  requests: number;
  /** Null when all pages were read; else everything since then was seen in every region. */
  seenFrom: number | null;
  /** Start of the retained history, where the period asked for began before it. */
  clippedTo: string | null;
  regions: RegionEvents[];
}

/** Where events of these regions are recorded: the global ones always in one of their own. */
export function trailRegions(regions: readonly string[]): string[] {
  return [...new Set([...regions, GLOBAL_REGION])];
}

/** Events of all regions that match, from the copy where it covers the window, else from AWS. */
export async function findEvents(
  filter: EventFilter,
  window: Pick<Window, "fromMs" | "toMs">,
  account: AccountConfig,
  regions: readonly string[],
  call: Call,
): Promise<FoundEvents> {
  const oldest = call.context.now - RETENTION_DAYS * DAY_MS;
  const fromMs = Math.min(Math.max(window.fromMs, oldest), window.toMs);
  const { toMs } = window;
  const accountId = await call.aws.accountId(account, call.signal);
  const swept = await sweep(account, regions, (region) =>
    readRegion({ account, accountId, region, fromMs, toMs, filter }, call),
  );
  call.trail.wake(account, accountId, trailRegions(account.regions));
  const answers = swept.found.map(({ result }) => result);
  const byId = new Map(answers.flatMap(({ events }) => events.map((event) => [event.id, event] as const)));
  const cut = answers.flatMap(({ seenFrom }) => seenFrom ?? []);
  return {
    accounts: [{ id: accountId, name: account.name }],
    events: [...byId.values()].sort(newestFirst),
    period: { from: iso(fromMs), to: iso(toMs), zone: call.context.zone, utcDays: false },
    searched: swept.searched,
    skipped: swept.skipped,
    requests: answers.reduce((sum, { requests }) => sum + requests, 0),
    seenFrom: cut.length === 0 ? null : Math.max(...cut),
    clippedTo: fromMs > window.fromMs ? iso(fromMs) : null,
    regions: answers,
  };
}

const newestFirst = (a: TrailEvent, b: TrailEvent) => b.timeMs - a.timeMs || (a.id < b.id ? -1 : 1);
