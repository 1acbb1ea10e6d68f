/** Everything in the account that carries tags, as it is now. */
import type { Call } from "../call.ts";
import { familyTaggables, networkTaggables, type Taggable } from "../world/taggables.ts";
import { snapshotsOf, volumesOf } from "./ec2/disks.ts";
import { groupsOf } from "./ec2/group-rules.ts";
import { hostsOf } from "./ec2/hosts.ts";
import { tagsOf } from "./tags.ts";

/** Regions in which the company has anything. */
export const inhabited = ["ap-northeast-2", "us-east-1"] as const;

/** In the call's region. */
export function taggablesOf(call: Call): Taggable[] {
  const others = familyTaggables(call.world.setting)
    .filter(({ region }) => region === call.region)
    .map((item) => ({ ...item, tags: tagsOf(call, item.arn, item.tags) }));
  return [...ec2Taggables(call), ...others];
}

/** All regions. */
export const everyTaggable = (call: Call): Taggable[] =>
  inhabited.flatMap((region) => taggablesOf({ ...call, region }));

/** Of EC2, in the call's region. */
export function ec2Taggables(call: Call): Taggable[] {
  const still = networkTaggables(call.world.setting, call.now)
    .filter(({ region }) => region === call.region)
    .map((item) => ({ ...item, tags: tagsOf(call, item.arn, item.tags) }));
  const lively = (type: string, items: readonly Omit<Taggable, "type">[]) =>
    items.map(({ arn, region, tags }) => ({ arn, region, tags, type }));
  return [
    ...lively("ec2:instance", hostsOf(call)),
    ...lively("ec2:volume", volumesOf(call)),
    ...lively("ec2:snapshot", snapshotsOf(call)),
    ...lively("ec2:security-group", groupsOf(call)),
    ...still,
  ];
}
