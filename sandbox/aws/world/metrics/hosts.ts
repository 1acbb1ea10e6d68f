/** AWS/EC2, AWS/EBS and the CloudWatch agent's metrics of the instances. */
import { DAY, HOUR, MINUTE, seoulHour } from "../calendar.ts";
import { type Instance, instancesAt } from "../instances.ts";
import type { Setting } from "../setting.ts";
import { gauge, type Habit, habitual } from "./gauge.ts";
import { noiseOf } from "./noise.ts";
import type { Series, Unit } from "./series.ts";
import { isBroken } from "./traffic.ts";

interface Role {
  cpu: Habit;
  /** Bytes a minute. */
  network: Habit;
  memoryPercent: number;
  diskPercent: number;
}

const MB = 1_000_000;
const role = (cpuBase: number, cpuPerLoad: number, mbPerLoad: number, memory: number, disk: number): Role => ({
  cpu: { base: cpuBase, perLoad: cpuPerLoad, max: 100 },
  network: { base: 0.3 * MB, perLoad: mbPerLoad * MB },
  memoryPercent: memory,
  diskPercent: disk,
});

/** Those with little to do are the candidates for a smaller size. */
const idle = role(0.6, 0.5, 0.2, 22, 31);

const roles: Record<string, Role> = {
  order: role(9, 24, 46, 61, 48),
  payment: role(7, 14, 12, 68, 44),
  web: role(6, 27, 210, 47, 52),
  cart: role(1.9, 2, 4, 35, 38),
  search: role(12, 26, 22, 74, 57),
  batch: role(4, 1, 6, 58, 71),
  dashboards: role(6, 4, 3, 66, 49),
  "admin-tool": role(1.4, 1.2, 0.4, 41, 63),
  bastion: role(0.7, 0.4, 0.2, 28, 35),
  gpu: role(0.35, 0.15, 0.1, 4, 12),
};

/** The nightly jobs, Seoul time. */
const BATCH_HOURS = { from: 1, to: 5 };
const BATCH_CPU = 91;
const BRUTE_FORCE_LASTS = 3 * HOUR;
/** Hosts without the agent; the alarm on the bastion's disk has waited for data ever since. */
const hasAgent = (host: Instance) => host.role !== "gpu" && host.role !== "bastion";

export function hostSeries(setting: Setting): Series[] {
  return instancesAt(setting, setting.anchor + DAY).flatMap((host) => {
    const own = roles[host.role] ?? idle;
    return [...ofInstance(setting, host, own), ...(hasAgent(host) ? ofAgent(setting, host, own) : [])];
  });
}

/** From when on a host measured, and until when. */
function life(host: Instance): Partial<Pick<Series, "from" | "to">> {
  if (host.stoppedAt !== undefined) return { to: host.stoppedAt };
  return host.role === "gpu" ? { from: host.launchedAt } : {};
}

function ofInstance(setting: Setting, host: Instance, own: Role): Series[] {
  const { story } = setting;
  const habit = (metric: string, h: Habit) => habitual(setting, ["ec2", host.id, metric], h);
  const inBatch = (minute: number) =>
    host.role === "batch" && seoulHour(minute) >= BATCH_HOURS.from && seoulHour(minute) < BATCH_HOURS.to;
  const attacked = (minute: number) =>
    host.role === "bastion" && minute >= story.bruteForce && minute < story.bruteForce + BRUTE_FORCE_LASTS;
  const usual = habit("cpu", own.cpu);
  const batch = habit("batch", { base: BATCH_CPU, perLoad: 0, wander: 0.08, jitter: 0.08, max: 99 });
  const cpu = (minute: number) => {
    if (inBatch(minute)) return batch(minute);
    const restless = isBroken(setting, minute) && host.role === "order" ? 1.25 : 1;
    return Math.min(100, usual(minute) * restless * (attacked(minute) ? 6 : 1));
  };
  const flow = habit("network-in", own.network);
  const bytesIn = (minute: number) => flow(minute) * 5 * (inBatch(minute) ? 9 : 1) * (attacked(minute) ? 14 : 1);
  const out = habit("network-out", { base: 1.6, perLoad: 0.3 });
  const writes = habit("writes", { base: 420 + own.diskPercent, perLoad: 900 });
  const basic = (metric: string, unit: Unit, value: (minute: number) => number) =>
    gauge(setting, { ...identity(host), metric, unit, every: 5 }, value);
  const check = (metric: string) => gauge(setting, { ...identity(host), metric, unit: "Count" }, () => 0);
  const whole = (value: (minute: number) => number) => (minute: number) => Math.round(value(minute));
  const series = [
    basic("CPUUtilization", "Percent", cpu),
    basic("NetworkIn", "Bytes", whole(bytesIn)),
    basic(
      "NetworkOut",
      "Bytes",
      whole((minute) => bytesIn(minute) * out(minute)),
    ),
    basic(
      "NetworkPacketsIn",
      "Count",
      whole((minute) => bytesIn(minute) / (attacked(minute) ? 90 : 780)),
    ),
    basic(
      "NetworkPacketsOut",
      "Count",
      whole((minute) => (bytesIn(minute) * out(minute)) / 820),
    ),
    basic(
      "EBSReadOps",
      "Count",
      whole((minute) => writes(minute) * (inBatch(minute) ? 30 : 0.4)),
    ),
    basic(
      "EBSWriteOps",
      "Count",
      whole((minute) => writes(minute) * (inBatch(minute) ? 12 : 1)),
    ),
    basic(
      "EBSReadBytes",
      "Bytes",
      whole((minute) => writes(minute) * (inBatch(minute) ? 30 : 0.4) * 16_384),
    ),
    basic(
      "EBSWriteBytes",
      "Bytes",
      whole((minute) => writes(minute) * (inBatch(minute) ? 12 : 1) * 9_216),
    ),
    check("StatusCheckFailed"),
    check("StatusCheckFailed_Instance"),
    check("StatusCheckFailed_System"),
  ];
  if (!host.type.startsWith("t")) return [...series, ...ofVolumes(setting, host, writes)];
  const credits = habit("credits", { base: 288, perLoad: -14, jitter: 0.01, wander: 0.02 });
  return [...series, basic("CPUCreditBalance", "Count", credits), ...ofVolumes(setting, host, writes)];
}

const identity = (host: Instance) =>
  ({
    region: host.region,
    namespace: "AWS/EC2",
    dimensions: { InstanceId: host.id },
    ...life(host),
  }) as const;

function ofVolumes(setting: Setting, host: Instance, writes: (minute: number) => number): Series[] {
  return host.volumes.flatMap((volume) => {
    const of = (metric: string, unit: Unit, value: (minute: number) => number) =>
      gauge(
        setting,
        { ...identity(host), namespace: "AWS/EBS", dimensions: { VolumeId: volume.id }, metric, unit, every: 5 },
        value,
      );
    const each = 1 / host.volumes.length;
    return [
      of("VolumeReadOps", "Count", (minute) => Math.round(writes(minute) * 0.4 * each)),
      of("VolumeWriteOps", "Count", (minute) => Math.round(writes(minute) * each)),
      of("VolumeWriteBytes", "Bytes", (minute) => Math.round(writes(minute) * 9_216 * each)),
      of("VolumeIdleTime", "Seconds", (minute) => Math.max(0, 298 - writes(minute) / 400)),
      of("BurstBalance", "Percent", () => 100),
    ];
  });
}

function ofAgent(setting: Setting, host: Instance, own: Role): Series[] {
  const memory = habitual(setting, ["agent", host.id, "memory"], {
    base: own.memoryPercent,
    perLoad: own.memoryPercent / 9,
    wander: 0.08,
    jitter: 0.02,
    max: 97,
  });
  const noise = noiseOf(setting.seed, setting.account.id, "agent", host.id, "disk");
  // Logs are rotated on Sundays: the disk fills by half a percent a day and empties again.
  const disk = (minute: number) => {
    const day = (minute - setting.anchor) / DAY;
    return own.diskPercent + 0.5 * (((day % 7) + 7) % 7) + 0.2 * noise(minute / MINUTE);
  };
  const common = { region: host.region, namespace: "CWAgent", unit: "Percent", ...life(host) } as const;
  const place = { path: "/", InstanceId: host.id, device: "nvme0n1p1", fstype: "xfs" };
  return [
    gauge(setting, { ...common, metric: "disk_used_percent", dimensions: place }, disk),
    gauge(setting, { ...common, metric: "mem_used_percent", dimensions: { InstanceId: host.id } }, memory),
  ];
}
