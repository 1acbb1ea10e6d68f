import type { Instance, Tag, Volume } from "@aws-sdk/client-ec2";
import type { Call } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Column, Scalar } from "../results.ts";
import { moneyColumn, round } from "./amounts.ts";
import type { RegionStock } from "./list-stock.ts";
import { ADDRESS_HOURLY, diskMonthly, HOURS_A_MONTH, snapshotMonthly } from "./prices.ts";

/** Each with what its number is called in totals. */
export const kinds = {
  unattached_volume: "unattached_volumes",
  idle_address: "idle_addresses",
  old_snapshot: "old_snapshots",
  stopped_instance_disk: "stopped_instance_disks",
} as const;

type Kind = keyof typeof kinds;

export const OLD_SNAPSHOT_DAYS = 90;

export const wasteColumns: Column[] = [
  { name: "kind", type: "text", label: { ko: "종류", en: "Kind" } },
  { name: "resource", type: "id", label: { ko: "리소스 ID", en: "Resource ID" } },
  { name: "name", type: "text", label: { ko: "이름", en: "Name" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "detail", type: "text", label: { ko: "내용", en: "Detail" } },
  { name: "since", type: "time", label: { ko: "시점", en: "Since" } },
  { name: "size_gib", type: "number", unit: "GiB", label: { ko: "크기 (GiB)", en: "Size (GiB)" } },
  moneyColumn("usd_month", "월 비용 (추정)", "A month (estimated)"),
  { name: "owner", type: "text", label: { ko: "소유자", en: "Owner" } },
  { name: "account", type: "text", label: { ko: "계정", en: "Account" } },
];

export interface Waste {
  kind: Kind;
  resource: string;
  tags: Tag[] | undefined;
  region: string;
  detail: string;
  /** Creation, or since when the instance is stopped; null where AWS does not say. */
  since: Date | null;
  gib: number | null;
  /** Null without a price. */
  usd: number | null;
}

/** What a region pays for without using it. */
export function wasteOf(region: string, stock: RegionStock, now: number): Waste[] {
  const stopped = new Map(stock.stopped.map((instance) => [instance.InstanceId, instance]));
  const inImages = new Set(
    stock.images.flatMap((image) => (image.BlockDeviceMappings ?? []).map(({ Ebs }) => Ebs?.SnapshotId)),
  );
  const oldest = now - OLD_SNAPSHOT_DAYS * 86_400_000;
  return [
    ...stock.volumes.flatMap((volume): Waste[] => {
      if (volume.State === "available")
        return [{ ...disk(region, volume), kind: "unattached_volume", since: volume.CreateTime ?? null }];
      const host = volume.Attachments?.map(({ InstanceId }) => stopped.get(InstanceId)).find(Boolean);
      return host ? [diskOfStopped(region, volume, host)] : [];
    }),
    ...stock.addresses
      .filter(
        ({ AssociationId, NetworkInterfaceId, InstanceId }) => !AssociationId && !NetworkInterfaceId && !InstanceId,
      )
      .map(
        ({ AllocationId, PublicIp, Tags }): Waste => ({
          kind: "idle_address",
          resource: AllocationId ?? PublicIp ?? "",
          tags: Tags,
          region,
          detail: PublicIp ?? "",
          since: null,
          gib: null,
          usd: ADDRESS_HOURLY * HOURS_A_MONTH,
        }),
      ),
    ...stock.snapshots
      .filter(({ SnapshotId, StartTime }) => !inImages.has(SnapshotId) && (StartTime?.getTime() ?? now) < oldest)
      .map(
        ({ SnapshotId, VolumeSize = 0, StorageTier, StartTime, Description, Tags }): Waste => ({
          kind: "old_snapshot",
          resource: SnapshotId ?? "",
          tags: Tags,
          region,
          detail: Description ?? "",
          since: StartTime ?? null,
          gib: VolumeSize,
          usd: snapshotMonthly(region, VolumeSize, StorageTier),
        }),
      ),
  ];
}

function disk(region: string, { VolumeId, Size = 0, VolumeType, Iops, Throughput, Tags }: Volume) {
  const speed = { iops: Iops, throughput: Throughput };
  return {
    resource: VolumeId ?? "",
    tags: Tags,
    region,
    detail: VolumeType ?? "",
    gib: Size,
    usd: diskMonthly(region, { type: VolumeType ?? "", gib: Size, ...speed }),
  };
}

function diskOfStopped(region: string, volume: Volume, host: Instance): Waste {
  const name = host.Tags?.find(({ Key }) => Key === "Name")?.Value;
  return {
    ...disk(region, volume),
    kind: "stopped_instance_disk",
    detail: `${volume.VolumeType}, ${name ? `${name} ` : ""}${host.InstanceId}`,
    since: stoppedAt(host),
  };
}

/** AWS writes it into a sentence: `User initiated (2026-08-30 01:12:44 GMT)`. */
function stoppedAt({ StateTransitionReason: reason }: Instance): Date | null {
  const time = /\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)\)/.exec(reason ?? "");
  return time ? new Date(`${time[1]}T${time[2]}Z`) : null;
}

export function wasteRow(waste: Waste, account: string, { field }: Call): Scalar[] {
  const tag = (key: string) => field(waste.tags?.find(({ Key }) => Key === key)?.Value ?? null);
  return [
    waste.kind,
    waste.resource,
    tag("Name"),
    waste.region,
    field(waste.detail),
    waste.since ? iso(waste.since.getTime()) : null,
    waste.gib,
    waste.usd === null ? null : round(waste.usd),
    tag("owner"),
    account,
  ];
}
