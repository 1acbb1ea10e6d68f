import { awsSdk } from "../../aws-sdk.ts";
import { refOfArn } from "../arn.ts";
import { type Link, refOf } from "../resource.ts";
import { pages, resource, type Source, tagsOf } from "../site.ts";

export const scalingGroups: Source = {
  types: ["autoscaling:autoScalingGroup"],
  async read(site) {
    const sdk = awsSdk("client-auto-scaling");
    const client = site.aws.client(sdk.AutoScalingClient, site.account, site.region);
    const found = await pages(
      site,
      "autoscaling:DescribeAutoScalingGroups",
      (NextToken, options) =>
        client.send(new sdk.DescribeAutoScalingGroupsCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const all = found.flatMap(({ AutoScalingGroups }) => AutoScalingGroups ?? []);
    const resources = all.map((group) =>
      resource(site, {
        arn: group.AutoScalingGroupARN ?? "",
        type: "autoscaling:autoScalingGroup",
        id: group.AutoScalingGroupName ?? "",
        name: group.AutoScalingGroupName,
        state: group.Status,
        created: group.CreatedTime,
        tags: tagsOf(group.Tags),
        detail: [`${group.Instances?.length ?? 0} instances`, `(${group.MinSize}-${group.MaxSize})`],
        facts: [
          ["capacity", "desired", group.DesiredCapacity],
          ["capacity", "smallest", group.MinSize],
          ["capacity", "largest", group.MaxSize],
          ["capacity", "health check", group.HealthCheckType],
          ["capacity", "suspended", (group.SuspendedProcesses ?? []).map(({ ProcessName }) => ProcessName).join(", ")],
        ],
      }),
    );
    const links = all.flatMap((group): Link[] => {
      const own = refOf({
        region: site.region,
        type: "autoscaling:autoScalingGroup",
        id: group.AutoScalingGroupName ?? "",
      });
      const ec2 = (kind: string, id: string) => refOf({ region: site.region, type: `ec2:${kind}`, id });
      const subnets = (group.VPCZoneIdentifier ?? "").split(",").filter(Boolean);
      return [
        ...(group.Instances ?? []).map(
          ({ InstanceId = "" }): Link => ({ from: ec2("instance", InstanceId), kind: "member_of", to: own }),
        ),
        ...subnets.map((id): Link => ({ from: own, kind: "in", to: ec2("subnet", id.trim()) })),
        ...(group.TargetGroupARNs ?? []).flatMap((arn): Link[] => {
          const to = refOfArn(arn, site.region);
          return to ? [{ from: own, kind: "attached_to", to }] : [];
        }),
      ];
    });
    return { resources, links };
  },
};
