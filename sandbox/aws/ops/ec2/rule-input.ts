/** The rules that a call speaks of, in either of the two forms EC2 takes them. */
import { isIP } from "node:net";
import type { IpPermission } from "@aws-sdk/client-ec2";
import { AwsError } from "../../wire/errors.ts";
import type { Rule, SecurityGroup } from "../../world/security-groups.ts";
import { idKinds, pick } from "./ids.ts";

export interface RuleInput {
  GroupId?: string | undefined;
  GroupName?: string | undefined;
  IpPermissions?: IpPermission[] | undefined;
  IpProtocol?: string | undefined;
  FromPort?: number | undefined;
  ToPort?: number | undefined;
  CidrIp?: string | undefined;
  SourceSecurityGroupName?: string | undefined;
}

type Wanted = Pick<Rule, "protocol" | "from" | "to" | "cidr" | "cidr6" | "source" | "description">;

/** @throws AwsError for a malformed network, a group that is not there, or no rule at all. */
export function readRules(input: RuleInput, groups: SecurityGroup[]): Wanted[] {
  const rules = [...(input.IpPermissions ?? []), ...flat(input, groups)].flatMap((permission) =>
    rulesOf(permission, groups),
  );
  if (rules.length === 0)
    throw new AwsError("MissingParameter", "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.");
  return rules;
}

/** The older form: one rule in the request's own parameters. */
function flat(input: RuleInput, groups: SecurityGroup[]): IpPermission[] {
  const { IpProtocol, FromPort, ToPort, CidrIp, SourceSecurityGroupName } = input;
  if (IpProtocol === undefined && CidrIp === undefined && SourceSecurityGroupName === undefined) return [];
  const source = groups.find((g) => g.name === SourceSecurityGroupName);
  return [
    {
      IpProtocol: IpProtocol ?? "-1",
      ...(FromPort === undefined ? {} : { FromPort }),
      ...(ToPort === undefined ? {} : { ToPort }),
      ...(CidrIp === undefined ? {} : { IpRanges: [{ CidrIp }] }),
      ...(SourceSecurityGroupName === undefined
        ? {}
        : { UserIdGroupPairs: [{ GroupId: source?.id ?? SourceSecurityGroupName }] }),
    },
  ];
}

const protocolNumbers: Record<string, string> = { "1": "icmp", "6": "tcp", "17": "udp", all: "-1" };

function rulesOf(permission: IpPermission, groups: SecurityGroup[]): Wanted[] {
  const given = (permission.IpProtocol ?? "").toLowerCase();
  const protocol = protocolNumbers[given] ?? given;
  const everyPort = protocol === "-1";
  const ports = {
    protocol,
    from: everyPort ? -1 : (permission.FromPort ?? -1),
    to: everyPort ? -1 : (permission.ToPort ?? -1),
  };
  if (["tcp", "udp"].includes(protocol) && (ports.from < 0 || ports.to > 65_535 || ports.from > ports.to))
    throw new AwsError("InvalidParameterValue", `Invalid TCP/UDP port range (${ports.from}:${ports.to})`);
  const said = (description: string | undefined) => (description ? { description } : {});
  return [
    ...(permission.IpRanges ?? []).map((r) => ({ ...ports, cidr: network(r.CidrIp, 4), ...said(r.Description) })),
    ...(permission.Ipv6Ranges ?? []).map((r) => ({ ...ports, cidr6: network(r.CidrIpv6, 6), ...said(r.Description) })),
    ...(permission.UserIdGroupPairs ?? []).map((pair) => {
      const [source] = pick(groups, [pair.GroupId ?? ""], (g) => g.id, idKinds.securityGroup) as [SecurityGroup];
      return { ...ports, source: source.id, ...said(pair.Description) };
    }),
  ];
}

function network(cidr: string | undefined, version: 4 | 6): string {
  const [address = "", bits = "", ...more] = (cidr ?? "").split("/");
  const good = isIP(address) === version && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
  if (!good || more.length > 0) throw new AwsError("InvalidParameterValue", `CIDR block ${cidr ?? ""} is malformed`);
  return `${address}/${Number(bits)}`;
}

export const sameRule = (a: Wanted, b: Wanted): boolean =>
  a.protocol === b.protocol &&
  a.from === b.from &&
  a.to === b.to &&
  a.cidr === b.cidr &&
  a.cidr6 === b.cidr6 &&
  a.source === b.source;

/** As EC2 words a rule in its errors. */
export function wordsOf(rule: Wanted): string {
  const peer = `peer: ${rule.cidr ?? rule.cidr6 ?? rule.source}`;
  if (rule.protocol === "-1") return `${peer}, ALL, ALLOW`;
  return `${peer}, ${rule.protocol.toUpperCase()}, from port: ${rule.from}, to port: ${rule.to}, ALLOW`;
}
