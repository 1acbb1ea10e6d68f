import type * as ECS from "@aws-sdk/client-ecs";
import type { Call } from "../../call.ts";
import type { EcsCluster, EcsService } from "../../world/containers.ts";
import { securityGroupId } from "../../world/security-groups.ts";
import { eventsOf } from "./events.ts";
import { COMPLETED, desiredCount, type Progress, progressOf, type Rollout } from "./rollouts.ts";
import { definitionArn, subnetsOf, tagList } from "./shapes.ts";
import { killsOf } from "./tasks.ts";

const network = (call: Call): ECS.NetworkConfiguration => ({
  awsvpcConfiguration: {
    subnets: subnetsOf(call).map((subnet) => subnet.id),
    securityGroups: [securityGroupId(call.world.setting, "order")],
    assignPublicIp: "DISABLED",
  },
});

function deploymentsOf(call: Call, service: EcsService, progress: Progress): ECS.Deployment[] {
  const { primary, old } = progress;
  const done = call.now - primary.at >= COMPLETED;
  const failed = killsOf(call, service).filter(
    (kill) => kill.at > primary.at && kill.at <= primary.at + COMPLETED,
  ).length;
  const deployment = (
    rollout: Rollout,
    counts: [running: number, pending: number, desired: number],
  ): ECS.Deployment => ({
    id: rollout.id,
    taskDefinition: definitionArn(call, service.family, rollout.revision),
    runningCount: counts[0],
    pendingCount: counts[1],
    desiredCount: counts[2],
    failedTasks: 0,
    createdAt: new Date(rollout.at),
    launchType: "FARGATE",
    platformVersion: "1.4.0",
    platformFamily: "Linux",
    networkConfiguration: network(call),
  });
  const desired = desiredCount(call, service);
  const state = done ? "COMPLETED" : "IN_PROGRESS";
  return [
    {
      ...deployment(primary, [progress.running, progress.pending, desired]),
      status: "PRIMARY",
      failedTasks: failed,
      updatedAt: new Date(done ? primary.at + COMPLETED : call.now),
      rolloutState: state,
      rolloutStateReason: `ECS deployment ${primary.id} ${done ? "completed" : "in progress"}.`,
    },
    ...(old
      ? [
          {
            ...deployment(old, [progress.oldRunning, 0, progress.oldRunning]),
            status: "ACTIVE",
            updatedAt: new Date(primary.at),
            rolloutState: "COMPLETED" as const,
            rolloutStateReason: `ECS deployment ${old.id} completed.`,
          },
        ]
      : []),
  ];
}

export function toService(call: Call, service: EcsService, cluster: EcsCluster, tags: boolean): ECS.Service {
  const progress = progressOf(call, service);
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: cluster.arn,
    status: "ACTIVE",
    desiredCount: desiredCount(call, service),
    runningCount: (progress?.running ?? 0) + (progress?.oldRunning ?? 0),
    pendingCount: progress?.pending ?? 0,
    launchType: "FARGATE",
    platformVersion: "LATEST",
    platformFamily: "Linux",
    ...(progress ? { taskDefinition: definitionArn(call, service.family, progress.primary.revision) } : {}),
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: false, rollback: false },
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      strategy: "ROLLING",
      bakeTimeInMinutes: 0,
    },
    deployments: progress ? deploymentsOf(call, service, progress) : [],
    events: eventsOf(call, service),
    createdAt: new Date(service.createdAt),
    roleArn: `arn:aws:iam::${call.account.id}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    loadBalancers: [],
    serviceRegistries: [],
    placementConstraints: [],
    placementStrategy: [],
    networkConfiguration: network(call),
    schedulingStrategy: "REPLICA",
    deploymentController: { type: "ECS" },
    createdBy: `arn:aws:iam::${call.account.id}:user/${call.world.setting.cast.deployBot.name}`,
    enableECSManagedTags: true,
    propagateTags: "SERVICE",
    enableExecuteCommand: false,
    availabilityZoneRebalancing: "DISABLED",
    ...(tags ? { tags: tagList(call, service) } : {}),
  };
}
