import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { describeInstances } from "../inventory/describe-instances.ts";
import { sweep } from "../sweep.ts";
import type { LookupAttribute } from "./lookup-events.ts";
import type { TrailEvent } from "./read-event.ts";

const MAX_INSTANCES = 5;
/** What events call the account's root user. */
export const ROOT = "root";

/** What is asked of events, in any combination; what is absent does not matter. */
export interface EventFilter {
  events?: string[] | undefined;
  /** Case does not matter; "root" is the account's root user. */
  user?: string | undefined;
  role?: string | undefined;
  /** Ids and names as events show them; any of them. */
  resources?: string[] | undefined;
  source?: string | undefined;
  ip?: string | undefined;
  /** An error code, in any case, with or without `Client.`; one word for refused stands for all of them. */
  error?: string | undefined;
  errors_only?: boolean | undefined;
  writes_only?: boolean | undefined;
  reads_only?: boolean | undefined;
}

export function matches(event: TrailEvent, filter: EventFilter): boolean {
  const { events, user, role, resources, source, ip, error } = filter;
  return (
    (!events || events.includes(event.name)) &&
    (!user || same(event.user, user)) &&
    (!role || same(event.role ?? "", role)) &&
    (!source || event.source === source) &&
    (!ip || event.ip === ip) &&
    (!error || isError(event.error ?? "", error)) &&
    (!filter.errors_only || event.error !== null) &&
    (!filter.writes_only || !event.readOnly) &&
    (!filter.reads_only || event.readOnly) &&
    (!resources || resources.some((name) => isAbout(event, name)))
  );
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const bare = (code: string) => code.replace(/^(?:Client|Server)\./i, "");
/** Services have names of their own for the one thing people ask for as "access denied". */
const REFUSED = /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|UnauthorizedAccess)$/i;

function isError(actual: string, asked: string): boolean {
  const [is, wanted] = [bare(actual), bare(asked)];
  return same(is, wanted) || (REFUSED.test(is) && REFUSED.test(wanted));
}

/** Events name some things by id, others by ARN: the last part of one, with or without its revision, is its name. */
function isAbout({ resources, instanceIds }: TrailEvent, name: string): boolean {
  return (
    instanceIds.includes(name) ||
    resources.some((full) => {
      const bare = full.replace(/:\d+$/, "");
      return [full, bare].some((text) => text === name || text.endsWith(`/${name}`) || text.endsWith(`:${name}`));
    })
  );
}

/** The API filters by one attribute only: the most telling one is sent, the rest is filtered by `matches`. */
export function lookupAttributes(filter: EventFilter): (LookupAttribute | null)[] {
  const { events, user, resources, source, writes_only, reads_only } = filter;
  if (resources) return resources.map((value) => ({ key: "ResourceName", value }));
  if (user && same(user, ROOT)) return [{ key: "Username", value: ROOT }];
  if (events) return [...new Set(events)].map((value) => ({ key: "EventName", value }));
  if (user) return [{ key: "Username", value: user }];
  if (source) return [{ key: "EventSource", value: source }];
  if (writes_only || reads_only) return [{ key: "ReadOnly", value: String(reads_only === true) }];
  return [null];
}

/** Ids and ARNs are what events hold; anything else may be only a part of what they hold. */
export const isWholeName = (resource: string): boolean => /^(?:[a-z]{1,12}-[0-9a-f]{8,17}|arn:.*)$/.test(resource);

/** People name instances by their Name tag; events name them by id. What is no instance's name is taken as it stands. */
export async function resourceIds(
  resource: string,
  account: AccountConfig,
  regions: readonly string[],
  call: Call,
): Promise<string[]> {
  if (isWholeName(resource)) return [resource];
  const configured = regions.filter((region) => account.regions.includes(region));
  const named = await sweep(account, configured, (region) =>
    describeInstances(account, region, { filters: [{ Name: "tag:Name", Values: [resource] }] }, call),
  ).catch(() => null);
  call.signal.throwIfAborted();
  const ids =
    named?.found.flatMap(({ result }) => result.instances.flatMap(({ InstanceId }) => InstanceId ?? [])) ?? [];
  return ids.length > 0 ? ids.slice(0, MAX_INSTANCES) : [resource];
}
