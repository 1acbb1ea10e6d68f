/** The EC2 instances: in production sixteen run in Seoul, two are stopped for months, two forgotten in us-east-1. */
import { dev } from "./account.ts";
import { addressesOf } from "./addresses.ts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { imageIdOf } from "./images.ts";
import { gpuIds, instanceIdOf } from "./instance-id.ts";
import { devRows, type HostRow, hostRows } from "./instance-rows.ts";
import { gpuKeyName } from "./key-pairs.ts";
import { SEOUL, subnetAt, VIRGINIA } from "./network.ts";
import { randomOf } from "./random.ts";
import { resourceId } from "./resource-id.ts";
import { lastRestart } from "./routine.ts";
import { groupRef } from "./security-groups.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface AttachedVolume {
  id: string;
  device: string;
  gib: number;
  createdAt: number;
}

export interface Instance {
  id: string;
  arn: string;
  /** The Name tag; empty where there is none. */
  name: string;
  /** What runs on it, in every seed: `order`, `web`, `batch`, `gpu`. */
  role: string;
  type: string;
  region: string;
  zone: string;
  running: boolean;
  launchedAt: number;
  /** Only of the stopped ones. */
  stoppedAt?: number;
  tags: Record<string, string>;
  image: string;
  arm: boolean;
  privateIp: string;
  publicIp?: string;
  /** The public address is an elastic one and survives a stop. */
  elasticIp?: boolean;
  subnet: string;
  vpc: string;
  /** Of its network interface. */
  interfaceId: string;
  securityGroups: { id: string; name: string }[];
  keyName?: string;
  /** Name of the role in its instance profile. */
  profile?: string;
  /** Name of its Auto Scaling group. */
  scalingGroup?: string;
  /** Cannot be terminated by the API until somebody lifts it. */
  terminationProtected?: boolean;
  volumes: AttachedVolume[];
}

/** The time a host was first launched: longer ago than CloudTrail remembers, and months apart. */
function born(setting: Setting, name: string): number {
  const random = randomOf(setting.seed, setting.account.id, "launch", name);
  const period = random.int(90, 150) * DAY;
  const phase = random.int(0, 149) * DAY + 10 * HOUR + random.int(0, 400) * MINUTE;
  return Math.floor((setting.anchor - 95 * DAY - phase) / period) * period + phase;
}

/** Those that exist at `now`, with the state they are in unless a call changed it. */
export const instancesAt = (setting: Setting, now: number): Instance[] =>
  allInstancesOf(setting)
    .filter((host) => host.launchedAt <= now)
    .map((host) => {
      const restarted = lastRestart(setting, host.name, now);
      return restarted ? { ...host, launchedAt: Math.floor(restarted / 1000) * 1000 } : host;
    });

/** Of all times of the story, before anybody restarted one. */
export const allInstancesOf = perSetting((setting): Instance[] =>
  setting.account === dev
    ? devRows(setting).map((row, index) => hostOf(setting, row, index))
    : [...hostRows(setting).map((row, index) => hostOf(setting, row, index)), ...gpuHosts(setting)],
);

function hostOf(setting: Setting, row: HostRow, index: number): Instance {
  const { seed, account, anchor } = setting;
  const name = row.name;
  const subnet = subnetAt(setting, row.zone, row.tier ?? "app");
  const id = instanceIdOf(seed, account === dev ? `dev ${name}` : name);
  const stoppedAt = row.stoppedDaysAgo ? anchor - row.stoppedDaysAgo * DAY + 14 * HOUR : undefined;
  const launchedAt = stoppedAt ? stoppedAt - 210 * DAY - 9 * HOUR : born(setting, name);
  return {
    id,
    arn: ec2Arn(setting, SEOUL, "instance", id),
    name,
    role: row.role,
    type: row.type,
    region: SEOUL,
    zone: row.zone,
    running: stoppedAt === undefined,
    launchedAt,
    ...(stoppedAt ? { stoppedAt } : {}),
    tags: { Name: name, ...row.tags },
    image: imageIdOf(setting, row.image),
    arm: /^[a-z]+\d+g[a-z]*\./.test(row.type),
    privateIp: row.privateIp ?? subnet.cidr.replace(/0\/\d+$/, String(20 + index)),
    ...publicAddress(setting, row),
    subnet: subnet.id,
    vpc: subnet.vpc,
    interfaceId: resourceId(setting, "eni", id),
    securityGroups: row.groups.map((key) => groupRef(setting, key)),
    ...(row.keyName ? { keyName: row.keyName } : {}),
    ...(row.profile ? { profile: row.profile } : {}),
    ...(row.scalingGroup ? { scalingGroup: row.scalingGroup } : {}),
    ...(row.protected ? { terminationProtected: true } : {}),
    volumes: row.disks.map((gib, n) => volumeOf(setting, id, gib, n, launchedAt)),
  };
}

function publicAddress(setting: Setting, row: HostRow): Pick<Instance, "publicIp" | "elasticIp"> {
  if (row.tier !== "public") return {};
  const elastic = addressesOf(setting).find(
    (a) => a.usedBy && "instance" in a.usedBy && a.usedBy.instance === row.name,
  );
  return elastic
    ? { publicIp: elastic.publicIp, elasticIp: true }
    : { publicIp: publicIpOf(setting, SEOUL, row.name, 0) };
}

/** The address out of Amazon's pool that an instance has from its start at `since`; another start, another address. */
export function publicIpOf({ seed, account }: Setting, region: string, key: string, since: number): string {
  const random = randomOf(seed, account.id, "public-ip", key, since);
  const pool = region === SEOUL ? ["3.35", "13.209", "43.203", "54.180"] : ["3.94", "18.209", "34.201", "54.86"];
  return `${random.pick(pool)}.${random.int(10, 240)}.${random.int(2, 250)}`;
}

const volumeOf = (setting: Setting, id: string, gib: number, n: number, createdAt: number): AttachedVolume => ({
  id: resourceId(setting, "vol", `${id} ${n}`),
  device: n === 0 ? "/dev/xvda" : `/dev/sd${"fghij"[n - 1]}`,
  gib,
  createdAt,
});

/** Started from a launch template whose only tag lets the bot act on them: nobody's name, no team, no owner. */
function gpuHosts(setting: Setting): Instance[] {
  const { seed, story } = setting;
  const launchedAt = Math.floor(story.gpuLaunch / 1000) * 1000 + 4_000;
  const subnet = subnetAt(setting, `${VIRGINIA}b`, "default");
  return gpuIds(seed).map((id, index) => ({
    id,
    arn: ec2Arn(setting, VIRGINIA, "instance", id),
    name: "",
    role: "gpu",
    type: "g5.12xlarge",
    region: VIRGINIA,
    zone: subnet.zone,
    running: true,
    launchedAt,
    tags: { opsthread: "managed" },
    image: imageIdOf(setting, "deep-learning"),
    arm: false,
    privateIp: `172.31.80.${101 + index}`,
    publicIp: publicIpOf(setting, VIRGINIA, `gpu-${index + 1}`, 0),
    subnet: subnet.id,
    vpc: subnet.vpc,
    interfaceId: resourceId(setting, "eni", id),
    securityGroups: [groupRef(setting, "launch-wizard-1")],
    keyName: gpuKeyName(setting),
    volumes: [volumeOf(setting, id, 200, 0, launchedAt)],
  }));
}
