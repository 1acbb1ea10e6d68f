import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import { ec2Arn } from "../../world/ec2-arn.ts";
import type { Rule, SecurityGroup } from "../../world/security-groups.ts";
import { tagsOf } from "../tags.ts";
import { tagList } from "./describe.ts";

export const toGroup = (group: SecurityGroup, { account }: Call): EC2.SecurityGroup => ({
  GroupId: group.id,
  GroupName: group.name,
  Description: group.description,
  OwnerId: account.id,
  SecurityGroupArn: group.arn,
  VpcId: group.vpc,
  IpPermissions: toPermissions(
    group.rules.filter((rule) => !rule.egress),
    account.id,
  ),
  IpPermissionsEgress: toPermissions(
    group.rules.filter((rule) => rule.egress),
    account.id,
  ),
  Tags: tagList(group.tags),
});

/** Rules of the same protocol and ports are one permission. */
function toPermissions(rules: Rule[], ownerId: string): EC2.IpPermission[] {
  const alike = Map.groupBy(rules, ({ protocol, from, to }) => `${protocol} ${from} ${to}`);
  return [...alike.values()].map((same) => {
    const { protocol, from, to } = same[0] as Rule;
    const said = ({ description }: Rule) => (description ? { Description: description } : {});
    return {
      IpProtocol: protocol,
      ...(protocol === "-1" ? {} : { FromPort: from, ToPort: to }),
      IpRanges: same.flatMap((r) => (r.cidr ? [{ CidrIp: r.cidr, ...said(r) }] : [])),
      Ipv6Ranges: same.flatMap((r) => (r.cidr6 ? [{ CidrIpv6: r.cidr6, ...said(r) }] : [])),
      UserIdGroupPairs: same.flatMap((r) => (r.source ? [{ GroupId: r.source, UserId: ownerId, ...said(r) }] : [])),
      PrefixListIds: [],
    };
  });
}

const ruleArn = (call: Call, id: string): string => ec2Arn(call.world.setting, call.region, "security-group-rule", id);

export const toRule = (rule: Rule, call: Call): EC2.SecurityGroupRule => ({
  SecurityGroupRuleId: rule.id,
  SecurityGroupRuleArn: ruleArn(call, rule.id),
  GroupId: rule.groupId,
  GroupOwnerId: call.account.id,
  IsEgress: rule.egress,
  IpProtocol: rule.protocol,
  FromPort: rule.from,
  ToPort: rule.to,
  ...(rule.cidr ? { CidrIpv4: rule.cidr } : {}),
  ...(rule.cidr6 ? { CidrIpv6: rule.cidr6 } : {}),
  ...(rule.source ? { ReferencedGroupInfo: { GroupId: rule.source, UserId: call.account.id } } : {}),
  ...(rule.description ? { Description: rule.description } : {}),
  Tags: tagList(tagsOf(call, ruleArn(call, rule.id), {})),
});
