/** The events of the story; its deployments are among the releases. */

import { bucketsOf } from "../buckets.ts";
import { DAY, MINUTE } from "../calendar.ts";
import { CONSOLE_AGENT, type Part } from "../cast.ts";
import { contactCentreOf } from "../contact-centre.ts";
import { databasesOf } from "../databases.ts";
import { instancesAt } from "../instances.ts";
import { type Random, randomOf, uuidOf } from "../random.ts";
import { perSetting, type Setting } from "../setting.ts";
import type { TrailEvent } from "../trail-event.ts";
import { type ApiCall, apiCall, SEOUL, VIRGINIA } from "./api-call.ts";
import { endpointCreation, endpointRemoval } from "./endpoint-calls.ts";
import { openingOf } from "./open-port.ts";
import { rootIdentity, userPrincipal } from "./principals.ts";
import { signIn } from "./sign-ins.ts";

type Change = (who: Part, time: number, call: ApiCall) => TrailEvent;

export const storyEvents = perSetting((setting): TrailEvent[] => {
  const { seed, story, cast } = setting;
  const random = randomOf(seed, "story-events");
  const change: Change = (who, time, call) => apiCall(random, userPrincipal(setting, cast[who], time), time, call);
  return [
    ...gpuLaunch(setting, random, change),
    change(story.portOpener, story.portOpened, openingOf(setting, "bastion", 22, "0.0.0.0/0", random)),
    ...story.torLogins.map((time) =>
      signIn(setting, random, cast.abroad, time, {
        failed: true,
        ip: story.torExit,
        region: VIRGINIA,
        userAgent: "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
      }),
    ),
    ...rootEvents(setting, random),
    change("dataBatch", story.endpointRemoved, endpointRemoval(setting)),
    change(story.endpointRestoredBy, story.endpointRestored, endpointCreation(setting)),
    change(story.autoscalingOffBy, story.autoscalingOff, storageCap(setting)),
    change(story.flowChangedBy, story.flowChanged, flowChange(setting)),
    change("sre", story.passwordPolicy, {
      service: "iam",
      name: "UpdateAccountPasswordPolicy",
      request: { minimumPasswordLength: 8, requireSymbols: false, requireNumbers: true, maxPasswordAge: 0 },
    }),
    change("backend", story.bucketOpened, blockRemoval(setting)),
  ].sort((a, b) => a.time - b.time);
});

/** As the launch wizard does it: a group of its own first, open to the world, then the instances. */
function gpuLaunch(setting: Setting, random: Random, change: Change): TrailEvent[] {
  const { account, story } = setting;
  const hosts = instancesAt(setting, story.gpuLaunch + DAY).filter((host) => host.type === "g5.12xlarge");
  const [first] = hosts;
  if (!first) throw new Error("The story's GPU instances are not among the instances");
  const { image, subnet, vpc, keyName } = first;
  const [securityGroup = { id: "", name: "" }] = first.securityGroups;
  const groupSet = { items: [{ groupId: securityGroup.id }] };
  const items = hosts.map((host, index) => ({
    instanceId: host.id,
    imageId: host.image,
    instanceState: { code: 0, name: "pending" },
    amiLaunchIndex: index,
    instanceType: host.type,
    launchTime: host.launchedAt,
    placement: { availabilityZone: host.zone, tenancy: "default" },
    tagSet: { items: tagsOf(host.tags) },
    subnetId: host.subnet,
    vpcId: host.vpc,
    keyName,
    privateIpAddress: host.privateIp,
    architecture: "x86_64",
    groupSet,
  }));
  const launched = change(story.gpuLauncher, story.gpuLaunch, {
    service: "ec2",
    region: VIRGINIA,
    name: "RunInstances",
    request: {
      instancesSet: { items: [{ imageId: image, minCount: hosts.length, maxCount: hosts.length, keyName }] },
      groupSet,
      instanceType: first.type,
      subnetId: subnet,
      blockDeviceMapping: {},
      monitoring: { enabled: false },
      disableApiTermination: false,
      tagSpecificationSet: { items: [{ resourceType: "instance", tags: tagsOf(first.tags) }] },
      clientToken: uuidOf(random),
    },
    response: {
      requestId: uuidOf(random),
      reservationId: `r-0${random.hex(16)}`,
      ownerId: account.id,
      groupSet: {},
      instancesSet: { items },
    },
    resources: [
      ...hosts.map((host) => ({ type: "AWS::EC2::Instance", name: host.id })),
      { type: "AWS::EC2::Ami", name: image },
      { type: "AWS::EC2::SecurityGroup", name: securityGroup.id },
      { type: "AWS::EC2::Subnet", name: subnet },
      { type: "AWS::EC2::VPC", name: vpc },
    ],
  });
  const ports = [22, 8888].map((port, index) =>
    change(
      story.gpuLauncher,
      story.gpuLaunch - (4 - index) * 1000,
      openingOf(setting, "launch-wizard-1", port, "0.0.0.0/0", random),
    ),
  );
  const group = change(story.gpuLauncher, story.gpuLaunch - 6_000, {
    service: "ec2",
    region: VIRGINIA,
    name: "CreateSecurityGroup",
    request: {
      groupName: securityGroup.name,
      groupDescription: `${securityGroup.name} created ${new Date(story.gpuLaunch).toISOString()}`,
      vpcId: vpc,
    },
    response: { _return: true, groupId: securityGroup.id },
    resources: [{ type: "AWS::EC2::SecurityGroup", name: securityGroup.id }],
  });
  return [group, ...ports, launched];
}

const tagsOf = (tags: Record<string, string>) => Object.entries(tags).map(([key, value]) => ({ key, value }));

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
      additional: {
        LoginTo: "https://console.aws.amazon.com/console/home",
        MobileVersion: "No",
        MFAUsed: "Yes",
      },
    },
    {
      ...base,
      id: uuidOf(random),
      time: story.rootLogin + 6 * MINUTE,
      name: "CreateAccessKey",
      source: "iam.amazonaws.com",
      request: { userName: cast.leaver.name },
      errorCode: "AccessDenied",
      errorMessage: `User: arn:aws:iam::${account.id}:root is not authorized to perform: iam:CreateAccessKey on resource: user ${cast.leaver.name} with an explicit deny in a service control policy`,
      fromConsole: true,
    },
  ];
}

/** A maximum that is no more than what is allocated switches storage autoscaling off. */
function storageCap(setting: Setting): ApiCall {
  const database = databasesOf(setting).instances.find((db) => db.name === setting.names.usersDb);
  const dBInstanceIdentifier = setting.names.usersDb;
  return {
    service: "rds",
    name: "ModifyDBInstance",
    request: {
      dBInstanceIdentifier,
      maxAllocatedStorage: database?.allocatedGib,
      applyImmediately: true,
      allowMajorVersionUpgrade: false,
    },
    response: {
      dBInstanceIdentifier,
      dBInstanceArn: database?.arn,
      dBInstanceClass: database?.class,
      engine: database?.engine,
      dBInstanceStatus: "available",
      allocatedStorage: database?.allocatedGib,
      pendingModifiedValues: {},
    },
    resources: [{ type: "AWS::RDS::DBInstance", name: dBInstanceIdentifier }],
  };
}

/** The flow whose content begins at that moment to be another. */
function flowChange(setting: Setting): ApiCall {
  const { flowChanged } = setting.story;
  const centre = contactCentreOf(setting);
  const flow = centre?.flows.find((known) => known.at(flowChanged).modifiedAt === flowChanged);
  return {
    service: "connect",
    name: "UpdateContactFlowContent",
    request: { InstanceId: centre?.id, ContactFlowId: flow?.id, Content: flow?.at(flowChanged).content },
    response: {},
    resources: [{ type: "AWS::Connect::ContactFlow", name: flow?.arn ?? "" }],
  };
}

function blockRemoval(setting: Setting): ApiCall {
  const bucket = bucketsOf(setting).find((known) => !known.publicAccessBlock);
  return {
    service: "s3",
    name: "DeleteBucketPublicAccessBlock",
    request: { bucketName: bucket?.name, publicAccessBlock: "", Host: `${bucket?.name}.s3.${SEOUL}.amazonaws.com` },
    resources: [{ type: "AWS::S3::Bucket", name: bucket?.arn ?? "" }],
  };
}
