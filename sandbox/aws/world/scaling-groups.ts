/** Auto Scaling: the web hosts and the cart hosts. */
import { dev } from "./account.ts";
import { balancersOf } from "./balancers.ts";
import { DAY, HOUR } from "./calendar.ts";
import { allInstancesOf } from "./instances.ts";
import { networkOf, SEOUL } from "./network.ts";
import { randomOf, uuidOf } from "./random.ts";
import { resourceId } from "./resource-id.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

export interface ScalingGroup {
  arn: string;
  name: string;
  region: string;
  min: number;
  max: number;
  desired: number;
  cooldownSeconds: number;
  graceSeconds: number;
  healthCheck: "EC2" | "ELB";
  launchTemplate: { id: string; name: string; version: string };
  subnets: { id: string; zone: string }[];
  targetGroups: string[];
  /** Its instances to begin with. */
  instances: string[];
  policies: ScalingPolicy[];
  /** What it did in the last six weeks by itself, oldest first. */
  activities: ScalingActivity[];
  createdAt: number;
  tags: Tags;
}

export interface ScalingPolicy {
  arn: string;
  name: string;
  metric: "ASGAverageCPUUtilization" | "ALBRequestCountPerTarget";
  target: number;
  /** Names of the alarms it keeps. */
  alarms: { name: string; arn: string }[];
}

export interface ScalingActivity {
  id: string;
  group: string;
  description: string;
  cause: string;
  details: string;
  startedAt: number;
  endedAt: number;
}

export const scalingGroupsOf = perSetting((setting): ScalingGroup[] => {
  const { cast, names } = setting;
  if (setting.account === dev) return [];
  const managed = { opsthread: "managed" };
  return [
    group(setting, names.web, "web", {
      min: 2,
      max: 6,
      healthCheck: "ELB",
      target: ["ALBRequestCountPerTarget", 1200],
      busyDaysAgo: [5, 19, 33],
      tags: tagsOf(cast, "web", "abroad", { Name: names.web, ...managed }),
    }),
    group(setting, names.cart, "cart", {
      min: 2,
      max: 4,
      healthCheck: "EC2",
      target: ["ASGAverageCPUUtilization", 55],
      busyDaysAgo: [12],
      tags: tagsOf(cast, "order", "backend", { Name: names.cart, ...managed }),
    }),
  ];
});

interface Row {
  min: number;
  max: number;
  healthCheck: ScalingGroup["healthCheck"];
  target: [metric: ScalingPolicy["metric"], value: number];
  /** Evenings on which it grew by one, and shrank again at night. */
  busyDaysAgo: number[];
  tags: Tags;
}

function group(setting: Setting, service: string, role: string, row: Row): ScalingGroup {
  const { seed, account, anchor } = setting;
  const name = `${service}-asg`;
  const hosts = allInstancesOf(setting).filter((host) => host.scalingGroup === name);
  const subnets = networkOf(setting).subnets.filter((s) => s.region === SEOUL && s.tier === "app");
  const id = uuidOf(randomOf(seed, "scaling-group", name));
  const prefix = `arn:aws:autoscaling:${SEOUL}:${account.id}`;
  const desired = hosts.length;
  return {
    arn: `${prefix}:autoScalingGroup:${id}:autoScalingGroupName/${name}`,
    name,
    region: SEOUL,
    min: row.min,
    max: row.max,
    desired,
    cooldownSeconds: 300,
    graceSeconds: 120,
    healthCheck: row.healthCheck,
    launchTemplate: { id: resourceId(setting, "lt", name), name: `${service}-lt`, version: "$Latest" },
    subnets: subnets.map((s) => ({ id: s.id, zone: s.zone })),
    targetGroups: balancersOf(setting)
      .targetGroups.filter((t) => t.name === `${service}-tg`)
      .map((t) => t.arn),
    instances: hosts.map((host) => host.id),
    policies: [policy(setting, name, row.target)],
    activities: row.busyDaysAgo
      .toSorted((a, b) => b - a)
      .flatMap((days) => evening(setting, name, role, desired, anchor - days * DAY)),
    createdAt: anchor - 598 * DAY + 4 * HOUR,
    tags: row.tags,
  };
}

function policy({ seed, account }: Setting, name: string, [metric, target]: Row["target"]): ScalingPolicy {
  const id = uuidOf(randomOf(seed, "scaling-policy", name));
  const policyName = metric === "ALBRequestCountPerTarget" ? "keep-requests-per-host" : "keep-cpu";
  const alarms = ["AlarmHigh", "AlarmLow"].map((kind) => {
    const alarm = `TargetTracking-${name}-${kind}-${uuidOf(randomOf(seed, "scaling-alarm", name, kind))}`;
    return { name: alarm, arn: `arn:aws:cloudwatch:${SEOUL}:${account.id}:alarm:${alarm}` };
  });
  return {
    arn: `arn:aws:autoscaling:${SEOUL}:${account.id}:scalingPolicy:${id}:autoScalingGroupName/${name}:policyName/${policyName}`,
    name: policyName,
    metric,
    target,
    alarms,
  };
}

function evening(setting: Setting, name: string, role: string, desired: number, midnight: number): ScalingActivity[] {
  const random = randomOf(setting.seed, "scaling-evening", name, midnight);
  const instance = resourceId(setting, "i", `${role} ${midnight}`);
  const grown = midnight + 19 * HOUR + random.int(0, 5400) * 1000;
  const shrunk = midnight + 23 * HOUR + random.int(0, 3000) * 1000;
  const [high, low] = policy(setting, name, ["ASGAverageCPUUtilization", 0]).alarms;
  return [
    activity(setting, name, `Launching a new EC2 instance: ${instance}`, grown, random.int(31, 48), {
      cause: `a monitor alarm ${high?.name} in state ALARM triggered policy changing the desired capacity from ${desired} to ${desired + 1}.`,
      follow: `an instance was started in response to a difference between desired and actual capacity, increasing the capacity from ${desired} to ${desired + 1}.`,
    }),
    activity(setting, name, `Terminating EC2 instance: ${instance}`, shrunk, random.int(61, 110), {
      cause: `a monitor alarm ${low?.name} in state ALARM triggered policy changing the desired capacity from ${desired + 1} to ${desired}.`,
      follow: `an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from ${desired + 1} to ${desired}.`,
    }),
  ];
}

function activity(
  setting: Setting,
  group: string,
  description: string,
  startedAt: number,
  seconds: number,
  why: { cause: string; follow: string },
): ScalingActivity {
  const iso = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
  return {
    id: uuidOf(randomOf(setting.seed, "scaling-activity", group, description)),
    group,
    description,
    cause: `At ${iso(startedAt - 9_000)} ${why.cause}  At ${iso(startedAt)} ${why.follow}`,
    details: JSON.stringify({ "Subnet ID": subnetOf(setting), "Availability Zone": `${SEOUL}a` }),
    startedAt,
    endedAt: startedAt + seconds * 1000,
  };
}

const subnetOf = (setting: Setting) =>
  networkOf(setting).subnets.find((s) => s.tier === "app" && s.zone === `${SEOUL}a`)?.id ?? "";
