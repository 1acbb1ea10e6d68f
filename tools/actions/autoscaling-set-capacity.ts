import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { alarmsFact } from "./alarms-fact.ts";
import { groupCost } from "./cost-facts.ts";
import { defineChange } from "./define-change.ts";
import { changeFactOf, fromToFact, type Pair, same, tagsFact } from "./facts.ts";
import { refuseUnmanaged, standing } from "./managed.ts";
import { candidates, pickTarget } from "./pick-target.ts";
import { changer, type Reach } from "./reach.ts";
import { dimensionsOf, servedGroupsFact } from "./served-groups.ts";
import { watch } from "./watch.ts";

const args = z.strictObject({ group: z.string().min(1).max(255), desired: z.number().int().min(0) });

/** How many instances a scaling group should run, within the bounds its owner gave it. */
export const autoscalingSetCapacity = defineChange({
  name: "autoscaling_set_capacity",
  title: { ko: "Auto Scaling 용량 변경", en: "Set Auto Scaling capacity" },
  description: text(
    "Propose another desired capacity of one Auto Scaling group; a person has to approve it first.",
    "Use for scaling servers of a group out or in.",
    "Not for: ECS services, single instances, the group's minimum and maximum.",
  ),
  fields: () => ({ group: z.string().min(1).max(255), desired: z.number().int().min(0) }),
  args,

  async plan({ group: asked, desired }, site) {
    const { account, call, reach } = site;
    const all = await candidates(account, async (region) =>
      (await describeGroups(reach(region))).map((item) => ({
        region,
        id: item.AutoScalingGroupName ?? "",
        name: item.Tags?.find(({ Key }) => Key === "Name")?.Value ?? null,
        state: null,
        item,
      })),
    );
    const { region, id, item } = pickTarget(
      asked,
      all,
      { ko: "Auto Scaling 그룹", en: "Auto Scaling group" },
      account,
      call,
    );
    const name = call.field(id) ?? "";
    refuseUnmanaged(name, pairs(item));
    const { MinSize = 0, MaxSize = 0, DesiredCapacity: now = 0 } = item;
    if (desired < MinSize || desired > MaxSize)
      throw new InputError({
        ko: `${name} 그룹의 용량은 ${MinSize}에서 ${MaxSize} 사이여야 합니다. 최소와 최대는 이 봇이 바꾸지 않습니다.`,
        en: `The capacity of ${name} has to be between ${MinSize} and ${MaxSize}; this bot does not change the minimum and maximum.`,
      });
    if (desired === now)
      throw new InputError({
        ko: `${name} 그룹의 용량은 이미 ${now}입니다.`,
        en: `The capacity of ${name} is ${now} already.`,
      });
    const groups = item.TargetGroupARNs ?? [];
    const alarms = await alarmsFact([id, ...dimensionsOf(groups)], account, region, call);
    const more = desired - now;
    return {
      region,
      args: { group: id, desired },
      target: same(name),
      facts: [
        {
          code: "scaling_group",
          label: { ko: "Auto Scaling 그룹", en: "Auto Scaling group" },
          value: {
            ko: `${name}, 최소 ${MinSize}, 최대 ${MaxSize}, 서비스 중 ${inService(item)}`,
            en: `${name}, min ${MinSize}, max ${MaxSize}, in service ${inService(item)}`,
          },
        },
        fromToFact(now, desired),
        tagsFact(pairs(item), call),
        await changeFactOf(item.AutoScalingGroupARN ?? id, region, site),
        servedGroupsFact(groups),
        alarms,
        groupCost(item.Instances ?? [], region, more),
      ],
      effect:
        more > 0
          ? {
              ko: `인스턴스 ${more}개가 새로 시작되고, 이때부터 요금이 나갑니다. 조정 정책이 있으면 다시 바꿀 수 있습니다.`,
              en: `${more} more instances are launched, and charged from then on. A scaling policy may change it again.`,
            }
          : {
              ko: `인스턴스 ${-more}개가 종료(삭제)됩니다. 어느 것인지는 그룹이 고르며, 그 디스크의 내용은 사라집니다. 조정 정책이 있으면 다시 바꿀 수 있습니다.`,
              en: `${-more} instances are terminated; the group chooses which, and their disks are gone. A scaling policy may change it again.`,
            },
      undo: { ko: `용량을 다시 ${now}(으)로 바꾸면 됩니다.`, en: `Set the capacity back to ${now}.` },
      undoBy: { tool: "autoscaling_set_capacity", input: { group: id, desired: now } },
      tier: "T2" as const,
      why: more > 0 ? ["capacity" as const] : ["capacity" as const, "interrupts" as const],
      tags: pairs(item),
      confirm: name,
    };
  },

  permissions: ({ group }, { account, region }) => ({
    change: {
      actions: ["autoscaling:SetDesiredCapacity"],
      resources: [`arn:aws:autoscaling:${region}:${account.id}:autoScalingGroup:*:autoScalingGroupName/${group}`],
    },
    look: { actions: ["autoscaling:DescribeAutoScalingGroups"], resources: ["*"] },
  }),

  async fingerprint({ group }, reach) {
    const [found] = await describeGroups(reach, group);
    return {
      [`${group}.desired`]: found?.DesiredCapacity ?? null,
      [`${group}.min`]: found?.MinSize ?? null,
      [`${group}.max`]: found?.MaxSize ?? null,
      [`${group}.arn`]: found?.AutoScalingGroupARN ?? null,
      ...standing(group, found ? pairs(found) : []),
    };
  },

  async send({ group, desired }, site) {
    const { AutoScalingClient, SetDesiredCapacityCommand } = awsSdk("client-auto-scaling");
    const command = new SetDesiredCapacityCommand({ AutoScalingGroupName: group, DesiredCapacity: desired });
    const reply = await changer(AutoScalingClient, site).send(command);
    return {
      requestId: reply.$metadata.requestId ?? null,
      text: {
        ko: `${group} 그룹의 용량을 ${desired}(으)로 바꿨습니다.`,
        en: `The capacity of ${group} is set to ${desired}.`,
      },
    };
  },

  verify: ({ group, desired }, site, reach) =>
    watch(site, async () => {
      const [found] = await describeGroups(reach, group);
      if (found?.DesiredCapacity !== desired)
        return {
          ok: false,
          text: {
            ko: `용량이 ${found?.DesiredCapacity ?? "?"}입니다. 다른 변경이 뒤따랐을 수 있습니다.`,
            en: `The capacity is ${found?.DesiredCapacity ?? "?"}; something may have changed it again.`,
          },
        };
      const running = inService(found);
      if (running === desired && found.Instances?.length === desired)
        return { ok: true, text: { ko: `인스턴스 ${running}개 실행 중`, en: `${running} instances in service` } };
      return {
        late: {
          ko: `아직 맞춰지는 중입니다 (실행 중 ${running}개, 목표 ${desired}개).`,
          en: `Still under way (${running} in service of ${desired}).`,
        },
      };
    }),
});

const inService = ({ Instances }: AutoScalingGroup): number =>
  (Instances ?? []).filter(({ LifecycleState }) => LifecycleState === "InService").length;

const pairs = ({ Tags }: AutoScalingGroup): Pair[] =>
  (Tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""] as const);

async function describeGroups(reach: Reach, name?: string): Promise<AutoScalingGroup[]> {
  const { AutoScalingClient, DescribeAutoScalingGroupsCommand } = awsSdk("client-auto-scaling");
  const client = reach.client(AutoScalingClient);
  const groups: AutoScalingGroup[] = [];
  let token: string | undefined;
  do {
    const command = new DescribeAutoScalingGroupsCommand({
      MaxRecords: 100,
      ...(name ? { AutoScalingGroupNames: [name] } : {}),
      ...(token ? { NextToken: token } : {}),
    });
    const reply = await reach.ask("autoscaling:DescribeAutoScalingGroups", (options) => client.send(command, options));
    groups.push(...(reply.AutoScalingGroups ?? []));
    token = reply.NextToken;
  } while (token);
  return groups;
}
