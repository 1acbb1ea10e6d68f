/** Roles at work: tasks and functions that take up theirs, and services of AWS that look after the account. */

import { DAY } from "../calendar.ts";
import { containersOf } from "../containers.ts";
import { databasesOf } from "../databases.ts";
import { functionsOf } from "../functions.ts";
import { type Random, randomOf, uuidOf } from "../random.ts";
import type { Setting } from "../setting.ts";
import type { TrailEvent } from "../trail-event.ts";
import { type ApiCall, apiCall, SEOUL } from "./api-call.ts";
import { type RoleSession, rolePrincipal, servicePrincipal } from "./principals.ts";

type Maker = (setting: Setting, random: Random, time: number) => TrailEvent;

/** Times a day, spread over all hours: machines do not sleep. */
const makers: [perDay: number, make: Maker][] = [
  [17, taskTakesRole],
  [12, functionTakesRole],
  [9, taskReadsParameters],
  [5, functionOpensStream],
  [8, recorderLooks],
  [3, advisorLooks],
  [2, databaseGrants],
  [1 / 30, keyRotates],
];

/** Of the UTC day; `scale` for an account with less going on. */
export function machineEvents(setting: Setting, day: number, scale: number): TrailEvent[] {
  return makers.flatMap(([perDay, make], index) => {
    const random = randomOf(setting.seed, setting.account.id, "machines", index, day);
    const wanted = perDay * scale * random.about(0.25);
    const count = Math.floor(wanted) + (random.next() < wanted % 1 ? 1 : 0);
    return Array.from({ length: count }, () => make(setting, random, day + random.int(0, DAY / 1000 - 1) * 1000));
  });
}

function taskTakesRole(setting: Setting, random: Random, time: number): TrailEvent {
  const { family } = random.pick(containersOf(setting).services);
  const role = `arn:aws:iam::${setting.account.id}:role/${random.pick([`${family}-task`, "ecsTaskExecutionRole"])}`;
  return takesRole(random, "ecs-tasks.amazonaws.com", role, random.hex(32), time);
}

function functionTakesRole(setting: Setting, random: Random, time: number): TrailEvent {
  const { role, name } = random.pick(functionsOf(setting));
  return takesRole(random, "lambda.amazonaws.com", role, name, time);
}

function takesRole(random: Random, service: string, roleArn: string, roleSessionName: string, time: number) {
  const accessKeyId = `ASIA${random.hex(16).toUpperCase()}`;
  return apiCall(random, servicePrincipal(service), time, {
    service: "sts",
    name: "AssumeRole",
    request: { roleArn, roleSessionName },
    response: {
      credentials: {
        accessKeyId,
        sessionToken: "HIDDEN_DUE_TO_SECURITY_REASONS",
        expiration: new Date(time + DAY / 4).toUTCString(),
      },
    },
    resources: [
      { type: "AWS::STS::AssumedRole", name: roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") },
      { type: "AWS::IAM::Role", name: roleArn },
    ],
  });
}

const byRole = (setting: Setting, random: Random, time: number, used: RoleSession, call: ApiCall) =>
  apiCall(random, rolePrincipal(setting, used, time), time, call);

function taskReadsParameters(setting: Setting, random: Random, time: number): TrailEvent {
  const { family } = random.pick(containersOf(setting).services);
  const used = {
    role: `${family}-task`,
    session: random.hex(32),
    sourceIp: `10.20.${random.int(10, 12)}.${random.int(20, 250)}`,
    userAgent: "aws-sdk-java/2.38.2 md/io#sync md/http#Apache ua/2.1 os/Linux lang/java#21",
  };
  const path = `/haneul/${family}`;
  return byRole(setting, random, time, used, {
    service: "ssm",
    name: "GetParametersByPath",
    request: { path, recursive: true, withDecryption: true },
  });
}

function functionOpensStream(setting: Setting, random: Random, time: number): TrailEvent {
  const { name, role } = random.pick(functionsOf(setting));
  const used = {
    role: role.split("/").at(-1) ?? name,
    session: name,
    sourceIp: `13.125.${random.int(2, 250)}.${random.int(2, 250)}`,
    userAgent: "awslambda-worker/1.0",
  };
  const date = new Date(time).toISOString().slice(0, 10).replaceAll("-", "/");
  return byRole(setting, random, time, used, {
    service: "logs",
    name: "CreateLogStream",
    request: { logGroupName: `/aws/lambda/${name}`, logStreamName: `${date}/[$LATEST]${random.hex(32)}` },
  });
}

/** A role that belongs to a service of AWS, which uses it by itself. */
const linked = (service: string, role: string, session: string): RoleSession => ({
  role,
  path: `/aws-service-role/${service}/`,
  session,
  sourceIp: service,
  userAgent: service,
  invokedBy: service,
});

function recorderLooks(setting: Setting, random: Random, time: number): TrailEvent {
  const used = linked("config.amazonaws.com", "AWSServiceRoleForConfig", "configLambdaExecution");
  const [service, name] = random.pick([
    ["ec2", "DescribeVolumes"],
    ["ec2", "DescribeSecurityGroups"],
    ["rds", "DescribeDBInstances"],
    ["lambda", "ListFunctions20150331"],
  ] as const);
  return byRole(setting, random, time, used, { service, name, request: {} });
}

function advisorLooks(setting: Setting, random: Random, time: number): TrailEvent {
  const used = linked("trustedadvisor.amazonaws.com", "AWSServiceRoleForTrustedAdvisor", "TrustedAdvisor");
  const [service, name] = random.pick([
    ["ec2", "DescribeAddresses"],
    ["elasticloadbalancing", "DescribeLoadBalancers"],
    ["iam", "ListAccessKeys"],
  ] as const);
  return byRole(setting, random, time, used, { service, name, request: {} });
}

function databaseGrants(setting: Setting, random: Random, time: number): TrailEvent {
  const database = random.pick(databasesOf(setting).instances);
  const keyArn = `arn:aws:kms:${SEOUL}:${setting.account.id}:key/${uuidOf(randomOf(setting.seed, "kms-key", "rds"))}`;
  const used = linked("rds.amazonaws.com", "AWSServiceRoleForRDS", "RDS");
  return byRole(setting, random, time, used, {
    service: "kms",
    name: "CreateGrant",
    request: {
      keyId: keyArn,
      operations: ["Decrypt", "Encrypt", "GenerateDataKey", "CreateGrant", "RetireGrant"],
      granteePrincipal: "rds.ap-northeast-2.amazonaws.com",
      constraints: { encryptionContextSubset: { "aws:rds:db-id": database.resourceId } },
    },
    response: { keyId: keyArn, grantId: random.hex(64) },
    resources: [{ type: "AWS::KMS::Key", name: keyArn }],
  });
}

/** What KMS does by itself is an event of the service, and nobody's call. */
function keyRotates(setting: Setting, random: Random, time: number): TrailEvent {
  const keyId = uuidOf(randomOf(setting.seed, "kms-key", "rds"));
  const keyArn = `arn:aws:kms:${SEOUL}:${setting.account.id}:key/${keyId}`;
  const base = apiCall(random, servicePrincipal("kms.amazonaws.com"), time, {
    service: "kms",
    name: "RotateKey",
    resources: [{ type: "AWS::KMS::Key", name: keyArn }],
  });
  return {
    ...base,
    type: "AwsServiceEvent",
    sourceIp: "kms.amazonaws.com",
    serviceDetails: { keyId, rotationType: "AUTOMATIC", keyOrigin: "AWS_KMS" },
  };
}
