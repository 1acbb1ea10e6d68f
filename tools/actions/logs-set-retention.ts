import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { localTime } from "../period.ts";
import type { Fact } from "../results.ts";
import { defineChange } from "./define-change.ts";
import { changeFactOf, fromToFact, same, tagsFact } from "./facts.ts";
import { inTurn } from "./in-turn.ts";
import { refuseUnmanaged, standing } from "./managed.ts";
import { candidates, pickTargets } from "./pick-target.ts";
import { changer, type Reach } from "./reach.ts";
import { tagsOf } from "./tag-targets.ts";
import { watch } from "./watch.ts";

const MAX = 5;
const DAY_MS = 86_400_000;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; the shortest are left out. */
const DAYS = [30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

const args = z.strictObject({
  groups: z
    .array(z.string().regex(/^[\w.\-/#]{1,512}$/))
    .min(1)
    .max(MAX),
  days: z
    .number()
    .int()
    .refine((days) => DAYS.includes(days as never)),
});
const KIND = { ko: "로그 그룹", en: "log group" };

/** An end for logs that are kept for ever. It deletes what is older at once, so the card says what and when. */
export const logsSetRetention = defineChange({
  name: "logs_set_retention",
  title: { ko: "로그 보존 기간 설정", en: "Set log retention" },
  description: text(
    "Propose a retention of up to five log groups that have none; people have to approve it first.",
    "Use for logs that are kept for ever and cost money.",
    "Not for: groups that have a retention, deleting groups.",
  ),
  fields: () => ({
    groups: z.array(z.string().min(1).max(512)).min(1).max(MAX),
    days: z
      .number()
      .int()
      .describe(`One of ${DAYS.join(", ")}.`),
  }),
  args,

  async plan({ groups: asked, days }, site) {
    const { account, call, reach } = site;
    if (!DAYS.includes(days as never))
      throw new InputError({
        ko: `보존 기간으로 ${days}일은 쓸 수 없습니다. 쓸 수 있는 값: ${DAYS.join(", ")}일.`,
        en: `${days} days is not possible. Possible are: ${DAYS.join(", ")}.`,
      });
    const all = await candidates(account, async (region) =>
      (await describe(reach(region))).map((item) => ({
        region,
        id: item.logGroupName ?? "",
        name: null,
        state: null,
        item,
      })),
    );
    const { region, picked } = pickTargets(asked, all, KIND, account, call);
    const facts: Fact[] = [];
    const tags = await tagsOf(
      picked.map(({ item }) => item.logGroupArn ?? ""),
      reach(region),
    );
    let [bytes, oldest] = [0, call.context.now];
    for (const { id, item } of picked) {
      const name = call.field(id) ?? "";
      const own = tags.get(item.logGroupArn ?? "") ?? [];
      refuseUnmanaged(name, own);
      if (item.retentionInDays !== undefined)
        throw new InputError({
          ko: `${name} 로그 그룹의 보존 기간은 이미 ${item.retentionInDays}일입니다. 이 봇은 보존 기간이 없는 그룹에만 설정합니다.`,
          en: `${name} has a retention of ${item.retentionInDays} days already; this bot sets one only where there is none.`,
        });
      bytes += item.storedBytes ?? 0;
      oldest = Math.min(oldest, item.creationTime ?? call.context.now);
      facts.push(
        groupFact(name, item, call.context.zone),
        tagsFact(own, call),
        await changeFactOf(item.logGroupArn ?? id, region, site),
      );
    }
    const cut = call.context.now - days * DAY_MS;
    const [before, first] = [localTime(cut, call.context.zone), localTime(oldest, call.context.zone)];
    const names = picked.map(({ id }) => call.field(id)).join(", ");
    return {
      region,
      args: { groups: picked.map(({ id }) => id), days },
      target: same(names),
      facts: [...facts, fromToFact("∞", `${days}d`)],
      effect: {
        ko: `로그 그룹 ${picked.length}개(저장된 로그 ${gb(bytes)})의 로그를 ${days}일만 보관합니다. 저장 요금이 그만큼 줄어듭니다.`,
        en: `Logs of ${picked.length} ${picked.length === 1 ? "group" : "groups"} (${gb(bytes)} stored) are kept for ${days} days. Storage costs less accordingly.`,
      },
      ...(oldest < cut
        ? {
            loses: {
              ko: `${before} 이전의 로그(가장 오래된 것은 ${first} 이후)가 보통 72시간 안에 영구히 삭제됩니다. 이후에도 ${days}일이 지난 로그는 매일 삭제됩니다.`,
              en: `Logs from before ${before} (the oldest may be of ${first}) are deleted for good, as a rule within 72 hours; from then on whatever turns ${days} days old.`,
            },
          }
        : {
            loses: {
              ko: `지금 삭제되는 로그는 없습니다. ${days}일이 지난 로그부터 매일 영구히 삭제됩니다.`,
              en: `Nothing is old enough to be deleted now; from then on whatever turns ${days} days old is deleted for good.`,
            },
          }),
      undo: {
        ko: "보존 기간은 콘솔에서 없앨 수 있지만, 삭제된 로그는 복구할 수 없습니다.",
        en: "The retention can be removed in the console; deleted logs cannot be restored.",
      },
      tier: "T3" as const,
      why: ["deletes_data" as const, "irreversible" as const],
      tags: [...tags.values()].flat(),
      confirm: names,
      ...(picked.length > 1 ? { calls: picked.length } : {}),
    };
  },

  permissions: ({ groups }, { account, region }) => ({
    change: {
      actions: ["logs:PutRetentionPolicy"],
      resources: groups.flatMap((name) => {
        const arn = `arn:aws:logs:${region}:${account.id}:log-group:${name}`;
        return [arn, `${arn}:*`];
      }),
    },
    look: { actions: ["logs:DescribeLogGroups", "tag:GetResources"], resources: ["*"] },
  }),

  async fingerprint({ groups }, reach) {
    const found = (await describe(reach)).filter(({ logGroupName }) => groups.includes(logGroupName ?? ""));
    const tags = await tagsOf(
      found.flatMap(({ logGroupArn }) => logGroupArn ?? []),
      reach,
    );
    return Object.fromEntries(
      found.flatMap((item) => [
        ...Object.entries(standing(item.logGroupName ?? "", tags.get(item.logGroupArn ?? "") ?? [])),
        [`${item.logGroupName}.retention`, item.retentionInDays ?? null],
        [`${item.logGroupName}.created`, item.creationTime ?? null],
      ]),
    );
  },

  async send({ groups, days }, site) {
    const { CloudWatchLogsClient, PutRetentionPolicyCommand } = awsSdk("client-cloudwatch-logs");
    const client = changer(CloudWatchLogsClient, site);
    const { requestId } = await inTurn(
      groups,
      (name) => name,
      (logGroupName) => client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: days })),
    );
    return {
      requestId,
      text: {
        ko: `${groups.join(", ")}의 보존 기간을 ${days}일로 설정했습니다.`,
        en: `The retention of ${groups.join(", ")} is set to ${days} days.`,
      },
    };
  },

  verify: ({ groups, days }, site, reach) =>
    watch(site, async () => {
      const found = (await describe(reach)).filter(({ logGroupName }) => groups.includes(logGroupName ?? ""));
      const done = found.filter(({ retentionInDays }) => retentionInDays === days).length;
      return {
        ok: done === groups.length,
        text: {
          ko: `로그 그룹 ${groups.length}개 중 ${done}개의 보존 기간이 ${days}일`,
          en: `${done} of ${groups.length} log groups keep ${days} days`,
        },
      };
    }),
});

function groupFact(name: string, { storedBytes = 0, creationTime }: LogGroup, zone: string): Fact {
  const since = creationTime === undefined ? "?" : localTime(creationTime, zone);
  return {
    code: "retention",
    label: { ko: "로그 그룹", en: "Log group" },
    value: {
      ko: `${name}, 보존 기간 없음, ${gb(storedBytes)}, ${since}에 생성`,
      en: `${name}, no retention, ${gb(storedBytes)}, created ${since}`,
    },
  };
}

const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

async function describe(reach: Reach): Promise<LogGroup[]> {
  const { CloudWatchLogsClient, DescribeLogGroupsCommand } = awsSdk("client-cloudwatch-logs");
  const client = reach.client(CloudWatchLogsClient);
  const groups: LogGroup[] = [];
  let nextToken: string | undefined;
  do {
    const command = new DescribeLogGroupsCommand({ limit: 50, ...(nextToken ? { nextToken } : {}) });
    const reply = await reach.ask("logs:DescribeLogGroups", (options) => client.send(command, options));
    groups.push(...(reply.logGroups ?? []));
    nextToken = reply.nextToken;
  } while (nextToken);
  return groups;
}
