import type { Instance, Tag } from "@aws-sdk/client-ec2";
import type { Call } from "../define-tool.ts";
import { tagOf } from "../inventory/describe-instances.ts";
import { localTime } from "../period.ts";
import type { Fact } from "../results.ts";
import type { PlanSite } from "./define-change.ts";
import { changeFactOf, type Pair, plainFact, tagsFact } from "./facts.ts";
import type { GroupHealth } from "./target-groups.ts";

/** What a person should know of an instance before approving a change to it. Every word comes from AWS, fetched just now. */
export function nameAndId(instance: Instance, { field }: Pick<Call, "field">): string {
  const name = field(tagOf(instance, "Name"));
  return name ? `${name} (${instance.InstanceId})` : (instance.InstanceId ?? "");
}

/** Of each: what and how it is, its tags, and who changed it last. */
export async function instanceFacts(instances: readonly Instance[], region: string, site: PlanSite): Promise<Fact[]> {
  const { call } = site;
  const each = instances.map(async (instance) => [
    instanceFact(instance, call),
    tagsFact(tagPairs(instance.Tags), call),
    await changeFactOf(instance.InstanceId ?? "", region, site),
  ]);
  return (await Promise.all(each)).flat();
}

function instanceFact(instance: Instance, call: Call): Fact {
  const what = [nameAndId(instance, call), instance.InstanceType, instance.Placement?.AvailabilityZone].join(", ");
  const state = instance.State?.Name ?? "unknown";
  const label = { ko: "인스턴스", en: "Instance" };
  const launched = instance.LaunchTime?.getTime();
  if (launched === undefined) return plainFact("instance", label, `${what}, ${state}`);
  const since = localTime(launched, call.context.zone);
  const days = Math.floor((call.context.now - launched) / 86_400_000);
  return {
    code: "instance",
    label,
    value: {
      ko: `${what}, ${state} (${since}부터, ${days}일)`,
      en: `${what}, ${state} (since ${since}, ${days} ${days === 1 ? "day" : "days"})`,
    },
  };
}

export function targetGroupsFact(groups: GroupHealth[] | null, { field }: Call): Fact {
  const label = { ko: "대상 그룹", en: "Target groups" };
  if (groups === null)
    return {
      code: "target_groups",
      label,
      value: { ko: "확인하지 못함 (조회 실패)", en: "not checked (could not be read)" },
    };
  if (groups.length === 0)
    return { code: "target_groups", label, value: { ko: "속한 대상 그룹 없음", en: "not in any target group" } };
  return {
    code: "target_groups",
    label,
    value: {
      ko: groups.map((group) => `${field(group.name)}: 대상 ${group.total}개 중 ${group.healthy}개 정상`).join(", "),
      en: groups.map((group) => `${field(group.name)}: ${group.healthy} of ${group.total} targets healthy`).join(", "),
    },
  };
}

/** Instances that a scaling group counts as its own; it acts against whoever changes them. */
export function scalingGroupsFact(instances: readonly Instance[], { field }: Call): Fact {
  const groups = [...new Set(instances.flatMap((instance) => field(scalingGroupOf(instance)) ?? []))];
  const label = { ko: "Auto Scaling 그룹", en: "Auto Scaling group" };
  if (groups.length > 0) return plainFact("scaling_group", label, groups.join(", "));
  return { code: "scaling_group", label, value: { ko: "속하지 않음", en: "not in any" } };
}

export const scalingGroupOf = (instance: Instance): string | null => tagOf(instance, "aws:autoscaling:groupName");

export const tagPairs = (tags: readonly Tag[] | undefined): Pair[] =>
  (tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""] as const);
