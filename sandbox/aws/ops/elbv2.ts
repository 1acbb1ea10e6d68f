import type * as ELB from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Call } from "../call.ts";
import { ACCOUNT } from "../iam/policies.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { randomOf } from "../world/random.ts";
import { type Host, hostsOf } from "./instance-status.ts";

interface Group {
  name: string;
  port: number;
  path: string;
  balancer: string;
  /** Targets by Name tag. */
  members: string[];
  /** Fails its checks although the instance is healthy. */
  failing?: string;
}

const groups: Group[] = [
  {
    name: "order-api-tg",
    port: 8080,
    path: "/health",
    balancer: "api-alb",
    members: ["order-api-1", "order-api-2", "order-api-3"],
  },
  {
    name: "web-tg",
    port: 80,
    path: "/healthz",
    balancer: "web-alb",
    members: ["web-1", "web-2", "web-3"],
    failing: "web-3",
  },
];

const id = (call: Call, kind: string, name: string) => randomOf(call.world.setting.seed, kind, name).hex(16);
const arnOf = (group: Group, call: Call) =>
  `arn:aws:elasticloadbalancing:${call.region}:${ACCOUNT}:targetgroup/${group.name}/${id(call, "target-group", group.name)}`;
const balancerArn = (group: Group, call: Call) =>
  `arn:aws:elasticloadbalancing:${call.region}:${ACCOUNT}:loadbalancer/app/${group.balancer}/${id(call, "balancer", group.balancer)}`;
const groupsIn = (call: Call) => (call.region === "ap-northeast-2" ? groups : []);
const notFound = (what: string) => new AwsError("TargetGroupNotFound", `${what} not found`);

export const elbv2 = defineService<typeof ELB>({
  package: "@aws-sdk/client-elastic-load-balancing-v2",
  client: "ElasticLoadBalancingV2Client",
  scope: "elasticloadbalancing",
  iam: "elasticloadbalancing",
  operations: {
    DescribeTargetGroups(input, call) {
      const { Marker, PageSize, ...rest } = input;
      const found = groupsIn(call).filter(
        (g) =>
          (!input.Names?.length || input.Names.includes(g.name)) &&
          (!input.TargetGroupArns?.length || input.TargetGroupArns.includes(arnOf(g, call))) &&
          (!input.LoadBalancerArn || input.LoadBalancerArn === balancerArn(g, call)),
      );
      if (found.length < (input.Names ?? input.TargetGroupArns ?? []).length)
        throw notFound("One or more target groups");
      const cursor = openCursor(Marker, rest, call.now, () => new AwsError("ValidationError", "Invalid marker"));
      const page = pageOf(found, cursor, PageSize ?? 400, rest);
      return { TargetGroups: page.items.map((g) => toGroup(g, call)), ...(page.next ? { NextMarker: page.next } : {}) };
    },

    DescribeTargetHealth(input, call) {
      const group = groupsIn(call).find((g) => arnOf(g, call) === input.TargetGroupArn);
      if (!group) throw notFound(`Target group '${input.TargetGroupArn}'`);
      const wanted = input.Targets?.map((t) => t.Id);
      const hosts = hostsOf(call).filter((h) => group.members.includes(h.name) && (!wanted || wanted.includes(h.id)));
      return {
        TargetHealthDescriptions: hosts.map((host) => ({
          Target: { Id: host.id, Port: group.port, AvailabilityZone: host.zone },
          HealthCheckPort: String(group.port),
          TargetHealth: healthOf(host, group),
        })),
      };
    },
  },
});

function healthOf(host: Host, group: Group): ELB.TargetHealth {
  if (host.state !== "running")
    return { State: "unused", Reason: "Target.InvalidState", Description: "Target is in the stopped state" };
  if (host.health === "initializing" || host.name === group.failing)
    return {
      State: "unhealthy",
      Reason: "Target.FailedHealthChecks",
      Description: "Health checks failed with these codes: [502]",
    };
  return { State: "healthy" };
}

const toGroup = (group: Group, call: Call): ELB.TargetGroup => ({
  TargetGroupArn: arnOf(group, call),
  TargetGroupName: group.name,
  Protocol: "HTTP",
  Port: group.port,
  VpcId: hostsOf(call)[0]?.vpc,
  HealthCheckProtocol: "HTTP",
  HealthCheckPort: "traffic-port",
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 15,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 3,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: group.path,
  Matcher: { HttpCode: "200" },
  LoadBalancerArns: [balancerArn(group, call)],
  TargetType: "instance",
  ProtocolVersion: "HTTP1",
  IpAddressType: "ipv4",
});
