import { type LookupAttribute, lookupEvents } from "../cloudtrail/lookup-events.ts";
import { readEvent, type TrailEvent } from "../cloudtrail/read-event.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

const DAY_MS = 86_400_000;
const DAYS = 90;
const MAX_PAGES = 2;
/** AWS allows two look-ups a second, and others ask as well: a card does not wait longer for them. */
const PATIENCE_MS = 10_000;

/** `none`: the history holds none; `noneSince`: what is older was not read; null: it could not be read. */
export type LastChange = TrailEvent | "none" | { noneSince: number } | null;

export interface ChangeSite {
  account: AccountConfig;
  region: string;
  call: Pick<Call, "aws" | "context" | "inFlight" | "signal">;
}

/** What one look-up tells: everything from `seenFrom` on was read. */
interface Looked {
  newest: TrailEvent | null;
  seenFrom: number;
}

/** The newest call that changed this resource, which is given by id, ARN or name. */
export async function lastChangeOf(resource: string, site: ChangeSite): Promise<LastChange> {
  return newestOf(await looksAt(resource, site), site);
}

/** One look-up for each name that CloudTrail may have for it. */
export function looksAt(resource: string, site: ChangeSite): Promise<(Looked | null)[]> {
  return Promise.all(namesOf(resource).map((value) => look({ key: "ResourceName", value }, () => true, site)));
}

/** The newest of the calls of these names that is `about` what is asked for: some tell it in their parameters alone. */
export function looksFor(
  names: readonly string[],
  about: (event: TrailEvent) => boolean,
  site: ChangeSite,
): Promise<(Looked | null)[]> {
  return Promise.all(names.map((value) => look({ key: "EventName", value }, about, site)));
}

/** Of several look-ups for one thing: where one of them does not reach back as far, nothing is claimed. */
export function newestOf(looked: readonly (Looked | null)[], { call }: ChangeSite): LastChange {
  const read = looked.filter((one) => one !== null);
  if (read.length < looked.length) return null;
  const seenFrom = Math.max(...read.map((one) => one.seenFrom));
  const [newest] = read.flatMap((one) => one.newest ?? []).sort((a, b) => b.timeMs - a.timeMs);
  if (newest && newest.timeMs >= seenFrom) return newest;
  return seenFrom > historyOf(call).fromMs ? { noneSince: seenFrom } : "none";
}

const historyOf = ({ context: { now } }: Pick<Call, "context">) => ({ fromMs: now - DAYS * DAY_MS, toMs: now + 1 });

async function look(
  attribute: LookupAttribute,
  about: (event: TrailEvent) => boolean,
  { account, region, call }: ChangeSite,
): Promise<Looked | null> {
  const { fromMs, toMs } = historyOf(call);
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const lookup = { account, region, fromMs, toMs, attribute, maxPages: MAX_PAGES };
    const { events, complete } = await lookupEvents(lookup, { ...call, signal });
    const read = events.map((event) => readEvent(event, region));
    const newest = read.find((event) => !event.readOnly && event.error === null && about(event)) ?? null;
    return { newest, seenFrom: complete ? fromMs : Math.min(toMs, ...read.map(({ timeMs }) => timeMs)) };
  } catch {
    call.signal.throwIfAborted();
    return null;
  }
}

/** CloudTrail names EC2's by id, and of the others some by ARN, some by name: what is given by ARN is looked up by both. */
export function namesOf(resource: string): string[] {
  const [arn, , service, , , ...rest] = resource.split(":");
  if (arn !== "arn") return [resource];
  const within = rest.join(":");
  const name = service === "logs" ? within.replace(/^log-group:/, "") : (within.split(/[/:]/).at(-1) ?? "");
  return service === "ec2" ? [name] : [resource, name];
}
