/** Clusters, services and task definitions in the call's region, as ECS lets them be named. */
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import {
  containersOf,
  type EcsCluster,
  type EcsService,
  familiesOf,
  type TaskDefinition,
  taskDefinitionsOf,
} from "../../world/containers.ts";

export const clientException = (message: string) => new AwsError("ClientException", message);
export const invalid = (message: string) => new AwsError("InvalidParameterException", message);

export const clustersIn = (call: Call): EcsCluster[] =>
  containersOf(call.world.setting).clusters.filter((cluster) => cluster.region === call.region);

/** A cluster left out is the one named `default`. */
export const clusterNamed = (call: Call, name = "default"): EcsCluster | undefined =>
  clustersIn(call).find((cluster) => cluster.name === name || cluster.arn === name);

/** @throws AwsError ClusterNotFoundException. */
export function findCluster(call: Call, name: string | undefined): EcsCluster {
  const found = clusterNamed(call, name);
  if (!found) throw new AwsError("ClusterNotFoundException", "Cluster not found.");
  return found;
}

export const servicesIn = (call: Call, cluster: EcsCluster): EcsService[] =>
  containersOf(call.world.setting).services.filter((service) => service.cluster === cluster.name);

export const serviceNamed = (call: Call, cluster: EcsCluster, name: string | undefined): EcsService | undefined =>
  servicesIn(call, cluster).find((service) => service.name === name || service.arn === name);

/** @throws AwsError ClusterNotFoundException, ServiceNotFoundException. */
export function findService(call: Call, cluster: string | undefined, name: string | undefined): EcsService {
  const found = serviceNamed(call, findCluster(call, cluster), name);
  if (!found) throw new AwsError("ServiceNotFoundException", "Service not found.");
  return found;
}

/** Of the account in the region, by family and then revision, oldest first. */
export const definitionsIn = (call: Call): TaskDefinition[] =>
  containersOf(call.world.setting).clusters.some((cluster) => cluster.region === call.region)
    ? familiesOf(call.world.setting).flatMap((family) => taskDefinitionsOf(call.world.setting, family, call.now))
    : [];

/** `family` (its newest revision), `family:revision` or an ARN. */
export function definitionNamed(call: Call, name: string | undefined): TaskDefinition | undefined {
  const all = definitionsIn(call);
  const [family, revision] = (name ?? "").replace(/^arn:.*:task-definition\//, "").split(":");
  return all.findLast((one) => one.family === family && (!revision || String(one.revision) === revision));
}

interface Paged {
  nextToken?: string | undefined;
  maxResults?: number | undefined;
}

/** @throws AwsError InvalidParameterException on a page size outside [1, 100] or a token that is not one of ours. */
export function paged<T>(all: T[], input: Paged, call: Call, size = 100): { items: T[]; more: { nextToken?: string } } {
  const { nextToken, maxResults = size, ...inputs } = input;
  if (maxResults < 1 || maxResults > 100) throw invalid("maxResults should be between 1 and 100.");
  const bound = { ...inputs, region: call.region };
  const cursor = openCursor(nextToken, bound, call.now, () => invalid("Invalid token"));
  const page = pageOf(all, cursor, maxResults, bound);
  return { items: page.items, more: page.next ? { nextToken: page.next } : {} };
}
