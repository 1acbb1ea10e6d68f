import type { Instance, Snapshot } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import { tagOf } from "../inventory/describe-instances.ts";
import { localTime } from "../period.ts";
import { plainFact } from "./facts.ts";
import { nameAndId } from "./instance-facts.ts";
import { lostTargets, powerAction } from "./power-action.ts";
import type { Reach } from "./reach.ts";

/** A snapshot older than this is no copy of what is lost. */
const FRESH_MS = 24 * 3_600_000;

/** Deletes instances for good, and the disks that go with them; those must have been copied before. */
export const ec2TerminateInstances = powerAction({
  name: "ec2_terminate_instances",
  title: { ko: "EC2 인스턴스 종료(삭제)", en: "Terminate EC2 instances" },
  description: text(
    "Propose to terminate, that is delete for good, up to five EC2 instances; people have to approve it first.",
    "Use only when deleting is asked for. Disks that go with them need a snapshot of the last 24 hours: ec2_snapshot_instances.",
    "Not for: stopping.",
  ),
  operation: "TerminateInstances",
  async send(ec2, ids) {
    const { TerminateInstancesCommand } = awsSdk("client-ec2");
    return ec2.send(new TerminateInstancesCommand({ InstanceIds: ids }));
  },
  word: { ko: "종료", en: "terminated" },
  from: ["running", "stopped"],
  to: "terminated",
  fields: {
    without_snapshots: z.boolean().optional().describe("Only where the asker says that the data may be lost."),
  },
  accepted: (ids) => ({ ko: `EC2가 ${ids} 종료를 받아들였습니다.`, en: `EC2 accepted to terminate ${ids}.` }),
  effect(count, groups) {
    const lost = lostTargets(groups);
    return {
      ko: [`인스턴스 ${count}개가 영구히 삭제됩니다.`, ...lost.ko].join(" "),
      en: [`${count === 1 ? "The instance is" : `${count} instances are`} deleted for good.`, ...lost.en].join(" "),
    };
  },
  undo: {
    ko: "되돌릴 수 없습니다. 스냅샷이 있으면 새 인스턴스에 디스크만 복구할 수 있습니다.",
    en: "Cannot be undone. From snapshots only the disks can be restored, to a new instance.",
  },
  tier: "T3",
  why: ["irreversible", "deletes_data"],

  async more(instances, region, { without_snapshots }, site) {
    const { call } = site;
    for (const instance of instances) refuseProtected(nameAndId(instance, call), instance);
    const volumes = instances.flatMap(doomedVolumes);
    const newest = await newestSnapshots(volumes, site.reach(region));
    const bare = volumes.filter((volume) => {
      const snapshot = newest.get(volume);
      return !snapshot || call.context.now - (snapshot.StartTime?.getTime() ?? 0) > FRESH_MS;
    });
    if (bare.length > 0 && !without_snapshots)
      throw new ToolError("invalid_input", {
        ko: `종료하면 함께 삭제되는 디스크 ${bare.length}개에 최근 24시간의 완료된 스냅샷이 없습니다 (${bare.join(", ")}). 먼저 스냅샷을 만들거나 (ec2_snapshot_instances), 데이터를 잃어도 된다고 분명히 말해 주세요.`,
        en: `${bare.length} of the disks that are deleted with it have no completed snapshot of the last 24 hours (${bare.join(", ")}). Make one first (ec2_snapshot_instances), or say plainly that the data may be lost.`,
      });
    const shown = volumes.map((volume) => {
      const snapshot = newest.get(volume);
      const when = snapshot?.StartTime && localTime(snapshot.StartTime.getTime(), call.context.zone);
      return when ? `${volume}: ${snapshot.SnapshotId} (${when})` : `${volume}: –`;
    });
    const list = volumes.join(", ");
    return {
      facts: [plainFact("snapshots", { ko: "스냅샷", en: "Snapshots" }, shown.join(", ") || "–")],
      loses: {
        ko: `인스턴스와 메모리, 인스턴스 스토어, ${volumes.length > 0 ? `디스크 ${volumes.length}개(${list})` : "공인 주소"}가 즉시 삭제됩니다.${bare.length > 0 ? ` 스냅샷이 없는 ${bare.length}개는 복구할 수 없습니다.` : ""}`,
        en: `The instance, its memory and instance store, and ${volumes.length > 0 ? `${volumes.length} disks (${list})` : "its public address"} are deleted at once.${bare.length > 0 ? ` ${bare.length} of the disks have no snapshot and cannot be restored.` : ""}`,
      },
    };
  },
  holds: (instance) => [
    ["may_be_terminated", tagOf(instance, "opsthread-terminate") === "yes"],
    ["doomed_volumes", doomedVolumes(instance).join(",")],
  ],
  // The card names the copies that will be left: one that is gone by then was no copy.
  alsoHolds: {
    look: "ec2:DescribeSnapshots",
    async of(instances, reach) {
      const volumes = instances.flatMap(doomedVolumes);
      const newest = await newestSnapshots(volumes, reach);
      return Object.fromEntries(volumes.map((id) => [`${id}.snapshot`, newest.get(id)?.SnapshotId ?? null]));
    },
  },
});

function refuseProtected(who: string, instance: Instance): void {
  if (tagOf(instance, "opsthread-terminate") === "yes") return;
  throw new ToolError("access_denied", {
    ko: `${who}에 opsthread-terminate=yes 태그가 없어 실행 역할(act role)로 종료(삭제)할 수 없습니다. 계정 관리자가 태그를 추가할 수 있습니다.`,
    en: `${who} is not tagged opsthread-terminate=yes, so the act role cannot terminate it. Someone who administers the account can add the tag.`,
  });
}

/** The volumes that AWS deletes together with the instance. */
const doomedVolumes = ({ BlockDeviceMappings }: Instance): string[] =>
  (BlockDeviceMappings ?? [])
    .flatMap(({ Ebs }) => (Ebs?.DeleteOnTermination && Ebs.VolumeId ? Ebs.VolumeId : []))
    .sort();

/** The newest completed one of each volume. */
async function newestSnapshots(volumes: string[], reach: Reach): Promise<Map<string, Snapshot>> {
  if (volumes.length === 0) return new Map();
  const { DescribeSnapshotsCommand, EC2Client } = awsSdk("client-ec2");
  const ec2 = reach.client(EC2Client);
  const command = new DescribeSnapshotsCommand({
    OwnerIds: ["self"],
    Filters: [
      { Name: "volume-id", Values: volumes },
      { Name: "status", Values: ["completed"] },
    ],
  });
  const reply = await reach.ask("ec2:DescribeSnapshots", (options) => ec2.send(command, options));
  const oldestFirst = (reply.Snapshots ?? []).toSorted((a, b) => Number(a.StartTime) - Number(b.StartTime));
  return new Map(oldestFirst.map((snapshot) => [snapshot.VolumeId ?? "", snapshot]));
}
