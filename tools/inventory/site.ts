import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { iso } from "../period.ts";
import { readPages } from "../read-pages.ts";
import { partitionOf } from "./arn.ts";
import type { Fact, Link, Resource, Tags } from "./resource.ts";

/** One region of one account, as a source reads it. */
export interface Site extends Pick<Call, "aws" | "signal" | "field"> {
  account: AccountConfig;
  accountId: string;
  region: string;
  /** Adds to what the answer says it took. */
  tally: Tally;
}

export interface Tally {
  requests: number;
  /** What had more pages than were read: `ec2:DescribeSnapshots (ap-northeast-2)`. */
  cut: Set<string>;
}

export interface Found {
  resources: Resource[];
  links: Link[];
}

/** What tells of resources: one API call with its pages. */
export interface Source {
  /** The types it lists completely; what another source knows of these and this one does not is gone. */
  types: string[];
  /** Only relations between resources, or facts that cost a call each: for one resource or a graph, not for lists. */
  deep?: true;
  read(site: Site): Promise<Found>;
}

const MAX_PAGES = 40;

/** All pages of a call, up to a cap that is told. */
export async function pages<Output>(
  site: Site,
  action: string,
  ask: (token: string | undefined, options: { abortSignal: AbortSignal }) => Promise<Output>,
  tokenOf: (output: Output) => string | undefined,
): Promise<Output[]> {
  const { account, region, signal, aws, tally } = site;
  const read = await readPages(
    MAX_PAGES,
    (token) => {
      tally.requests += 1;
      return aws.send({ action, account, region, signal }, (options) => ask(token, options));
    },
    tokenOf,
  );
  if (!read.complete) tally.cut.add(`${action} (${region})`);
  return read.pages;
}

/** In the two spellings that the SDK's shapes have. */
export function tagsOf(
  list:
    | readonly {
        Key?: string | undefined;
        Value?: string | undefined;
        key?: string | undefined;
        value?: string | undefined;
      }[]
    | undefined,
): Tags {
  return Object.fromEntries(
    (list ?? []).map((tag) => [tag.Key ?? tag.key ?? "", tag.Value ?? tag.value ?? ""] as const),
  );
}

/** In whole seconds, as all times are told. */
export const instant = (date: Date | undefined): string | undefined => date && iso(date.getTime());

export function arnAt(site: Site, service: string, rest: string): string {
  return `arn:${partitionOf(site.region)}:${service}:${site.region}:${site.accountId}:${rest}`;
}

/** What a source knows of one resource; texts are made safe here, once. */
export interface Draft {
  arn: string;
  type: string;
  id: string;
  /** Only where it has a name of its own; else the Name tag is it. */
  name?: string | undefined;
  state?: string | undefined;
  created?: Date | undefined;
  tags: Tags | null;
  detail?: (string | number | null | undefined | false)[];
  facts?: [section: string, name: string, value: string | number | boolean | null | undefined][];
}

export function resource(site: Site, draft: Draft): Resource {
  const { field } = site;
  const tags =
    draft.tags &&
    Object.fromEntries(Object.entries(draft.tags).map(([key, value]) => [field(key) ?? "", field(value) ?? ""]));
  const detail = (draft.detail ?? []).filter(
    (part) => part !== null && part !== undefined && part !== false && part !== "",
  );
  return {
    arn: draft.arn,
    type: draft.type,
    id: draft.id,
    name: field(draft.name ?? draft.tags?.Name) || null,
    region: site.region,
    state: draft.state ?? null,
    created: draft.created?.getTime() ?? null,
    tags,
    detail: detail.length > 0 ? field(detail.join(" ")) : null,
    facts: (draft.facts ?? []).flatMap(([section, name, value]): Fact[] =>
      value === null || value === undefined || value === "" ? [] : [[section, name, field(String(value)) ?? ""]],
    ),
  };
}
