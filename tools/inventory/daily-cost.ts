import { ADDRESS_HOURLY, diskMonthly, HOURS_A_MONTH } from "../cost/prices.ts";
import { databaseHourly, databasePriceTable } from "./database-prices.ts";
import type { Estate } from "./estate.ts";
import {
  fargatePriceTable,
  hourlyPriceTable,
  instanceHourly,
  type PriceTable,
  standingHourly,
} from "./hourly-prices.ts";
import { type Resource, refOf } from "./resource.ts";
import type { TaskCost } from "./task-cost.ts";

const HOURS_A_DAY = 24;

export interface DailyCost {
  usd: number;
  /** What it is made of: `m7g.large $2.41, 2 volumes $0.31`. */
  parts: string;
  prices: PriceTable;
}

/** What it costs a day at list price as it is now; null where no price is known. Traffic and requests are not in it. */
export function dailyCost(resource: Resource, estate: Estate, task: TaskCost = null): DailyCost | null {
  const parts = resource.type === "ecs:service" ? taskParts(resource, task) : partsOf(resource, estate);
  if (parts === null || parts.length === 0) return null;
  return {
    usd: parts.reduce((sum, { usd }) => sum + usd, 0),
    parts: parts.map(({ what, usd }) => `${what} $${usd.toFixed(2)}`).join(", "),
    prices: tables.find(([prefix]) => resource.type.startsWith(prefix))?.[1] ?? hourlyPriceTable,
  };
}

const tables: [prefix: string, PriceTable][] = [
  ["rds:", databasePriceTable],
  ["ecs:", fargatePriceTable],
];

interface Part {
  what: string;
  usd: number;
}

function partsOf(resource: Resource, estate: Estate): Part[] | null {
  const { type, region } = resource;
  if (type === "ec2:instance") return instanceParts(resource, estate);
  if (type === "ec2:volume") return diskParts([resource]);
  if (type === "ec2:elastic-ip") return [{ what: "public IPv4 address", usd: ADDRESS_HOURLY * HOURS_A_DAY }];
  if (type === "ec2:natgateway") return hourly("gateway without its traffic", standingHourly("natgateway", region));
  if (type.startsWith("elasticloadbalancing:loadbalancer/"))
    return hourly("load balancer without its capacity units", standingHourly("balancer", region));
  if (type === "rds:db") return databaseParts([resource], estate);
  if (type === "rds:cluster") return databaseParts(membersOf(resource, "rds:db", estate), estate);
  if (type === "autoscaling:autoScalingGroup") return groupParts(resource, estate);
  return null;
}

/** What is in a cluster or a group. */
const membersOf = (whole: Resource, type: string, { links, resources }: Estate): Resource[] =>
  links
    .to(refOf(whole))
    .filter(({ kind }) => kind === "member_of")
    .flatMap(({ from }) => resources.get(from) ?? [])
    .filter((member) => member.type === type);

/** Instance hours alone: what a database keeps and reads costs besides. */
function databaseParts(instances: readonly Resource[], { links }: Estate): Part[] | null {
  const parts = instances
    .filter(({ state }) => state !== "stopped")
    .map((instance): Part | null => {
      const [type, [engine = ""]] = [fact(instance, "class") ?? "", (fact(instance, "engine") ?? "").split(" ")];
      const multiAz = fact(instance, "multi-AZ") === "true";
      const inCluster = links.from(refOf(instance)).some(({ kind }) => kind === "member_of");
      const storage = fact(instance, "type") ?? "";
      const usd = databaseHourly({ engine, type, multiAz, storage, inCluster }, instance.region);
      return usd === null
        ? null
        : { what: `${type}${multiAz ? " Multi-AZ" : ""} without storage and I/O about`, usd: usd * HOURS_A_DAY };
    });
  return parts.includes(null) ? null : (parts as Part[]);
}

/** The instances that run, by type; their disks are told with each of them. */
function groupParts(group: Resource, estate: Estate): Part[] | null {
  const running = membersOf(group, "ec2:instance", estate).filter(({ state }) => state === "running");
  const byType = Map.groupBy(running, (instance) => fact(instance, "instance type") ?? "");
  const parts = [...byType].map(([type, { length }]): Part | null => {
    const usd = instanceHourly(type, group.region);
    return usd === null ? null : { what: `${length} × ${type}`, usd: usd * length * HOURS_A_DAY };
  });
  return parts.includes(null) ? null : (parts as Part[]);
}

function taskParts(service: Resource, task: TaskCost): Part[] | null {
  if (task === null || typeof task === "string") return null;
  const running = Number(fact(service, "running tasks") ?? 0);
  return [{ what: `${running} tasks of ${task.size}`, usd: task.hourly * running * HOURS_A_DAY }];
}

const hourly = (what: string, usd: number | null): Part[] | null =>
  usd === null ? null : [{ what, usd: usd * HOURS_A_DAY }];

function instanceParts(instance: Resource, estate: Estate): Part[] | null {
  const volumes = estate.links
    .to(refOf(instance))
    .filter(({ kind }) => kind === "attached_to")
    .flatMap(({ from }) => estate.resources.get(from) ?? [])
    .filter(({ type }) => type === "ec2:volume");
  const disks = diskParts(volumes);
  if (instance.state !== "running") return disks;
  const type = fact(instance, "instance type") ?? "";
  const compute = hourly(type, instanceHourly(type, instance.region));
  return compute && disks && [...compute, ...disks];
}

function diskParts(volumes: readonly Resource[]): Part[] | null {
  const monthly = volumes.map((volume) =>
    diskMonthly(volume.region, {
      type: fact(volume, "volume type") ?? "",
      gib: Number(fact(volume, "size GiB") ?? 0),
      iops: numeric(fact(volume, "IOPS")),
      throughput: numeric(fact(volume, "throughput MiB/s")),
    }),
  );
  if (monthly.includes(null)) return null;
  const usd = (monthly as number[]).reduce((sum, one) => sum + one, 0) * (HOURS_A_DAY / HOURS_A_MONTH);
  return volumes.length === 0 ? [] : [{ what: volumes.length === 1 ? "1 volume" : `${volumes.length} volumes`, usd }];
}

const fact = ({ facts }: Resource, wanted: string) => facts.find(([, name]) => name === wanted)?.[2];
const numeric = (text: string | undefined) => (text === undefined ? undefined : Number(text));
