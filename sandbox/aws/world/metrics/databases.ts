/** AWS/RDS. */
import { HOUR, MINUTE, seoulHour } from "../calendar.ts";
import { type DbInstance, databasesOf, usersStorageShare } from "../databases.ts";
import { perSetting, type Setting } from "../setting.ts";
import { gauge, type Habit, habitual, seriesFrom } from "./gauge.ts";
import { noiseOf, wandering } from "./noise.ts";
import { durations, type Series, type Unit } from "./series.ts";

const GIB = 2 ** 30;

interface Role {
  cpu: Habit;
  connections: Habit;
  readMs: number;
  iops: Habit;
  memoryGib: number;
}

const roles = {
  writer: {
    cpu: { base: 14, perLoad: 27, max: 100 },
    connections: { base: 110, perLoad: 190 },
    readMs: 0.9,
    iops: { base: 340, perLoad: 1450 },
    memoryGib: 21,
  },
  reader: {
    cpu: { base: 8, perLoad: 19, max: 100 },
    connections: { base: 60, perLoad: 120 },
    readMs: 0.7,
    iops: { base: 210, perLoad: 760 },
    memoryGib: 26,
  },
  users: {
    cpu: { base: 7, perLoad: 16, max: 100 },
    connections: { base: 40, perLoad: 70 },
    readMs: 1.6,
    iops: { base: 120, perLoad: 410 },
    memoryGib: 4.1,
  },
  small: {
    cpu: { base: 2, perLoad: 1, max: 100 },
    connections: { base: 2, perLoad: 2 },
    readMs: 2.1,
    iops: { base: 3, perLoad: 5 },
    memoryGib: 1.4,
  },
} satisfies Record<string, Role>;

const roleOf = (setting: Setting, db: DbInstance): Role => {
  if (db.cluster) return db.writer ? roles.writer : roles.reader;
  return db.name === setting.names.usersDb ? roles.users : roles.small;
};

/** The nightly jobs read everything. */
const isNight = (minute: number) => seoulHour(minute) >= 2 && seoulHour(minute) < 4;

/** Bytes free of an instance with storage of its own. */
const freeStorage = perSetting((setting) => {
  const wobble = wandering(noiseOf(setting.seed, setting.account.id, "free-storage"), 240);
  return (db: DbInstance, time: number): number => {
    const share = db.name === setting.names.usersDb ? usersStorageShare(setting, time) : 0.38;
    const free = db.allocatedGib * GIB * Math.max(0, 1 - share);
    return Math.round(free * (1 - 0.002 * wobble(time / MINUTE)));
  };
});

export function databaseSeries(setting: Setting): Series[] {
  const { instances, clusters } = databasesOf(setting);
  return [
    ...instances.flatMap((db) => ofInstance(setting, db)),
    ...clusters.map((cluster) =>
      gauge(
        setting,
        {
          region: cluster.region,
          namespace: "AWS/RDS",
          metric: "VolumeBytesUsed",
          dimensions: { DBClusterIdentifier: cluster.name },
          unit: "Bytes",
          every: 60,
        },
        (minute) => Math.round(412 * GIB * (1 + (minute - setting.anchor) / (900 * 24 * HOUR))),
      ),
    ),
  ];
}

function ofInstance(setting: Setting, db: DbInstance): Series[] {
  const own = roleOf(setting, db);
  const habit = (metric: string, h: Habit) => habitual(setting, ["rds", db.name, metric], h);
  const identity = {
    region: db.region,
    namespace: "AWS/RDS",
    dimensions: { DBInstanceIdentifier: db.name },
  } as const;
  const of = (metric: string, unit: Unit, value: (minute: number) => number) =>
    gauge(setting, { ...identity, metric, unit }, value);
  const [usual, iops] = [habit("cpu", own.cpu), habit("iops", own.iops)];
  const cpu = (minute: number) => Math.min(100, usual(minute) * (isNight(minute) ? 1.9 : 1));
  const reads = (minute: number) => iops(minute) * (isNight(minute) ? 4 : 1);
  const memory = habit("memory", { base: own.memoryGib, perLoad: -own.memoryGib / 8, wander: 0.1, jitter: 0.01 });
  const slow = habit("latency", { base: own.readMs, perLoad: own.readMs / 3 });
  const latency = (metric: string, factor: number) =>
    seriesFrom(setting, { ...identity, metric, unit: "Seconds" }, (minute) =>
      durations(60, (slow(minute) * factor * (isNight(minute) ? 2.2 : 1)) / 1000, 0.3),
    );
  const series = [
    of("CPUUtilization", "Percent", cpu),
    of("DatabaseConnections", "Count", wholeNumber(habit("connections", own.connections))),
    of("FreeableMemory", "Bytes", (minute) => Math.round(memory(minute) * GIB)),
    of("ReadIOPS", "Count/Second", reads),
    of("WriteIOPS", "Count/Second", (minute) => iops(minute) * 0.6),
    latency("ReadLatency", 1),
    latency("WriteLatency", 1.7),
    of("DiskQueueDepth", "Count", (minute) => reads(minute) / 900),
    of("NetworkReceiveThroughput", "Bytes/Second", (minute) => iops(minute) * 2_100),
    of("NetworkTransmitThroughput", "Bytes/Second", (minute) => reads(minute) * 6_300),
  ];
  if (db.storage !== "aurora")
    return [...series, of("FreeStorageSpace", "Bytes", (minute) => freeStorage(setting)(db, minute))];
  const local = habit("local", { base: 58, perLoad: -4, jitter: 0.01 });
  const lag = habit("lag", { base: 9, perLoad: 12 });
  return [
    ...series,
    of("FreeLocalStorage", "Bytes", (minute) => Math.round(local(minute) * GIB)),
    ...(db.writer ? [] : [of("AuroraReplicaLag", "Milliseconds", lag)]),
  ];
}

const wholeNumber = (value: (minute: number) => number) => (minute: number) => Math.round(value(minute));
