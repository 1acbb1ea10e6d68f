import type * as AutoScaling from "@aws-sdk/client-auto-scaling";
import type { ScalingActivity, ScalingPolicy } from "../../world/scaling-groups.ts";
import type { Host } from "../ec2/hosts.ts";
import type { LiveGroup } from "./groups.ts";

export const toTags = (group: LiveGroup): AutoScaling.TagDescription[] =>
  Object.entries(group.tags).map(([Key, Value]) => ({
    ResourceId: group.name,
    ResourceType: "auto-scaling-group",
    Key,
    Value,
    PropagateAtLaunch: true,
  }));

function lifecycleOf(host: Host): AutoScaling.LifecycleState {
  if (host.state === "pending") return "Pending";
  return host.state === "shutting-down" ? "Terminating" : "InService";
}

export const toInstance = (group: LiveGroup, host: Host) => ({
  InstanceId: host.id,
  InstanceType: host.type,
  AvailabilityZone: host.zone,
  LifecycleState: lifecycleOf(host),
  HealthStatus: host.state === "stopped" || host.state === "stopping" ? "Unhealthy" : "Healthy",
  LaunchTemplate: templateOf(group),
  ProtectedFromScaleIn: false,
});

const templateOf = ({ launchTemplate: { id, name, version } }: LiveGroup) => ({
  LaunchTemplateId: id,
  LaunchTemplateName: name,
  Version: version,
});

export const toGroup = (group: LiveGroup): AutoScaling.AutoScalingGroup => ({
  AutoScalingGroupName: group.name,
  AutoScalingGroupARN: group.arn,
  LaunchTemplate: templateOf(group),
  MinSize: group.min,
  MaxSize: group.max,
  DesiredCapacity: group.desired,
  DefaultCooldown: group.cooldownSeconds,
  AvailabilityZones: group.subnets.map((s) => s.zone),
  VPCZoneIdentifier: group.subnets.map((s) => s.id).join(","),
  LoadBalancerNames: [],
  TargetGroupARNs: group.targetGroups,
  HealthCheckType: group.healthCheck,
  HealthCheckGracePeriod: group.graceSeconds,
  Instances: group.hosts.map((host) => {
    const { LifecycleState, ...instance } = toInstance(group, host);
    return { ...instance, LifecycleState };
  }),
  CreatedTime: new Date(group.createdAt),
  SuspendedProcesses: [],
  EnabledMetrics: [],
  Tags: toTags(group),
  TerminationPolicies: ["Default"],
  NewInstancesProtectedFromScaleIn: false,
});

export function toActivity(activity: ScalingActivity, group: LiveGroup, now: number): AutoScaling.Activity {
  const { id, startedAt, endedAt } = activity;
  const done = endedAt <= now;
  const waiting = activity.description.startsWith("Launching") ? "PreInService" : "InProgress";
  return {
    ActivityId: id,
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    Description: activity.description,
    Cause: activity.cause,
    Details: activity.details,
    StartTime: new Date(startedAt),
    ...(done ? { EndTime: new Date(endedAt) } : {}),
    StatusCode: done ? "Successful" : waiting,
    Progress: done ? 100 : Math.min(90, Math.floor(((now - startedAt) / (endedAt - startedAt)) * 10) * 10),
  };
}

export const toPolicy = (policy: ScalingPolicy, group: LiveGroup): AutoScaling.ScalingPolicy => ({
  PolicyARN: policy.arn,
  PolicyName: policy.name,
  AutoScalingGroupName: group.name,
  PolicyType: "TargetTrackingScaling",
  Alarms: policy.alarms.map(({ name, arn }) => ({ AlarmName: name, AlarmARN: arn })),
  TargetTrackingConfiguration: {
    PredefinedMetricSpecification: { PredefinedMetricType: policy.metric },
    TargetValue: policy.target,
    DisableScaleIn: false,
  },
  Enabled: true,
});
