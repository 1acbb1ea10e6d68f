import { readAwsFailure } from "../aws-failure.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import type { Scope } from "../results.ts";
import { whySkipped } from "../sweep.ts";
import { indexLinks, type Links } from "./links.ts";
import { type Link, type Ref, type Resource, refOf } from "./resource.ts";
import type { Found, Site, Source, Tally } from "./site.ts";
import { tagged } from "./sources/tagged.ts";
import { untagged } from "./sources/untagged.ts";
import { sources } from "./sources.ts";

/** What an account has, as far as it could be read. */
export interface Estate {
  account: { id: string; name: string };
  resources: Map<Ref, Resource>;
  links: Links;
  /** Regions of which at least one source answered. */
  regions: string[];
  skipped: Scope["skipped"];
  /** Regions without Resource Explorer: what was never tagged is known there only of the services listed one by one. */
  unindexed: string[];
  tally: Tally;
}

export interface Extent {
  regions: readonly string[];
  /** Only these types, and only the calls that list them; all when absent. */
  types?: (type: string) => boolean;
  /** Also relations that cost a call for each resource. */
  deep?: boolean;
}

/**
 * Asks all sources of all regions side by side. A source that is refused is named and the rest stands; when nothing
 * answers, the first failure is thrown.
 */
export async function readEstate(account: AccountConfig, extent: Extent, call: Call): Promise<Estate> {
  const accountId = await call.aws.accountId(account, call.signal);
  const tally: Tally = { requests: 0, cut: new Set() };
  const estate: Estate = {
    account: { id: accountId, name: account.name },
    resources: new Map(),
    links: indexLinks([]),
    regions: [],
    skipped: [],
    unindexed: [],
    tally,
  };
  const failures: unknown[] = [];
  const links: Link[] = [];
  const perRegion = await Promise.all(
    extent.regions.map(async (region) => {
      const site: Site = { aws: call.aws, signal: call.signal, field: call.field, account, accountId, region, tally };
      return { region, answers: await askAll(site, extent) };
    }),
  );
  // In the order asked, whichever answered first: the same question has the same answer.
  for (const { region, answers } of perRegion) {
    if (answers.some(({ found }) => found !== null)) estate.regions.push(region);
    for (const { source, error } of answers) {
      if (error === null) continue;
      failures.push(error);
      if (source === untagged && hasNoIndex(error)) estate.unindexed.push(region);
      else estate.skipped.push({ account: account.name, region, why: whySkipped(error) });
    }
    for (const resource of merged(answers, region)) estate.resources.set(refOf(resource), resource);
    links.push(...answers.flatMap(({ found }) => found?.links ?? []));
  }
  if (estate.regions.length === 0 && failures.length > 0) throw failures[0];
  estate.links = indexLinks(links);
  const { types } = extent;
  if (types) for (const [ref, { type }] of estate.resources) if (!types(type)) estate.resources.delete(ref);
  return estate;
}

/** What Resource Explorer answers where it is not set up; a missing permission is an AccessDeniedException. */
const hasNoIndex = (error: AwsCallError) =>
  ["UnauthorizedException", "ResourceNotFoundException"].includes(readAwsFailure(error.cause).name);

interface Answer {
  source: Source;
  found: Found | null;
  error: AwsCallError | null;
}

function askAll(site: Site, { types, deep = false }: Extent): Promise<Answer[]> {
  const wanted = sources.filter((source) => (source.deep ? deep : !types || source.types.some(types)));
  return Promise.all(
    [...wanted, tagged, untagged].map(async (source): Promise<Answer> => {
      try {
        return { source, found: await source.read(site), error: null };
      } catch (error) {
        if (!(error instanceof AwsCallError)) throw error;
        return { source, found: null, error };
      }
    }),
  );
}

/**
 * One resource for each id: the service's own facts with the tagging API's tags. What only the tagging API or Resource
 * Explorer lists stays, unless its service answered without it: then it was deleted.
 */
function merged(answers: readonly Answer[], region: string): Resource[] {
  const complete = new Set(answers.flatMap(({ source, found }) => (found ? source.types : [])));
  const own = answers.filter(({ source }) => source !== tagged && source !== untagged);
  const all = new Map<Ref, Resource>();
  for (const resource of own.flatMap(({ found }) => found?.resources ?? [])) all.set(refOf(resource), resource);
  const catalog = answers.find(({ source }) => source === tagged)?.found ?? null;
  const index = answers.find(({ source }) => source === untagged)?.found ?? null;
  for (const listed of [...(catalog?.resources ?? []), ...(index?.resources ?? [])]) {
    const known = all.get(refOf(listed));
    if (!known && complete.has(listed.type)) continue;
    if (!known) all.set(refOf(listed), listed);
    else if (known.tags === null)
      all.set(refOf(known), { ...known, tags: listed.tags, name: listed.tags?.Name ?? known.name });
  }
  // A service that does not tell tags, and a tagging API that answered without this one: it has none.
  return [...all.values()].map((resource) =>
    resource.tags === null && catalog !== null ? { ...resource, region, tags: {} } : resource,
  );
}
