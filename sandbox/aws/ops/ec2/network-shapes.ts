/** The parts of the network as EC2's answers show them. */
import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import type { Address } from "../../world/addresses.ts";
import type { NatGateway, VpcEndpoint } from "../../world/gateways.ts";
import type { Subnet, Vpc } from "../../world/network.ts";
import { resourceId } from "../../world/resource-id.ts";
import type { RouteTable } from "../../world/route-tables.ts";
import { tagList } from "./describe.ts";
import { zoneIdOf } from "./regions.ts";

const vpc = (item: Vpc, { account, world }: Call): EC2.Vpc => ({
  VpcId: item.id,
  State: "available",
  CidrBlock: item.cidr,
  CidrBlockAssociationSet: [
    {
      AssociationId: resourceId(world.setting, "vpc-cidr-assoc", item.key),
      CidrBlock: item.cidr,
      CidrBlockState: { State: "associated" },
    },
  ],
  DhcpOptionsId: resourceId(world.setting, "dopt", item.region),
  InstanceTenancy: "default",
  IsDefault: item.isDefault,
  OwnerId: account.id,
  Tags: tagList(item.tags),
});

/** @param used how many of its addresses are taken by instances; five of each subnet are AWS's own. */
function subnet(item: Subnet, used: number, { account }: Call): EC2.Subnet {
  const bits = 32 - Number(item.cidr.split("/")[1]);
  return {
    SubnetId: item.id,
    SubnetArn: item.arn,
    State: "available",
    VpcId: item.vpc,
    CidrBlock: item.cidr,
    AvailabilityZone: item.zone,
    AvailabilityZoneId: zoneIdOf(item.zone),
    AvailableIpAddressCount: 2 ** bits - 5 - used,
    DefaultForAz: item.tier === "default",
    MapPublicIpOnLaunch: item.tier === "public" || item.tier === "default",
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    OwnerId: account.id,
    Tags: tagList(item.tags),
  };
}

const routeTable = (item: RouteTable, { account, world }: Call): EC2.RouteTable => {
  const association = (key: string, more: EC2.RouteTableAssociation): EC2.RouteTableAssociation => ({
    RouteTableAssociationId: resourceId(world.setting, "rtbassoc", key),
    RouteTableId: item.id,
    AssociationState: { State: "associated" },
    ...more,
  });
  return {
    RouteTableId: item.id,
    VpcId: item.vpc,
    OwnerId: account.id,
    Associations: [
      ...(item.main ? [association(item.id, { Main: true })] : []),
      ...item.subnets.map((id) => association(`${item.id} ${id}`, { Main: false, SubnetId: id })),
    ],
    Routes: item.routes.map(({ destination, target }) => ({
      ...(destination.startsWith("pl-")
        ? { DestinationPrefixListId: destination }
        : { DestinationCidrBlock: destination }),
      ...(target.startsWith("nat-") ? { NatGatewayId: target } : { GatewayId: target }),
      Origin: target === "local" ? "CreateRouteTable" : "CreateRoute",
      State: "active",
    })),
    PropagatingVgws: [],
    Tags: tagList(item.tags),
  };
};

const nat = (item: NatGateway): EC2.NatGateway => ({
  NatGatewayId: item.id,
  State: "available",
  ConnectivityType: "public",
  CreateTime: new Date(item.createdAt),
  SubnetId: item.subnet,
  VpcId: item.vpc,
  NatGatewayAddresses: [
    {
      AllocationId: item.allocationId,
      NetworkInterfaceId: item.interfaceId,
      PrivateIp: item.privateIp,
      PublicIp: item.publicIp,
      IsPrimary: true,
      Status: "succeeded",
    },
  ],
  Tags: tagList(item.tags),
});

const endpoint = (
  item: VpcEndpoint,
  routeTables: string[],
  groups: EC2.SecurityGroupIdentifier[],
  { account }: Call,
): EC2.VpcEndpoint => ({
  VpcEndpointId: item.id,
  VpcEndpointType: item.type,
  VpcId: item.vpc,
  ServiceName: item.service,
  // The SDK's list has `Available`; EC2 itself answers `available`.
  State: "available" as EC2.State,
  RouteTableIds: routeTables,
  SubnetIds: item.subnets.map((s) => s.subnet),
  NetworkInterfaceIds: item.subnets.map((s) => s.interfaceId),
  Groups: groups,
  PrivateDnsEnabled: item.type === "Interface",
  RequesterManaged: false,
  CreationTimestamp: new Date(item.createdAt),
  OwnerId: account.id,
  Tags: tagList(item.tags),
});

type UsedAddress = Address & {
  associationId?: string;
  instanceId?: string;
  interfaceId?: string | undefined;
  privateIp?: string | undefined;
};

const address = (item: UsedAddress, { account }: Call): EC2.Address => ({
  AllocationId: item.allocationId,
  PublicIp: item.publicIp,
  PublicIpv4Pool: "amazon",
  Domain: "vpc",
  NetworkBorderGroup: item.region,
  ...(item.associationId
    ? {
        AssociationId: item.associationId,
        ...(item.instanceId ? { InstanceId: item.instanceId } : {}),
        NetworkInterfaceId: item.interfaceId,
        NetworkInterfaceOwnerId: account.id,
        PrivateIpAddress: item.privateIp,
      }
    : {}),
  Tags: tagList(item.tags),
});

export const networkShapes = { vpc, subnet, routeTable, nat, endpoint, address };
