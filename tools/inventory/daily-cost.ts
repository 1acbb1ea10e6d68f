import { ADDRESS_HOURLY, diskMonthly, HOURS_A_MONTH } from "../cost/prices.ts";
import type { Estate } from "./estate.ts";
import { instanceHourly, standingHourly } from "./hourly-prices.ts";
import { type Resource, refOf } from "./resource.ts";

const HOURS_A_DAY = 24;

export interface DailyCost {
  usd: number;
  /** What it is made of: `m7g.large $2.41, 2 volumes $0.31`. */
  parts: string;
}

/** What it costs a day at list price as it is now; null where no price is known. Traffic and requests are not in it. */
export function dailyCost(resource: Resource, estate: Estate): DailyCost | null {
  const parts = partsOf(resource, estate);
  if (parts === null || parts.length === 0) return null;
  return {
    usd: parts.reduce((sum, { usd }) => sum + usd, 0),
    parts: parts.map(({ what, usd }) => `${what} $${usd.toFixed(2)}`).join(", "),
  };
}

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
  return null;
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
