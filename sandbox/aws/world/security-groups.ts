/**
 * Security groups: a request comes in at the balancer of the shop, goes to the web hosts, from there by the inner
 * balancer to the order and cart hosts, and from those to the databases; each group names the one before it.
 */
import { dev } from "./account.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { networkOf, SEOUL, VIRGINIA } from "./network.ts";
import { platformTags } from "./platform-tags.ts";
import { resourceId } from "./resource-id.ts";
import { devGroupRows, type GroupRow, groupRows, type IngressRow } from "./security-group-rows.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface Rule {
  id: string;
  groupId: string;
  egress: boolean;
  /** `tcp`, `udp`, `icmp`, or `-1` for all. */
  protocol: string;
  /** -1 where the protocol has no ports. */
  from: number;
  to: number;
  cidr?: string;
  cidr6?: string;
  /** The other group's id. */
  source?: string;
  description?: string;
  /** Epoch milliseconds from which on it stands. */
  since: number;
}

export interface SecurityGroup {
  id: string;
  arn: string;
  /** What the world calls it in every seed: `web-alb`, `bastion`. */
  key: string;
  name: string;
  description: string;
  vpc: string;
  region: string;
  /** All that ever stood or will stand in the story; see `since`. */
  rules: Rule[];
  tags: Record<string, string>;
}

export const securityGroupsOf = perSetting((setting): SecurityGroup[] => {
  const rows = setting.account === dev ? devGroupRows : groupRows(setting);
  return rows.map((row) => groupOfRow(setting, row));
});

export const securityGroupId = (setting: Pick<Setting, "seed" | "account">, key: string): string =>
  resourceId(setting, "sg", key);

/** The group as an instance or an interface shows it. */
export function groupRef(setting: Setting, key: string): { id: string; name: string } {
  const found = securityGroupsOf(setting).find((g) => g.key === key);
  if (!found) throw new Error(`security-group-rows.ts has no group ${key}`);
  return { id: found.id, name: found.name };
}

function groupOfRow(setting: Setting, row: GroupRow): SecurityGroup {
  const id = securityGroupId(setting, row.key);
  const region = row.virginia ? VIRGINIA : SEOUL;
  const vpc = networkOf(setting).vpcs.find((v) => v.region === region)?.id ?? "";
  const ingress = row.ingress.map((rule, index) => ingressRule(setting, id, rule, index));
  const everywhere = { protocol: "-1", from: -1, to: -1, cidr: "0.0.0.0/0", since: 0 };
  const egress = { id: resourceId(setting, "sgr", `${id} out`), groupId: id, egress: true, ...everywhere };
  return {
    id,
    arn: ec2Arn(setting, region, "security-group", id),
    key: row.key,
    name: row.name,
    description: row.description,
    vpc,
    region,
    rules: [...ingress, egress],
    tags: row.untagged ? {} : { ...platformTags(setting, row.name), ...(row.team ? { team: row.team } : {}) },
  };
}

function ingressRule(setting: Setting, groupId: string, row: IngressRow, index: number): Rule {
  const [protocol, ports, source, description, since = 0] = row;
  const [from, to] = typeof ports === "number" ? [ports, ports] : ports;
  const place = source.includes("::")
    ? { cidr6: source }
    : source.includes("/")
      ? { cidr: source }
      : { source: securityGroupId(setting, source) };
  return {
    id: resourceId(setting, "sgr", `${groupId} in ${index}`),
    groupId,
    egress: false,
    protocol,
    from,
    to,
    ...place,
    ...(description ? { description } : {}),
    since,
  };
}

/** The name of a group by its id. */
export const groupName = (setting: Setting, id: string): string =>
  securityGroupsOf(setting).find((g) => g.id === id)?.name ?? "";
