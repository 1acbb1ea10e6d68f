import { awsSdk } from "../aws-sdk.ts";
import type { Call } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import { readEstate } from "../inventory/estate.ts";
import { findOne } from "../inventory/find-one.ts";
import type { Bilingual, Column, Scalar } from "../results.ts";
import type { PlanSite } from "./define-change.ts";
import type { Pair } from "./facts.ts";
import { isManaged } from "./managed.ts";
import type { Reach } from "./reach.ts";
import { isTaggable } from "./tag-rules.ts";

/** GetResources takes as many at once. */
export const MAX_RESOURCES = 100;
/** What the tagging API takes in one call. */
export const MAX_PER_CALL = 20;

export interface TagTarget {
  arn: string;
  tags: Pair[];
}

export interface TagTargets {
  region: string;
  /** In the order of their ARNs. */
  chosen: TagTarget[];
  /** What was asked for and cannot be changed, with why. */
  left: { arn: string; why: Bilingual }[];
}

const UNTAGGABLE: Bilingual = { ko: "태그할 수 없는 유형", en: "of a type that cannot be tagged here" };
const UNMANAGED: Bilingual = { ko: "opsthread=managed 태그 없음", en: "not tagged opsthread=managed" };

/** Resources by ARN, id or name; those that the act role may not change are left out and told. */
export async function findTagTargets(asked: readonly string[], site: PlanSite): Promise<TagTargets> {
  const { account, reach } = site;
  const arns = [...new Set(await arnsOf(asked, site))].sort();
  const perRegion = await Promise.all(
    account.regions.map(async (region) => {
      const here = arns.filter((arn) => ["", region].includes(arn.split(":")[3] ?? ""));
      return { region, found: await tagsOf(here, reach(region)) };
    }),
  );
  const holding = perRegion.filter(({ found }) => found.size > 0);
  if (holding.length > 1) {
    const regions = holding.map(({ region }) => region).join(", ");
    throw new InputError({
      ko: `대상이 여러 리전에 있습니다 (${regions}). 리전별로 따로 요청해 주세요.`,
      en: `The targets are in several regions (${regions}). Ask for each region separately.`,
    });
  }
  const [only] = holding;
  const found = only?.found ?? new Map<string, Pair[]>();
  const chosen: TagTarget[] = [];
  const left: TagTargets["left"] = [];
  for (const arn of arns) {
    const tags = found.get(arn) ?? [];
    if (!isTaggable(arn)) left.push({ arn, why: UNTAGGABLE });
    else if (!isManaged(tags)) left.push({ arn, why: UNMANAGED });
    else chosen.push({ arn, tags });
  }
  if (chosen.length === 0)
    throw new ToolError("access_denied", {
      ko: `대상 ${arns.length}개 가운데 바꿀 수 있는 것이 없습니다: opsthread=managed 태그가 없거나 태그할 수 없는 유형입니다. 계정 관리자가 태그를 추가할 수 있습니다.`,
      en: `None of the ${arns.length} targets can be changed: they are not tagged opsthread=managed, or of a type that cannot be tagged here. Someone who administers the account can add the tag.`,
    });
  return { region: only?.region ?? account.regions[0]!, chosen, left };
}

/** Names and ids cost a look at the whole account; ARNs, as results hold them, none. */
async function arnsOf(asked: readonly string[], { account, call }: PlanSite): Promise<string[]> {
  const words = asked.filter((one) => !one.startsWith("arn:"));
  if (words.length === 0) return [...asked];
  const estate = await readEstate(account, { regions: account.regions }, call);
  return asked.map((one) => (one.startsWith("arn:") ? one : findOne(one, estate).arn));
}

/** Of those that have, or once had, a tag in this region: the tagging API knows no others. */
export async function tagsOf(arns: readonly string[], reach: Reach): Promise<Map<string, Pair[]>> {
  if (arns.length === 0) return new Map();
  const { GetResourcesCommand, ResourceGroupsTaggingAPIClient } = awsSdk("client-resource-groups-tagging-api");
  const client = reach.client(ResourceGroupsTaggingAPIClient);
  const command = new GetResourcesCommand({ ResourceARNList: [...arns] });
  const reply = await reach.ask("tag:GetResources", (options) => client.send(command, options));
  return new Map(
    (reply.ResourceTagMappingList ?? []).map(({ ResourceARN, Tags }) => [
      ResourceARN ?? "",
      (Tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""] as const),
    ]),
  );
}

/** What the tags were, for the list behind the card and for whoever wants them back. */
export function tagList(targets: readonly TagTarget[], keys: readonly string[], { field }: Pick<Call, "field">) {
  const columns: Column[] = [
    { name: "name", type: "text", label: { ko: "이름", en: "Name" } },
    { name: "resource", type: "id", label: { ko: "ARN", en: "ARN" } },
    ...keys.map((key): Column => ({ name: key, type: "text", label: { ko: `지금 ${key}`, en: `${key} now` } })),
  ];
  const rows = targets.map(({ arn, tags }): Scalar[] => {
    const byKey = new Map(tags);
    return [field(byKey.get("Name")) ?? shortName(arn), arn, ...keys.map((key) => field(byKey.get(key)))];
  });
  return { columns, rows };
}

export const shortName = (arn: string): string => /[^:/]+$/.exec(arn)?.[0] ?? arn;
