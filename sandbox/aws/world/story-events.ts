/** The events of the story. */

import { MINUTE } from "./calendar.ts";
import { type ActorName, CONSOLE_AGENT, rootIdentity, TOR_EXIT } from "./cast.ts";
import { apiCall } from "./events.ts";
import { gpuIds } from "./instance-id.ts";
import { groupOf } from "./instances.ts";
import { type Random, randomOf, uuidOf } from "./random.ts";
import { signIn } from "./sign-ins.ts";
import type { Story } from "./story.ts";
import type { TrailEvent } from "./trail-event.ts";

const SEOUL = "ap-northeast-2";
const VIRGINIA = "us-east-1";

export function storyEvents(seed: string, story: Story): TrailEvent[] {
  const random = randomOf(seed, "story-events");
  const change = (who: ActorName, time: number, service: string, name: string, request: object, region = SEOUL) =>
    apiCall(random, who, time, {
      source: `${service}.amazonaws.com`,
      name,
      readOnly: false,
      region: region as "us-east-1",
      request: () => request,
    });
  const orderApi = (taskDefinition: string) => ({ cluster: "haneul-prod", service: "order-api", taskDefinition });
  const bastion = groupOf(seed, "bastion").id;
  return [
    gpuLaunch(seed, story, change),
    change("deploy-bot", story.deploy - 90_000, "ecs", "RegisterTaskDefinition", {
      family: "order-api",
      containerDefinitions: [{ name: "order-api", image: "haneul/order-api:1.42.0" }],
    }),
    change("deploy-bot", story.deploy, "ecs", "UpdateService", orderApi("order-api:87")),
    change("jiwoo.kim", story.rollback - MINUTE, "ecs", "UpdateService", orderApi("order-api:86")),
    change("minsu.park", story.memoryLowered - 2 * MINUTE, "ecs", "RegisterTaskDefinition", {
      family: "payment-worker",
      revision: 88,
      containerDefinitions: [{ name: "payment-worker", memory: 512 }],
    }),
    change("minsu.park", story.memoryLowered, "ecs", "UpdateService", {
      cluster: "haneul-prod",
      service: "payment-worker",
      taskDefinition: "payment-worker:88",
    }),
    {
      ...change("minsu.park", story.portOpened, "ec2", "AuthorizeSecurityGroupIngress", {
        groupId: bastion,
        ipPermissions: {
          items: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } }],
        },
      }),
      resources: [{ type: "AWS::EC2::SecurityGroup", name: bastion }],
    },
    ...story.torLogins.map((time) =>
      signIn(random, "sarah.lee", time, {
        failed: true,
        ip: TOR_EXIT,
        region: VIRGINIA,
        userAgent: "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
      }),
    ),
    ...rootEvents(random, story),
    change("data-batch", story.endpointRemoved, "ec2", "DeleteVpcEndpoints", { endpoint: "logs" }),
    change("jiwoo.kim", story.endpointRestored, "ec2", "CreateVpcEndpoint", {
      serviceName: "com.amazonaws.ap-northeast-2.logs",
    }),
  ];
}

type Change = (
  who: ActorName,
  time: number,
  service: string,
  name: string,
  request: object,
  region?: string,
) => TrailEvent;

function gpuLaunch(seed: string, story: Story, change: Change): TrailEvent {
  const items = gpuIds(seed).map((instanceId) => ({
    instanceId,
    instanceType: "g5.12xlarge",
    placement: { availabilityZone: "us-east-1b" },
    instanceState: { code: 0, name: "pending" },
  }));
  return {
    ...change(
      "hana.choi",
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

function rootEvents(random: Random, story: Story): TrailEvent[] {
  const base = {
    region: VIRGINIA,
    username: "root",
    readOnly: false,
    sourceIp: "211.234.118.9",
    userAgent: CONSOLE_AGENT,
    identity: rootIdentity,
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
      request: { userName: "taeho.yun" },
      errorCode: "AccessDenied",
      errorMessage:
        "User: root is not authorized to perform: iam:CreateAccessKey with an explicit deny in a service control policy",
    },
  ];
}
