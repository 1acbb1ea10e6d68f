/** The events of the story. */

import { MINUTE } from "./calendar.ts";
import { CONSOLE_AGENT, type Part, rootIdentity } from "./cast.ts";
import { apiCall } from "./events.ts";
import { gpuIds } from "./instance-id.ts";
import { groupOf } from "./instances.ts";
import { type Random, randomOf, uuidOf } from "./random.ts";
import type { Setting } from "./setting.ts";
import { signIn } from "./sign-ins.ts";
import type { TrailEvent } from "./trail-event.ts";

const SEOUL = "ap-northeast-2";
const VIRGINIA = "us-east-1";

export function storyEvents(setting: Setting): TrailEvent[] {
  const { seed, story, cast } = setting;
  const random = randomOf(seed, "story-events");
  const change = (who: Part, time: number, service: string, name: string, request: object, region = SEOUL) =>
    apiCall(setting, random, cast[who], time, {
      source: `${service}.amazonaws.com`,
      name,
      readOnly: false,
      region: region as "us-east-1",
      request: () => request,
    });
  const orderApi = (taskDefinition: string) => ({ cluster: "haneul-prod", service: "order-api", taskDefinition });
  const bastion = groupOf(seed, "bastion").id;
  return [
    gpuLaunch(setting, change),
    change("deployBot", story.deploy - 90_000, "ecs", "RegisterTaskDefinition", {
      family: "order-api",
      containerDefinitions: [{ name: "order-api", image: `haneul/order-api:${story.release.to}` }],
    }),
    change("deployBot", story.deploy, "ecs", "UpdateService", orderApi("order-api:87")),
    change(story.rollbackBy, story.rollback - MINUTE, "ecs", "UpdateService", orderApi("order-api:86")),
    change(story.memoryLoweredBy, story.memoryLowered - 2 * MINUTE, "ecs", "RegisterTaskDefinition", {
      family: "payment-worker",
      revision: story.memoryRevision,
      containerDefinitions: [{ name: "payment-worker", memory: 512 }],
    }),
    change(story.memoryLoweredBy, story.memoryLowered, "ecs", "UpdateService", {
      cluster: "haneul-prod",
      service: "payment-worker",
      taskDefinition: `payment-worker:${story.memoryRevision}`,
    }),
    {
      ...change(story.portOpener, story.portOpened, "ec2", "AuthorizeSecurityGroupIngress", {
        groupId: bastion,
        ipPermissions: {
          items: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } }],
        },
      }),
      resources: [{ type: "AWS::EC2::SecurityGroup", name: bastion }],
    },
    ...story.torLogins.map((time) =>
      signIn(setting, random, cast.abroad, time, {
        failed: true,
        ip: story.torExit,
        region: VIRGINIA,
        userAgent: "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
      }),
    ),
    ...rootEvents(setting, random),
    change("dataBatch", story.endpointRemoved, "ec2", "DeleteVpcEndpoints", { endpoint: "logs" }),
    change("sre", story.endpointRestored, "ec2", "CreateVpcEndpoint", {
      serviceName: "com.amazonaws.ap-northeast-2.logs",
    }),
  ];
}

type Change = (who: Part, time: number, service: string, name: string, request: object, region?: string) => TrailEvent;

function gpuLaunch({ seed, story }: Setting, change: Change): TrailEvent {
  const items = gpuIds(seed).map((instanceId) => ({
    instanceId,
    instanceType: "g5.12xlarge",
    placement: { availabilityZone: "us-east-1b" },
    instanceState: { code: 0, name: "pending" },
  }));
  return {
    ...change(
      story.gpuLauncher,
      story.gpuLaunch,
      "ec2",
      "RunInstances",
      { instanceType: "g5.12xlarge", instancesSet: { items: [{ minCount: 2, maxCount: 2 }] } },
      VIRGINIA,
    ),
    response: { instancesSet: { items } },
    resources: items.map((i) => ({ type: "AWS::EC2::Instance", name: i.instanceId })),
  };
}

function rootEvents({ account, cast, story }: Setting, random: Random): TrailEvent[] {
  const base = {
    region: VIRGINIA,
    username: "root",
    readOnly: false,
    sourceIp: "211.234.118.9",
    userAgent: CONSOLE_AGENT,
    identity: rootIdentity(account),
    resources: [],
  };
  return [
    {
      ...base,
      id: uuidOf(random),
      time: story.rootLogin,
      name: "ConsoleLogin",
      source: "signin.amazonaws.com",
      type: "AwsConsoleSignIn",
      response: { ConsoleLogin: "Success" },
      additional: { MobileVersion: "No", MFAUsed: "Yes" },
    },
    {
      ...base,
      id: uuidOf(random),
      time: story.rootLogin + 6 * MINUTE,
      name: "CreateAccessKey",
      source: "iam.amazonaws.com",
      request: { userName: cast.leaver.name },
      errorCode: "AccessDenied",
      errorMessage:
        "User: root is not authorized to perform: iam:CreateAccessKey with an explicit deny in a service control policy",
    },
  ];
}
