import { describeInstances } from "../describe-instances.ts";
import { type Link, refOf } from "../resource.ts";
import { arnAt, resource, type Source, tagsOf } from "../site.ts";

/** Terminated instances are gone; AWS lists them for about an hour more. */
export const ec2Instances: Source = {
  types: ["ec2:instance"],
  async read(site) {
    const { instances, requests } = await describeInstances(site.account, site.region, {}, site);
    site.tally.requests += requests;
    const alive = instances.filter(({ State }) => State?.Name !== "terminated");
    const links: Link[] = [];
    const resources = alive.map((instance) => {
      const id = instance.InstanceId ?? "";
      const from = refOf({ region: site.region, type: "ec2:instance", id });
      const link = (kind: Link["kind"], type: string, to: string | undefined, label?: string) => {
        if (to)
          links.push({ from, kind, to: refOf({ region: site.region, type, id: to }), ...(label ? { label } : {}) });
      };
      link("in", "ec2:subnet", instance.SubnetId);
      link("in", "ec2:vpc", instance.VpcId);
      link("made_from", "ec2:image", instance.ImageId);
      for (const group of instance.SecurityGroups ?? []) link("guarded_by", "ec2:security-group", group.GroupId);
      const tags = tagsOf(instance.Tags);
      link("member_of", "autoscaling:autoScalingGroup", tags["aws:autoscaling:groupName"]);
      return resource(site, {
        arn: arnAt(site, "ec2", `instance/${id}`),
        type: "ec2:instance",
        id,
        state: instance.State?.Name,
        created: instance.LaunchTime,
        tags,
        detail: [instance.InstanceType, instance.Placement?.AvailabilityZone, instance.PrivateIpAddress],
        facts: [
          ["details", "instance type", instance.InstanceType],
          ["details", "platform", instance.PlatformDetails],
          ["details", "key pair", instance.KeyName],
          ["details", "instance profile", instance.IamInstanceProfile?.Arn?.split("/").at(-1)],
          [
            "details",
            "instance metadata service",
            instance.MetadataOptions?.HttpTokens && `tokens ${instance.MetadataOptions.HttpTokens}`,
          ],
          ["details", "state reason", instance.StateTransitionReason],
          ["network", "availability zone", instance.Placement?.AvailabilityZone],
          ["network", "private address", instance.PrivateIpAddress],
          ["network", "public address", instance.PublicIpAddress],
        ],
      });
    });
    return { resources, links };
  },
};
