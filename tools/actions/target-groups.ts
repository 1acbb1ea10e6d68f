import type { TargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { dimensionsOf } from "./served-groups.ts";

export interface GroupHealth {
  name: string;
  /** As alarms name it: `targetgroup/order-api-tg/0123456789abcdef`. */
  dimension: string;
  healthy: number;
  total: number;
  /** How many of the asked instances are healthy targets of this group. */
  affected: number;
}

const MAX_GROUPS = 100;

/** Load balancer target groups that send traffic to any of these instances. Null where that could not be read. */
export async function targetGroupsOf(
  ids: readonly string[],
  account: AccountConfig,
  region: string,
  { aws, signal }: Call,
): Promise<GroupHealth[] | null> {
  const { DescribeTargetGroupsCommand, DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } = awsSdk(
    "client-elastic-load-balancing-v2",
  );
  const client = aws.client(ElasticLoadBalancingV2Client, account, region);
  const site = (action: string) => ({ action: `elasticloadbalancing:${action}`, account, region, signal });
  try {
    const groups: TargetGroup[] = [];
    let marker: string | undefined;
    do {
      const command = new DescribeTargetGroupsCommand(marker ? { Marker: marker } : {});
      const reply = await aws.send(site("DescribeTargetGroups"), (options) => client.send(command, options));
      groups.push(...(reply.TargetGroups ?? []));
      marker = reply.NextMarker;
    } while (marker && groups.length < MAX_GROUPS);
    const healths = await Promise.all(
      groups
        .filter(({ TargetType }) => TargetType === "instance")
        .map(async ({ TargetGroupArn, TargetGroupName }) => {
          const command = new DescribeTargetHealthCommand({ TargetGroupArn });
          const reply = await aws.send(site("DescribeTargetHealth"), (options) => client.send(command, options));
          const targets = reply.TargetHealthDescriptions ?? [];
          const healthy = targets.filter(({ TargetHealth }) => TargetHealth?.State === "healthy");
          return {
            name: TargetGroupName ?? "",
            dimension: dimensionsOf([TargetGroupArn])[0] ?? "",
            healthy: healthy.length,
            total: targets.length,
            affected: healthy.filter(({ Target }) => ids.includes(Target?.Id ?? "")).length,
            holds: targets.some(({ Target }) => ids.includes(Target?.Id ?? "")),
          };
        }),
    );
    return healths
      .filter(({ holds }) => holds)
      .map(({ holds: _, ...health }) => health)
      .sort((a, b) => a.name.localeCompare(b.name));
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
