/** The ways in and out of the networks: internet gateways, one NAT gateway per zone, endpoints of AWS services. */
import { dev } from "./account.ts";
import { addressesOf } from "./addresses.ts";
import { DAY, HOUR } from "./calendar.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { networkOf, SEOUL, subnetAt } from "./network.ts";
import { platformTags } from "./platform-tags.ts";
import { randomOf } from "./random.ts";
import { resourceId } from "./resource-id.ts";
import { securityGroupId } from "./security-groups.ts";
import { perSetting, type Setting } from "./setting.ts";
import type { Tags } from "./tags.ts";

export interface InternetGateway {
  id: string;
  arn: string;
  region: string;
  vpc: string;
  tags: Tags;
}

export interface NatGateway {
  id: string;
  arn: string;
  region: string;
  vpc: string;
  subnet: string;
  zone: string;
  allocationId: string;
  publicIp: string;
  privateIp: string;
  interfaceId: string;
  createdAt: number;
  tags: Tags;
}

export interface VpcEndpoint {
  id: string;
  arn: string;
  region: string;
  vpc: string;
  /** `com.amazonaws.ap-northeast-2.logs`. */
  service: string;
  type: "Interface" | "Gateway";
  /** Of an interface endpoint: one network interface in each. */
  subnets: { subnet: string; zone: string; interfaceId: string; privateIp: string }[];
  group?: string;
  createdAt: number;
  /** Undefined: still there. */
  deletedAt?: number;
  tags: Tags;
}

/** When the company built its network. */
const foundedAt = ({ anchor }: Setting) => anchor - 611 * DAY + 6 * HOUR;

export const internetGatewaysOf = perSetting((setting): InternetGateway[] =>
  networkOf(setting).vpcs.map(({ id: vpc, key, region, name }) => {
    const id = resourceId(setting, "igw", key);
    return { id, arn: ec2Arn(setting, region, "internet-gateway", id), region, vpc, tags: platformTags(setting, name) };
  }),
);

export const natGatewaysOf = perSetting((setting): NatGateway[] =>
  addressesOf(setting).flatMap((address) => {
    if (!address.usedBy || !("natZone" in address.usedBy)) return [];
    const zone = address.usedBy.natZone;
    const subnet = subnetAt(setting, zone, "public");
    const id = resourceId(setting, "nat", zone);
    const nat: NatGateway = {
      id,
      arn: ec2Arn(setting, SEOUL, "natgateway", id),
      region: SEOUL,
      vpc: subnet.vpc,
      subnet: subnet.id,
      zone,
      allocationId: address.allocationId,
      publicIp: address.publicIp,
      privateIp: subnet.cidr.replace(/0\/24$/, "11"),
      interfaceId: resourceId(setting, "eni", id),
      createdAt: foundedAt(setting) + HOUR,
      tags: platformTags(setting, address.name),
    };
    return [nat];
  }),
);

const interfaceServices = ["ecr.api", "ecr.dkr", "monitoring", "ssm", "ssmmessages"];

/** The story takes the endpoint of CloudWatch Logs away for some days; the one after is another. */
export const vpcEndpointsOf = perSetting((setting): VpcEndpoint[] => {
  const { story } = setting;
  if (setting.account === dev) return [];
  const built = foundedAt(setting) + 5 * HOUR;
  return [
    endpoint(setting, "s3", "Gateway", "s3", built),
    endpoint(setting, "dynamodb", "Gateway", "dynamodb", built),
    ...interfaceServices.map((service) => endpoint(setting, service, "Interface", service, built)),
    { ...endpoint(setting, "logs", "Interface", "logs first", built), deletedAt: story.endpointRemoved },
    endpoint(setting, "logs", "Interface", "logs second", story.endpointRestored),
  ];
});

function endpoint(
  setting: Setting,
  service: string,
  type: VpcEndpoint["type"],
  key: string,
  createdAt: number,
): VpcEndpoint {
  const id = resourceId(setting, "vpce", key);
  const apps = networkOf(setting).subnets.filter((s) => s.tier === "app" && s.region === SEOUL);
  const random = randomOf(setting.seed, "endpoint-address", key);
  const subnets = apps.map(({ id: subnet, zone, cidr }) => ({
    subnet,
    zone,
    interfaceId: resourceId(setting, "eni", `${id} ${zone}`),
    privateIp: cidr.replace(/(\d+)\.0\/22$/, (_, third: string) => `${Number(third) + 1}.${random.int(100, 250)}`),
  }));
  return {
    id,
    arn: ec2Arn(setting, SEOUL, "vpc-endpoint", id),
    region: SEOUL,
    vpc: apps[0]?.vpc ?? "",
    service: `com.amazonaws.${SEOUL}.${service}`,
    type,
    subnets: type === "Interface" ? subnets : [],
    ...(type === "Interface" ? { group: securityGroupId(setting, "endpoints") } : {}),
    createdAt,
    tags: platformTags(setting, `${setting.account.name}-${service}`),
  };
}
