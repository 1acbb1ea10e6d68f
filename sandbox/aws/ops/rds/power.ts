/**
 * The states of databases as calls have left them. A change takes sample time; what was stopped starts by itself
 * after seven days, as RDS does it.
 */
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { DAY } from "../../world/calendar.ts";
import { type DbCluster, type DbInstance, databasesOf, usersStorageShare } from "../../world/databases.ts";

type Change = "reboot" | "stop" | "start";

/** The last change of an instance or a cluster; sample time in milliseconds. */
export interface PowerChange {
  kind: Change;
  at: number;
  /** Times the standby has taken over. */
  failovers: number;
}

const REBOOT_MS = 45_000;
const STOP_MS = 90_000;
const START_MS = 120_000;
const STOPPED_AT_MOST = 7 * DAY;

const changes = (call: Call) => call.state.things<PowerChange>("database");

/** @param arn of an instance or a cluster. */
export const lastChange = (call: Call, arn: string): PowerChange | undefined => changes(call).get(arn);

export function statusOf(call: Call, database: DbInstance | DbCluster): string {
  const cluster = "cluster" in database ? clusterOf(call, database.cluster) : undefined;
  const whole = cluster ? powerStatus(call, cluster.arn) : undefined;
  if (whole && whole !== "available") return whole;
  const status = powerStatus(call, database.arn);
  const { setting } = call.world;
  const full = database.name === setting.names.usersDb && usersStorageShare(setting, call.now) >= 1;
  return status === "available" && full ? "storage-full" : status;
}

function powerStatus(call: Call, arn: string): string {
  const change = lastChange(call, arn);
  if (!change) return "available";
  const since = call.now - change.at;
  if (change.kind === "reboot") return since < REBOOT_MS ? "rebooting" : "available";
  if (change.kind === "start") return since < START_MS ? "starting" : "available";
  if (since < STOP_MS) return "stopping";
  if (since < STOPPED_AT_MOST) return "stopped";
  return since < STOPPED_AT_MOST + START_MS ? "starting" : "available";
}

/** When RDS will start what is stopped now. */
export function restartsAt(call: Call, arn: string): number | undefined {
  const change = lastChange(call, arn);
  if (change?.kind !== "stop" || call.now >= change.at + STOPPED_AT_MOST) return undefined;
  return change.at + STOPPED_AT_MOST;
}

/** When the change under way is done, for the events. */
export const doneAt = (change: PowerChange): number =>
  change.at + { reboot: REBOOT_MS, stop: STOP_MS, start: START_MS }[change.kind];

const clusterOf = (call: Call, name: string | undefined): DbCluster | undefined =>
  databasesOf(call.world.setting).clusters.find((cluster) => cluster.name === name);

const invalidState = (message: string) => new AwsError("InvalidDBInstanceState", message);

function change(call: Call, arn: string, kind: Change, failover = false): void {
  const before = lastChange(call, arn)?.failovers ?? 0;
  changes(call).set(arn, { kind, at: call.now, failovers: before + (failover ? 1 : 0) });
}

/** @throws AwsError InvalidDBInstanceState, InvalidParameterCombination. */
export function rebootInstance(call: Call, instance: DbInstance, failover: boolean): void {
  const status = statusOf(call, instance);
  if (status !== "available" && status !== "storage-full")
    throw invalidState(`Cannot reboot DB instance ${instance.name} because it is not in the available state.`);
  if (failover && !instance.standbyZone)
    throw new AwsError(
      "InvalidParameterCombination",
      "Cannot reboot with failover because the instance is not multi-AZ.",
    );
  change(call, instance.arn, "reboot", failover);
}

/** @throws AwsError InvalidDBInstanceState; InvalidParameterCombination for a member of a cluster. */
export function switchInstance(call: Call, instance: DbInstance, to: "stop" | "start"): void {
  if (instance.cluster)
    throw new AwsError(
      "InvalidParameterCombination",
      `${instance.engine} DB instances are not eligible for stopping or starting.`,
    );
  const needed = to === "stop" ? "available" : "stopped";
  if (statusOf(call, instance) !== needed) throw invalidState(`Instance ${instance.name} is not in ${needed} state.`);
  change(call, instance.arn, to);
}

/** @throws AwsError InvalidDBClusterStateFault. */
export function switchCluster(call: Call, cluster: DbCluster, to: "stop" | "start"): void {
  const needed = to === "stop" ? "available" : "stopped";
  if (statusOf(call, cluster) !== needed)
    throw new AwsError("InvalidDBClusterStateFault", `DbCluster ${cluster.name} is not in ${needed} state.`);
  change(call, cluster.arn, to);
}
