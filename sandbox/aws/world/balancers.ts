/** The two load balancers: the shop's public one, and the inner one between the web hosts and the services. */
import { dev } from "./account.ts";
import { DAY } from "./calendar.ts";
import { allInstancesOf } from "./instances.ts";
import { SEOUL, subnetAt } from "./network.ts";
import { platformTags } from "./platform-tags.ts";
import { randomOf } from "./random.ts";
import { securityGroupId } from "./security-groups.ts";
import { perSetting, type Setting } from "./setting.ts";
import type { Tags } from "./tags.ts";

export interface Balancer {
  arn: string;
  /** What metrics call it: `app/web-alb/0123456789abcdef`. */
  dimension: string;
  name: string;
  region: string;
  scheme: "internet-facing" | "internal";
  dnsName: string;
  vpc: string;
  subnets: { id: string; zone: string; interfaceAddress: string }[];
  securityGroups: string[];
  createdAt: number;
  deletionProtection: boolean;
  accessLogBucket?: string;
  listeners: Listener[];
  tags: Tags;
}

export interface Listener {
  arn: string;
  port: number;
  protocol: "HTTP" | "HTTPS";
  certificate?: string;
  rules: ListenerRule[];
}

export interface ListenerRule {
  arn: string;
  /** 0 is the default rule. */
  priority: number;
  path?: string;
  host?: string;
  /** Name of the target group; undefined: a redirect to HTTPS. */
  targetGroup?: string;
}

export interface TargetGroup {
  arn: string;
  /** What metrics call it: `targetgroup/web-tg/0123456789abcdef`. */
  dimension: string;
  name: string;
  region: string;
  vpc: string;
  port: number;
  path: string;
  balancer: string;
  /** Ids of its instances before anybody registers or deregisters one. */
  targets: string[];
  /** An instance that fails its checks although it runs, with the status it answers. */
  failing?: { instance: string; status: number };
  tags: Tags;
}

interface Balancers {
  balancers: Balancer[];
  targetGroups: TargetGroup[];
}

export const balancersOf = perSetting((setting): Balancers => {
  if (setting.account === dev) return { balancers: [], targetGroups: [] };
  const { names } = setting;
  const web = `${names.web}-alb`;
  const api = "api-alb";
  const webGroup = { name: `${names.web}-tg`, port: 80, path: "/healthz", balancer: web, role: "web", failing: 2 };
  const orderGroup = { name: `${names.order}-tg`, port: 8080, path: "/health", balancer: api, role: "order" };
  const cartGroup = { name: `${names.cart}-tg`, port: 8080, path: "/health", balancer: api, role: "cart" };
  const forward = (targetGroup: string, more: Partial<RuleRow> = {}): RuleRow => ({ targetGroup, ...more });
  return {
    balancers: [
      balancer(setting, web, "internet-facing", "web-alb", [
        [80, [{}]],
        [443, [forward(webGroup.name), forward(webGroup.name, { host: "m.haneul.example" })]],
      ]),
      balancer(setting, api, "internal", "api-alb", [
        [443, [forward(orderGroup.name), forward(cartGroup.name, { path: "/cart/*" })]],
      ]),
    ],
    targetGroups: [orderGroup, webGroup, cartGroup].map((row) => targetGroup(setting, row)),
  };
});

type RuleRow = Omit<ListenerRule, "arn" | "priority">;

const hexOf = ({ seed, account }: Setting, kind: string, key: string) => randomOf(seed, account.id, kind, key).hex(16);

function balancer(
  setting: Setting,
  name: string,
  scheme: Balancer["scheme"],
  group: string,
  rows: [port: 80 | 443, rules: RuleRow[]][],
): Balancer {
  const { account, seed } = setting;
  const prefix = `arn:aws:elasticloadbalancing:${SEOUL}:${account.id}`;
  const dimension = `app/${name}/${hexOf(setting, "balancer", name)}`;
  const random = randomOf(seed, "balancer-dns", name);
  const subnets = ["a", "b", "c"].map((letter) => {
    const subnet = subnetAt(setting, `${SEOUL}${letter}`, scheme === "internal" ? "app" : "public");
    const interfaceAddress = subnet.cidr.replace(/0\/\d+$/, String(random.int(60, 99)));
    return { id: subnet.id, zone: subnet.zone, interfaceAddress };
  });
  const listeners = rows.map(([port, rules]): Listener => {
    const id = hexOf(setting, "listener", `${name} ${port}`);
    return {
      arn: `${prefix}:listener/${dimension}/${id}`,
      port,
      protocol: port === 443 ? "HTTPS" : "HTTP",
      ...(port === 443 ? { certificate: certificateOf(setting, scheme) } : {}),
      rules: rules.map((rule, index) => ({
        arn: `${prefix}:listener-rule/${dimension}/${id}/${hexOf(setting, "listener-rule", `${name} ${port} ${index}`)}`,
        priority: index * 10,
        ...rule,
      })),
    };
  });
  return {
    arn: `${prefix}:loadbalancer/${dimension}`,
    dimension,
    name,
    region: SEOUL,
    scheme,
    dnsName: `${scheme === "internal" ? "internal-" : ""}${name}-${random.int(100_000_000, 2_000_000_000)}.${SEOUL}.elb.amazonaws.com`,
    vpc: subnetAt(setting, `${SEOUL}a`, "public").vpc,
    subnets,
    securityGroups: [securityGroupId(setting, group)],
    createdAt: setting.anchor - random.int(540, 605) * DAY + 13_000_000,
    deletionProtection: scheme === "internet-facing",
    ...(scheme === "internet-facing" ? { accessLogBucket: "haneul-alb-logs" } : {}),
    listeners,
    tags: platformTags(setting, name),
  };
}

function certificateOf({ seed, account }: Setting, scheme: string): string {
  const h = randomOf(seed, "certificate", scheme).hex(32);
  return `arn:aws:acm:${SEOUL}:${account.id}:certificate/${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
}

function targetGroup(
  setting: Setting,
  row: { name: string; port: number; path: string; balancer: string; role: string; failing?: number },
): TargetGroup {
  const { name, port, path, balancer: balancerName, role, failing } = row;
  const members = allInstancesOf(setting).filter((host) => host.role === role);
  const dimension = `targetgroup/${name}/${hexOf(setting, "target-group", name)}`;
  const broken = failing === undefined ? undefined : members[failing];
  return {
    arn: `arn:aws:elasticloadbalancing:${SEOUL}:${setting.account.id}:${dimension}`,
    dimension,
    name,
    region: SEOUL,
    vpc: subnetAt(setting, `${SEOUL}a`, "app").vpc,
    port,
    path,
    balancer: balancerName,
    targets: members.map((host) => host.id),
    ...(broken ? { failing: { instance: broken.id, status: 502 } } : {}),
    tags: { ...platformTags(setting, name), team: members[0]?.tags.team ?? "platform" },
  };
}
