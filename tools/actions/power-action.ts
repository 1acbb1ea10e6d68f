import type { EC2Client, Instance } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import type { Action } from "../define-action.ts";
import type { Call } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { tagOf } from "../inventory/describe-instances.ts";
import { iso } from "../period.ts";
import type { Bilingual, Fact, Preview, Scalar, TierReason } from "../results.ts";
import { alarmsFact } from "./alarms-fact.ts";
import { instancesCost } from "./cost-facts.ts";
import { defineChange, type PlanSite } from "./define-change.ts";
import { same } from "./facts.ts";
import { findInstances } from "./find-instances.ts";
import { type PowerState, verifyState } from "./instance-checks.ts";
import {
  instanceFacts,
  nameAndId,
  scalingGroupOf,
  scalingGroupsFact,
  tagPairs,
  targetGroupsFact,
} from "./instance-facts.ts";
import { refuseUnmanaged, standing } from "./managed.ts";
import { changer, type Reach } from "./reach.ts";
import { type GroupHealth, targetGroupsOf } from "./target-groups.ts";

export const MAX_TARGETS = 5;

/** What a kind of change adds to what is told and asked of any. */
interface More {
  facts: Fact[];
  loses: Bilingual;
}

/** One way to change the power of EC2 instances: start, stop, reboot or terminate. */
export interface PowerChange<Fields extends z.ZodRawShape = z.ZodRawShape> {
  /** The tool's name. */
  name: string;
  title: Bilingual;
  description: string;
  /** As IAM writes it, without the prefix. */
  operation: "RebootInstances" | "StopInstances" | "StartInstances" | "TerminateInstances";
  send(ec2: EC2Client, ids: string[]): Promise<{ $metadata: { requestId?: string | undefined } }>;
  /** What it is called in sentences: `재부팅`, `rebooted`. */
  word: { ko: string; en: string };
  /** The states it makes sense in, and the one it ends in. */
  from: readonly string[];
  to: PowerState;
  accepted(ids: string): Bilingual;
  effect(count: number, groups: GroupHealth[]): Bilingual;
  undo: Bilingual;
  /** The tool that is the way back. */
  undoBy?: string;
  tier: Preview["tier"];
  why: TierReason["code"][];
  /** Further input beside the targets. */
  fields?: Fields;
  /** Throws where an instance may not be changed this way. */
  more?(instances: Instance[], region: string, input: z.infer<z.ZodObject<Fields>>, site: PlanSite): Promise<More>;
  /** What else must still be so, of an instance and of what goes with it. */
  holds?(instance: Instance): [string, Scalar][];
  alsoHolds?: { look: string; of(instances: Instance[], reach: Reach): Promise<Record<string, Scalar>> };
}

const args = z.strictObject({
  instance_ids: z
    .array(z.string().regex(/^i-[0-9a-f]{8,17}$/))
    .min(1)
    .max(MAX_TARGETS),
});

export const instanceTargets = z
  .array(z.string().min(1).max(255))
  .min(1)
  .max(MAX_TARGETS)
  .describe("Name tags or instance ids.");

export function powerAction<Fields extends z.ZodRawShape = Record<never, never>>(change: PowerChange<Fields>): Action {
  return defineChange({
    name: change.name,
    title: change.title,
    description: change.description,
    fields: () => ({ targets: instanceTargets, ...change.fields }),
    args,

    async plan(input, site) {
      const { call, account } = site;
      const { region, instances } = await findInstances((input as { targets: string[] }).targets, site, call);
      for (const instance of instances) refuseUnfit(change, instance, call);
      const more = await change.more?.(instances, region, input as never, site);
      const ids = instances.flatMap(({ InstanceId }) => InstanceId ?? []);
      const [groups, own] = await Promise.all([
        targetGroupsOf(ids, account, region, call),
        instanceFacts(instances, region, site),
      ]);
      const watched = [...ids, ...(groups ?? []).map(({ dimension }) => dimension)];
      const names = instances.map((instance) => nameAndId(instance, call)).join(", ");
      return {
        region,
        args: { instance_ids: ids },
        target: same(names),
        facts: [
          ...own,
          targetGroupsFact(groups, call),
          scalingGroupsFact(instances, call),
          await alarmsFact(watched, account, region, call),
          instancesCost(instances, region),
          ...(more?.facts ?? []),
        ],
        effect: withReplacement(change.effect(instances.length, groups ?? []), change, instances),
        undo: change.undo,
        ...(change.undoBy ? { undoBy: { tool: change.undoBy, input: { targets: ids } } } : {}),
        ...(more ? { loses: more.loses } : {}),
        tier: change.tier,
        why: change.why,
        tags: instances.flatMap(({ Tags }) => tagPairs(Tags)),
        confirm: instances.map((instance) => call.field(tagOf(instance, "Name")) ?? instance.InstanceId).join(", "),
      };
    },

    permissions: ({ instance_ids }, { account, region }) => ({
      change: {
        actions: [`ec2:${change.operation}`],
        resources: instance_ids.map((id) => `arn:aws:ec2:${region}:${account.id}:instance/${id}`),
      },
      look: {
        actions: [
          "ec2:DescribeInstances",
          "ec2:DescribeInstanceStatus",
          ...(change.alsoHolds ? [change.alsoHolds.look] : []),
        ],
        resources: ["*"],
      },
    }),

    async fingerprint({ instance_ids }, reach) {
      const { DescribeInstancesCommand, EC2Client } = awsSdk("client-ec2");
      const command = new DescribeInstancesCommand({ Filters: [{ Name: "instance-id", Values: instance_ids }] });
      const ec2 = reach.client(EC2Client);
      const reply = await reach.ask("ec2:DescribeInstances", (options) => ec2.send(command, options));
      const instances = (reply.Reservations ?? []).flatMap((reservation) => reservation.Instances ?? []);
      return {
        ...Object.fromEntries(instances.flatMap((instance) => stateOf(instance, change))),
        ...(await change.alsoHolds?.of(instances, reach)),
      };
    },

    async send({ instance_ids }, site) {
      const { EC2Client } = awsSdk("client-ec2");
      const reply = await change.send(changer(EC2Client, site), instance_ids);
      return { requestId: reply.$metadata.requestId ?? null, text: change.accepted(instance_ids.join(", ")) };
    },

    async verify({ instance_ids }, site, reach) {
      const { EC2Client } = awsSdk("client-ec2");
      return verifyState(instance_ids, change.to, reach.client(EC2Client), site);
    },
  });
}

function refuseUnfit({ word, from }: Pick<PowerChange, "word" | "from">, instance: Instance, call: Call): void {
  const who = nameAndId(instance, call);
  refuseUnmanaged(who, tagPairs(instance.Tags));
  const state = instance.State?.Name ?? "unknown";
  if (from.includes(state)) return;
  throw new InputError({
    ko: `${who} 인스턴스는 ${state} 상태입니다. ${from.join(" 또는 ")} 상태인 인스턴스만 ${word.ko}할 수 있습니다.`,
    en: `${who} is ${state}; only a ${from.join(" or ")} instance can be ${word.en}.`,
  });
}

/** What must still be so when the change is sent. */
function stateOf(instance: Instance, { holds }: Pick<PowerChange<never>, "holds">): [string, Scalar][] {
  const id = instance.InstanceId ?? "";
  const facts: [string, Scalar][] = [
    ["name", tagOf(instance, "Name")],
    ["state", instance.State?.Name ?? null],
    ["launched", instance.LaunchTime ? iso(instance.LaunchTime.getTime()) : null],
    ["image", instance.ImageId ?? null],
    ["scaling_group", scalingGroupOf(instance)],
    ...(holds?.(instance) ?? []),
  ];
  const own = facts.map(([name, value]): [string, Scalar] => [`${id}.${name}`, value]);
  return [...own, ...Object.entries(standing(id, tagPairs(instance.Tags)))];
}

/** A scaling group puts another in the place of an instance that no longer runs. */
function withReplacement(effect: Bilingual, { to }: Pick<PowerChange, "to">, instances: Instance[]): Bilingual {
  if (to === "running" || !instances.some(scalingGroupOf)) return effect;
  return {
    ko: `${effect.ko} Auto Scaling 그룹이 새 인스턴스로 대신할 수 있습니다.`,
    en: `${effect.en} The Auto Scaling group may launch another in its place.`,
  };
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
