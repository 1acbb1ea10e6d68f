/** Databases of the account in the call's region, by name or ARN, filtered and paged as RDS does it. */
import type { Filter } from "@aws-sdk/client-rds";
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { type DbCluster, type DbInstance, databasesOf } from "../../world/databases.ts";

export const instancesIn = (call: Call): DbInstance[] =>
  databasesOf(call.world.setting).instances.filter((instance) => instance.region === call.region);
export const clustersIn = (call: Call): DbCluster[] =>
  databasesOf(call.world.setting).clusters.filter((cluster) => cluster.region === call.region);

const isNamed = (database: DbInstance | DbCluster, name: string | undefined) =>
  database.name === name?.toLowerCase() || database.arn === name;

/** @throws AwsError DBInstanceNotFound. */
export function findInstance(call: Call, name: string | undefined): DbInstance {
  const found = instancesIn(call).find((instance) => isNamed(instance, name));
  if (!found) throw new AwsError("DBInstanceNotFound", `DBInstance ${name} not found.`, 404);
  return found;
}

/** @throws AwsError DBClusterNotFoundFault. */
export function findCluster(call: Call, name: string | undefined): DbCluster {
  const found = clustersIn(call).find((cluster) => isNamed(cluster, name));
  if (!found) throw new AwsError("DBClusterNotFoundFault", `DBCluster ${name} not found.`, 404);
  return found;
}

/**
 * Values of one filter are alternatives, several filters must all hold.
 * @throws AwsError InvalidParameterValue on a filter the operation does not have.
 */
export function filtered<T>(
  all: T[],
  filters: Filter[] | undefined,
  fields: Record<string, (item: T) => string[]>,
): T[] {
  return (filters ?? []).reduce((left, { Name = "", Values = [] }) => {
    const field = fields[Name];
    if (!field) throw new AwsError("InvalidParameterValue", `Unrecognized filter name: ${Name}`);
    return left.filter((item) => field(item).some((value) => Values.includes(value)));
  }, all);
}

interface Paged {
  Marker?: string | undefined;
  MaxRecords?: number | undefined;
}

/**
 * @param all or how it was at the time of the first page, where it grows.
 * @throws AwsError InvalidParameterValue on a page size outside [20, 100] or a marker that is not one of ours.
 */
export function paged<T>(
  all: T[] | ((at: number) => T[]),
  input: Paged,
  call: Call,
): { items: T[]; more: { Marker?: string } } {
  const { Marker, MaxRecords = 100, ...inputs } = input;
  if (MaxRecords < 20 || MaxRecords > 100)
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid value ${MaxRecords} for MaxRecords. Must be between 20 and 100`,
    );
  const bound = { ...inputs, region: call.region };
  const cursor = openCursor(
    Marker,
    bound,
    call.now,
    () => new AwsError("InvalidParameterValue", "The marker is not valid for this request"),
  );
  const page = pageOf(typeof all === "function" ? all(cursor.at) : all, cursor, MaxRecords, bound);
  return { items: page.items, more: page.next ? { Marker: page.next } : {} };
}
