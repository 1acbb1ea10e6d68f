/**
 * The networks: in Seoul a VPC with public, application and database subnets in three zones, in us-east-1 the
 * default VPC that nobody ever looked at, and a small VPC of the development account.
 */
import { dev } from "./account.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { platformTags } from "./platform-tags.ts";
import { resourceId } from "./resource-id.ts";
import { perSetting, type Setting } from "./setting.ts";

export const SEOUL = "ap-northeast-2";
export const VIRGINIA = "us-east-1";

/** What a subnet is for: `public` has a way from the internet, `app` a way out by NAT, `db` neither. */
export type Tier = "public" | "app" | "db" | "default";

export interface Vpc {
  id: string;
  arn: string;
  /** What the world calls it: `main`, `default`, `dev`. */
  key: string;
  name: string;
  region: string;
  cidr: string;
  isDefault: boolean;
  tags: Record<string, string>;
}

export interface Subnet {
  id: string;
  arn: string;
  name: string;
  vpc: string;
  region: string;
  zone: string;
  cidr: string;
  tier: Tier;
  tags: Record<string, string>;
}

export interface Network {
  vpcs: Vpc[];
  subnets: Subnet[];
}

interface Plan {
  key: string;
  region: string;
  cidr: string;
  subnets: [tier: Tier, zone: string, cidr: string][];
}

const prodPlans: Plan[] = [
  {
    key: "main",
    region: SEOUL,
    cidr: "10.20.0.0/16",
    subnets: [
      ["public", "a", "10.20.0.0/24"],
      ["public", "b", "10.20.1.0/24"],
      ["public", "c", "10.20.2.0/24"],
      ["app", "a", "10.20.8.0/22"],
      ["app", "b", "10.20.12.0/22"],
      ["app", "c", "10.20.16.0/22"],
      ["db", "a", "10.20.20.0/24"],
      ["db", "b", "10.20.21.0/24"],
      ["db", "c", "10.20.22.0/24"],
    ],
  },
  {
    key: "default",
    region: VIRGINIA,
    cidr: "172.31.0.0/16",
    subnets: [
      ["default", "a", "172.31.16.0/20"],
      ["default", "b", "172.31.80.0/20"],
      ["default", "c", "172.31.32.0/20"],
      ["default", "d", "172.31.0.0/20"],
      ["default", "e", "172.31.48.0/20"],
      ["default", "f", "172.31.64.0/20"],
    ],
  },
];

const devPlans: Plan[] = [
  {
    key: "dev",
    region: SEOUL,
    cidr: "10.40.0.0/16",
    subnets: [
      ["public", "a", "10.40.0.0/24"],
      ["app", "a", "10.40.8.0/22"],
      ["app", "c", "10.40.12.0/22"],
    ],
  },
];

export const networkOf = perSetting((setting): Network => {
  const plans = setting.account === dev ? devPlans : prodPlans;
  return {
    vpcs: plans.map((plan) => vpcOf(setting, plan)),
    subnets: plans.flatMap((plan) => plan.subnets.map((row) => subnetOf(setting, plan, row))),
  };
});

function vpcOf(setting: Setting, { key, region, cidr }: Plan): Vpc {
  const id = resourceId(setting, "vpc", key);
  const name = key === "default" ? "default" : setting.account.name;
  const tags = platformTags(setting, name);
  return { id, arn: ec2Arn(setting, region, "vpc", id), key, name, region, cidr, isDefault: key === "default", tags };
}

function subnetOf(setting: Setting, { key, region }: Plan, [tier, letter, cidr]: Plan["subnets"][number]): Subnet {
  const id = resourceId(setting, "subnet", `${key} ${tier} ${letter}`);
  const name = `${setting.account.name}-${tier}-${letter}`;
  return {
    id,
    arn: ec2Arn(setting, region, "subnet", id),
    name,
    vpc: resourceId(setting, "vpc", key),
    region,
    zone: `${region}${letter}`,
    cidr,
    tier,
    tags: platformTags(setting, name),
  };
}

/** The subnet of a tier in a zone; the world names only those that exist. */
export function subnetAt(setting: Setting, zone: string, tier: Tier): Subnet {
  const found = networkOf(setting).subnets.find((s) => s.zone === zone && s.tier === tier);
  if (!found) throw new Error(`network.ts has no ${tier} subnet in ${zone}`);
  return found;
}
