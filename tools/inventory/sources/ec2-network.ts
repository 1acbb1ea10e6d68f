import type { RouteTable } from "@aws-sdk/client-ec2";
import { awsSdk } from "../../aws-sdk.ts";
import { type Link, refOf } from "../resource.ts";
import { arnAt, pages, resource, type Site, type Source, tagsOf } from "../site.ts";

async function ec2(site: Site) {
  const sdk = awsSdk("client-ec2");
  return { sdk, client: site.aws.client(sdk.EC2Client, site.account, site.region) };
}

const ref = (site: Site, kind: string, id: string | undefined) =>
  refOf({ region: site.region, type: `ec2:${kind}`, id: id ?? "" });

export const vpcs: Source = {
  types: ["ec2:vpc"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeVpcs",
      (NextToken, options) => client.send(new sdk.DescribeVpcsCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const resources = found
      .flatMap(({ Vpcs }) => Vpcs ?? [])
      .map((vpc) =>
        resource(site, {
          arn: arnAt(site, "ec2", `vpc/${vpc.VpcId}`),
          type: "ec2:vpc",
          id: vpc.VpcId ?? "",
          state: vpc.State,
          tags: tagsOf(vpc.Tags),
          detail: [vpc.CidrBlock, vpc.IsDefault && "default"],
          facts: [
            ["network", "range", vpc.CidrBlock],
            ["network", "default VPC", vpc.IsDefault],
          ],
        }),
      );
    return { resources, links: [] };
  },
};

export const subnets: Source = {
  types: ["ec2:subnet"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeSubnets",
      (NextToken, options) => client.send(new sdk.DescribeSubnetsCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const all = found.flatMap(({ Subnets }) => Subnets ?? []);
    const resources = all.map((subnet) =>
      resource(site, {
        arn: arnAt(site, "ec2", `subnet/${subnet.SubnetId}`),
        type: "ec2:subnet",
        id: subnet.SubnetId ?? "",
        state: subnet.State,
        tags: tagsOf(subnet.Tags),
        detail: [subnet.CidrBlock, subnet.AvailabilityZone, subnet.MapPublicIpOnLaunch && "public addresses"],
        facts: [
          ["network", "range", subnet.CidrBlock],
          ["network", "availability zone", subnet.AvailabilityZone],
          ["network", "free addresses", subnet.AvailableIpAddressCount],
          ["network", "gives public addresses", subnet.MapPublicIpOnLaunch],
        ],
      }),
    );
    const links: Link[] = all.map(({ SubnetId, VpcId }) => ({
      from: ref(site, "subnet", SubnetId),
      kind: "in",
      to: ref(site, "vpc", VpcId),
    }));
    return { resources, links };
  },
};

export const routeTables: Source = {
  types: ["ec2:route-table"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeRouteTables",
      (NextToken, options) => client.send(new sdk.DescribeRouteTablesCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const all = found.flatMap(({ RouteTables }) => RouteTables ?? []);
    const resources = all.map((table) =>
      resource(site, {
        arn: arnAt(site, "ec2", `route-table/${table.RouteTableId}`),
        type: "ec2:route-table",
        id: table.RouteTableId ?? "",
        tags: tagsOf(table.Tags),
        detail: [`${table.Routes?.length ?? 0} routes`, isMain(table) && "main"],
        facts: (table.Routes ?? []).map(
          (route) => ["network", `route ${destination(route)}`, next(route)?.id ?? route.State] as const,
        ) as [string, string, string][],
      }),
    );
    return { resources, links: all.flatMap((table) => linksOf(site, table)) };
  },
};

type Route = NonNullable<RouteTable["Routes"]>[number];

const isMain = ({ Associations }: RouteTable) => Associations?.some(({ Main }) => Main) ?? false;
const destination = (route: Route) =>
  route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? "";

/** Where a route leads, other than to the VPC itself. */
function next(route: Route): { kind: string; id: string } | null {
  if (route.NatGatewayId) return { kind: "natgateway", id: route.NatGatewayId };
  if (route.GatewayId?.startsWith("igw-")) return { kind: "internet-gateway", id: route.GatewayId };
  if (route.GatewayId?.startsWith("vpce-")) return { kind: "vpc-endpoint", id: route.GatewayId };
  if (route.TransitGatewayId) return { kind: "transit-gateway", id: route.TransitGatewayId };
  return route.VpcPeeringConnectionId ? { kind: "vpc-peering-connection", id: route.VpcPeeringConnectionId } : null;
}

/** The subnets that a table is for get its routes as their own: that is what a picture shows. */
function linksOf(site: Site, table: RouteTable): Link[] {
  const own = ref(site, "route-table", table.RouteTableId);
  const routes = (table.Routes ?? []).flatMap((route) => {
    const to = next(route);
    return to ? [{ to: ref(site, to.kind, to.id), label: destination(route) }] : [];
  });
  const served = (table.Associations ?? []).flatMap(({ SubnetId }) =>
    SubnetId ? [ref(site, "subnet", SubnetId)] : [],
  );
  return [
    { from: own, kind: "in", to: ref(site, "vpc", table.VpcId) },
    ...served.map((from): Link => ({ from, kind: "member_of", to: own })),
    ...[own, ...served].flatMap((from) => routes.map((route): Link => ({ from, kind: "routes_to", ...route }))),
  ];
}
