/**
 * ECS: the cluster of the shop and the one of the nightly jobs, their services and task definitions. What is
 * deployed when is in `releases.ts`; here is what a release is deployed to.
 */
import { prod } from "./account.ts";
import { DAY, HOUR } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { randomOf } from "./random.ts";
import { currentRelease, REGISTERED_BEFORE, type Release, releasesOf } from "./releases.ts";
import { drawn } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

export interface EcsCluster {
  name: string;
  arn: string;
  region: string;
  tags: Tags;
}

export interface EcsService {
  name: string;
  arn: string;
  cluster: string;
  region: string;
  desired: number;
  /** Family of its task definition: the service's own name. */
  family: string;
  port?: number;
  /** Name of the target group whose requests it serves in the end; the hosts behind it are not its tasks. */
  targetGroup?: string;
  createdAt: number;
  tags: Tags;
}

export interface TaskDefinition {
  family: string;
  revision: number;
  arn: string;
  image: string;
  /** CPU units of the task; 1024 are one vCPU. */
  cpu: number;
  /** MiB of the task. */
  taskMemory: number;
  /** MiB at which its container is killed. */
  memory: number;
  port?: number;
  /** Plain variables of its container. */
  environment: Record<string, string>;
  registeredAt: number;
  registeredBy: Part;
}

const REGION = "ap-northeast-2";

interface Row {
  name: string;
  cluster: string;
  desired: number;
  cpu: number;
  port?: number;
  targetGroup?: string;
  team: string;
  owner: Part | "";
  managed?: boolean;
  ageDays: number;
}

/** The families that belong to no service: run as single tasks. */
const SETTLEMENT = "settlement";

const consumerOf = (setting: Setting) =>
  drawn(setting.seed, "order-consumer", ["order-consumer", "order-relay", "order-stream"]);
const gatewayOf = (setting: Setting) =>
  drawn(setting.seed, "pay-gateway", ["pg-gateway", "pay-gateway", "card-gateway"]);
const logShipperOf = (setting: Setting) =>
  drawn(setting.seed, "log-shipper", ["log-shipper", "fluent-shipper", "log-forwarder"]);

function rowsOf(setting: Setting): Row[] {
  const { names } = setting;
  const cluster = setting.account.name;
  if (setting.account.id !== prod.id)
    return [{ name: names.order, cluster, desired: 1, cpu: 512, port: 8080, team: "order", owner: "", ageDays: 300 }];
  const order = { cluster, team: "order", owner: "backend" } as const;
  const payment = { ...order, team: "payment" };
  const managed = true;
  return [
    {
      ...order,
      name: names.order,
      targetGroup: `${names.order}-tg`,
      desired: 12,
      cpu: 2048,
      port: 8080,
      ageDays: 604,
      managed,
    },
    { ...order, name: consumerOf(setting), desired: 5, cpu: 2048, ageDays: 380 },
    { ...order, name: names.cart, targetGroup: `${names.cart}-tg`, desired: 8, cpu: 1024, port: 8080, ageDays: 455 },
    { ...payment, name: names.payment, desired: 4, cpu: 1024, ageDays: 604, managed },
    { ...payment, name: gatewayOf(setting), desired: 10, cpu: 2048, port: 8443, owner: "", ageDays: 512 },
    {
      ...order,
      name: names.web,
      targetGroup: `${names.web}-tg`,
      desired: 4,
      cpu: 1024,
      port: 80,
      team: "web",
      owner: "abroad",
      ageDays: 590,
    },
    { ...order, name: names.search, desired: 3, cpu: 1024, port: 8080, team: "search", owner: "ml", ageDays: 455 },
    {
      cluster: "haneul-batch",
      name: logShipperOf(setting),
      desired: 2,
      cpu: 256,
      team: "data",
      owner: "",
      ageDays: 410,
    },
  ];
}

export interface Containers {
  clusters: EcsCluster[];
  services: EcsService[];
}

export const containersOf = perSetting((setting: Setting): Containers => {
  const { account, cast, anchor } = setting;
  const isProd = account.id === prod.id;
  const rows = rowsOf(setting);
  const cluster = (name: string, tags: Tags): EcsCluster => ({
    name,
    arn: `arn:aws:ecs:${REGION}:${account.id}:cluster/${name}`,
    region: REGION,
    tags,
  });
  return {
    clusters: isProd
      ? [cluster("haneul-prod", tagsOf(cast, "platform", "sre")), cluster("haneul-batch", tagsOf(cast, "data", ""))]
      : [cluster("haneul-dev", { env: "dev", team: "platform" })],
    services: rows.map((row) => ({
      name: row.name,
      arn: `arn:aws:ecs:${REGION}:${account.id}:service/${row.cluster}/${row.name}`,
      cluster: row.cluster,
      region: REGION,
      desired: row.desired,
      family: row.name,
      ...(row.port ? { port: row.port } : {}),
      ...(row.targetGroup ? { targetGroup: row.targetGroup } : {}),
      createdAt: anchor - row.ageDays * DAY + 5 * HOUR,
      tags: isProd
        ? tagsOf(cast, row.team, row.owner, row.managed ? { opsthread: "managed" } : {})
        : { env: "dev", team: row.team },
    })),
  };
});

/** How far back revisions are told: older ones were deregistered and deleted. */
const KEPT_DAYS = 90;

/** Revisions of a family registered by `now`, oldest first. */
export function taskDefinitionsOf(setting: Setting, family: string, now: number): TaskDefinition[] {
  const row = rowsOf(setting).find((r) => r.name === family);
  const releases = releasesOf(setting, now - KEPT_DAYS * DAY, now + REGISTERED_BEFORE).filter(
    (release) => release.service === family && !release.rollback && release.time - REGISTERED_BEFORE <= now,
  );
  const serving = currentRelease(setting, family, now - KEPT_DAYS * DAY);
  const all = serving && !serving.rollback ? [serving, ...releases] : releases;
  const known = setting.account.id === prod.id && all.length > 0 ? all : steadyReleases(setting, family);
  return known.map((release) => toDefinition(setting, release, row));
}

/** Families outside the releases, and all of haneul-dev, were set up once and left alone. */
function steadyReleases(setting: Setting, family: string): Release[] {
  const row = rowsOf(setting).find((r) => r.name === family);
  if (!row && !(family === SETTLEMENT && setting.account.id === prod.id)) return [];
  const random = randomOf(setting.seed, setting.account.id, "steady-family", family);
  return [
    {
      service: family,
      time: setting.anchor - random.int(120, 400) * DAY + random.int(1, 9) * HOUR,
      by: "deployBot",
      revision: random.int(3, 31),
      version: `0.${random.int(4, 19)}.${random.int(0, 9)}`,
      memory: (row?.cpu ?? 2048) * 2,
      rollback: false,
    },
  ];
}

function toDefinition(setting: Setting, release: Release, row: Row | undefined): TaskDefinition {
  const { account } = setting;
  const { service: family, revision } = release;
  return {
    family,
    revision,
    arn: `arn:aws:ecs:${REGION}:${account.id}:task-definition/${family}:${revision}`,
    image: `${prod.id}.dkr.ecr.${REGION}.amazonaws.com/haneul/${family}:${release.version}`,
    cpu: row?.cpu ?? 2048,
    // Fargate wants two GiB at least for a vCPU; only the container's own limit was ever lowered (S3).
    taskMemory: Math.max(release.memory, (row?.cpu ?? 2048) * 2),
    memory: release.memory,
    ...(row?.port ? { port: row.port } : {}),
    environment: { SERVICE: family, LOG_LEVEL: "info", DB_HOST: `${setting.names.ordersDb}.internal` },
    registeredAt: release.time - REGISTERED_BEFORE,
    registeredBy: release.by,
  };
}

export const familiesOf = (setting: Setting): string[] => {
  const families = containersOf(setting).services.map((service) => service.family);
  return (setting.account.id === prod.id ? [...families, SETTLEMENT] : families).sort();
};

/** What a service is made to run: one entry for each release, oldest first, the one serving before `from` included. */
export interface Rollout {
  at: number;
  revision: number;
}

export function rolloutsOf(setting: Setting, service: EcsService, from: number, now: number): Rollout[] {
  const before = currentRelease(setting, service.family, from);
  const releases = releasesOf(setting, from, now + 1).filter((release) => release.service === service.family);
  const all = [...(before && before.time < from ? [before] : []), ...releases];
  const known = setting.account.id === prod.id && all.length > 0 ? all : steadyReleases(setting, service.family);
  return known.map(({ time, revision }) => ({ at: time, revision }));
}
