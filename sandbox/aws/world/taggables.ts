/** Everything in the account that carries tags, over all families: what inventories and tag gaps are counted by. */
import { addressesOf } from "./addresses.ts";
import { alarmsOf } from "./alarms.ts";
import { balancersOf } from "./balancers.ts";
import { bucketsOf } from "./buckets.ts";
import { contactCentreOf } from "./contact-centre.ts";
import { containersOf } from "./containers.ts";
import { databasesOf } from "./databases.ts";
import { functionsOf } from "./functions.ts";
import { internetGatewaysOf, natGatewaysOf, vpcEndpointsOf } from "./gateways.ts";
import { imagesOf } from "./images.ts";
import { instancesAt } from "./instances.ts";
import { keyPairsOf } from "./key-pairs.ts";
import { logGroupsOf } from "./log-groups.ts";
import { networkOf } from "./network.ts";
import { messagingOf } from "./queues.ts";
import { routeTablesOf } from "./route-tables.ts";
import { scalingGroupsOf } from "./scaling-groups.ts";
import { securityGroupsOf } from "./security-groups.ts";
import type { Setting } from "./setting.ts";
import { snapshotsAt } from "./snapshots.ts";
import type { Tags } from "./tags.ts";
import { volumesAt } from "./volumes.ts";

export interface Taggable {
  arn: string;
  region: string;
  /** As Resource Explorer writes it: `ec2:instance`, `rds:db`, `s3:bucket`. */
  type: string;
  tags: Tags;
}

/** What is there at `now`, all regions, unless calls changed it. */
export const taggablesAt = (setting: Setting, now: number): Taggable[] => [
  ...ec2Typed([
    ...instancesAt(setting, now),
    ...volumesAt(setting, now),
    ...snapshotsAt(setting, now),
    ...securityGroupsOf(setting),
  ]),
  ...networkTaggables(setting, now),
  ...familyTaggables(setting),
];

/** Of EC2, what calls cannot make or take away. */
export function networkTaggables(setting: Setting, now: number): Taggable[] {
  const { vpcs, subnets } = networkOf(setting);
  return ec2Typed([
    ...vpcs,
    ...subnets,
    ...routeTablesOf(setting),
    ...internetGatewaysOf(setting),
    ...natGatewaysOf(setting),
    ...vpcEndpointsOf(setting).filter(
      ({ createdAt, deletedAt = Number.POSITIVE_INFINITY }) => createdAt <= now && now < deletedAt,
    ),
    ...addressesOf(setting),
    ...imagesOf(setting).filter((image) => image.owner === setting.account.id),
    ...keyPairsOf(setting).filter((key) => key.createdAt <= now),
  ]);
}

interface Tagged {
  arn: string;
  tags: Tags;
}

const ec2Typed = (items: readonly (Tagged & { region: string })[]): Taggable[] =>
  items.map(({ arn, region, tags }) => ({ arn, region, tags, type: `ec2:${arn.split(":")[5]?.split("/")[0]}` }));

/** All but EC2. */
export function familyTaggables(setting: Setting): Taggable[] {
  const { clusters, instances } = databasesOf(setting);
  const containers = containersOf(setting);
  const { queues, topics } = messagingOf(setting);
  const centre = contactCentreOf(setting);
  const { balancers, targetGroups } = balancersOf(setting);
  return [
    ...typed("elasticloadbalancing:loadbalancer/app", balancers),
    ...typed("elasticloadbalancing:targetgroup", targetGroups),
    ...typed("autoscaling:autoScalingGroup", scalingGroupsOf(setting)),
    ...typed("rds:cluster", clusters),
    ...typed("rds:db", instances),
    ...typed("lambda:function", functionsOf(setting)),
    ...typed("ecs:cluster", containers.clusters),
    ...typed("ecs:service", containers.services),
    ...typed("sqs:queue", queues),
    ...typed("sns:topic", topics),
    ...bucketsOf(setting).map(({ arn, tags, region }) => ({ type: "s3:bucket", arn, tags, region })),
    ...typed("connect:instance", centre ? [centre] : []),
    ...typed("connect:queue", centre?.queues ?? []),
    ...typed("logs:log-group", logGroupsOf(setting)),
    ...typed("cloudwatch:alarm", alarmsOf(setting)),
  ];
}

/** The region is the ARN's. */
const typed = (type: string, items: readonly Tagged[]): Taggable[] =>
  items.map(({ arn, tags }) => ({ type, arn, tags, region: arn.split(":")[3] ?? "" }));
