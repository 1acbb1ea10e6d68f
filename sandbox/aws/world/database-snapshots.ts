/** Snapshots of the databases: one a night by their backup window, and one a person took before an upgrade. */
import { prod } from "./account.ts";
import { DAY, HOUR, MINUTE, utcMidnight } from "./calendar.ts";
import { type DbCluster, type DbInstance, databasesOf } from "./databases.ts";
import { randomOf } from "./random.ts";
import type { Setting } from "./setting.ts";

export interface DbSnapshot {
  name: string;
  arn: string;
  type: "automated" | "manual";
  /** Name of the instance, or of the cluster. */
  of: string;
  startedAt: number;
  finishedAt: number;
}

/** When the backup of the UTC day that begins at `day` starts and ends. */
export function backupOf(setting: Setting, database: DbInstance | DbCluster, day: number) {
  const random = randomOf(setting.seed, setting.account.id, "backup", database.name, day);
  const [hours = 0, minutes = 0] = database.backupWindow.slice(0, 5).split(":").map(Number);
  const startedAt = day + hours * HOUR + (minutes + random.int(0, 9)) * MINUTE + random.int(0, 59) * 1000;
  return { startedAt, finishedAt: startedAt + random.int(140, 560) * 1000 };
}

/** Snapshots of a database that are kept at `now`, newest first. */
export function snapshotsOf(setting: Setting, database: DbInstance | DbCluster, now: number): DbSnapshot[] {
  const kind = "class" in database ? "snapshot" : "cluster-snapshot";
  const snapshot = (name: string, type: DbSnapshot["type"], startedAt: number, finishedAt: number): DbSnapshot => ({
    name,
    arn: `arn:aws:rds:${database.region}:${setting.account.id}:${kind}:${name}`,
    type,
    of: database.name,
    startedAt,
    finishedAt,
  });
  const nightly = Array.from({ length: database.backupDays + 1 }, (_, ago) => {
    const { startedAt, finishedAt } = backupOf(setting, database, utcMidnight(now) - ago * DAY);
    const stamp = new Date(startedAt).toISOString().slice(0, 16).replace(/[T:]/g, "-");
    return snapshot(`rds:${database.name}-${stamp}`, "automated", startedAt, finishedAt);
  });
  const kept = nightly.filter((one) => one.startedAt <= now && one.startedAt > now - database.backupDays * DAY);
  if (setting.account.id !== prod.id || database.name === databasesOf(setting).clusters[0]?.name) return kept;
  const taken = setting.anchor - randomOf(setting.seed, "manual-snapshot").int(92, 170) * DAY + 6 * HOUR;
  const name = `before-upgrade-${new Date(taken).toISOString().slice(0, 10)}`;
  return [...kept, snapshot(name, "manual", taken, taken + 9 * MINUTE)];
}
