/** Network interfaces: of instances, NAT gateways, balancers and endpoints. */
import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import type { Operations } from "../../wire/service.ts";
import { balancersOf } from "../../world/balancers.ts";
import { natGatewaysOf, vpcEndpointsOf } from "../../world/gateways.ts";
import { resourceId } from "../../world/resource-id.ts";
import { groupName } from "../../world/security-groups.ts";
import { describe, nextToken } from "./describe.ts";
import type { Fields } from "./filters.ts";
import { hostsOf } from "./hosts.ts";
import { idKinds } from "./ids.ts";

interface Interface {
  id: string;
  type: "interface" | "nat_gateway" | "vpc_endpoint";
  description: string;
  subnet: string;
  vpc: string;
  zone: string;
  privateIp: string;
  publicIp?: string;
  groups: { id: string; name: string }[];
  /** The service that made it, where it was not a person. */
  requester?: string;
  instance?: string;
}

function interfacesOf(call: Call): Interface[] {
  const { setting } = call.world;
  const named = (id: string) => ({ id, name: groupName(setting, id) });
  const ofHosts = hostsOf(call)
    .filter((host) => host.state !== "terminated")
    .map((host): Interface => {
      const open = host.publicIp && (host.elasticIp || host.state === "running");
      return {
        id: host.interfaceId,
        type: "interface",
        description: "",
        subnet: host.subnet,
        vpc: host.vpc,
        zone: host.zone,
        privateIp: host.privateIp,
        ...(open && host.publicIp ? { publicIp: host.publicIp } : {}),
        groups: host.securityGroups,
        instance: host.id,
      };
    });
  const ofNats = natGatewaysOf(setting).map((nat): Interface & { region: string } => ({
    region: nat.region,
    id: nat.interfaceId,
    type: "nat_gateway",
    description: `Interface for NAT Gateway ${nat.id}`,
    subnet: nat.subnet,
    vpc: nat.vpc,
    zone: nat.zone,
    privateIp: nat.privateIp,
    publicIp: nat.publicIp,
    groups: [],
    requester: nat.id,
  }));
  const ofBalancers = balancersOf(setting).balancers.flatMap((balancer) =>
    balancer.subnets.map((subnet): Interface & { region: string } => ({
      region: balancer.region,
      id: resourceId(setting, "eni", `${balancer.arn} ${subnet.zone}`),
      type: "interface",
      description: `ELB ${balancer.dimension}`,
      subnet: subnet.id,
      vpc: balancer.vpc,
      zone: subnet.zone,
      privateIp: subnet.interfaceAddress,
      groups: balancer.securityGroups.map(named),
      requester: "amazon-elb",
    })),
  );
  const ofEndpoints = vpcEndpointsOf(setting)
    .filter((e) => e.createdAt <= call.now && call.now < (e.deletedAt ?? Number.POSITIVE_INFINITY))
    .flatMap((endpoint) =>
      endpoint.subnets.map((place): Interface & { region: string } => ({
        region: endpoint.region,
        id: place.interfaceId,
        type: "vpc_endpoint",
        description: `VPC Endpoint Interface ${endpoint.id}`,
        subnet: place.subnet,
        vpc: endpoint.vpc,
        zone: place.zone,
        privateIp: place.privateIp,
        groups: endpoint.group ? [named(endpoint.group)] : [],
        requester: "amazon-aws",
      })),
    );
  return [...ofHosts, ...[...ofNats, ...ofBalancers, ...ofEndpoints].filter((e) => e.region === call.region)];
}

const fields: Fields<Interface> = {
  "addresses.private-ip-address": (e) => [e.privateIp],
  "association.public-ip": (e) => [e.publicIp],
  "attachment.instance-id": (e) => [e.instance],
  "attachment.status": () => ["attached"],
  "availability-zone": (e) => [e.zone],
  description: (e) => [e.description],
  "group-id": (e) => e.groups.map((g) => g.id),
  "group-name": (e) => e.groups.map((g) => g.name),
  "interface-type": (e) => [e.type],
  "network-interface-id": (e) => [e.id],
  "private-ip-address": (e) => [e.privateIp],
  "requester-id": (e) => [e.requester],
  "requester-managed": (e) => [String(e.requester !== undefined)],
  status: () => ["in-use"],
  "subnet-id": (e) => [e.subnet],
  "vpc-id": (e) => [e.vpc],
};

export const interfaceReads = {
  DescribeNetworkInterfaces(input, call) {
    const shown = { id: idKinds.networkInterface, idOf: (e: Interface) => e.id, tagsOf: () => ({}), fields };
    const page = describe(interfacesOf(call), input, call, shown, input.NetworkInterfaceIds);
    return { NetworkInterfaces: page.items.map((e) => toInterface(e, call)), ...nextToken(page) };
  },
} satisfies Operations<typeof EC2>;

const toInterface = (e: Interface, { account }: Call): EC2.NetworkInterface => ({
  NetworkInterfaceId: e.id,
  // The SDK's list has `natGateway`; EC2 itself answers `nat_gateway`.
  InterfaceType: e.type as EC2.NetworkInterfaceType,
  Description: e.description,
  Status: "in-use",
  OwnerId: account.id,
  RequesterManaged: e.requester !== undefined,
  ...(e.requester ? { RequesterId: e.requester } : {}),
  AvailabilityZone: e.zone,
  SubnetId: e.subnet,
  VpcId: e.vpc,
  PrivateIpAddress: e.privateIp,
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: e.privateIp }],
  SourceDestCheck: e.type !== "nat_gateway",
  Groups: e.groups.map(({ id, name }) => ({ GroupId: id, GroupName: name })),
  Attachment: {
    AttachmentId: e.id.replace("eni-", "eni-attach-"),
    DeleteOnTermination: e.instance !== undefined,
    DeviceIndex: e.instance ? 0 : 1,
    Status: "attached",
    ...(e.instance ? { InstanceId: e.instance, InstanceOwnerId: account.id } : { InstanceOwnerId: "amazon-aws" }),
  },
  ...(e.publicIp ? { Association: { PublicIp: e.publicIp, IpOwnerId: account.id } } : {}),
  TagSet: [],
});
