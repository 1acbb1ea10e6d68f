import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations } from "../../wire/service.ts";
import { type Address, addressesOf } from "../../world/addresses.ts";
import { internetGatewaysOf, natGatewaysOf, type VpcEndpoint, vpcEndpointsOf } from "../../world/gateways.ts";
import { networkOf } from "../../world/network.ts";
import { resourceId } from "../../world/resource-id.ts";
import { routeTablesOf } from "../../world/route-tables.ts";
import { groupName } from "../../world/security-groups.ts";
import { tagsOf } from "../tags.ts";
import { describe, nextToken, tagList } from "./describe.ts";
import { hostsOf } from "./hosts.ts";
import { idKinds } from "./ids.ts";
import { networkShapes as shapes } from "./network-shapes.ts";

/** What the world has in the call's region, tags as they are now. */
function here<T extends { region: string; arn: string; tags: Record<string, string> }>(all: T[], call: Call): T[] {
  return all
    .filter((item) => item.region === call.region)
    .map((item) => ({ ...item, tags: tagsOf(call, item.arn, item.tags) }));
}

const own = <T extends { id: string; tags: Record<string, string> }>() => ({
  idOf: (item: T) => item.id,
  tagsOf: (item: T) => item.tags,
});

export const networkReads = {
  DescribeVpcs(input, call) {
    const all = here(networkOf(call.world.setting).vpcs, call);
    const fields = {
      "vpc-id": (v: (typeof all)[number]) => [v.id],
      cidr: (v: (typeof all)[number]) => [v.cidr],
      "cidr-block": (v: (typeof all)[number]) => [v.cidr],
      "cidr-block-association.cidr-block": (v: (typeof all)[number]) => [v.cidr],
      "is-default": (v: (typeof all)[number]) => [String(v.isDefault)],
      isDefault: (v: (typeof all)[number]) => [String(v.isDefault)],
      "owner-id": () => [call.account.id],
      state: () => ["available"],
    };
    const page = describe(all, input, call, { ...own(), id: idKinds.vpc, fields }, input.VpcIds);
    return { Vpcs: page.items.map((vpc) => shapes.vpc(vpc, call)), ...nextToken(page) };
  },

  DescribeSubnets(input, call) {
    const all = here(networkOf(call.world.setting).subnets, call);
    type Subnet = (typeof all)[number];
    const fields = {
      "availability-zone": (s: Subnet) => [s.zone],
      availabilityZone: (s: Subnet) => [s.zone],
      "cidr-block": (s: Subnet) => [s.cidr],
      cidr: (s: Subnet) => [s.cidr],
      "default-for-az": (s: Subnet) => [String(s.tier === "default")],
      "map-public-ip-on-launch": (s: Subnet) => [String(s.tier === "public" || s.tier === "default")],
      "owner-id": () => [call.account.id],
      state: () => ["available"],
      "subnet-id": (s: Subnet) => [s.id],
      "vpc-id": (s: Subnet) => [s.vpc],
    };
    const page = describe(all, input, call, { ...own(), id: idKinds.subnet, fields }, input.SubnetIds);
    const hosts = hostsOf(call);
    const Subnets = page.items.map((subnet) => {
      const used = hosts.filter((h) => h.subnet === subnet.id && h.state !== "terminated").length;
      return shapes.subnet(subnet, used, call);
    });
    return { Subnets, ...nextToken(page) };
  },

  DescribeRouteTables(input, call) {
    const all = here(routeTablesOf(call.world.setting), call);
    type Table = (typeof all)[number];
    const target = (prefix: string) => (t: Table) =>
      t.routes.map((r) => r.target).filter((id) => id.startsWith(prefix));
    const fields = {
      "association.main": (t: Table) => [String(t.main)],
      "association.route-table-id": (t: Table) => [t.id],
      "association.subnet-id": (t: Table) => t.subnets,
      "owner-id": () => [call.account.id],
      "route-table-id": (t: Table) => [t.id],
      "route.destination-cidr-block": (t: Table) => t.routes.map((r) => r.destination).filter((d) => d.includes("/")),
      "route.destination-prefix-list-id": (t: Table) =>
        t.routes.map((r) => r.destination).filter((d) => d.startsWith("pl-")),
      "route.gateway-id": (t: Table) => t.routes.map((r) => r.target).filter((id) => !id.startsWith("nat-")),
      "route.nat-gateway-id": target("nat-"),
      "route.state": () => ["active"],
      "vpc-id": (t: Table) => [t.vpc],
    };
    const page = describe(all, input, call, { ...own(), id: idKinds.routeTable, fields }, input.RouteTableIds);
    return { RouteTables: page.items.map((table) => shapes.routeTable(table, call)), ...nextToken(page) };
  },

  DescribeInternetGateways(input, call) {
    const all = here(internetGatewaysOf(call.world.setting), call);
    type Gateway = (typeof all)[number];
    const fields = {
      "attachment.state": () => ["available"],
      "attachment.vpc-id": (g: Gateway) => [g.vpc],
      "internet-gateway-id": (g: Gateway) => [g.id],
      "owner-id": () => [call.account.id],
    };
    const page = describe(
      all,
      input,
      call,
      { ...own(), id: idKinds.internetGateway, fields },
      input.InternetGatewayIds,
    );
    const InternetGateways = page.items.map((gateway) => ({
      InternetGatewayId: gateway.id,
      OwnerId: call.account.id,
      Attachments: [{ State: "available" as EC2.AttachmentStatus, VpcId: gateway.vpc }],
      Tags: tagList(gateway.tags),
    }));
    return { InternetGateways, ...nextToken(page) };
  },

  DescribeNatGateways(input, call) {
    const all = here(natGatewaysOf(call.world.setting), call);
    type Nat = (typeof all)[number];
    const fields = {
      "nat-gateway-id": (n: Nat) => [n.id],
      state: () => ["available"],
      "subnet-id": (n: Nat) => [n.subnet],
      "vpc-id": (n: Nat) => [n.vpc],
    };
    const { Filter, ...rest } = input;
    const page = describe(
      all,
      Filter ? { ...rest, Filters: Filter } : rest,
      call,
      { ...own(), id: idKinds.nat, fields },
      input.NatGatewayIds,
    );
    return { NatGateways: page.items.map(shapes.nat), ...nextToken(page) };
  },

  DescribeVpcEndpoints(input, call) {
    const standing = ({ createdAt, deletedAt = Number.POSITIVE_INFINITY }: VpcEndpoint) =>
      createdAt <= call.now && call.now < deletedAt;
    const { setting } = call.world;
    const all = here(vpcEndpointsOf(setting).filter(standing), call);
    const fields = {
      "service-name": (e: VpcEndpoint) => [e.service],
      "vpc-endpoint-id": (e: VpcEndpoint) => [e.id],
      "vpc-endpoint-state": () => ["available"],
      "vpc-endpoint-type": (e: VpcEndpoint) => [e.type],
      "vpc-id": (e: VpcEndpoint) => [e.vpc],
    };
    const page = describe(all, input, call, { ...own(), id: idKinds.endpoint, fields }, input.VpcEndpointIds);
    const tables = routeTablesOf(setting);
    const VpcEndpoints = page.items.map((endpoint) => {
      const routed = tables.filter((t) => t.routes.some((r) => r.target === endpoint.id)).map((t) => t.id);
      const groups = endpoint.group ? [{ GroupId: endpoint.group, GroupName: groupName(setting, endpoint.group) }] : [];
      return shapes.endpoint(endpoint, routed, groups, call);
    });
    return { VpcEndpoints, ...nextToken(page) };
  },

  DescribeAddresses(input, call) {
    const { setting } = call.world;
    const all = here(addressesOf(setting), call).map((address) => ({ ...address, ...useOf(address, call) }));
    const missing = (input.PublicIps ?? []).find((ip) => !all.some((a) => a.publicIp === ip));
    if (missing) throw new AwsError("InvalidAddress.NotFound", `Address '${missing}' not found.`);
    const chosen = all.filter((a) => !input.PublicIps?.length || input.PublicIps.includes(a.publicIp));
    type Used = (typeof all)[number];
    const fields = {
      "allocation-id": (a: Used) => [a.allocationId],
      "association-id": (a: Used) => [a.associationId],
      domain: () => ["vpc"],
      "instance-id": (a: Used) => [a.instanceId],
      "network-interface-id": (a: Used) => [a.interfaceId],
      "private-ip-address": (a: Used) => [a.privateIp],
      "public-ip": (a: Used) => [a.publicIp],
    };
    const shown = {
      id: idKinds.allocation,
      idOf: (a: Used) => a.allocationId,
      tagsOf: (a: Used) => a.tags,
      fields,
    };
    const { items } = describe(chosen, { ...input, MaxResults: undefined }, call, shown, input.AllocationIds);
    return { Addresses: items.map((address) => shapes.address(address, call)) };
  },
} satisfies Operations<typeof EC2>;

/** What uses an address: nothing where the instance that it belonged to is terminated. */
function useOf(address: Address, call: Call) {
  const { setting } = call.world;
  const { usedBy } = address;
  if (!usedBy) return {};
  const associationId = resourceId(setting, "eipassoc", address.name);
  if ("natZone" in usedBy) {
    const nat = natGatewaysOf(setting).find((n) => n.zone === usedBy.natZone);
    return { associationId, interfaceId: nat?.interfaceId, privateIp: nat?.privateIp };
  }
  const host = hostsOf(call).find(
    (h) => h.elasticIp && h.publicIp === address.publicIp && h.terminatedAt === undefined,
  );
  return host ? { associationId, instanceId: host.id, interfaceId: host.interfaceId, privateIp: host.privateIp } : {};
}
