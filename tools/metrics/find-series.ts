import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Scope } from "../results.ts";
import { sweep } from "../sweep.ts";
import { type FamilyName, families, familyOf } from "./families.ts";
import { manyResources, noSuchResource, unknownMetric } from "./find-series-errors.ts";
import { listMetrics } from "./list-metrics.ts";
import type { MetricName } from "./metric-data.ts";
import { bestMatches, readWanted, type Wanted } from "./name-match.ts";
import { type TaggedKind, taggedThings } from "./tagged-names.ts";
import { type Meaning, meaningsOf, usualReading } from "./words.ts";

/** A metric of a resource that was named, and how to read it. */
export interface FoundSeries extends MetricName {
  region: string;
  /** As people call it. */
  resource: string;
  /** The short name of its family, or a namespace. */
  kind: string;
  reading: Pick<Meaning, "statistic" | "unit" | "sparse" | "per" | "every">;
}

export interface FoundAll {
  series: FoundSeries[];
  searched: string[];
  skipped: Scope["skipped"];
  requests: number;
}

/** A thing that might be meant. */
export interface Candidate {
  region: string;
  /** The short name of its kind, to ask again with. */
  kind: string;
  /** What it may be called: its name, its id. The first is shown. */
  names: string[];
  namespace: string;
  dimensions: Record<string, string>;
}

/** More lines than this are no picture any more. */
const MAX_SERIES = 50;

/**
 * From a name as people say it to CloudWatch's exact dimensions. They are taken from CloudWatch's own list and from what
 * the resources' APIs say, never guessed: a set that is merely similar gives an empty answer although data is there.
 */
export async function findSeries(
  asked: { resource: string; metric: string },
  account: AccountConfig,
  regions: readonly string[] | undefined,
  call: Call,
): Promise<FoundAll> {
  const wanted = readWanted(asked.resource, Object.keys(families));
  const meanings = meaningsOf(asked.metric)?.filter(({ family }) => wanted.kind === null || family === wanted.kind);
  const own = meanings === undefined ? ownName(asked.metric) : null;
  const look = lookIn(wanted, meanings ?? [], own, call);
  const where = call.context.regions(account, regions);
  const named = wanted.region !== null && where.includes(wanted.region) ? [wanted.region] : where;
  const swept = await sweep(account, named, (region) => look(account, region));
  const all = swept.found.flatMap(({ result }) => result.candidates);
  const { found: matching, set } = bestMatches(wanted.name, all);
  const found = own ? fewestDimensions(matching) : matching;
  const searched = { searched: swept.searched, skipped: swept.skipped };
  if (found.length === 0) {
    const any = await sweep(account, swept.searched, (region) =>
      lookIn(anything, meanings ?? [], own, call)(account, region),
    );
    throw noSuchResource(
      asked,
      any.found.flatMap(({ result }) => result.candidates),
      searched,
      account,
    );
  }
  if (new Set(found.map(({ kind }) => kind)).size > 1 || (!set && found.length > 1) || found.length > MAX_SERIES)
    throw manyResources(asked, found);
  const series = await Promise.all(found.map((one) => seriesOf(one, meanings ?? [], own, account, call)));
  return {
    series: series.flatMap((one) => one.series),
    ...searched,
    requests: [...swept.found.map(({ result }) => result), ...series].reduce((sum, one) => sum + one.requests, 0),
  };
}

interface OwnName {
  namespace?: string;
  metric: string;
}

/** CloudWatch's own name of a metric, alone or behind its namespace: `AWS/DynamoDB/ConsumedReadCapacityUnits`. */
function ownName(text: string): OwnName {
  const trimmed = text.trim();
  const cut = trimmed.lastIndexOf("/");
  if (cut > 0 && cut < trimmed.length - 1) return { namespace: trimmed.slice(0, cut), metric: trimmed.slice(cut + 1) };
  if (/^[A-Z]\w*[A-Z_]\w*$|^[a-z]+(_[a-z0-9]+)+$/.test(trimmed)) return { metric: trimmed };
  throw unknownMetric(text);
}

/** To say what there is instead. */
const anything: Wanted = { name: "", written: "", kind: null, region: null };

/** How to find, in one region, everything that could be meant. */
function lookIn(wanted: Wanted, meanings: readonly Meaning[], own: OwnName | null, call: Call) {
  const kinds = [...new Set(meanings.map(({ family }) => family))].filter(
    (kind) => !isId(wanted) || familyOf(kind).id?.test(wanted.name),
  );
  return async (account: AccountConfig, region: string): Promise<{ candidates: Candidate[]; requests: number }> => {
    const parts = await Promise.all(
      own
        ? [metricsNamed(own, wanted, account, region, call)]
        : kinds.map((kind) => ofFamily(kind, wanted, account, region, call)),
    );
    return {
      candidates: parts.flatMap(({ candidates }) => candidates),
      requests: parts.reduce((sum, { requests }) => sum + requests, 0),
    };
  };
}

const isId = ({ name }: Wanted) => Object.keys(families).some((kind) => familyOf(kind as FamilyName).id?.test(name));
const isTagged = (kind: FamilyName): kind is TaggedKind => kind === "ec2" || kind === "ebs" || kind === "nat";

async function ofFamily(kind: FamilyName, wanted: Wanted, account: AccountConfig, region: string, call: Call) {
  const { namespace, dimensions, anchor } = familyOf(kind);
  if (isTagged(kind)) {
    const filter = isId(wanted) ? { id: wanted.name } : partOf(wanted);
    const { things, requests } = await taggedThings(kind, account, region, filter, call);
    const candidates = things.map(({ id, name }): Candidate => {
      return { region, kind, names: name ? [name, id] : [id], namespace, dimensions: { [dimensions[0]]: id } };
    });
    return { candidates, requests };
  }
  const { metrics, requests } = await listMetrics(account, region, { namespace, metric: anchor }, call);
  const exact = metrics.filter((metric) => hasExactly(metric.dimensions, dimensions));
  const candidates = exact.map((metric): Candidate => {
    const value = metric.dimensions[dimensions[0]]!;
    return { region, kind, names: namesOf(value), namespace, dimensions: { ...metric.dimensions } };
  });
  return { candidates, requests };
}

/** What a filter by Name tag can hold; null asks for all. */
function partOf({ written }: Wanted): { part: string } | null {
  return /^\*?$/.test(written) ? null : { part: written.replace(/^\*|\*$/g, "") };
}

/** `app/web-alb/0123456789abcdef` and `targetgroup/web-tg/0123456789abcdef` are called by their middle part. */
function namesOf(value: string): string[] {
  const middle = /^(?:app|net|gwy|targetgroup)\/([^/]+)\/[0-9a-f]+$/.exec(value)?.[1];
  return middle ? [middle, value] : [value];
}

function hasExactly(dimensions: Readonly<Record<string, string>>, names: readonly string[]): boolean {
  return Object.keys(dimensions).length === names.length && names.every((name) => Object.hasOwn(dimensions, name));
}

/** Everything that has a metric of this name, called by each of its dimensions' values; hosts by their Name tag as well. */
async function metricsNamed(own: OwnName, wanted: Wanted, account: AccountConfig, region: string, call: Call) {
  const { metrics, requests } = await listMetrics(account, region, own, call);
  const hosts = metrics.some(({ dimensions }) => dimensions.InstanceId?.startsWith("i-")) && !isId(wanted);
  const tagged = hosts ? await taggedThings("ec2", account, region, partOf(wanted), call) : { things: [], requests: 0 };
  const names = new Map(tagged.things.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
  const candidates = metrics.map(({ namespace, dimensions }): Candidate => {
    const values = Object.values(dimensions);
    const called = [...values.flatMap((value) => names.get(value) ?? []), ...values.flatMap(namesOf)];
    return {
      region,
      kind: namespace,
      names: called.length > 0 ? called : [namespace],
      namespace,
      dimensions: { ...dimensions },
    };
  });
  return { candidates, requests: requests + tagged.requests };
}

/** A metric that is kept by a thing alone and by a thing and its zone is read by the thing alone. */
function fewestDimensions(found: readonly Candidate[]): Candidate[] {
  const size = ({ dimensions }: Candidate) => Object.keys(dimensions).length;
  return found.filter((one) => found.every((other) => other.namespace !== one.namespace || size(one) <= size(other)));
}

/** The metric of one resource; several where it is kept by more than the resource, such as a disk's mount points. */
async function seriesOf(
  candidate: Candidate,
  meanings: readonly Meaning[],
  own: OwnName | null,
  account: AccountConfig,
  call: Call,
): Promise<{ series: FoundSeries[]; requests: number }> {
  const { region, names, namespace, dimensions } = candidate;
  const resource = names[0]!;
  if (own) {
    const reading = usualReading(namespace, own.metric);
    return {
      series: [{ region, resource, kind: candidate.kind, namespace, metric: own.metric, dimensions, reading }],
      requests: 0,
    };
  }
  const fitting = meanings.filter(({ family }) => family === candidate.kind);
  const [first] = fitting;
  const plain = (meaning: Meaning): FoundSeries => ({
    region,
    resource,
    kind: candidate.kind,
    namespace: meaning.namespace ?? namespace,
    metric: meaning.metric,
    dimensions,
    reading: meaning,
  });
  if (fitting.length === 1 && first!.namespace === undefined) return { series: [plain(first!)], requests: 0 };
  const naming = familyOf(candidate.kind as FamilyName).dimensions[0];
  let requests = 0;
  for (const meaning of fitting) {
    const dimension = { name: naming, value: dimensions[naming]! };
    const asked = { namespace: meaning.namespace ?? namespace, metric: meaning.metric, dimension };
    const listed = await listMetrics(account, region, asked, call);
    requests += listed.requests;
    const series = listed.metrics
      .filter((metric) => meaning.namespace !== undefined || hasExactly(metric.dimensions, Object.keys(dimensions)))
      .map((metric) => ({ ...plain(meaning), dimensions: metric.dimensions, resource: withPlace(resource, metric) }));
    if (series.length > 0) return { series, requests };
  }
  return { series: [plain(first!)], requests };
}

function withPlace(resource: string, { dimensions }: MetricName): string {
  return dimensions.path === undefined ? resource : `${resource} ${dimensions.path}`;
}
