/** What a deployment leaves: the image, the new revision, the service's update, and the waiting for it. */
import { MINUTE } from "../calendar.ts";
import { taskDefinitionsOf } from "../containers.ts";
import { type Random, randomOf } from "../random.ts";
import { REGISTERED_BEFORE, type Release } from "../releases.ts";
import type { Setting } from "../setting.ts";
import type { TrailEvent } from "../trail-event.ts";
import { type ApiCall, apiCall, SEOUL } from "./api-call.ts";
import { userPrincipal } from "./principals.ts";

export function releaseEvents(setting: Setting, release: Release): TrailEvent[] {
  const random = randomOf(setting.seed, setting.account.id, "release-events", release.service, release.time);
  const who = setting.cast[release.by];
  const call = (time: number, made: ApiCall) => apiCall(random, userPrincipal(setting, who, time), time, made);
  const { service, time } = release;
  const events: TrailEvent[] = [];
  if (release.by === "deployBot")
    events.push(call(time - REGISTERED_BEFORE - 40_000, putImage(setting, release, random)));
  if (!release.rollback) events.push(call(time - REGISTERED_BEFORE, registration(setting, release)));
  events.push(call(time, update(setting, release, random)));
  for (let after = MINUTE; after <= 4 * MINUTE; after += MINUTE)
    events.push(
      call(time + after, {
        service: "ecs",
        name: "DescribeServices",
        request: { cluster: setting.account.name, services: [service] },
      }),
    );
  return events;
}

function putImage({ account }: Setting, { service, version }: Release, random: Random) {
  const repositoryName = `haneul/${service}`;
  const image = { repositoryName, registryId: account.id, imageTag: version };
  return {
    service: "ecr",
    name: "PutImage",
    request: image,
    response: {
      image: {
        repositoryName,
        registryId: account.id,
        imageId: { imageDigest: `sha256:${random.hex(64)}`, imageTag: version },
      },
    },
    resources: [
      { type: "AWS::ECR::Repository", name: `arn:aws:ecr:${SEOUL}:${account.id}:repository/${repositoryName}` },
    ],
  };
}

const taskDefinition = ({ account }: Setting, { service, revision }: Release) =>
  `arn:aws:ecs:${SEOUL}:${account.id}:task-definition/${service}:${revision}`;

function registration(setting: Setting, release: Release) {
  const { account } = setting;
  const { service, version, memory, revision } = release;
  const made = taskDefinitionsOf(setting, service, release.time).find((known) => known.revision === revision);
  const cpu = made?.cpu ?? 1024;
  const definition = {
    family: service,
    executionRoleArn: `arn:aws:iam::${account.id}:role/ecsTaskExecutionRole`,
    taskRoleArn: `arn:aws:iam::${account.id}:role/${service}-task`,
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: String(cpu),
    memory: String(made?.taskMemory ?? memory),
    containerDefinitions: [
      {
        name: service,
        image: `${account.id}.dkr.ecr.${SEOUL}.amazonaws.com/haneul/${service}:${version}`,
        cpu,
        memory,
        essential: true,
        portMappings: made?.port ? [{ containerPort: made.port, protocol: "tcp" }] : [],
        logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": `/haneul/${service}` } },
      },
    ],
  };
  return {
    service: "ecs",
    name: "RegisterTaskDefinition",
    request: definition,
    response: {
      taskDefinition: {
        ...definition,
        taskDefinitionArn: taskDefinition(setting, release),
        revision,
        status: "ACTIVE",
        registeredAt: new Date(release.time - REGISTERED_BEFORE).toUTCString(),
      },
    },
    resources: [{ type: "AWS::ECS::TaskDefinition", name: taskDefinition(setting, release) }],
  };
}

function update(setting: Setting, release: Release, random: Random) {
  const { account } = setting;
  const cluster = account.name;
  const arn = `arn:aws:ecs:${SEOUL}:${account.id}:service/${cluster}/${release.service}`;
  const wanted = `${release.service}:${release.revision}`;
  return {
    service: "ecs",
    name: "UpdateService",
    request: { cluster, service: release.service, taskDefinition: wanted, forceNewDeployment: false },
    response: {
      service: {
        serviceArn: arn,
        serviceName: release.service,
        clusterArn: `arn:aws:ecs:${SEOUL}:${account.id}:cluster/${cluster}`,
        status: "ACTIVE",
        taskDefinition: taskDefinition(setting, release),
        deployments: [
          {
            id: `ecs-svc/${random.int(1_000_000_000, 9_999_999_999)}`,
            status: "PRIMARY",
            taskDefinition: taskDefinition(setting, release),
            rolloutState: "IN_PROGRESS",
          },
        ],
      },
    },
    resources: [{ type: "AWS::ECS::Service", name: arn }],
  };
}
