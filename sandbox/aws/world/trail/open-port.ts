/** AuthorizeSecurityGroupIngress of one port to one range, as an event shows it. */
import type { Random } from "../random.ts";
import { securityGroupsOf } from "../security-groups.ts";
import type { Setting } from "../setting.ts";
import type { ApiCall } from "./api-call.ts";

/** @param key what the world calls the group. */
export function openingOf(setting: Setting, key: string, port: number, cidrIp: string, random: Random): ApiCall {
  const group = securityGroupsOf(setting).find((known) => known.key === key);
  if (!group) throw new Error(`security-group-rows.ts has no group ${key}`);
  const groupId = group.id;
  const lasting = group.rules.find((known) => known.cidr === cidrIp && known.from === port);
  const rule = { ipProtocol: "tcp", fromPort: port, toPort: port };
  return {
    service: "ec2",
    region: group.region,
    name: "AuthorizeSecurityGroupIngress",
    request: {
      groupId,
      ipPermissions: {
        items: [{ ...rule, groups: {}, ipRanges: { items: [{ cidrIp }] }, ipv6Ranges: {}, prefixListIds: {} }],
      },
    },
    response: {
      _return: true,
      securityGroupRuleSet: {
        items: [
          {
            groupOwnerId: setting.account.id,
            groupId,
            securityGroupRuleId: lasting?.id ?? `sgr-0${random.hex(16)}`,
            isEgress: false,
            ...rule,
            cidrIpv4: cidrIp,
          },
        ],
      },
    },
    resources: [{ type: "AWS::EC2::SecurityGroup", name: groupId }],
  };
}
