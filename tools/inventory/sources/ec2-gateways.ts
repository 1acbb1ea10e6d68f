import { awsSdk } from "../../aws-sdk.ts";
import { type Link, refOf } from "../resource.ts";
import { arnAt, pages, resource, type Site, type Source, tagsOf } from "../site.ts";

async function ec2(site: Site) {
  const sdk = awsSdk("client-ec2");
  return { sdk, client: site.aws.client(sdk.EC2Client, site.account, site.region) };
}

const ref = (site: Site, kind: string, id: string | undefined) =>
  refOf({ region: site.region, type: `ec2:${kind}`, id: id ?? "" });

export const internetGateways: Source = {
  types: ["ec2:internet-gateway"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeInternetGateways",
      (NextToken, options) =>
        client.send(new sdk.DescribeInternetGatewaysCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const all = found.flatMap(({ InternetGateways }) => InternetGateways ?? []);
    const resources = all.map((gateway) =>
      resource(site, {
        arn: arnAt(site, "ec2", `internet-gateway/${gateway.InternetGatewayId}`),
        type: "ec2:internet-gateway",
        id: gateway.InternetGatewayId ?? "",
        state: gateway.Attachments?.[0]?.State ?? "detached",
        tags: tagsOf(gateway.Tags),
      }),
    );
    const links: Link[] = all.flatMap((gateway) =>
      (gateway.Attachments ?? []).map(({ VpcId }) => ({
        from: ref(site, "internet-gateway", gateway.InternetGatewayId),
        kind: "in" as const,
        to: ref(site, "vpc", VpcId),
      })),
    );
    return { resources, links };
  },
};

export const natGateways: Source = {
  types: ["ec2:natgateway"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeNatGateways",
      (NextToken, options) => client.send(new sdk.DescribeNatGatewaysCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const all = found.flatMap(({ NatGateways }) => NatGateways ?? []).filter(({ State }) => State !== "deleted");
    const resources = all.map((gateway) =>
      resource(site, {
        arn: arnAt(site, "ec2", `natgateway/${gateway.NatGatewayId}`),
        type: "ec2:natgateway",
        id: gateway.NatGatewayId ?? "",
        state: gateway.State,
        created: gateway.CreateTime,
        tags: tagsOf(gateway.Tags),
        detail: [gateway.NatGatewayAddresses?.[0]?.PublicIp],
        facts: [["network", "public address", gateway.NatGatewayAddresses?.[0]?.PublicIp]],
      }),
    );
    const links: Link[] = all.flatMap((gateway) => {
      const from = ref(site, "natgateway", gateway.NatGatewayId);
      return [
        { from, kind: "in", to: ref(site, "subnet", gateway.SubnetId) },
        { from, kind: "in", to: ref(site, "vpc", gateway.VpcId) },
      ];
    });
    return { resources, links };
  },
};

export const vpcEndpoints: Source = {
  types: ["ec2:vpc-endpoint"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeVpcEndpoints",
      (NextToken, options) => client.send(new sdk.DescribeVpcEndpointsCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const all = found.flatMap(({ VpcEndpoints }) => VpcEndpoints ?? []).filter(({ State }) => State !== "Deleted");
    const resources = all.map((endpoint) =>
      resource(site, {
        arn: arnAt(site, "ec2", `vpc-endpoint/${endpoint.VpcEndpointId}`),
        type: "ec2:vpc-endpoint",
        id: endpoint.VpcEndpointId ?? "",
        state: endpoint.State,
        created: endpoint.CreationTimestamp,
        tags: tagsOf(endpoint.Tags),
        detail: [endpoint.VpcEndpointType, endpoint.ServiceName],
        facts: [["network", "service", endpoint.ServiceName]],
      }),
    );
    const links: Link[] = all.map((endpoint) => ({
      from: ref(site, "vpc-endpoint", endpoint.VpcEndpointId),
      kind: "in",
      to: ref(site, "vpc", endpoint.VpcId),
    }));
    return { resources, links };
  },
};

export const elasticIps: Source = {
  types: ["ec2:elastic-ip"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeAddresses",
      (_, options) => client.send(new sdk.DescribeAddressesCommand({}), options),
      () => undefined,
    );
    const all = found.flatMap(({ Addresses }) => Addresses ?? []);
    const resources = all.map((address) =>
      resource(site, {
        arn: arnAt(site, "ec2", `elastic-ip/${address.AllocationId}`),
        type: "ec2:elastic-ip",
        id: address.AllocationId ?? address.PublicIp ?? "",
        state: address.AssociationId ? "associated" : "idle",
        tags: tagsOf(address.Tags),
        detail: [address.PublicIp],
        facts: [
          ["network", "public address", address.PublicIp],
          ["network", "network interface", address.NetworkInterfaceId],
        ],
      }),
    );
    const links: Link[] = all.flatMap(({ AllocationId, InstanceId }) =>
      InstanceId
        ? [{ from: ref(site, "elastic-ip", AllocationId), kind: "attached_to", to: ref(site, "instance", InstanceId) }]
        : [],
    );
    return { resources, links };
  },
};
