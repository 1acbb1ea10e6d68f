/** The changes that people and programs make on an ordinary day, besides deployments and restarts. */
import { HOUR, MINUTE } from "../calendar.ts";
import type { Part } from "../cast.ts";
import { functionsOf } from "../functions.ts";
import { instanceIdOf } from "../instance-id.ts";
import { type Random, randomOf } from "../random.ts";
import type { Setting } from "../setting.ts";
import type { TrailEvent } from "../trail-event.ts";
import { type ApiCall, apiCall } from "./api-call.ts";
import { openingOf } from "./open-port.ts";
import { userPrincipal } from "./principals.ts";
import { workingTime } from "./working-time.ts";

interface Habit {
  by: Part;
  /** On a working day. */
  chance: number;
  /** One call, or several with the milliseconds after the first. */
  make(setting: Setting, random: Random): [after: number, call: ApiCall][];
}

const once =
  (make: (setting: Setting, random: Random) => ApiCall): Habit["make"] =>
  (setting, random) => [[0, make(setting, random)]];

const habits: Habit[] = [
  { by: "sre", chance: 0.5, make: once(tagsHost) },
  { by: "sre", chance: 0.35, make: once(changesParameter) },
  { by: "sre", chance: 0.3, make: once(runsCommand) },
  { by: "sre", chance: 0.04, make: once(changesRecord) },
  { by: "backend", chance: 0.8, make: opensSession },
  { by: "backend", chance: 0.2, make: once(configuresFunction) },
  { by: "backend", chance: 0.12, make: opensAndCloses },
  { by: "deployBot", chance: 0.45, make: updatesFunction },
  { by: "ml", chance: 0.1, make: once(changesParameter) },
];

/** Of the UTC day; nothing at the weekend. */
export function changesOf(setting: Setting, day: number): TrailEvent[] {
  return habits.flatMap(({ by, chance, make }, index) => {
    const random = randomOf(setting.seed, setting.account.id, "changes", index, day);
    if (random.next() >= chance) return [];
    const time = workingTime(random, by, day);
    return make(setting, random).map(([after, call]) => {
      const at = time + after;
      return apiCall(random, userPrincipal(setting, setting.cast[by], at), at, call);
    });
  });
}

const hostsOf = ({ names }: Setting) => [`${names.web}-1`, `${names.search}-2`, `${names.batch}-1`, `${names.cart}-1`];

function tagsHost(setting: Setting, random: Random): ApiCall {
  const id = instanceIdOf(setting.seed, random.pick(hostsOf(setting)));
  return {
    service: "ec2",
    name: "CreateTags",
    request: {
      resourcesSet: { items: [{ resourceId: id }] },
      tagSet: { items: [{ key: "reviewed", value: setting.cast.sre.name }] },
    },
    response: { _return: true },
    resources: [{ type: "AWS::EC2::Instance", name: id }],
  };
}

function changesParameter({ names }: Setting, random: Random): ApiCall {
  return {
    service: "ssm",
    name: "PutParameter",
    request: {
      name: `/haneul/${random.pick([names.web, names.cart, names.search])}/${random.pick(["banner", "page-size", "cache-seconds"])}`,
      type: "String",
      value: "HIDDEN_DUE_TO_SECURITY_REASONS",
      overwrite: true,
    },
    response: { version: random.int(4, 60), tier: "Standard" },
  };
}

function runsCommand(setting: Setting, random: Random): ApiCall {
  const instanceIds = [instanceIdOf(setting.seed, random.pick(hostsOf(setting)))];
  const commandId = `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`;
  const request = {
    documentName: "AWS-RunShellScript",
    instanceIds,
    parameters: "HIDDEN_DUE_TO_SECURITY_REASONS",
    timeoutSeconds: 600,
  };
  return {
    service: "ssm",
    name: "SendCommand",
    request,
    response: { command: { commandId, documentName: request.documentName, instanceIds, status: "Pending" } },
    resources: instanceIds.map((name) => ({ type: "AWS::EC2::Instance", name })),
  };
}

function changesRecord(_setting: Setting, random: Random): ApiCall {
  return {
    service: "route53",
    name: "ChangeResourceRecordSets",
    request: {
      hostedZoneId: "Z0HANEULSHOP01",
      changeBatch: {
        changes: [
          {
            action: "UPSERT",
            resourceRecordSet: {
              name: `${random.pick(["stage", "event", "img"])}.haneul.example`,
              type: "CNAME",
              tTL: 300,
            },
          },
        ],
      },
    },
    response: { changeInfo: { id: `/change/C0${random.hex(18).toUpperCase()}`, status: "PENDING" } },
  };
}

/** Once a day somebody goes through the bastion, and leaves again. */
function opensSession(setting: Setting, random: Random): [number, ApiCall][] {
  const target = instanceIdOf(setting.seed, setting.names.bastion);
  const sessionId = `${setting.cast.backend.name}-0${random.hex(16)}`;
  return [
    [
      0,
      {
        service: "ssm",
        name: "StartSession",
        request: { target },
        response: { sessionId, tokenValue: "HIDDEN_DUE_TO_SECURITY_REASONS" },
      },
    ],
    [
      random.int(2, 55) * MINUTE,
      { service: "ssm", name: "TerminateSession", request: { sessionId }, response: { sessionId } },
    ],
  ];
}

function configuresFunction(setting: Setting, random: Random): ApiCall {
  const { arn, name, memory, timeout } = random.pick(functionsOf(setting));
  return {
    service: "lambda",
    name: "UpdateFunctionConfiguration20150331v2",
    request: { functionName: name, memorySize: memory, timeout },
    response: { functionName: name, functionArn: arn, memorySize: memory, timeout, lastUpdateStatus: "InProgress" },
    resources: [{ type: "AWS::Lambda::Function", name: arn }],
  };
}

function updatesFunction(setting: Setting, random: Random): [number, ApiCall][] {
  const { arn, name } = random.pick(functionsOf(setting));
  const resources = [{ type: "AWS::Lambda::Function", name: arn }];
  const common = { service: "lambda", resources };
  return [
    [
      0,
      {
        ...common,
        name: "UpdateFunctionCode20150331v2",
        request: { functionName: name, dryRun: false, publish: false },
      },
    ],
    [20_000, { ...common, name: "PublishVersion20150331", request: { functionName: name } }],
  ];
}

/** A port opened to the office for an hour or three, and closed again: unlike the one of the story. */
function opensAndCloses(setting: Setting, random: Random): [number, ApiCall][] {
  const office = `${setting.cast.backend.ip}/32`;
  const opening = openingOf(setting, "admin-tool", random.pick([3306, 5432, 8080]), office, random);
  const { response: _, ...closing } = opening;
  return [
    [0, opening],
    [
      Math.floor((random.int(40, 200) / 60) * HOUR),
      { ...closing, name: "RevokeSecurityGroupIngress", response: { _return: true } },
    ],
  ];
}
