/** Clusters and task definitions as ECS describes them, and what services and tasks show likewise. */
import type * as ECS from "@aws-sdk/client-ecs";
import type { Call } from "../../call.ts";
import type { EcsCluster, TaskDefinition } from "../../world/containers.ts";
import { networkOf } from "../../world/network.ts";
import { tagsOf } from "../tags.ts";
import { servicesIn } from "./find.ts";
import { tasksIn } from "./tasks.ts";

export const tagList = (call: Call, thing: { arn: string; tags: Record<string, string> }): ECS.Tag[] =>
  Object.entries(tagsOf(call, thing.arn, thing.tags)).map(([key, value]) => ({ key, value }));

export const subnetsOf = (call: Call) =>
  networkOf(call.world.setting).subnets.filter((subnet) => subnet.region === call.region && subnet.tier === "app");

export const definitionArn = (call: Call, family: string, revision: number) =>
  `arn:aws:ecs:${call.region}:${call.account.id}:task-definition/${family}:${revision}`;

export function toCluster(call: Call, cluster: EcsCluster, include: string[] = []): ECS.Cluster {
  const tasks = tasksIn(call, cluster);
  const running = tasks.filter((task) => task.status === "RUNNING").length;
  const pending = tasks.filter((task) => task.status === "PENDING" || task.status === "PROVISIONING").length;
  const statistics = Object.entries({ runningFargateTasksCount: running, pendingFargateTasksCount: pending });
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: "ACTIVE",
    registeredContainerInstancesCount: 0,
    runningTasksCount: running,
    pendingTasksCount: pending,
    activeServicesCount: servicesIn(call, cluster).length,
    statistics: include.includes("STATISTICS") ? statistics.map(([name, n]) => ({ name, value: String(n) })) : [],
    tags: include.includes("TAGS") ? tagList(call, cluster) : [],
    settings: include.includes("SETTINGS") ? [{ name: "containerInsights", value: "enabled" }] : [],
    capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    defaultCapacityProviderStrategy: [],
  };
}

export const toDefinition = (call: Call, definition: TaskDefinition): ECS.TaskDefinition => ({
  taskDefinitionArn: definition.arn,
  family: definition.family,
  revision: definition.revision,
  status: "ACTIVE",
  networkMode: "awsvpc",
  cpu: String(definition.cpu),
  memory: String(definition.taskMemory),
  executionRoleArn: `arn:aws:iam::${call.account.id}:role/ecsTaskExecutionRole`,
  taskRoleArn: `arn:aws:iam::${call.account.id}:role/${definition.family}-task`,
  requiresCompatibilities: ["FARGATE"],
  compatibilities: ["EC2", "FARGATE"],
  runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
  volumes: [],
  placementConstraints: [],
  registeredAt: new Date(definition.registeredAt),
  registeredBy: `arn:aws:iam::${call.account.id}:user/${call.world.setting.cast[definition.registeredBy].name}`,
  containerDefinitions: [
    {
      name: definition.family,
      image: definition.image,
      cpu: definition.cpu,
      memory: definition.memory,
      essential: true,
      portMappings: definition.port
        ? [{ containerPort: definition.port, hostPort: definition.port, protocol: "tcp" }]
        : [],
      environment: Object.entries(definition.environment).map(([name, value]) => ({ name, value })),
      secrets: [
        {
          name: "DB_PASSWORD",
          valueFrom: `arn:aws:secretsmanager:${call.region}:${call.account.id}:secret:haneul/${definition.family}/db`,
        },
      ],
      mountPoints: [],
      volumesFrom: [],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": `/haneul/${definition.family}`,
          "awslogs-region": call.region,
          "awslogs-stream-prefix": definition.family,
        },
      },
      systemControls: [],
    },
  ],
});
