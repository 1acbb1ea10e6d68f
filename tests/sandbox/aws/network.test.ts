import {
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { networkOf } from "../../../sandbox/aws/world/network.ts";
import { securityGroupId } from "../../../sandbox/aws/world/security-groups.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { ec2As, failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-3", prod, seoulMidnight(NOW));
const { story } = setting;
let moving: MovingAccount;
let ec2: EC2Client;
let virginia: EC2Client;

beforeAll(async () => {
  moving = await startMovingAccount(NOW, ["--seed", "haneul-3"]);
  ec2 = ec2As(moving.account, "admin");
  virginia = ec2As(moving.account, "admin", "us-east-1");
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => {
  const { name, message } = await failure(call);
  return `${name}: ${message}`;
};

describe("the network", () => {
  it("has a VPC of three tiers over three zones in Seoul and the default one in us-east-1", async () => {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs.map((v) => [v.VpcId, v.CidrBlock, v.IsDefault])).toEqual([
      [networkOf(setting).vpcs[0]?.id, "10.20.0.0/16", false],
    ]);
    const { Subnets = [] } = await ec2.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [Vpcs[0]?.VpcId ?? ""] }] }),
    );
    expect(Subnets.map((s) => `${s.AvailabilityZone} ${s.CidrBlock} ${s.MapPublicIpOnLaunch}`)).toEqual(
      networkOf(setting)
        .subnets.filter((s) => s.region === "ap-northeast-2")
        .map((s) => `${s.zone} ${s.cidr} ${s.tier === "public"}`),
    );
    const other = await virginia.send(new DescribeVpcsCommand({ Filters: [{ Name: "is-default", Values: ["true"] }] }));
    expect(other.Vpcs?.map((v) => v.CidrBlock)).toEqual(["172.31.0.0/16"]);
    const defaults = new DescribeSubnetsCommand({ Filters: [{ Name: "default-for-az", Values: ["true"] }] });
    expect((await virginia.send(defaults)).Subnets).toHaveLength(6);
  });

  it("routes each application subnet through the NAT gateway of its own zone, public ones through the gateway", async () => {
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const zoneOf = (id: string | undefined) => Subnets.find((s) => s.SubnetId === id)?.AvailabilityZone;
    const { NatGateways = [] } = await ec2.send(new DescribeNatGatewaysCommand({}));
    expect(NatGateways.map((n) => zoneOf(n.SubnetId)).sort()).toEqual([
      "ap-northeast-2a",
      "ap-northeast-2b",
      "ap-northeast-2c",
    ]);
    const zoneOfNat = new Map(NatGateways.map((n) => [n.NatGatewayId, zoneOf(n.SubnetId)]));
    const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({}));
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({}));
    const ways = RouteTables.flatMap((table) => {
      const out = table.Routes?.find((r) => r.DestinationCidrBlock === "0.0.0.0/0");
      const zones = (table.Associations ?? []).flatMap((a) => (a.SubnetId ? [zoneOf(a.SubnetId)] : []));
      if (!out || zones.length === 0) return [];
      return [out.NatGatewayId ? [zones, zoneOfNat.get(out.NatGatewayId)] : [zones, out.GatewayId]];
    });
    expect(ways).toEqual([
      [["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"], InternetGateways[0]?.InternetGatewayId],
      [["ap-northeast-2a"], "ap-northeast-2a"],
      [["ap-northeast-2b"], "ap-northeast-2b"],
      [["ap-northeast-2c"], "ap-northeast-2c"],
    ]);
  });

  it("has six elastic addresses: three of NAT gateways, the bastion's, and two that nothing uses", async () => {
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    const { NatGateways = [] } = await ec2.send(new DescribeNatGatewaysCommand({}));
    const nats = NatGateways.map((n) => n.NatGatewayAddresses?.[0]?.PublicIp);
    const used = Addresses.map((a) =>
      a.InstanceId ? "instance" : nats.includes(a.PublicIp) ? "nat" : a.AssociationId,
    );
    expect(used).toEqual(["nat", "nat", "nat", "instance", undefined, undefined]);
    expect(await failed(ec2.send(new DescribeAddressesCommand({ PublicIps: ["203.0.113.9"] })))).toBe(
      "InvalidAddress.NotFound: Address '203.0.113.9' not found.",
    );
  });

  it("shows an interface for every instance, balancer zone, NAT gateway and endpoint zone", async () => {
    const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
    const kinds = Object.groupBy(NetworkInterfaces, (e) =>
      e.RequesterManaged ? (e.Description?.split(" ")[0] ?? "") : "own",
    );
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, all]) => [kind, all?.length]))).toEqual({
      own: 18,
      Interface: 3,
      ELB: 6,
      VPC: 18,
    });
  });

  it("had no endpoint of CloudWatch Logs while the story had it removed, and has another one since", async () => {
    const find = async () => {
      const filter = { Name: "service-name", Values: ["com.amazonaws.*.logs"] };
      const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({ Filters: [filter] }));
      return VpcEndpoints.map((e) => e.VpcEndpointId);
    };
    const after = await find();
    await moving.moveTo(story.endpointRemoved - 60_000);
    const before = await find();
    await moving.moveTo(story.endpointRemoved + 60_000);
    expect(await find()).toEqual([]);
    await moving.moveTo(NOW);
    expect([before.length, after.length, before[0] === after[0]]).toEqual([1, 1, false]);
  });
});

describe("security groups", () => {
  const groupNamed = async (key: string) => {
    const command = new DescribeSecurityGroupsCommand({ GroupIds: [securityGroupId(setting, key)] });
    return (await ec2.send(command)).SecurityGroups?.[0];
  };
  const sources = (group: Awaited<ReturnType<typeof groupNamed>>, port: number) =>
    (group?.IpPermissions ?? [])
      .filter((p) => p.FromPort === port)
      .flatMap((p) => [
        ...(p.IpRanges ?? []).map((r) => r.CidrIp),
        ...(p.UserIdGroupPairs ?? []).map((g) => g.GroupId),
      ]);

  it("name one another along the way of a request: balancer, web, inner balancer, order-api, database", async () => {
    const id = (key: string) => securityGroupId(setting, key);
    expect(sources(await groupNamed("web-alb"), 443)).toEqual(["0.0.0.0/0"]);
    expect(sources(await groupNamed("web"), 80)).toEqual([id("web-alb")]);
    expect(sources(await groupNamed("api-alb"), 443)).toEqual([id("web"), id("admin-tool")]);
    expect(sources(await groupNamed("order"), 8080)).toEqual([id("api-alb")]);
    expect(sources(await groupNamed("orders-db"), 3306)).toEqual(["order", "cart", "payment", "batch"].map(id));
  });

  it("have the bastion's port 22 open to the world from the minute of the story on", async () => {
    await moving.moveTo(story.portOpened - 1_000);
    expect(sources(await groupNamed("bastion"), 22)).toEqual(["211.234.118.0/24"]);
    await moving.moveTo(story.portOpened + 1_000);
    expect(sources(await groupNamed("bastion"), 22)).toEqual(["211.234.118.0/24", "0.0.0.0/0"]);
    await moving.moveTo(NOW);
    const open = { Name: "ip-permission.cidr", Values: ["0.0.0.0/0"] };
    const ssh = { Name: "ip-permission.from-port", Values: ["22"] };
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: [open, ssh] }));
    expect(SecurityGroups?.map((g) => g.GroupId)).toEqual([securityGroupId(setting, "bastion")]);
    const own = { Name: "group-id", Values: [securityGroupId(setting, "bastion")] };
    const { SecurityGroupRules } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: [own] }));
    expect(SecurityGroupRules?.map((r) => [r.IsEgress, r.IpProtocol, r.FromPort, r.CidrIpv4])).toEqual([
      [false, "tcp", 22, "211.234.118.0/24"],
      [false, "tcp", 22, "0.0.0.0/0"],
      [true, "-1", -1, "0.0.0.0/0"],
    ]);
  });

  it("say what is wrong with an id, a name or a filter in EC2's words", async () => {
    const ask = (input: object) => failed(ec2.send(new DescribeSecurityGroupsCommand(input)));
    expect(await ask({ GroupIds: ["sg-00000000000000000"] })).toBe(
      "InvalidGroup.NotFound: The security group 'sg-00000000000000000' does not exist",
    );
    expect(await ask({ GroupIds: ["bastion"] })).toBe(
      'InvalidGroupId.Malformed: Invalid id: "bastion" (expecting "sg-...")',
    );
    expect(await ask({ GroupNames: ["nope"] })).toBe("InvalidGroup.NotFound: The security group 'nope' does not exist");
    expect(await ask({ Filters: [{ Name: "colour", Values: ["red"] }] })).toBe(
      "InvalidParameterValue: The filter 'colour' is invalid",
    );
    expect(await failed(ec2.send(new DescribeVpcsCommand({ VpcIds: ["vpc-00000001"] })))).toBe(
      "InvalidVpcID.NotFound: The vpc ID 'vpc-00000001' does not exist",
    );
    expect(
      await failed(ec2.send(new DescribeSubnetsCommand({ SubnetIds: ["subnet-00000001", "subnet-00000002"] }))),
    ).toBe("InvalidSubnetID.NotFound: The subnet IDs 'subnet-00000001, subnet-00000002' do not exist");
  });
});

describe("regions and zones", () => {
  it("are the seventeen that need no asking, with the zones of each", async () => {
    const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({}));
    expect(Regions).toHaveLength(17);
    const asia = await ec2.send(
      new DescribeRegionsCommand({ Filters: [{ Name: "region-name", Values: ["ap-north*"] }] }),
    );
    expect(asia.Regions?.map((r) => r.RegionName)).toEqual(["ap-northeast-3", "ap-northeast-2", "ap-northeast-1"]);
    const zones = await ec2.send(new DescribeAvailabilityZonesCommand({}));
    expect(zones.AvailabilityZones?.map((z) => `${z.ZoneName} ${z.ZoneId}`)).toEqual([
      "ap-northeast-2a apne2-az1",
      "ap-northeast-2b apne2-az2",
      "ap-northeast-2c apne2-az3",
      "ap-northeast-2d apne2-az4",
    ]);
    expect(await failed(ec2.send(new DescribeRegionsCommand({ RegionNames: ["korea-1"] })))).toBe(
      "InvalidParameterValue: Invalid region names provided: korea-1",
    );
  });
});
