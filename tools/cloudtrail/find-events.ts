import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { describeInstances } from "../inventory/describe-instances.ts";
import { iso } from "../period.ts";
import type { Period, Scope } from "../results.ts";
import { sweep } from "../sweep.ts";
import { type LookupAttribute, lookupEvents } from "./lookup-events.ts";
import { readEvent, type TrailEvent } from "./read-event.ts";

export const RETENTION_DAYS = 90;

/** IAM, STS and sign-in events of the whole account are recorded here. */
const GLOBAL_REGION = "us-east-1";
const MAX_PAGES = 20;
const MAX_INSTANCES = 5;

export interface EventQuestion {
  period: string;
  events?: string[] | undefined;
  user?: string | undefined;
  resource?: string | undefined;
  source?: string | undefined;
  ip?: string | undefined;
  errors_only: boolean;
  writes_only: boolean;
  regions?: string[] | undefined;
}

export interface FoundEvents {
  /** Newest first, each once. */
  events: TrailEvent[];
  period: Period;
  searched: string[];
  skipped: Scope["skipped"];
  requests: number;
  complete: boolean;
  /** Start of the retained history, where the period asked for began before it. */
  clippedTo: string | null;
}

/** The API filters by one attribute only: the most telling one is sent, the rest is filtered here. */
export async function findEvents(question: EventQuestion, account: AccountConfig, call: Call): Promise<FoundEvents> {
  const period = call.context.period(question.period);
  const oldest = call.context.now - RETENTION_DAYS * 86_400_000;
  const fromMs = Math.min(Math.max(period.fromMs, oldest), period.toMs);
  const regions = [...new Set([...call.context.regions(account, question.regions), GLOBAL_REGION])];
  const ids = await resourceIds(question.resource, account, regions, call);
  const attributes = chooseAttributes(question, ids);
  const maxPages = Math.max(1, Math.floor(MAX_PAGES / attributes.length));

  const swept = await sweep(account, regions, async (region) =>
    Promise.all(
      attributes.map((attribute) =>
        lookupEvents({ account, region, fromMs, toMs: period.toMs, attribute, maxPages }, call),
      ),
    ),
  );
  const byId = new Map<string, TrailEvent>();
  for (const { region, result } of swept.found)
    for (const { events } of result)
      for (const event of events.map((raw) => readEvent(raw, region)))
        if (matches(event, question, ids)) byId.set(event.id, event);

  const answers = swept.found.flatMap(({ result }) => result);
  return {
    events: [...byId.values()].sort((a, b) => b.timeMs - a.timeMs || a.id.localeCompare(b.id)),
    period: { from: iso(fromMs), to: period.to, zone: period.zone, utcDays: false },
    searched: swept.searched,
    skipped: swept.skipped,
    requests: answers.reduce((sum, { requests }) => sum + requests, 0),
    complete: answers.every(({ complete }) => complete),
    clippedTo: fromMs > period.fromMs ? iso(fromMs) : null,
  };
}

function chooseAttributes(
  { events, user, source, writes_only }: EventQuestion,
  ids: string[] | null,
): (LookupAttribute | null)[] {
  if (ids) return ids.map((value) => ({ key: "ResourceName", value }));
  if (events) return [...new Set(events)].map((value) => ({ key: "EventName", value }));
  if (user && user !== "root") return [{ key: "Username", value: user }];
  if (source) return [{ key: "EventSource", value: source }];
  if (writes_only) return [{ key: "ReadOnly", value: "false" }];
  return [null];
}

function matches(event: TrailEvent, question: EventQuestion, ids: string[] | null): boolean {
  const { events, user, source, ip, errors_only, writes_only } = question;
  return (
    (!events || events.includes(event.name)) &&
    (!user || event.user.toLowerCase() === user.toLowerCase()) &&
    (!source || event.source === source) &&
    (!ip || event.ip === ip) &&
    (!errors_only || event.error !== null) &&
    (!writes_only || !event.readOnly) &&
    (!ids || ids.some((id) => event.resources.includes(id) || event.instanceIds.includes(id)))
  );
}

/** People name instances by their Name tag; events name them by id. What is no instance's name is taken as it stands. */
async function resourceIds(
  resource: string | undefined,
  account: AccountConfig,
  regions: string[],
  call: Call,
): Promise<string[] | null> {
  if (resource === undefined) return null;
  if (/^(?:[a-z]{1,12}-[0-9a-f]{8,17}|arn:.*)$/.test(resource)) return [resource];
  const configured = regions.filter((region) => account.regions.includes(region));
  const named = await sweep(account, configured, (region) =>
    describeInstances(account, region, { filters: [{ Name: "tag:Name", Values: [resource] }] }, call),
  ).catch(() => null);
  call.signal.throwIfAborted();
  const ids =
    named?.found.flatMap(({ result }) => result.instances.flatMap(({ InstanceId }) => InstanceId ?? [])) ?? [];
  return ids.length > 0 ? ids.slice(0, MAX_INSTANCES) : [resource];
}
