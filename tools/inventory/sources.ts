import type { Source } from "./site.ts";
import { alarms } from "./sources/alarms.ts";
import { loadBalancers, targetGroups, targetHealth } from "./sources/balancers.ts";
import { buckets } from "./sources/buckets.ts";
import { containerClusters, containerServices } from "./sources/containers.ts";
import { databaseClusters, databaseInstances } from "./sources/databases.ts";
import { keyPairs, securityGroups } from "./sources/ec2-access.ts";
import { elasticIps, internetGateways, natGateways, vpcEndpoints } from "./sources/ec2-gateways.ts";
import { ec2Instances } from "./sources/ec2-instances.ts";
import { routeTables, subnets, vpcs } from "./sources/ec2-network.ts";
import { ec2Images, ec2Snapshots, ec2Volumes } from "./sources/ec2-storage.ts";
import { eventSources } from "./sources/functions.ts";
import { logGroups } from "./sources/log-groups.ts";
import { deadLetters, queues, subscriptions, topics } from "./sources/messaging.ts";
import { scalingGroups } from "./sources/scaling-groups.ts";

/** Everything that is listed by its own service, which knows more of it than the tagging API: state, kind, relations. */
export const sources: readonly Source[] = [
  ec2Instances,
  ec2Volumes,
  ec2Snapshots,
  ec2Images,
  vpcs,
  subnets,
  routeTables,
  internetGateways,
  natGateways,
  vpcEndpoints,
  elasticIps,
  securityGroups,
  keyPairs,
  loadBalancers,
  targetGroups,
  targetHealth,
  scalingGroups,
  databaseClusters,
  databaseInstances,
  containerClusters,
  containerServices,
  eventSources,
  queues,
  deadLetters,
  topics,
  subscriptions,
  buckets,
  logGroups,
  alarms,
];
