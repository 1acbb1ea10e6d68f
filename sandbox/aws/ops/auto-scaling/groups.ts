/** Auto Scaling groups as they are now, with what calls have made them do. */
import type { Call } from "../../call.ts";
import type { Things } from "../../state.ts";
import { type ScalingActivity, type ScalingGroup, scalingGroupsOf } from "../../world/scaling-groups.ts";
import { allHostsOf, type Host } from "../ec2/hosts.ts";
import { tagsOf } from "../tags.ts";

interface GroupChange {
  min?: number;
  max?: number;
  desired?: number;
  cooldownSeconds?: number;
  /** Also those that begin later than now. */
  activities?: ScalingActivity[];
}

export const groupChanges = (call: Call): Things<GroupChange> => call.state.things<GroupChange>("scaling-group");

export interface LiveGroup extends ScalingGroup {
  hosts: Host[];
}

/** Of the call's region. */
export const groupsOf = (call: Call): LiveGroup[] =>
  scalingGroupsOf(call.world.setting)
    .filter((group) => group.region === call.region)
    .map((group) => {
      const { activities = [], ...change } = groupChanges(call).get(group.arn) ?? {};
      return {
        ...group,
        ...change,
        tags: tagsOf(call, group.arn, group.tags),
        activities: [...group.activities, ...activities].filter((activity) => activity.startedAt <= call.now),
        hosts: allHostsOf(call).filter((host) => host.scalingGroup === group.name && host.state !== "terminated"),
      };
    });

export function changeGroup(call: Call, arn: string, change: GroupChange): void {
  groupChanges(call).set(arn, { ...groupChanges(call).get(arn), ...change });
}
