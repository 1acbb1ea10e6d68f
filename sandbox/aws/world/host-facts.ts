/**
 * A host from within: disks, memory and load as CloudWatch's metrics have them, and what runs. A function of the
 * minute, so that two looks at the same moment agree.
 */
import { MINUTE } from "./calendar.ts";
import type { Machine } from "./host-kernel.ts";
import { type HostUnit, type UnitChanges, unitsOf } from "./host-units.ts";
import { priceOf } from "./instance-prices.ts";
import type { Instance } from "./instances.ts";
import { hostSeries } from "./metrics/hosts.ts";
import type { Series } from "./metrics/series.ts";
import { randomOf } from "./random.ts";
import { drawn } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface Disk {
  device: string;
  mount: string;
  /** KiB. */
  size: number;
  used: number;
}

export interface HostFacts {
  machine: Machine;
  hostname: string;
  privateIp: string;
  now: number;
  cores: number;
  /** Percent of all cores. */
  cpu: number;
  load: [one: number, five: number, fifteen: number];
  /** KiB. */
  memory: { total: number; used: number; free: number; cache: number; available: number };
  disks: Disk[];
  units: HostUnit[];
}

export type LivingInstance = Instance & { bootedAt: number };

/** Share of the data disk in use: on the host of the nightly jobs it has almost run full. */
const DATA_DISK = { batch: 0.94, other: 0.58 };

export function hostFacts(setting: Setting, host: LivingInstance, now: number, changes: UnitChanges): HostFacts {
  const { vcpu, memoryGib } = priceOf(host.type, host.region);
  const value = (metric: string, at: number, otherwise: number) => measured(setting, host, metric, at) ?? otherwise;
  const busy = (minutesAgo: number) => value("CPUUtilization", now - minutesAgo * MINUTE, 1) / 100;
  const total = Math.round(memoryGib * 1024 * 1024 * 0.965);
  const used = Math.round((total * value("mem_used_percent", now, 24)) / 100);
  const cache = Math.round((total - used) * 0.72);
  const free = total - used - cache;
  return {
    machine: host,
    hostname: `ip-${host.privateIp.replaceAll(".", "-")}.${host.region}.compute.internal`,
    privateIp: host.privateIp,
    now,
    cores: vcpu,
    cpu: busy(0) * 100,
    load: [busy(0) * vcpu, busy(5) * vcpu, busy(15) * vcpu],
    memory: { total, used, free, cache, available: free + Math.round(cache * 0.93) },
    disks: disksOf(setting, host, value("disk_used_percent", now, 33) / 100),
    units: unitsOf(setting, host, now, changes),
  };
}

function disksOf(setting: Setting, host: LivingInstance, rootShare: number): Disk[] {
  return host.volumes.map(({ gib }, index): Disk => {
    // A file system takes something for itself.
    const size = Math.round(gib * 1024 * 1024 * 0.995);
    const wobble = randomOf(setting.seed, "data-disk", host.id).next() / 100;
    const data = (host.role === "batch" ? DATA_DISK.batch : DATA_DISK.other) + wobble;
    const used = Math.round(size * (index === 0 ? rootShare : data));
    return {
      device: `/dev/nvme${index}n1${index === 0 ? "p1" : ""}`,
      mount: index === 0 ? "/" : mountOf(setting, index),
      size,
      used,
    };
  });
}

const mountOf = ({ seed }: Setting, index: number) =>
  index === 1 ? drawn(seed, "data-mount", ["/data", "/srv/data", "/mnt/data"]) : `/data${index}`;

const seriesByHost = perSetting((setting) =>
  Map.groupBy(hostSeries(setting), (series) => series.dimensions.InstanceId),
);

/** The last sample at or before `at`; undefined where the metric is not measured. */
function measured(setting: Setting, host: LivingInstance, metric: string, at: number): number | undefined {
  const series: Series | undefined = seriesByHost(setting)
    .get(host.id)
    ?.find((one) => one.metric === metric);
  if (!series) return undefined;
  const step = series.every * MINUTE;
  const sample = series.at(Math.floor(at / step) * step);
  return sample && sample.sum / sample.count;
}
