import type { CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import type { Action } from "../define-action.ts";
import { InputError } from "../errors.ts";
import { localTime } from "../period.ts";
import type { Bilingual, Fact, Preview, TierReason } from "../results.ts";
import { defineChange } from "./define-change.ts";
import { changeFactOf, plainFact, same, tagsFact } from "./facts.ts";
import { refuseUnmanaged, standing } from "./managed.ts";
import { candidates, pickTargets } from "./pick-target.ts";
import { changer, type Reach } from "./reach.ts";
import { tagsOf } from "./tag-targets.ts";
import { watch } from "./watch.ts";

const MAX = 5;

/** Whether alarms do what they are set to do, or only show their state. */
export interface AlarmSwitch {
  name: string;
  title: Bilingual;
  description: string;
  operation: "EnableAlarmActions" | "DisableAlarmActions";
  /** What it is afterwards. */
  on: boolean;
  word: { ko: string; en: string };
  effect: Bilingual;
  undo: Bilingual;
  undoBy: string;
  tier: Preview["tier"];
  why: TierReason["code"];
}

const args = z.strictObject({ alarms: z.array(z.string().min(1).max(255)).min(1).max(MAX) });
const KIND = { ko: "알람", en: "alarm" };

export function alarmSwitch(change: AlarmSwitch): Action {
  return defineChange({
    name: change.name,
    title: change.title,
    description: change.description,
    fields: () => ({ alarms: z.array(z.string().min(1).max(255)).min(1).max(MAX) }),
    args,

    async plan({ alarms: asked }, site) {
      const { account, call, reach } = site;
      const all = await candidates(account, async (region) =>
        (await describe(reach(region))).map((item) => ({
          region,
          id: item.AlarmName ?? "",
          name: null,
          state: item.StateValue ?? null,
          item,
        })),
      );
      const { region, picked } = pickTargets(asked, all, KIND, account, call);
      const facts: Fact[] = [];
      const tags = await tagsOf(
        picked.map(({ item }) => item.AlarmArn ?? ""),
        reach(region),
      );
      for (const { id, item } of picked) {
        const name = call.field(id) ?? "";
        const own = tags.get(item.AlarmArn ?? "") ?? [];
        refuseUnmanaged(name, own);
        if ((item.ActionsEnabled ?? true) === change.on)
          throw new InputError({
            ko: `${name} 알람의 동작은 이미 ${change.word.ko} 있습니다.`,
            en: `The actions of ${name} are ${change.word.en} already.`,
          });
        const state = `${name}, ${item.StateValue}`;
        const since = item.StateUpdatedTimestamp
          ? localTime(item.StateUpdatedTimestamp.getTime(), call.context.zone)
          : null;
        facts.push({
          code: "alarm",
          label: { ko: "알람", en: "Alarm" },
          value: since ? { ko: `${state} (${since}부터)`, en: `${state} (since ${since})` } : same(state),
        });
        facts.push(plainFact("actions", { ko: "알림 대상", en: "Tells" }, actionsOf(item, call.field)));
        facts.push(tagsFact(own, call), await changeFactOf(item.AlarmArn ?? id, region, site));
      }
      const names = picked.map(({ id }) => call.field(id)).join(", ");
      const ids = picked.map(({ id }) => id);
      return {
        region,
        args: { alarms: ids },
        target: same(names),
        facts,
        effect: change.effect,
        undo: change.undo,
        undoBy: { tool: change.undoBy, input: { alarms: ids } },
        tier: change.tier,
        why: [change.why],
        tags: [...tags.values()].flat(),
        confirm: names,
      };
    },

    permissions: ({ alarms }, { account, region }) => ({
      change: {
        actions: [`cloudwatch:${change.operation}`],
        resources: alarms.map((name) => `arn:aws:cloudwatch:${region}:${account.id}:alarm:${name}`),
      },
      look: { actions: ["cloudwatch:DescribeAlarms", "tag:GetResources"], resources: ["*"] },
    }),

    async fingerprint({ alarms }, reach) {
      const found = (await describe(reach)).filter(({ AlarmName }) => alarms.includes(AlarmName ?? ""));
      const tags = await tagsOf(
        found.flatMap(({ AlarmArn }) => AlarmArn ?? []),
        reach,
      );
      return Object.fromEntries(
        found.flatMap((item) => [
          ...Object.entries(standing(item.AlarmName ?? "", tags.get(item.AlarmArn ?? "") ?? [])),
          [`${item.AlarmName}.actions_enabled`, item.ActionsEnabled ?? true],
          [`${item.AlarmName}.actions`, [...(item.AlarmActions ?? []), ...(item.OKActions ?? [])].join(",") || null],
        ]),
      );
    },

    async send({ alarms }, site) {
      const { CloudWatchClient, DisableAlarmActionsCommand, EnableAlarmActionsCommand } = awsSdk("client-cloudwatch");
      const client = changer(CloudWatchClient, site);
      const input = { AlarmNames: alarms };
      const reply = change.on
        ? await client.send(new EnableAlarmActionsCommand(input))
        : await client.send(new DisableAlarmActionsCommand(input));
      return {
        requestId: reply.$metadata.requestId ?? null,
        text: {
          ko: `${alarms.join(", ")} 알람의 동작을 ${change.on ? "켰" : "껐"}습니다.`,
          en: `The actions of ${alarms.join(", ")} were ${change.word.en}.`,
        },
      };
    },

    verify: ({ alarms }, site, reach) =>
      watch(site, async () => {
        const found = (await describe(reach)).filter(({ AlarmName }) => alarms.includes(AlarmName ?? ""));
        const done = found.filter(({ ActionsEnabled }) => ActionsEnabled === change.on).length;
        return {
          ok: done === alarms.length,
          text: {
            ko: `알람 ${alarms.length}개 중 ${done}개의 동작이 ${change.on ? "켜짐" : "꺼짐"}`,
            en: `The actions of ${done} of ${alarms.length} alarms are ${change.on ? "on" : "off"}`,
          },
        };
      }),
  });
}

type Alarm = MetricAlarm | CompositeAlarm;

function actionsOf(alarm: Alarm, field: (text: string) => string | null): string {
  const all = [...(alarm.AlarmActions ?? []), ...(alarm.OKActions ?? []), ...(alarm.InsufficientDataActions ?? [])];
  const names = [...new Set(all)].map((arn) => field(arn.slice(arn.lastIndexOf(":") + 1)));
  return names.join(", ") || "–";
}

async function describe(reach: Reach): Promise<Alarm[]> {
  const { CloudWatchClient, DescribeAlarmsCommand } = awsSdk("client-cloudwatch");
  const client = reach.client(CloudWatchClient);
  const alarms: Alarm[] = [];
  let token: string | undefined;
  do {
    const command = new DescribeAlarmsCommand({
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      MaxRecords: 100,
      ...(token ? { NextToken: token } : {}),
    });
    const reply = await reach.ask("cloudwatch:DescribeAlarms", (options) => client.send(command, options));
    alarms.push(...(reply.MetricAlarms ?? []), ...(reply.CompositeAlarms ?? []));
    token = reply.NextToken;
  } while (token);
  return alarms;
}
