import type { LoadBalancer, TargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import { awsSdk } from "../../aws-sdk.ts";
import { parseArn } from "../arn.ts";
import { type Link, refOf } from "../resource.ts";
import { pages, resource, type Site, type Source } from "../site.ts";

async function elb(site: Site) {
  const sdk = awsSdk("client-elastic-load-balancing-v2");
  return { sdk, client: site.aws.client(sdk.ElasticLoadBalancingV2Client, site.account, site.region) };
}

const own = (arn: string | undefined, region: string) => {
  const { type = "", id = "" } = parseArn(arn ?? "") ?? {};
  return { type, id, ref: refOf({ region, type, id }) };
};

export const loadBalancers: Source = {
  types: [
    "elasticloadbalancing:loadbalancer/app",
    "elasticloadbalancing:loadbalancer/net",
    "elasticloadbalancing:loadbalancer/gwy",
  ],
  async read(site) {
    const { sdk, client } = await elb(site);
    const found = await pages(
      site,
      "elasticloadbalancing:DescribeLoadBalancers",
      (Marker, options) => client.send(new sdk.DescribeLoadBalancersCommand(Marker ? { Marker } : {}), options),
      (output) => output.NextMarker,
    );
    const all = found.flatMap(({ LoadBalancers }) => LoadBalancers ?? []);
    const resources = all.map((balancer) => {
      const { type, id } = own(balancer.LoadBalancerArn, site.region);
      return resource(site, {
        arn: balancer.LoadBalancerArn ?? "",
        type,
        id,
        name: balancer.LoadBalancerName,
        state: balancer.State?.Code,
        created: balancer.CreatedTime,
        tags: null,
        detail: [balancer.Scheme, balancer.DNSName],
        facts: [
          ["details", "kind", balancer.Type],
          ["network", "scheme", balancer.Scheme],
          ["network", "address", balancer.DNSName],
          ["network", "zones", (balancer.AvailabilityZones ?? []).map(({ ZoneName }) => ZoneName).join(", ")],
        ],
      });
    });
    return { resources, links: all.flatMap((balancer) => linksOf(site, balancer)) };
  },
};

function linksOf(site: Site, balancer: LoadBalancer): Link[] {
  const from = own(balancer.LoadBalancerArn, site.region).ref;
  const to = (kind: string, id: string | undefined) =>
    refOf({ region: site.region, type: `ec2:${kind}`, id: id ?? "" });
  return [
    { from, kind: "in", to: to("vpc", balancer.VpcId) },
    ...(balancer.AvailabilityZones ?? []).map((zone): Link => ({ from, kind: "in", to: to("subnet", zone.SubnetId) })),
    ...(balancer.SecurityGroups ?? []).map((id): Link => ({ from, kind: "guarded_by", to: to("security-group", id) })),
  ];
}

async function describeTargetGroups(site: Site): Promise<TargetGroup[]> {
  const { sdk, client } = await elb(site);
  const found = await pages(
    site,
    "elasticloadbalancing:DescribeTargetGroups",
    (Marker, options) => client.send(new sdk.DescribeTargetGroupsCommand(Marker ? { Marker } : {}), options),
    (output) => output.NextMarker,
  );
  return found.flatMap(({ TargetGroups }) => TargetGroups ?? []);
}

export const targetGroups: Source = {
  types: ["elasticloadbalancing:targetgroup"],
  async read(site) {
    const all = await describeTargetGroups(site);
    const resources = all.map((group) => {
      const { type, id } = own(group.TargetGroupArn, site.region);
      return resource(site, {
        arn: group.TargetGroupArn ?? "",
        type,
        id,
        name: group.TargetGroupName,
        tags: null,
        detail: [group.Protocol, group.Port, group.TargetType],
        facts: [
          ["traffic", "port", `${group.Protocol ?? ""} ${group.Port ?? ""}`.trim()],
          ["traffic", "health check", `${group.HealthCheckProtocol ?? ""} ${group.HealthCheckPath ?? ""}`.trim()],
        ],
      });
    });
    const links = all.flatMap((group) => {
      const { ref } = own(group.TargetGroupArn, site.region);
      const vpc = refOf({ region: site.region, type: "ec2:vpc", id: group.VpcId ?? "" });
      return [
        ...(group.VpcId ? [{ from: ref, kind: "in" as const, to: vpc }] : []),
        ...(group.LoadBalancerArns ?? []).map(
          (arn): Link => ({
            from: own(arn, site.region).ref,
            kind: "sends_to",
            to: ref,
            label: `${group.Protocol} ${group.Port}`,
          }),
        ),
      ];
    });
    return { resources, links };
  },
};

/** Which targets a group has and how they are: a call for each group. */
export const targetHealth: Source = {
  types: [],
  deep: true,
  async read(site) {
    const { sdk, client } = await elb(site);
    const groups = await describeTargetGroups(site);
    const links = await Promise.all(
      groups.map(async ({ TargetGroupArn, TargetType }): Promise<Link[]> => {
        const from = own(TargetGroupArn, site.region).ref;
        const found = await pages(
          site,
          "elasticloadbalancing:DescribeTargetHealth",
          (_, options) => client.send(new sdk.DescribeTargetHealthCommand({ TargetGroupArn }), options),
          () => undefined,
        );
        const type = TargetType === "lambda" ? "lambda:function" : TargetType === "instance" ? "ec2:instance" : null;
        if (type === null) return [];
        return found
          .flatMap(({ TargetHealthDescriptions }) => TargetHealthDescriptions ?? [])
          .map(({ Target, TargetHealth }) => {
            const id = type === "ec2:instance" ? (Target?.Id ?? "") : (parseArn(Target?.Id ?? "")?.id ?? "");
            const why = TargetHealth?.State === "healthy" ? "" : ` (${TargetHealth?.Reason ?? "no reason given"})`;
            return {
              from,
              kind: "target",
              to: refOf({ region: site.region, type, id }),
              label: `${TargetHealth?.State}${why}`,
            };
          });
      }),
    );
    return { resources: [], links: links.flat() };
  },
};
