import type { EC2Client, Instance } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { httpTimeouts } from "../credentials.ts";
import { type Action, type ActSite, defineAction } from "../define-action.ts";
import { type Call, defineTool } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import { tagOf } from "../inventory/describe-instances.ts";
import { iso } from "../period.ts";
import type { Bilingual, Preview, Scalar, TierReason } from "../results.ts";
import { accountFact, actAccount } from "./act-account.ts";
import { alarmsFact } from "./alarms-fact.ts";
import { findTargets } from "./find-targets.ts";
import { verifyState } from "./instance-checks.ts";
import {
  costFact,
  instanceFact,
  lastChangeFact,
  nameAndId,
  scalingGroupOf,
  scalingGroupsFact,
  tagPairs,
  tagsFact,
  targetGroupsFact,
} from "./instance-facts.ts";
import { lastChangeOf } from "./last-change.ts";
import { type GroupHealth, targetGroupsOf } from "./target-groups.ts";
import { isProduction, tierReasons } from "./tier-reasons.ts";

const MAX_TARGETS = 5;

/** One way to change the power of EC2 instances: start, stop or reboot. */
export interface PowerChange {
  /** The tool's name. */
  name: string;
  title: Bilingual;
  description: string;
  /** As IAM writes it, without the prefix. */
  operation: "RebootInstances" | "StopInstances" | "StartInstances";
  send(ec2: EC2Client, ids: string[]): Promise<{ $metadata: { requestId?: string | undefined } }>;
  /** What it is called in sentences: `재부팅`, `rebooted`. */
  word: { ko: string; en: string };
  /** The only state it makes sense in, and the one it ends in. */
  from: "running" | "stopped";
  to: "running" | "stopped";
  accepted(ids: string): Bilingual;
  effect(count: number, groups: GroupHealth[]): Bilingual;
  undo: Bilingual;
  /** The tool that is the way back. */
  undoBy?: string;
  tier: Preview["tier"];
  why: TierReason["code"];
}

const args = z.strictObject({
  instance_ids: z
    .array(z.string().regex(/^i-[0-9a-f]{8,17}$/))
    .min(1)
    .max(MAX_TARGETS),
});
type Args = z.infer<typeof args>;

export function powerAction(change: PowerChange): Action {
  const tool = defineTool({
    name: change.name,
    title: change.title,
    description: change.description,
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    input: ({ account }) =>
      z.strictObject({
        targets: z.array(z.string().min(1).max(255)).min(1).max(MAX_TARGETS).describe("Name tags or instance ids."),
        reason: z.string().max(500).optional().describe("Why, in one sentence."),
        account,
      }),
    run: async (input, call) => ({ kind: "preview", preview: await preview(change, input, call) }),
  });
  return defineAction<Args>({
    tool: tool as never,
    args,

    permissions: ({ instance_ids }, { account, region }) => ({
      change: {
        actions: [`ec2:${change.operation}`],
        resources: instance_ids.map((id) => `arn:aws:ec2:${region}:${account.id}:instance/${id}`),
      },
      look: { actions: ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus"], resources: ["*"] },
    }),

    async fingerprint({ instance_ids }, site) {
      const { DescribeInstancesCommand } = await import("@aws-sdk/client-ec2");
      const ec2 = await clientFor(site, 3);
      const command = new DescribeInstancesCommand({ Filters: [{ Name: "instance-id", Values: instance_ids }] });
      const reply = await ec2.send(command, { abortSignal: site.signal });
      return fingerprintOf((reply.Reservations ?? []).flatMap((reservation) => reservation.Instances ?? []));
    },

    async send({ instance_ids }, site) {
      const reply = await change.send(await clientFor(site, 1), instance_ids);
      return { requestId: reply.$metadata.requestId ?? null, text: change.accepted(instance_ids.join(", ")) };
    },

    verify: async ({ instance_ids }, site) => verifyState(instance_ids, change.to, await clientFor(site, 3), site),
  });
}

async function preview(
  change: PowerChange,
  input: { targets: string[]; account?: string | undefined },
  call: Call,
): Promise<Preview> {
  const site = await actAccount(input.account, call);
  const { account, id } = site;
  const { region, instances } = await findTargets(input.targets, account, call);
  for (const instance of instances) refuseUnfit(change, instance, call);
  const ids = instances.flatMap(({ InstanceId }) => InstanceId ?? []);
  const [groups, changes] = await Promise.all([
    targetGroupsOf(ids, account, region, call),
    Promise.all(ids.map((one) => lastChangeOf(one, account, region, call))),
  ]);
  const alarms = await alarmsFact([...ids, ...(groups ?? []).map(({ dimension }) => dimension)], account, region, call);
  const names = instances.map((instance) => nameAndId(instance, call)).join(", ");
  const production = instances.some(({ Tags }) => isProduction(tagPairs(Tags)));
  return {
    call: {
      tool: change.name,
      account: { id, name: account.name },
      region,
      args: { instance_ids: ids },
      fingerprint: fingerprintOf(instances),
    },
    title: change.title,
    target: { ko: names, en: names },
    facts: [
      accountFact(site, region),
      ...instances.flatMap((instance, index) => [
        instanceFact(instance, call),
        tagsFact(instance, call),
        lastChangeFact(changes[index] ?? null, call),
      ]),
      targetGroupsFact(groups, call),
      scalingGroupsFact(instances, call),
      alarms,
      costFact(instances, region),
    ],
    effect: change.effect(instances.length, groups ?? []),
    undo: change.undo,
    tier: change.tier,
    tierReasons: tierReasons(change.why, ...(production ? (["prod"] as const) : [])),
    ...(change.undoBy ? { undoBy: { tool: change.undoBy, input: { targets: ids, account: account.name } } } : {}),
    confirm: instances.map((instance) => call.field(tagOf(instance, "Name")) ?? instance.InstanceId).join(", "),
  };
}

function refuseUnfit({ word, from }: PowerChange, instance: Instance, call: Call): void {
  const who = nameAndId(instance, call);
  if (tagOf(instance, "opsthread") !== "managed")
    throw new ToolError("access_denied", {
      ko: `${who} 인스턴스에 opsthread=managed 태그가 없어 실행 역할(act role)로 ${word.ko}할 수 없습니다. 계정 관리자가 태그를 추가할 수 있습니다.`,
      en: `${who} is not tagged opsthread=managed, so it cannot be ${word.en} by the act role. Someone who administers the account can add the tag.`,
    });
  const state = instance.State?.Name ?? "unknown";
  if (state !== from)
    throw new InputError({
      ko: `${who} 인스턴스는 ${state} 상태입니다. ${from} 상태인 인스턴스만 ${word.ko}할 수 있습니다.`,
      en: `${who} is ${state}; only a ${from} instance can be ${word.en}.`,
    });
}

/** What must still be so when the change is sent. */
function fingerprintOf(instances: Instance[]): Record<string, Scalar> {
  return Object.fromEntries(
    instances.flatMap((instance) => {
      const id = instance.InstanceId ?? "";
      return [
        [`${id}.state`, instance.State?.Name ?? null],
        [`${id}.launched`, instance.LaunchTime ? iso(instance.LaunchTime.getTime()) : null],
        [`${id}.image`, instance.ImageId ?? null],
        [`${id}.managed`, tagOf(instance, "opsthread") === "managed"],
        [`${id}.scaling_group`, scalingGroupOf(instance)],
      ];
    }),
  );
}

/** How many of the healthy targets of each group go away. */
export function lostTargets(groups: GroupHealth[]): { ko: string[]; en: string[] } {
  const left = groups.filter(({ affected }) => affected > 0);
  return {
    ko: left.map(
      ({ name, healthy, affected }) => `${name}의 정상 대상 ${healthy}개 중 ${affected}개가 그동안 빠집니다.`,
    ),
    en: left.map(
      ({ name, healthy, affected }) =>
        `${affected} of ${healthy} healthy targets of ${name} ${affected === 1 ? "is" : "are"} out meanwhile.`,
    ),
  };
}

async function clientFor({ region, credentials }: Omit<ActSite, "signal">, maxAttempts: number) {
  const { EC2Client } = await import("@aws-sdk/client-ec2");
  return new EC2Client({ region, credentials, maxAttempts, requestHandler: httpTimeouts });
}
