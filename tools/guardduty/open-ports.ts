import type { IpPermission } from "@aws-sdk/client-ec2";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

const EVERYWHERE = new Set(["0.0.0.0/0", "::/0"]);

/** What these security groups let in from anywhere, e.g. `tcp 22 (sg-0a1, 0.0.0.0/0)`. */
export async function worldOpenPorts(
  groupIds: string[],
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ ports: string[]; requests: number }> {
  const { DescribeSecurityGroupsCommand, EC2Client } = awsSdk("client-ec2");
  const client = aws.client(EC2Client, account, region);
  const reply = await aws.send({ action: "ec2:DescribeSecurityGroups", account, region, signal }, (options) =>
    client.send(new DescribeSecurityGroupsCommand({ GroupIds: groupIds }), options),
  );
  const ports = (reply.SecurityGroups ?? []).flatMap(({ GroupId, IpPermissions }) =>
    (IpPermissions ?? []).flatMap((rule) => openTo(rule).map((range) => `${portText(rule)} (${GroupId}, ${range})`)),
  );
  return { ports, requests: 1 };
}

function openTo({ IpRanges, Ipv6Ranges }: IpPermission): string[] {
  const ranges = [
    ...(IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ...(Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
  ];
  return ranges.filter((range) => range !== undefined && EVERYWHERE.has(range)) as string[];
}

function portText({ IpProtocol, FromPort, ToPort }: IpPermission): string {
  if (IpProtocol === "-1") return "all";
  return `${IpProtocol} ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`;
}
