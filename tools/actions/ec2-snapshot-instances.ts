import type { Instance } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { tagOf } from "../inventory/describe-instances.ts";
import { defineChange } from "./define-change.ts";
import { plainFact, same } from "./facts.ts";
import { findInstances } from "./find-instances.ts";
import { inTurn } from "./in-turn.ts";
import { instanceFacts, nameAndId, tagPairs } from "./instance-facts.ts";
import { isManaged, refuseUnmanaged } from "./managed.ts";
import { instanceTargets, MAX_TARGETS } from "./power-action.ts";
import { changer, type Reach } from "./reach.ts";
import { isProduction } from "./tier-reasons.ts";
import { watch } from "./watch.ts";

const args = z.strictObject({
  volume_ids: z
    .array(z.string().regex(/^vol-[0-9a-f]{8,17}$/))
    .min(1)
    .max(MAX_TARGETS),
});

/** A copy of every disk of some instances, as before they are terminated. */
export const ec2SnapshotInstances = defineChange({
  name: "ec2_snapshot_instances",
  title: { ko: "EBS 스냅샷 생성", en: "Snapshot EBS volumes" },
  description: text(
    "Propose to snapshot all EBS volumes of EC2 instances, five volumes at most; a person has to approve it first.",
    "Use before terminating, or when a copy of disks is asked for.",
    "Not for: databases.",
  ),
  fields: () => ({ targets: instanceTargets }),
  args,

  async plan({ targets }, site) {
    const { call, reach } = site;
    const { region, instances } = await findInstances(targets, site, call);
    for (const instance of instances) refuseUnmanaged(nameAndId(instance, call), tagPairs(instance.Tags));
    const ids = instances.flatMap(volumesOf).sort();
    if (ids.length === 0 || ids.length > MAX_TARGETS)
      throw new InputError({
        ko: `대상 인스턴스의 EBS 볼륨이 ${ids.length}개입니다. 한 번에 1개에서 ${MAX_TARGETS}개까지 만들 수 있습니다.`,
        en: `These instances have ${ids.length} EBS volumes; between 1 and ${MAX_TARGETS} can be copied at once.`,
      });
    const volumes = await describeVolumes(ids, reach(region));
    for (const { VolumeId, Tags } of volumes) refuseUnmanaged(VolumeId ?? "", tagPairs(Tags));
    const gib = volumes.reduce((sum, { Size }) => sum + (Size ?? 0), 0);
    const list = volumes.map(({ VolumeId, Size }) => `${VolumeId} (${Size} GiB)`).join(", ");
    return {
      region,
      args: { volume_ids: ids },
      target: same(instances.map((instance) => nameAndId(instance, call)).join(", ")),
      facts: [
        ...(await instanceFacts(instances, region, site)),
        plainFact("volumes", { ko: "볼륨", en: "Volumes" }, list),
      ],
      effect: {
        ko: `볼륨 ${ids.length}개(${gib} GiB)의 스냅샷을 만듭니다. 실행 중인 것은 멈추지 않으며, 저장한 만큼 매월 요금이 나갑니다.`,
        en: `Makes snapshots of ${ids.length} volumes (${gib} GiB). Nothing is interrupted; what they hold is charged monthly.`,
      },
      undo: { ko: "스냅샷을 콘솔에서 삭제하면 됩니다.", en: "Delete the snapshots in the console." },
      tier: "T1" as const,
      why: ["keeps" as const],
      tags: instances.flatMap(({ Tags }) => tagPairs(Tags)),
      confirm: instances.map((instance) => call.field(tagOf(instance, "Name")) ?? instance.InstanceId).join(", "),
      ...(ids.length > 1 ? { calls: ids.length } : {}),
    };
  },

  permissions: ({ volume_ids }, { account, region }) => ({
    change: {
      actions: ["ec2:CreateSnapshot"],
      resources: [
        ...volume_ids.map((id) => `arn:aws:ec2:${region}:${account.id}:volume/${id}`),
        `arn:aws:ec2:${region}::snapshot/*`,
      ],
    },
    look: { actions: ["ec2:DescribeInstances", "ec2:DescribeSnapshots", "ec2:DescribeVolumes"], resources: ["*"] },
  }),

  async fingerprint({ volume_ids }, reach) {
    const volumes = await describeVolumes(volume_ids, reach);
    const holders = volumes.flatMap(({ Attachments }) => Attachments?.[0]?.InstanceId ?? []);
    const instances = await describeInstances(holders, reach);
    return Object.fromEntries(
      volumes.flatMap(({ VolumeId, Attachments, Tags }) => {
        const holder = instances.find(({ InstanceId }) => InstanceId === Attachments?.[0]?.InstanceId);
        return [
          [`${VolumeId}.attached_to`, holder?.InstanceId ?? null],
          [`${VolumeId}.name`, holder ? tagOf(holder, "Name") : null],
          [`${VolumeId}.managed`, isManaged(tagPairs(Tags))],
          [`${VolumeId}.production`, isProduction(tagPairs(holder?.Tags))],
        ];
      }),
    );
  },

  async send({ volume_ids }, site) {
    const { CreateSnapshotCommand, EC2Client } = awsSdk("client-ec2");
    const ec2 = changer(EC2Client, site);
    const { requestId, replies } = await inTurn(
      volume_ids,
      (id) => id,
      (id) => ec2.send(new CreateSnapshotCommand({ VolumeId: id, Description: descriptionOf(site.approvalId) })),
    );
    const made = replies.map(({ SnapshotId }) => SnapshotId).join(", ");
    return { requestId, text: { ko: `스냅샷을 만들기 시작했습니다: ${made}`, en: `Snapshots begun: ${made}` } };
  },

  async verify({ volume_ids }, site, reach) {
    const { DescribeSnapshotsCommand, EC2Client } = awsSdk("client-ec2");
    const ec2 = reach.client(EC2Client);
    const command = new DescribeSnapshotsCommand({
      OwnerIds: ["self"],
      Filters: [
        { Name: "volume-id", Values: volume_ids },
        { Name: "description", Values: [descriptionOf(site.approvalId)] },
      ],
    });
    return watch(site, async () => {
      const found = (await reach.ask("ec2:DescribeSnapshots", (options) => ec2.send(command, options))).Snapshots ?? [];
      const done = found.filter(({ State }) => State === "completed").length;
      if (done >= volume_ids.length)
        return { ok: true, text: { ko: `스냅샷 ${done}개 완료`, en: `${done} snapshots completed` } };
      if (found.some(({ State }) => State === "error"))
        return { ok: false, text: { ko: "스냅샷을 만들지 못했습니다.", en: "A snapshot failed." } };
      return {
        late: {
          ko: `아직 만드는 중입니다 (${done}/${volume_ids.length}개 완료).`,
          en: `Still being made (${done} of ${volume_ids.length} completed).`,
        },
      };
    });
  },
});

const descriptionOf = (approvalId: string) => `apr-${approvalId}`;

const volumesOf = ({ BlockDeviceMappings }: Instance): string[] =>
  (BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.VolumeId ?? []);

async function describeInstances(ids: string[], reach: Reach): Promise<Instance[]> {
  const { DescribeInstancesCommand, EC2Client } = awsSdk("client-ec2");
  const ec2 = reach.client(EC2Client);
  const command = new DescribeInstancesCommand({ Filters: [{ Name: "instance-id", Values: [...new Set(ids)] }] });
  const reply = await reach.ask("ec2:DescribeInstances", (options) => ec2.send(command, options));
  return (reply.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
}

async function describeVolumes(ids: string[], reach: Reach) {
  const { DescribeVolumesCommand, EC2Client } = awsSdk("client-ec2");
  const ec2 = reach.client(EC2Client);
  const command = new DescribeVolumesCommand({ VolumeIds: ids });
  const reply = await reach.ask("ec2:DescribeVolumes", (options) => ec2.send(command, options));
  return (reply.Volumes ?? []).toSorted((a, b) => (a.VolumeId ?? "").localeCompare(b.VolumeId ?? ""));
}
