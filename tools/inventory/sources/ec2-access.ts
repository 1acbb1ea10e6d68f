import type { IpPermission, SecurityGroup } from "@aws-sdk/client-ec2";
import { awsSdk } from "../../aws-sdk.ts";
import { type Link, refOf } from "../resource.ts";
import { arnAt, pages, resource, type Site, type Source, tagsOf } from "../site.ts";

async function ec2(site: Site) {
  const sdk = awsSdk("client-ec2");
  return { sdk, client: site.aws.client(sdk.EC2Client, site.account, site.region) };
}

export const securityGroups: Source = {
  types: ["ec2:security-group"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeSecurityGroups",
      (NextToken, options) =>
        client.send(
          new sdk.DescribeSecurityGroupsCommand({ MaxResults: 500, ...(NextToken && { NextToken }) }),
          options,
        ),
      (output) => output.NextToken,
    );
    const all = found.flatMap(({ SecurityGroups }) => SecurityGroups ?? []);
    const resources = all.map((group) =>
      resource(site, {
        arn: arnAt(site, "ec2", `security-group/${group.GroupId}`),
        type: "ec2:security-group",
        id: group.GroupId ?? "",
        name: tagsOf(group.Tags).Name ?? group.GroupName,
        tags: tagsOf(group.Tags),
        detail: [isOpen(group) && "open to the internet", group.Description],
        facts: [
          ["details", "group name", group.GroupName],
          ["details", "description", group.Description],
          ...(group.IpPermissions ?? []).map((rule): [string, string, string] => [
            "rules",
            `inbound ${portsOf(rule)}`,
            sourcesOf(rule).join(", "),
          ]),
        ],
      }),
    );
    return { resources, links: all.flatMap((group) => linksOf(site, group)) };
  },
};

const ANYWHERE = new Set(["0.0.0.0/0", "::/0"]);

const isOpen = ({ IpPermissions }: SecurityGroup) =>
  (IpPermissions ?? []).some((rule) => sourcesOf(rule).some((source) => ANYWHERE.has(source)));

function portsOf({ IpProtocol, FromPort, ToPort }: IpPermission): string {
  if (IpProtocol === "-1") return "all traffic";
  const ports = FromPort === ToPort ? `${FromPort ?? ""}` : `${FromPort}-${ToPort}`;
  return `${IpProtocol} ${ports}`.trim();
}

const sourcesOf = (rule: IpPermission): string[] => [
  ...(rule.IpRanges ?? []).flatMap(({ CidrIp }) => CidrIp ?? []),
  ...(rule.Ipv6Ranges ?? []).flatMap(({ CidrIpv6 }) => CidrIpv6 ?? []),
  ...(rule.PrefixListIds ?? []).flatMap(({ PrefixListId }) => PrefixListId ?? []),
  ...(rule.UserIdGroupPairs ?? []).flatMap(({ GroupId }) => GroupId ?? []),
];

/** A group that names another as a source allows its members in. */
function linksOf(site: Site, group: SecurityGroup): Link[] {
  const ref = (kind: string, id: string | undefined) =>
    refOf({ region: site.region, type: `ec2:${kind}`, id: id ?? "" });
  const own = ref("security-group", group.GroupId);
  const rules = (group.IpPermissions ?? []).flatMap((rule) =>
    (rule.UserIdGroupPairs ?? []).map(
      ({ GroupId }): Link => ({ from: own, kind: "allows", to: ref("security-group", GroupId), label: portsOf(rule) }),
    ),
  );
  return [...(group.VpcId ? [{ from: own, kind: "in" as const, to: ref("vpc", group.VpcId) }] : []), ...rules];
}

export const keyPairs: Source = {
  types: ["ec2:key-pair"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeKeyPairs",
      (_, options) => client.send(new sdk.DescribeKeyPairsCommand({}), options),
      () => undefined,
    );
    const resources = found
      .flatMap(({ KeyPairs }) => KeyPairs ?? [])
      .map((pair) =>
        resource(site, {
          arn: arnAt(site, "ec2", `key-pair/${pair.KeyPairId}`),
          type: "ec2:key-pair",
          id: pair.KeyPairId ?? "",
          name: pair.KeyName,
          created: pair.CreateTime,
          tags: tagsOf(pair.Tags),
          detail: [pair.KeyType],
        }),
      );
    return { resources, links: [] };
  },
};
