import type * as ELB from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import { type Balancer, balancersOf, type TargetGroup } from "../../world/balancers.ts";
import { hostsOf } from "../ec2/hosts.ts";
import { removeTags, setTags, tagsOf } from "../tags.ts";
import { attributesOf, toBalancer, toListener, toRule, toTargetGroup } from "./shapes.ts";
import { register, targetsOf } from "./targets.ts";

const balancers = (call: Call) => balancersOf(call.world.setting).balancers.filter((b) => b.region === call.region);
const groups = (call: Call) => balancersOf(call.world.setting).targetGroups.filter((g) => g.region === call.region);
const listeners = (call: Call) => balancers(call).flatMap((balancer) => balancer.listeners);

const missing = (code: string, what: string) => new AwsError(code, `${what} not found`);

interface Paged {
  Marker?: string | undefined;
  PageSize?: number | undefined;
}

function paged<T>(all: T[], input: Paged, call: Call) {
  const { Marker, PageSize = 400, ...rest } = input;
  if (PageSize < 1 || PageSize > 400)
    throw new AwsError("ValidationError", `Page size '${PageSize}' must be between 1 and 400`);
  const inputs = { ...rest, region: call.region };
  const cursor = openCursor(Marker, inputs, call.now, () => new AwsError("ValidationError", "Invalid marker"));
  const page = pageOf(all, cursor, PageSize, inputs);
  return { items: page.items, ...(page.next ? { next: { NextMarker: page.next } } : { next: {} }) };
}

/** @throws AwsError with the code, where one of the wanted names or ARNs is not there. */
function chosen<T extends { name?: string; arn: string }>(
  all: T[],
  names: string[] | undefined,
  arns: string[] | undefined,
  code: string,
  what: string,
): T[] {
  if (names?.length && arns?.length)
    throw new AwsError("ValidationError", "Names and ARNs cannot be specified at the same time");
  const lost = (names ?? []).filter((name) => !all.some((item) => item.name === name));
  const lostArns = (arns ?? []).filter((arn) => !all.some((item) => item.arn === arn));
  if (lost.length + lostArns.length > 0) throw missing(code, `${what} '[${[...lost, ...lostArns].join(", ")}]'`);
  return all.filter(
    (item) => (!names?.length || names.includes(item.name ?? "")) && (!arns?.length || arns.includes(item.arn)),
  );
}

function balancerOf(arn: string | undefined, call: Call): Balancer {
  return chosen(balancers(call), undefined, [arn ?? ""], "LoadBalancerNotFound", "Load balancers")[0] as Balancer;
}

function groupOf(arn: string | undefined, call: Call): TargetGroup {
  return chosen(groups(call), undefined, [arn ?? ""], "TargetGroupNotFound", "Target groups")[0] as TargetGroup;
}

function move(
  input: { TargetGroupArn?: string | undefined; Targets?: ELB.TargetDescription[] | undefined },
  to: "registered" | "deregistered",
  call: Call,
): object {
  const group = groupOf(input.TargetGroupArn, call);
  const hosts = hostsOf(call);
  for (const { Id = "", Port = group.port } of input.Targets ?? []) {
    const host = hosts.find((h) => h.id === Id);
    if (!host || host.vpc !== group.vpc)
      throw new AwsError(
        "InvalidTarget",
        `The following targets are not in the target group VPC '${group.vpc}': '${Id}'`,
      );
    if (to === "registered" && host.state !== "running")
      throw new AwsError(
        "InvalidTarget",
        `The following targets are not in a running state and cannot be registered: '${Id}'`,
      );
    register(call, group, Id, Port, to);
  }
  return {};
}

/** Balancers, target groups, listeners and rules alike, by ARN. */
function taggables(call: Call): { arn: string; tags: Record<string, string> }[] {
  const rules = listeners(call).flatMap((listener) => [listener, ...listener.rules]);
  return [...balancers(call), ...groups(call), ...rules.map(({ arn }) => ({ arn, tags: {} }))].map(({ arn, tags }) => ({
    arn,
    tags: tagsOf(call, arn, tags),
  }));
}

function taggable(arn: string, call: Call) {
  const found = taggables(call).find((item) => item.arn === arn);
  if (found) return found;
  if (arn.includes(":targetgroup/")) throw missing("TargetGroupNotFound", `Target groups '[${arn}]'`);
  throw missing("LoadBalancerNotFound", `Load balancer '${arn}'`);
}

export const elbv2 = defineService<typeof ELB>({
  package: "@aws-sdk/client-elastic-load-balancing-v2",
  client: "ElasticLoadBalancingV2Client",
  scope: "elasticloadbalancing",
  iam: "elasticloadbalancing",
  operations: {
    DescribeLoadBalancers(input, call) {
      const found = chosen(
        balancers(call),
        input.Names,
        input.LoadBalancerArns,
        "LoadBalancerNotFound",
        "Load balancers",
      );
      const page = paged(found, input, call);
      return { LoadBalancers: page.items.map((balancer) => toBalancer(balancer)), ...page.next };
    },

    DescribeLoadBalancerAttributes: (input, call) => ({
      Attributes: attributesOf(balancerOf(input.LoadBalancerArn, call)),
    }),

    DescribeListeners(input, call) {
      const all = input.LoadBalancerArn ? balancerOf(input.LoadBalancerArn, call).listeners : listeners(call);
      if (!input.LoadBalancerArn && !input.ListenerArns?.length)
        throw new AwsError("ValidationError", "You must specify either listener ARNs or a load balancer ARN");
      const page = paged(chosen(all, undefined, input.ListenerArns, "ListenerNotFound", "Listeners"), input, call);
      return { Listeners: page.items.map((listener) => toListener(listener, groups(call))), ...page.next };
    },

    DescribeRules(input, call) {
      if (!input.ListenerArn && !input.RuleArns?.length)
        throw new AwsError("ValidationError", "You must specify either listener rule ARNs or a listener ARN");
      const of = input.ListenerArn
        ? chosen(listeners(call), undefined, [input.ListenerArn], "ListenerNotFound", "Listeners")
        : listeners(call);
      const all = of.flatMap((listener) => listener.rules);
      const page = paged(chosen(all, undefined, input.RuleArns, "RuleNotFound", "Rules"), input, call);
      return { Rules: page.items.map((rule) => toRule(rule, groups(call))), ...page.next };
    },

    DescribeTargetGroups(input, call) {
      const all = groups(call);
      const balancer = input.LoadBalancerArn ? balancerOf(input.LoadBalancerArn, call).name : undefined;
      const found = chosen(all, input.Names, input.TargetGroupArns, "TargetGroupNotFound", "Target groups").filter(
        (g) => balancer === undefined || g.balancer === balancer,
      );
      const page = paged(found, input, call);
      return { TargetGroups: page.items.map((group) => toTargetGroup(group, balancers(call))), ...page.next };
    },

    DescribeTargetHealth(input, call) {
      const group = groupOf(input.TargetGroupArn, call);
      const targets = targetsOf(call, group);
      const unknown = (input.Targets ?? []).filter(({ Id }) => !targets.some(({ host }) => host.id === Id));
      const shown = targets.filter(
        ({ host }) => !input.Targets?.length || input.Targets.some(({ Id }) => Id === host.id),
      );
      return {
        TargetHealthDescriptions: [
          ...shown.map(({ host, port, health }) => ({
            Target: { Id: host.id, Port: port, AvailabilityZone: host.zone },
            HealthCheckPort: String(port),
            TargetHealth: health,
          })),
          ...unknown.map((Target) => ({
            Target,
            TargetHealth: {
              State: "unused" as const,
              Reason: "Target.NotRegistered" as const,
              Description: "Target is not registered to the target group",
            },
          })),
        ],
      };
    },

    RegisterTargets: (input, call) => move(input, "registered", call),
    DeregisterTargets: (input, call) => move(input, "deregistered", call),

    DescribeTags(input, call) {
      const found = (input.ResourceArns ?? []).map((arn) => taggable(arn, call));
      return {
        TagDescriptions: found.map(({ arn, tags }) => ({
          ResourceArn: arn,
          Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        })),
      };
    },

    AddTags(input, call) {
      const found = (input.ResourceArns ?? []).map((arn) => taggable(arn, call));
      const tags = Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
      for (const { arn } of found) setTags(call, arn, tags);
      return {};
    },

    RemoveTags(input, call) {
      const found = (input.ResourceArns ?? []).map((arn) => taggable(arn, call));
      for (const { arn } of found) removeTags(call, arn, input.TagKeys ?? []);
      return {};
    },
  },
  resources: {
    RegisterTargets: (input, call) => targets([input.TargetGroupArn], call),
    DeregisterTargets: (input, call) => targets([input.TargetGroupArn], call),
    AddTags: (input, call) => targets(input.ResourceArns ?? [], call),
    RemoveTags: (input, call) => targets(input.ResourceArns ?? [], call),
  },
});

const targets = (arns: (string | undefined)[], call: Call): Resource[] =>
  arns.map((arn = "*") => taggables(call).find((item) => item.arn === arn) ?? { arn, tags: {} });
