import type * as ECS from "@aws-sdk/client-ecs";
import type { Call } from "../../call.ts";
import { defineService } from "../../wire/service.ts";
import { familiesOf } from "../../world/containers.ts";
import { randomOf } from "../../world/random.ts";
import { removeTags, setTags } from "../tags.ts";
import {
  clientException,
  clusterNamed,
  clustersIn,
  definitionNamed,
  definitionsIn,
  findCluster,
  findService,
  invalid,
  paged,
  serviceNamed,
  servicesIn,
} from "./find.ts";
import { addRollout, progressOf, setDesiredCount } from "./rollouts.ts";
import { toService } from "./service-shape.ts";
import { tagList, toCluster, toDefinition } from "./shapes.ts";
import { clusterTarget, missing, nameIn, prefix, serviceTarget, tagged, taggedTarget } from "./targets.ts";
import { taskArn, toTask } from "./task-shape.ts";
import { startTask, stopTask, tasksIn } from "./tasks.ts";

function findTask(call: Call, cluster: string | undefined, name: string | undefined) {
  const id = name?.split("/").at(-1);
  const found = tasksIn(call, findCluster(call, cluster)).find((task) => task.id === id);
  if (!found) throw invalid("The referenced task was not found.");
  return found;
}

export const ecs = defineService<typeof ECS>({
  package: "@aws-sdk/client-ecs",
  client: "ECSClient",
  scope: "ecs",
  iam: "ecs",
  operations: {
    ListClusters(input, call) {
      const page = paged(clustersIn(call), input, call);
      return { clusterArns: page.items.map((cluster) => cluster.arn), ...page.more };
    },

    DescribeClusters(input, call) {
      const names = input.clusters?.length ? input.clusters : ["default"];
      const found = names.map((name) => ({ name, cluster: clusterNamed(call, name) }));
      return {
        clusters: found.flatMap(({ cluster }) => (cluster ? [toCluster(call, cluster, input.include)] : [])),
        failures: found.flatMap(({ name, cluster }) => (cluster ? [] : [missing(call, "cluster", name)])),
      };
    },

    ListServices(input, call) {
      const all = servicesIn(call, findCluster(call, input.cluster)).filter(
        () => (input.launchType ?? "FARGATE") === "FARGATE" && (input.schedulingStrategy ?? "REPLICA") === "REPLICA",
      );
      const page = paged(all, input, call, 10);
      return { serviceArns: page.items.map((service) => service.arn), ...page.more };
    },

    DescribeServices(input, call) {
      const cluster = findCluster(call, input.cluster);
      const names = input.services ?? [];
      if (names.length === 0) throw invalid("Services cannot be empty.");
      if (names.length > 10) throw invalid("Services list can contain at most 10 services.");
      const found = names.map((name) => ({ name, service: serviceNamed(call, cluster, name) }));
      const tags = input.include?.includes("TAGS") ?? false;
      return {
        services: found.flatMap(({ service }) => (service ? [toService(call, service, cluster, tags)] : [])),
        failures: found.flatMap(({ name, service }) =>
          service ? [] : [missing(call, `service/${cluster.name}`, name)],
        ),
      };
    },

    ListTasks(input, call) {
      const cluster = findCluster(call, input.cluster);
      if (input.serviceName) findService(call, input.cluster, input.serviceName);
      const service = input.serviceName?.split("/").at(-1);
      const wanted = input.desiredStatus ?? "RUNNING";
      const all = tasksIn(call, cluster).filter(
        (task) =>
          (task.stopped ? "STOPPED" : "RUNNING") === wanted &&
          (!service || task.service === service) &&
          (!input.family || task.family === input.family) &&
          (!input.startedBy || task.startedBy === input.startedBy) &&
          (input.launchType ?? "FARGATE") === "FARGATE",
      );
      const page = paged(all, input, call);
      return { taskArns: page.items.map(taskArn), ...page.more };
    },

    DescribeTasks(input, call) {
      const cluster = findCluster(call, input.cluster);
      const names = input.tasks ?? [];
      if (names.length === 0) throw invalid("Tasks cannot be empty.");
      if (names.length > 100) throw invalid("Tasks list can contain at most 100 tasks.");
      const all = tasksIn(call, cluster);
      const found = names.map((name) => ({ name, task: all.find((task) => task.id === name.split("/").at(-1)) }));
      return {
        tasks: found.flatMap(({ task }) =>
          task ? [toTask(call, task, definitionNamed(call, `${task.family}:${task.revision}`))] : [],
        ),
        failures: found.flatMap(({ name, task }) => (task ? [] : [missing(call, `task/${cluster.name}`, name)])),
      };
    },

    ListTaskDefinitions(input, call) {
      const active = (input.status ?? "ACTIVE") === "ACTIVE" ? definitionsIn(call) : [];
      const found = active.filter((one) => !input.familyPrefix || one.family === input.familyPrefix);
      const page = paged(input.sort === "DESC" ? found.toReversed() : found, input, call);
      return { taskDefinitionArns: page.items.map((one) => one.arn), ...page.more };
    },

    ListTaskDefinitionFamilies(input, call) {
      const known = definitionsIn(call).length > 0 && input.status !== "INACTIVE" ? familiesOf(call.world.setting) : [];
      const page = paged(
        known.filter((family) => family.startsWith(input.familyPrefix ?? "")),
        input,
        call,
      );
      return { families: page.items, ...page.more };
    },

    DescribeTaskDefinition(input, call) {
      const definition = definitionNamed(call, input.taskDefinition);
      if (!definition) throw clientException("Unable to describe task definition.");
      return {
        taskDefinition: toDefinition(call, definition),
        ...(input.include?.includes("TAGS") ? { tags: [] } : {}),
      };
    },

    UpdateService(input, call) {
      const cluster = findCluster(call, input.cluster);
      const service = findService(call, input.cluster, input.service);
      const { desiredCount, taskDefinition, forceNewDeployment } = input;
      const definition = taskDefinition === undefined ? undefined : definitionNamed(call, taskDefinition);
      if (taskDefinition !== undefined && !definition) throw clientException("TaskDefinition not found.");
      if (desiredCount !== undefined && desiredCount < 0) throw invalid("Desired count can not be negative.");
      if (desiredCount !== undefined && desiredCount > 5000)
        throw invalid("Desired count cannot be greater than 5000.");
      const current = progressOf(call, service)?.primary.revision;
      const revision = definition?.revision ?? current;
      if (desiredCount !== undefined) setDesiredCount(call, service, desiredCount);
      if (revision !== undefined && (forceNewDeployment || revision !== current)) addRollout(call, service, revision);
      return { service: toService(call, service, cluster, false) };
    },

    RunTask(input, call) {
      const cluster = findCluster(call, input.cluster);
      const definition = definitionNamed(call, input.taskDefinition);
      if (!definition) throw clientException("TaskDefinition not found.");
      const count = input.count ?? 1;
      if (count < 1 || count > 10) throw invalid("Count must be between 1 and 10.");
      const ids = Array.from({ length: count }, (_, index) => randomOf("run-task", call.requestId, index).hex(32));
      for (const id of ids)
        startTask(call, id, {
          cluster: cluster.arn,
          family: definition.family,
          revision: definition.revision,
          group: input.group ?? `family:${definition.family}`,
          startedBy: input.startedBy ?? "",
          createdAt: call.now,
        });
      const started = tasksIn(call, cluster).filter((task) => ids.includes(task.id));
      return { tasks: started.map((task) => toTask(call, task, definition)), failures: [] };
    },

    StopTask(input, call) {
      const task = findTask(call, input.cluster, input.task);
      if (!task.stopped) stopTask(call, task, input.reason ?? "Task stopped by user");
      const after = findTask(call, input.cluster, input.task);
      return { task: toTask(call, after, definitionNamed(call, `${after.family}:${after.revision}`)) };
    },

    ListTagsForResource: (input, call) => ({ tags: tagList(call, tagged(call, input.resourceArn)) }),

    TagResource(input, call) {
      const tags = (input.tags ?? []).map(({ key = "", value = "" }) => [key, value]);
      setTags(call, tagged(call, input.resourceArn).arn, Object.fromEntries(tags));
      return {};
    },

    UntagResource(input, call) {
      removeTags(call, tagged(call, input.resourceArn).arn, input.tagKeys ?? []);
      return {};
    },
  },
  resources: {
    DescribeServices: (input, call) =>
      input.services?.length
        ? input.services.map((name) => serviceTarget(call, input.cluster, name))
        : clusterTarget(input, call),
    ListServices: clusterTarget,
    ListTasks: clusterTarget,
    UpdateService: (input, call) => [serviceTarget(call, input.cluster, input.service ?? "")],
    RunTask: ({ taskDefinition = "" }, call) => [
      {
        arn: definitionNamed(call, taskDefinition)?.arn ?? `${prefix(call)}:task-definition/${nameIn(taskDefinition)}`,
        tags: {},
      },
    ],
    StopTask: ({ cluster = "default", task }, call) => [
      { arn: `${prefix(call)}:task/${nameIn(cluster)}/${nameIn(task ?? "")}`, tags: {} },
    ],
    ListTagsForResource: taggedTarget,
    TagResource: taggedTarget,
    UntagResource: taggedTarget,
  },
  recordings: {
    UpdateService(input, output) {
      const { cluster, service, taskDefinition, desiredCount, forceNewDeployment } = input;
      const arn = output?.service?.serviceArn;
      const primary = output?.service?.deployments?.[0];
      return {
        request: { cluster, service, taskDefinition, desiredCount, forceNewDeployment },
        ...(output
          ? {
              response: {
                service: {
                  serviceArn: arn,
                  serviceName: output.service?.serviceName,
                  desiredCount: output.service?.desiredCount,
                  taskDefinition: output.service?.taskDefinition,
                  deployments: [{ id: primary?.id, status: primary?.status, rolloutState: primary?.rolloutState }],
                },
              },
            }
          : {}),
        resources: arn ? [{ type: "AWS::ECS::Service", name: arn }] : [],
      };
    },
  },
});
