/** The twenty EC2 instances: sixteen running in Seoul, two stopped for months, two forgotten in us-east-1. */
import { DAY, HOUR, MINUTE, seoulMidnight } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { gpuIds, instanceIdOf } from "./instance-id.ts";
import { randomOf } from "./random.ts";
import { lastRestart } from "./routine.ts";
import type { Setting } from "./setting.ts";

interface Volume {
  id: string;
  device: string;
  gib: number;
  createdAt: number;
}

export interface Instance {
  id: string;
  /** The Name tag; empty where there is none. */
  name: string;
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
  subnet: string;
  vpc: string;
  securityGroup: { id: string; name: string };
  volumes: Volume[];
}

type Row = [
  name: string,
  type: string,
  zone: "a" | "b" | "c",
  team: string,
  owner: Part | "",
  extra?: Partial<Record<"opsthread" | "env", string>>,
];

const seoul: Row[] = [
  ["order-api-1", "m7g.large", "a", "order", "backend", { opsthread: "managed" }],
  ["order-api-2", "m7g.large", "b", "order", "backend", { opsthread: "managed" }],
  ["order-api-3", "m7g.large", "c", "order", "backend", { opsthread: "managed" }],
  ["payment-worker-1", "m7g.xlarge", "a", "payment", "backend"],
  ["payment-worker-2", "m7g.xlarge", "c", "payment", "backend"],
  ["web-1", "c7g.xlarge", "a", "web", "abroad"],
  ["web-2", "c7g.xlarge", "b", "web", "abroad"],
  ["web-3", "c7g.xlarge", "c", "web", "abroad"],
  ["cart-api-1", "m7g.large", "a", "order", "backend"],
  ["cart-api-2", "m7g.large", "c", "order", "backend"],
  ["search-1", "r7g.xlarge", "a", "search", "ml"],
  ["search-2", "r7g.xlarge", "b", "search", "ml"],
  ["data-batch-1", "m7g.2xlarge", "b", "data", "ml"],
  ["grafana-1", "t4g.medium", "a", "platform", "sre"],
  ["bastion", "t4g.micro", "a", "platform", "sre"],
  ["admin-tool-1", "t3.medium", "c", "", ""],
  ["legacy-admin", "t3.large", "a", "platform", ""],
  ["coupon-batch-old", "m5.large", "b", "", "leaver"],
];

const stoppedDaysAgo: Record<string, number> = { "legacy-admin": 75, "coupon-batch-old": 133 };
const publicHosts = new Set(["bastion", "admin-tool-1"]);

/** The latest of a chain of launches some months apart, so that launch times do not move from day to day. */
function lastLaunch(seed: string, name: string, midnight: number): number {
  const random = randomOf(seed, "launch", name);
  const period = random.int(70, 160) * DAY;
  const phase = random.int(0, 159) * DAY + 10 * HOUR + random.int(0, 400) * MINUTE;
  return Math.floor((midnight - 6 * DAY - phase) / period) * period + phase;
}

export function instancesAt(setting: Setting, now: number): Instance[] {
  const { seed, story, cast } = setting;
  const midnight = seoulMidnight(now);
  const inSeoul = seoul.map(([name, type, zone, team, owner, extra], index) => {
    const random = randomOf(seed, "host", name);
    const stopped = stoppedDaysAgo[name];
    const launched = stopped
      ? midnight - (stopped + 210) * DAY + 5 * HOUR
      : (lastRestart(seed, name, now) ?? lastLaunch(seed, name, midnight));
    const tags = { Name: name, team, owner: owner && cast[owner].name, env: "prod", ...extra };
    return {
      ...hostOf(seed, name, random),
      name,
      type,
      region: "ap-northeast-2",
      zone: `ap-northeast-2${zone}`,
      running: stopped === undefined,
      launchedAt: Math.floor(launched / 1000) * 1000,
      ...(stopped ? { stoppedAt: midnight - stopped * DAY + 14 * HOUR } : {}),
      tags: Object.fromEntries(Object.entries(tags).filter(([, value]) => value)),
      arm: /^(m7g|c7g|r7g|t4g)/.test(type),
      privateIp: `10.20.${10 + "abc".indexOf(zone)}.${20 + index}`,
      ...(publicHosts.has(name) ? { publicIp: `13.125.${random.int(10, 240)}.${random.int(2, 250)}` } : {}),
      subnet: `subnet-0${randomOf(seed, "subnet", zone).hex(16)}`,
      vpc: `vpc-0${randomOf(seed, "vpc", "seoul").hex(16)}`,
      securityGroup: groupOf(seed, name.replace(/-\d+$/, "")),
    };
  });
  const gpu = gpuIds(seed).map((id, index) => {
    const random = randomOf(seed, "host", `gpu-${index + 1}`);
    return {
      ...hostOf(seed, `gpu-${index + 1}`, random),
      id,
      name: "",
      type: "g5.12xlarge",
      region: "us-east-1",
      zone: "us-east-1b",
      running: true,
      launchedAt: story.gpuLaunch + 4_000,
      tags: {},
      arm: false,
      privateIp: `172.31.80.${101 + index}`,
      publicIp: `3.94.${random.int(10, 240)}.${random.int(2, 250)}`,
      subnet: `subnet-0${randomOf(seed, "subnet", "use1b").hex(16)}`,
      vpc: `vpc-0${randomOf(seed, "vpc", "virginia").hex(16)}`,
      securityGroup: groupOf(seed, "launch-wizard-1"),
    };
  });
  return [...inSeoul, ...gpu.filter((host) => host.launchedAt <= now)].map((host) => ({
    ...host,
    volumes: host.volumes.map((volume) => ({ ...volume, createdAt: host.launchedAt })),
  }));
}

function hostOf(seed: string, name: string, random: ReturnType<typeof randomOf>) {
  const volume = { device: "/dev/xvda", gib: random.pick([30, 50, 100]), createdAt: 0 };
  return {
    id: instanceIdOf(seed, name),
    image: `ami-0${random.hex(16)}`,
    volumes: [{ id: `vol-0${random.hex(16)}`, ...volume }] as Volume[],
  };
}

export const groupOf = (seed: string, name: string) => ({
  id: `sg-0${randomOf(seed, "security-group", name).hex(16)}`,
  name,
});
