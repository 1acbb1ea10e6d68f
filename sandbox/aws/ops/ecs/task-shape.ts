import type * as ECS from "@aws-sdk/client-ecs";
import type { Call } from "../../call.ts";
import type { TaskDefinition } from "../../world/containers.ts";
import { randomOf, uuidOf } from "../../world/random.ts";
import { definitionArn, subnetsOf } from "./shapes.ts";
import type { RunningTask } from "./tasks.ts";

export const taskArn = (task: Pick<RunningTask, "id" | "cluster">): string =>
  `${task.cluster.arn.replace(":cluster/", ":task/")}/${task.id}`;

export function toTask(call: Call, task: RunningTask, definition: TaskDefinition | undefined): ECS.Task {
  const random = randomOf(call.world.setting.seed, "task-place", task.id);
  const subnet = random.pick(subnetsOf(call));
  const arn = taskArn(task);
  const privateIp = `10.20.${random.int(8, 19)}.${random.int(10, 250)}`;
  const { stopped } = task;
  const started = task.status === "RUNNING" || task.status === "STOPPED";
  const attachment = uuidOf(random);
  const time = (offset: number) => new Date(task.createdAt + offset);
  return {
    taskArn: arn,
    clusterArn: task.cluster.arn,
    taskDefinitionArn: definitionArn(call, task.family, task.revision),
    group: task.group,
    ...(task.startedBy ? { startedBy: task.startedBy } : {}),
    lastStatus: task.status,
    desiredStatus: stopped ? "STOPPED" : "RUNNING",
    healthStatus: "UNKNOWN",
    launchType: "FARGATE",
    platformVersion: "1.4.0",
    platformFamily: "Linux",
    availabilityZone: subnet.zone,
    cpu: String(definition?.cpu ?? 1024),
    memory: String(definition?.taskMemory ?? 2048),
    connectivity: "CONNECTED",
    createdAt: time(0),
    ...(started
      ? {
          connectivityAt: time(9_000),
          pullStartedAt: time(11_000),
          pullStoppedAt: time(18_000),
          startedAt: time(21_000),
        }
      : {}),
    ...(stopped
      ? {
          stoppingAt: new Date(stopped.at),
          stoppedAt: new Date(Math.min(call.now, stopped.at + 4_000)),
          executionStoppedAt: new Date(stopped.at),
          stopCode: stopped.code,
          stoppedReason: stopped.reason,
        }
      : {}),
    attachments: [
      {
        id: attachment,
        type: "ElasticNetworkInterface",
        status: stopped ? "DELETED" : started ? "ATTACHED" : "PRECREATED",
        details: [
          { name: "subnetId", value: subnet.id },
          { name: "privateIPv4Address", value: privateIp },
        ],
      },
    ],
    attributes: [{ name: "ecs.cpu-architecture", value: "arm64" }],
    containers: [
      {
        containerArn: `${arn.replace(":task/", ":container/")}/${uuidOf(random)}`,
        taskArn: arn,
        name: task.family,
        image: definition?.image,
        runtimeId: `${task.id}-${random.int(100_000_000, 999_999_999)}`,
        lastStatus: task.status === "PROVISIONING" ? "PENDING" : task.status,
        ...(stopped ? { exitCode: stopped.exitCode } : {}),
        ...(stopped?.containerReason ? { reason: stopped.containerReason } : {}),
        networkBindings: [],
        networkInterfaces: [{ attachmentId: attachment, privateIpv4Address: privateIp }],
        healthStatus: "UNKNOWN",
        cpu: String(definition?.cpu ?? 1024),
        memory: String(definition?.memory ?? 2048),
      },
    ],
    overrides: { containerOverrides: [{ name: task.family }], inferenceAcceleratorOverrides: [] },
    enableExecuteCommand: false,
    ephemeralStorage: { sizeInGiB: 20 },
    version: started ? 5 : 2,
    tags: [],
  };
}
