import type { Instance } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { httpTimeouts } from "../credentials.ts";
import { type ActSite, defineAction } from "../define-action.ts";
import { type Call, defineTool, text } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import { tagOf } from "../inventory/describe-instances.ts";
import { iso } from "../period.ts";
import type { Bilingual, Preview, Scalar } from "../results.ts";
import { findTargets } from "./find-targets.ts";
import { verifyRunning } from "./instance-checks.ts";
import { instanceFact, lastChangeFact, nameAndId, tagsFact, targetGroupsFact } from "./instance-facts.ts";
import { lastChangeOf } from "./last-change.ts";
import { type GroupHealth, targetGroupsOf } from "./target-groups.ts";

const MAX_TARGETS = 5;

const args = z.strictObject({
  instance_ids: z
    .array(z.string().regex(/^i-[0-9a-f]{8,17}$/))
    .min(1)
    .max(MAX_TARGETS),
});
type Args = z.infer<typeof args>;

const tool = defineTool({
  name: "ec2_reboot_instances",
  title: { ko: "EC2 인스턴스 재부팅", en: "Reboot EC2 instances" },
  description: text(
    "Propose to reboot up to five EC2 instances. This only prepares an approval card: nothing runs until a person approves it.",
    "Use when someone asks to reboot or restart an instance or server. Targets are Name tags or instance ids, all in one region.",
    "Not for: stopping, starting or terminating; restarting a service on the host; databases.",
  ),
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  input: ({ account }) =>
    z.strictObject({
      targets: z.array(z.string().min(1).max(255)).min(1).max(MAX_TARGETS).describe("Name tags or instance ids."),
      reason: z.string().max(500).optional().describe("Why, in one sentence."),
      account,
    }),
  run: async (input, call) => ({ kind: "preview", preview: await preview(input, call) }),
});

/** Reboots through the operating system; the instance keeps its host, disks and addresses. */
export const ec2RebootInstances = defineAction<Args>({
  tool: tool as never,
  args,

  permissions: ({ instance_ids }, { account, region }) => ({
    change: {
      actions: ["ec2:RebootInstances"],
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
    const { RebootInstancesCommand } = await import("@aws-sdk/client-ec2");
    const ec2 = await clientFor(site, 1);
    const reply = await ec2.send(new RebootInstancesCommand({ InstanceIds: instance_ids }));
    return {
      requestId: reply.$metadata.requestId ?? null,
      text: {
        ko: `EC2가 ${instance_ids.join(", ")} 재부팅을 받아들였습니다.`,
        en: `EC2 accepted the reboot of ${instance_ids.join(", ")}.`,
      },
    };
  },

  verify: async ({ instance_ids }, site) => verifyRunning(instance_ids, await clientFor(site, 3), site),
});

async function preview(input: { targets: string[]; account?: string | undefined }, call: Call): Promise<Preview> {
  const account = call.context.account(input.account);
  if (account.actRole === null)
    throw new ToolError("access_denied", {
      ko: `${account.name} 계정에서는 아무것도 바꿀 수 없습니다. 이 계정에 실행 역할(act role)이 설정되어 있지 않습니다.`,
      en: `Nothing can be changed in ${account.name}: no act role is configured for it.`,
    });
  const { region, instances } = await findTargets(input.targets, account, call);
  for (const instance of instances) refuseUnfit(instance, call);
  const ids = instances.flatMap(({ InstanceId }) => InstanceId ?? []);
  const [groups, changes] = await Promise.all([
    targetGroupsOf(ids, account, region, call),
    Promise.all(ids.map((id) => lastChangeOf(id, account, region, call))),
  ]);
  const names = instances.map((instance) => nameAndId(instance, call)).join(", ");
  const id = await call.aws.accountId(account, call.signal);
  return {
    call: {
      tool: tool.name,
      account: { id, name: account.name },
      region,
      args: { instance_ids: ids },
      fingerprint: fingerprintOf(instances),
    },
    title: tool.title,
    target: { ko: names, en: names },
    facts: [
      {
        code: "account",
        label: { ko: "계정", en: "Account" },
        value: { ko: `${account.name} (${id}), ${region}`, en: `${account.name} (${id}), ${region}` },
      },
      ...instances.flatMap((instance, index) => [
        instanceFact(instance, call),
        tagsFact(instance, call),
        lastChangeFact(changes[index] ?? null, call),
      ]),
      targetGroupsFact(groups, call),
    ],
    effect: effectOf(instances.length, groups ?? []),
    undo: {
      ko: "재부팅은 되돌릴 수 없습니다. 인스턴스는 같은 디스크와 주소로 스스로 다시 올라옵니다.",
      en: "A reboot cannot be undone. The instance comes back by itself with the same disks and addresses.",
    },
    tier: "T2",
  };
}

function refuseUnfit(instance: Instance, call: Call): void {
  const who = nameAndId(instance, call);
  if (tagOf(instance, "opsthread") !== "managed")
    throw new ToolError("access_denied", {
      ko: `${who} 인스턴스에 opsthread=managed 태그가 없어 실행 역할(act role)로 재부팅할 수 없습니다. 계정 관리자가 태그를 추가할 수 있습니다.`,
      en: `${who} is not tagged opsthread=managed, so the act role cannot reboot it. Someone who administers the account can add the tag.`,
    });
  const state = instance.State?.Name ?? "unknown";
  if (state !== "running")
    throw new InputError({
      ko: `${who} 인스턴스는 ${state} 상태입니다. running 상태인 인스턴스만 재부팅할 수 있습니다.`,
      en: `${who} is ${state}; only a running instance can be rebooted.`,
    });
}

/** What must still be so when the reboot is sent. */
function fingerprintOf(instances: Instance[]): Record<string, Scalar> {
  return Object.fromEntries(
    instances.flatMap((instance) => {
      const id = instance.InstanceId ?? "";
      return [
        [`${id}.state`, instance.State?.Name ?? null],
        [`${id}.launched`, instance.LaunchTime ? iso(instance.LaunchTime.getTime()) : null],
        [`${id}.image`, instance.ImageId ?? null],
        [`${id}.managed`, tagOf(instance, "opsthread") === "managed"],
      ];
    }),
  );
}

function effectOf(count: number, groups: GroupHealth[]): Bilingual {
  const left = groups.filter(({ affected }) => affected > 0);
  return {
    ko: [
      `약 1–2분 동안 인스턴스 ${count}개가 응답하지 않습니다.`,
      ...left.map(
        ({ name, healthy, affected }) => `${name}의 정상 대상 ${healthy}개 중 ${affected}개가 그동안 빠집니다.`,
      ),
    ].join(" "),
    en: [
      `${count === 1 ? "The instance does" : `${count} instances do`} not answer for about 1–2 minutes.`,
      ...left.map(
        ({ name, healthy, affected }) =>
          `${affected} of ${healthy} healthy targets of ${name} ${affected === 1 ? "is" : "are"} out meanwhile.`,
      ),
    ].join(" "),
  };
}

async function clientFor({ region, credentials }: Omit<ActSite, "signal">, maxAttempts: number) {
  const { EC2Client } = await import("@aws-sdk/client-ec2");
  return new EC2Client({
    region,
    credentials,
    maxAttempts,
    requestHandler: httpTimeouts,
  });
}
