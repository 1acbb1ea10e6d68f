/**
 * The databases: orders-db, an Aurora MySQL cluster of a writer and a reader, and a PostgreSQL instance whose
 * storage fills up (S8). haneul-dev has one small PostgreSQL.
 */
import { prod } from "./account.ts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import { randomOf } from "./random.ts";
import { securityGroupId } from "./security-groups.ts";
import { drawn, drawnNumber } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

interface Database {
  name: string;
  arn: string;
  region: string;
  /** `cluster-…` or `db-…`: the name that never changes. */
  resourceId: string;
  engine: "aurora-mysql" | "postgres";
  engineVersion: string;
  port: number;
  endpoint: string;
  createdAt: number;
  user: string;
  database: string;
  subnetGroup: string;
  securityGroup: string;
  /** UTC, as RDS writes them: `hh:mm-hh:mm` and `ddd:hh:mm-ddd:hh:mm`. */
  backupWindow: string;
  maintenanceWindow: string;
  backupDays: number;
  deletionProtection: boolean;
  /** Kinds of log sent to CloudWatch Logs. */
  logExports: string[];
  tags: Tags;
}

export interface DbCluster extends Database {
  readerEndpoint: string;
  zones: string[];
  /** Names of its instances, the writer first. */
  members: string[];
}

export interface DbInstance extends Database {
  class: string;
  zone: string;
  /** The standby's zone, where there is one. */
  standbyZone?: string;
  cluster?: string;
  writer?: boolean;
  /** GiB; 1 for an instance whose storage belongs to its cluster, as RDS says it. */
  allocatedGib: number;
  storage: "aurora" | "gp3";
}

export interface Databases {
  clusters: DbCluster[];
  instances: DbInstance[];
}

const REGION = "ap-northeast-2";
/** When the company moved to AWS. */
const FOUNDED = Date.UTC(2024, 8, 12, 2, 20);

export const databasesOf = perSetting(
  (setting: Setting): Databases =>
    setting.account.id === prod.id ? ofProduction(setting) : { clusters: [], instances: [devDatabase(setting)] },
);

/** What all databases of an account have in common, by name. */
function common(setting: Setting, kind: "cluster" | "db", name: string): Database {
  const random = randomOf(setting.seed, setting.account.id, "database", name);
  const prefix = kind === "cluster" ? "cluster" : "db";
  return {
    name,
    arn: `arn:aws:rds:${REGION}:${setting.account.id}:${prefix}:${name}`,
    region: REGION,
    resourceId: `${prefix}-${random.hex(26).toUpperCase()}`,
    engine: "postgres",
    engineVersion: "16.8",
    port: 5432,
    endpoint: `${name}.${hostSuffix(setting)}`,
    createdAt: FOUNDED + random.int(0, 20 * 24 * 60) * MINUTE,
    user: "haneul_admin",
    database: "",
    subnetGroup: `${setting.account.name}-db`,
    securityGroup: securityGroupId(setting, "users-db"),
    backupWindow: "17:10-17:40",
    maintenanceWindow: "sun:18:30-sun:19:00",
    backupDays: 7,
    deletionProtection: true,
    logExports: [],
    tags: {},
  };
}

/** The part of an endpoint that is the account's own in a region. */
const hostSuffix = (setting: Setting, kind = "") =>
  `${kind}c${randomOf(setting.seed, setting.account.id, "rds-host").hex(11)}.${REGION}.rds.amazonaws.com`;

function ofProduction(setting: Setting): Databases {
  const { seed, cast, names } = setting;
  const version = drawn(seed, "aurora-version", ["8.0.mysql_aurora.3.08.2", "8.0.mysql_aurora.3.09.0"]);
  const aurora = {
    engine: "aurora-mysql",
    engineVersion: version,
    port: 3306,
    database: "orders",
    securityGroup: securityGroupId(setting, "orders-db"),
  } as const;
  const team = tagsOf(cast, "order", "backend");
  const members = [`${names.ordersDb}-1`, `${names.ordersDb}-2`];
  const cluster: DbCluster = {
    ...common(setting, "cluster", names.ordersDb),
    ...aurora,
    endpoint: `${names.ordersDb}.${hostSuffix(setting, "cluster-")}`,
    readerEndpoint: `${names.ordersDb}.${hostSuffix(setting, "cluster-ro-")}`,
    zones: ["a", "b", "c"].map((zone) => REGION + zone),
    members,
    backupDays: 14,
    logExports: ["audit", "error", "slowquery"],
    tags: { ...team, opsthread: "managed" },
  };
  const inCluster = members.map(
    (name, index): DbInstance => ({
      ...common(setting, "db", name),
      ...aurora,
      class: "db.r7g.2xlarge",
      zone: `${REGION}${index === 0 ? "a" : "c"}`,
      cluster: cluster.name,
      writer: index === 0,
      allocatedGib: 1,
      storage: "aurora",
      createdAt: cluster.createdAt + (9 + index) * MINUTE,
      backupDays: cluster.backupDays,
      deletionProtection: false,
      logExports: cluster.logExports,
      // The reader was added by hand one evening, and nobody wrote down whose it is.
      tags: index === 0 ? { ...team, opsthread: "managed" } : { team: "order", env: "prod", opsthread: "managed" },
    }),
  );
  const users: DbInstance = {
    ...common(setting, "db", names.usersDb),
    class: "db.m7g.xlarge",
    database: "users",
    zone: `${REGION}b`,
    standbyZone: `${REGION}c`,
    allocatedGib: drawnNumber(seed, "users-db-gib", 500, 300, 900),
    storage: "gp3",
    backupWindow: "18:05-18:35",
    maintenanceWindow: "wed:19:00-wed:19:30",
    logExports: ["postgresql", "upgrade"],
    tags: tagsOf(cast, "web", "abroad"),
  };
  return { clusters: [cluster], instances: [...inCluster, users] };
}

const devDatabase = (setting: Setting): DbInstance => ({
  ...common(setting, "db", "dev-db"),
  class: "db.t4g.medium",
  database: "dev",
  zone: `${REGION}a`,
  allocatedGib: 50,
  storage: "gp3",
  backupDays: 1,
  deletionProtection: false,
  tags: { env: "dev", team: "order" },
});

/** Days before the anchor on which the storage of users-db began to fill fast (S8). */
const FILLING_DAYS = 12;
const SLOW_SHARE_A_DAY = 0.0007;

/** Used share of the storage of users-db, 0 to 1: slow for years, fast of late, full in the end. */
export function usersStorageShare(setting: Setting, time: number): number {
  const { storageShare, storageDaysLeft } = setting.story;
  const daily = (1 - storageShare) / storageDaysLeft;
  const days = (time - setting.anchor) / DAY;
  const fast = storageShare + daily * Math.max(days, -FILLING_DAYS);
  const slow = SLOW_SHARE_A_DAY * Math.min(0, days + FILLING_DAYS);
  return Math.min(1, Math.max(0.2, fast + slow));
}

/** Maintenance that RDS has announced for the cluster: after the anchor, in its window. */
export interface PendingMaintenance {
  arn: string;
  action: "system-update";
  description: string;
  announcedAt: number;
  /** Starts in the maintenance window of this day unless it is deferred. */
  startsAt: number;
}

export function maintenanceOf(setting: Setting): PendingMaintenance[] {
  const cluster = databasesOf(setting).clusters[0];
  if (!cluster) return [];
  // The second Sunday 18:30 UTC after the anchor.
  const window = 18 * HOUR + 30 * MINUTE;
  const utcDay = Math.floor(setting.anchor / DAY) * DAY;
  const sunday = utcDay + ((7 - new Date(utcDay).getUTCDay()) % 7 || 7) * DAY;
  return [
    {
      arn: cluster.arn,
      action: "system-update",
      description: "New Operating System update is available",
      announcedAt: setting.anchor - 9 * DAY + 3 * HOUR,
      startsAt: sunday + 7 * DAY + window,
    },
  ];
}
