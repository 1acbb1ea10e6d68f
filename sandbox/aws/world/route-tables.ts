/** Route tables: public subnets go out by the internet gateway, application subnets by the NAT of their zone. */
import { ec2Arn } from "./ec2-arn.ts";
import { internetGatewaysOf, natGatewaysOf, vpcEndpointsOf } from "./gateways.ts";
import { networkOf, type Subnet, type Vpc } from "./network.ts";
import { platformTags } from "./platform-tags.ts";
import { resourceId } from "./resource-id.ts";
import { perSetting, type Setting } from "./setting.ts";
import type { Tags } from "./tags.ts";

export interface Route {
  /** A network, or the id of a prefix list. */
  destination: string;
  /** Id of a gateway, a NAT gateway or an endpoint; `local`. */
  target: string;
}

export interface RouteTable {
  id: string;
  arn: string;
  region: string;
  vpc: string;
  main: boolean;
  subnets: string[];
  routes: Route[];
  tags: Tags;
}

const prefixLists: Record<string, string> = { s3: "pl-78a54011", dynamodb: "pl-48a54021" };

export const routeTablesOf = perSetting((setting): RouteTable[] =>
  networkOf(setting).vpcs.flatMap((vpc) => {
    const subnets = networkOf(setting).subnets.filter((s) => s.vpc === vpc.id);
    const out: Route = {
      destination: "0.0.0.0/0",
      target: internetGatewaysOf(setting).find((g) => g.vpc === vpc.id)?.id ?? "",
    };
    if (vpc.isDefault) return [table(setting, vpc, "main", [], [out])];
    const of = (tier: Subnet["tier"]) => subnets.filter((s) => s.tier === tier);
    const services = vpcEndpointsOf(setting)
      .filter((e) => e.type === "Gateway" && e.vpc === vpc.id)
      .map((e) => ({ destination: prefixLists[e.service.split(".").at(-1) ?? ""] ?? "", target: e.id }));
    const apps = of("app").map((subnet) => {
      const nats = natGatewaysOf(setting).filter((n) => n.vpc === vpc.id);
      const nat = nats.find((n) => n.zone === subnet.zone) ?? nats[0];
      const routes = [{ destination: "0.0.0.0/0", target: nat?.id ?? "" }, ...services];
      return table(setting, vpc, `app-${subnet.zone.at(-1)}`, [subnet], routes);
    });
    return [
      table(setting, vpc, "main", [], []),
      table(setting, vpc, "public", of("public"), [out]),
      ...apps,
      ...(of("db").length > 0 ? [table(setting, vpc, "db", of("db"), services)] : []),
    ];
  }),
);

function table(setting: Setting, vpc: Vpc, key: string, subnets: Subnet[], routes: Route[]): RouteTable {
  const id = resourceId(setting, "rtb", `${vpc.key} ${key}`);
  return {
    id,
    arn: ec2Arn(setting, vpc.region, "route-table", id),
    region: vpc.region,
    vpc: vpc.id,
    main: key === "main",
    subnets: subnets.map((s) => s.id),
    routes: [{ destination: vpc.cidr, target: "local" }, ...routes],
    tags: platformTags(setting, `${vpc.name}-${key}`),
  };
}
