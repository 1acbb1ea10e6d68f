/** What Auto Scaling and the lifecycle policy of the disks do by themselves. */
import { DAY } from "../calendar.ts";
import { randomOf } from "../random.ts";
import { scalingGroupsOf } from "../scaling-groups.ts";
import type { Setting } from "../setting.ts";
import { snapshotsAt } from "../snapshots.ts";
import type { TrailEvent } from "../trail-event.ts";
import { apiCall } from "./api-call.ts";
import { type RoleSession, rolePrincipal } from "./principals.ts";

const scaling: RoleSession = {
  role: "AWSServiceRoleForAutoScaling",
  path: "/aws-service-role/autoscaling.amazonaws.com/",
  session: "AutoScaling",
  sourceIp: "autoscaling.amazonaws.com",
  userAgent: "autoscaling.amazonaws.com",
  invokedBy: "autoscaling.amazonaws.com",
};

const lifecycle: RoleSession = {
  role: "AWSDataLifecycleManagerDefaultRole",
  path: "/service-role/",
  session: "dlm-weekly",
  sourceIp: "dlm.amazonaws.com",
  userAgent: "dlm.amazonaws.com",
  invokedBy: "dlm.amazonaws.com",
};

/** The calls behind the activities of the scaling groups that began on the UTC day. */
export function scalingEvents(setting: Setting, day: number): TrailEvent[] {
  return scalingGroupsOf(setting).flatMap((group) =>
    group.activities
      .filter(({ startedAt }) => startedAt >= day && startedAt < day + DAY)
      .map((activity) => {
        const instanceId = /i-[0-9a-f]+/.exec(activity.description)?.[0] ?? "";
        const launches = activity.description.startsWith("Launching");
        const random = randomOf(setting.seed, "scaling-event", activity.id);
        const state = launches ? { code: 0, name: "pending" } : { code: 32, name: "shutting-down" };
        const item = { instanceId, [launches ? "instanceState" : "currentState"]: state };
        const { id, version } = group.launchTemplate;
        return apiCall(random, rolePrincipal(setting, scaling, activity.startedAt), activity.startedAt, {
          service: "ec2",
          name: launches ? "RunInstances" : "TerminateInstances",
          request: launches
            ? {
                instancesSet: { items: [{ minCount: 1, maxCount: 1 }] },
                launchTemplate: { launchTemplateId: id, version },
                tagSpecificationSet: {
                  items: [
                    { resourceType: "instance", tags: [{ key: "aws:autoscaling:groupName", value: group.name }] },
                  ],
                },
              }
            : { instancesSet: { items: [{ instanceId }] } },
          response: { instancesSet: { items: [item] } },
          resources: [{ type: "AWS::EC2::Instance", name: instanceId }],
        });
      }),
  );
}

/** The weekly snapshots that were begun on the UTC day. */
export function snapshotEvents(setting: Setting, day: number): TrailEvent[] {
  return snapshotsAt(setting, day + DAY)
    .filter((made) => made.startedAt >= day && made.startedAt < day + DAY && made.description.includes("policy-"))
    .map((made) =>
      apiCall(
        randomOf(setting.seed, "snapshot-event", made.id),
        rolePrincipal(setting, lifecycle, made.startedAt),
        made.startedAt,
        {
          service: "ec2",
          name: "CreateSnapshot",
          request: { volumeId: made.volume, description: made.description },
          response: { snapshotId: made.id, volumeId: made.volume, status: "pending", volumeSize: String(made.gib) },
          resources: [
            { type: "AWS::EC2::Snapshot", name: made.id },
            { type: "AWS::EC2::Volume", name: made.volume },
          ],
        },
      ),
    );
}
