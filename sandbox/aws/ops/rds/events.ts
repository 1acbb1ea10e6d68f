/** What RDS tells of its databases: backups, restarts, storage running out. Kept for fourteen days. */
import type * as RDS from "@aws-sdk/client-rds";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { DAY, HOUR, MINUTE, utcDays } from "../../world/calendar.ts";
import { backupOf } from "../../world/database-snapshots.ts";
import { type DbInstance, usersStorageShare } from "../../world/databases.ts";
import { clustersIn, instancesIn } from "./find.ts";
import { doneAt, lastChange } from "./power.ts";

const KEPT = 14 * DAY;
/** Free share at which RDS begins to warn, once a day. */
const LOW_FREE_SHARE = 0.1;

interface Told {
  at: number;
  source: { name: string; arn: string; type: RDS.SourceType };
  message: string;
  category: string;
}

/** @throws AwsError InvalidParameterCombination, InvalidParameterValue on a window that cannot be. */
export function eventsOf(call: Call, input: RDS.DescribeEventsMessage): RDS.Event[] {
  if (input.SourceIdentifier && !input.SourceType)
    throw new AwsError(
      "InvalidParameterCombination",
      "SourceType must be specified when SourceIdentifier is specified.",
    );
  if (input.Duration !== undefined && (input.StartTime || input.EndTime))
    throw new AwsError("InvalidParameterCombination", "Duration cannot be combined with StartTime or EndTime.");
  const end = input.EndTime?.getTime() ?? call.now;
  const span = (input.Duration ?? 60) * MINUTE;
  const start = input.StartTime?.getTime() ?? end - span;
  if (start > end) throw new AwsError("InvalidParameterCombination", "The StartTime must be before the EndTime.");
  if (start < call.now - KEPT - HOUR)
    throw new AwsError("InvalidParameterValue", "StartTime cannot be more than 14 days in the past.");
  return [...ofInstances(call, start, end), ...ofClusters(call)]
    .filter(({ at }) => at >= start && at <= Math.min(end, call.now))
    .filter(({ source }) => !input.SourceType || source.type === input.SourceType)
    .filter(({ source }) => !input.SourceIdentifier || source.name === input.SourceIdentifier)
    .filter(({ category }) => !input.EventCategories?.length || input.EventCategories.includes(category))
    .sort((a, b) => a.at - b.at)
    .map(({ at, source, message, category }) => ({
      SourceIdentifier: source.name,
      SourceType: source.type,
      SourceArn: source.arn,
      Message: message,
      EventCategories: [category],
      Date: new Date(at),
    }));
}

function ofInstances(call: Call, start: number, end: number): Told[] {
  const { setting } = call.world;
  return instancesIn(call).flatMap((instance) => {
    const source = { name: instance.name, arn: instance.arn, type: "db-instance" as const };
    const told: Told[] = [];
    const tell = (at: number, category: string, message: string) => told.push({ at, source, message, category });
    // The storage of a cluster is backed up as a whole, and says so nowhere.
    if (!instance.cluster)
      for (const day of utcDays(start - DAY, end + 1)) {
        const { startedAt, finishedAt } = backupOf(setting, instance, day);
        tell(startedAt, "backup", "Backing up DB instance");
        tell(finishedAt, "backup", "Finished DB Instance backup");
        if (instance.name === setting.names.usersDb) warnOfStorage(call, instance, day, tell);
      }
    const change = lastChange(call, instance.arn);
    if (change?.kind === "reboot") {
      tell(change.at + 12_000, "availability", "DB instance shutdown");
      tell(doneAt(change) - 3_000, "availability", "DB instance restarted");
    }
    if (change?.kind === "stop") tell(doneAt(change), "notification", "DB instance stopped");
    if (change?.kind === "start") tell(doneAt(change), "notification", "DB instance started");
    return told;
  });
}

function warnOfStorage(
  call: Call,
  instance: DbInstance,
  day: number,
  tell: (at: number, category: string, message: string) => void,
): void {
  const at = day + 4 * HOUR + 17 * MINUTE;
  const free = 1 - usersStorageShare(call.world.setting, at);
  if (free > LOW_FREE_SHARE) return;
  const gb = (share: number) => `${(instance.allocatedGib * share).toFixed(2)} GB`;
  tell(
    at,
    "low storage",
    `The free storage capacity for DB Instance: ${instance.name} is low at ${Math.round(free * 100)}% of the provisioned storage [Provisioned Storage: ${gb(1)}, Free Storage: ${gb(free)}]. You may want to increase the provisioned storage to address this issue.`,
  );
}

function ofClusters(call: Call): Told[] {
  return clustersIn(call).flatMap((cluster) => {
    const change = lastChange(call, cluster.arn);
    if (!change) return [];
    const source = { name: cluster.name, arn: cluster.arn, type: "db-cluster" as const };
    const message = change.kind === "stop" ? "DB cluster stopped" : "DB cluster started";
    return [{ at: doneAt(change), source, message, category: "notification" }];
  });
}
