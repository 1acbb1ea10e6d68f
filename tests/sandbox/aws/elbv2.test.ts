import { DescribeInstancesCommand, StartInstancesCommand, StopInstancesCommand } from "@aws-sdk/client-ec2";
import {
  AddTagsCommand,
  DeregisterTargetsCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { balancersOf } from "../../../sandbox/aws/world/balancers.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { ec2As, failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-3", prod, seoulMidnight(NOW));
const { names } = setting;
const world = balancersOf(setting);
let moving: MovingAccount;
let elb: ElasticLoadBalancingV2Client;

beforeAll(async () => {
  moving = await startMovingAccount(NOW, ["--seed", "haneul-3"]);
  elb = new ElasticLoadBalancingV2Client(moving.account.as("admin"));
});
afterAll(() => moving.stop());

const groupNamed = (name: string) => world.targetGroups.find((g) => g.name === name);
const healthOf = async (name: string) => {
  const { TargetHealthDescriptions = [] } = await elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: groupNamed(name)?.arn }),
  );
  return TargetHealthDescriptions.map((t) => `${t.TargetHealth?.State} ${t.TargetHealth?.Reason ?? ""}`.trim());
};
const failed = async (call: Promise<unknown>) => (await failure(call)).name;

describe("balancers", () => {
  it("are a public one and an inner one, each in three zones, with listeners and rules", async () => {
    const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
    expect(LoadBalancers.map((b) => [b.LoadBalancerArn, b.Scheme, b.AvailabilityZones?.length])).toEqual(
      world.balancers.map((b) => [b.arn, b.scheme, 3]),
    );
    const LoadBalancerArn = world.balancers[0]?.arn;
    const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
    expect(Listeners.map((l) => [l.Port, l.DefaultActions?.[0]?.Type, l.LoadBalancerArn === LoadBalancerArn])).toEqual([
      [80, "redirect", true],
      [443, "forward", true],
    ]);
    const { Rules = [] } = await elb.send(new DescribeRulesCommand({ ListenerArn: Listeners[1]?.ListenerArn }));
    expect(Rules.map((r) => [r.Priority, r.IsDefault, r.Conditions?.[0]?.Field])).toEqual([
      ["default", true, undefined],
      ["10", false, "host-header"],
    ]);
    const { Attributes = [] } = await elb.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
    expect(Attributes.find((a) => a.Key === "deletion_protection.enabled")?.Value).toBe("true");
    expect(await failed(elb.send(new DescribeLoadBalancersCommand({ Names: ["nope"] })))).toBe(
      "LoadBalancerNotFoundException",
    );
  });

  it("carry tags that can be added to", async () => {
    const arn = world.targetGroups[0]?.arn ?? "";
    await elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags: [{ Key: "tier", Value: "gold" }] }));
    const { TagDescriptions } = await elb.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
    const tags = Object.fromEntries(TagDescriptions?.[0]?.Tags?.map((t) => [t.Key, t.Value]) ?? []);
    expect(tags).toEqual({ ...world.targetGroups[0]?.tags, tier: "gold" });
  });
});

describe("target groups", () => {
  it("have all targets healthy but one, and say why", async () => {
    const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({}));
    expect(TargetGroups.map((g) => g.TargetGroupArn)).toEqual(world.targetGroups.map((g) => g.arn));
    expect(await healthOf("order-api-tg")).toEqual(["healthy", "healthy", "healthy"]);
    expect(await healthOf(`${names.web}-tg`)).toEqual(["healthy", "healthy", "unhealthy Target.ResponseCodeMismatch"]);
    const inner = new DescribeTargetGroupsCommand({ LoadBalancerArn: world.balancers[1]?.arn });
    expect((await elb.send(inner)).TargetGroups?.map((g) => g.TargetGroupName)).toEqual([
      "order-api-tg",
      `${names.cart}-tg`,
    ]);
    expect(await failed(elb.send(new DescribeTargetGroupsCommand({ Names: ["nope"] })))).toBe(
      "TargetGroupNotFoundException",
    );
  });

  it("lose a stopped instance, check a started one anew, and let one drain that is deregistered", async () => {
    const ec2 = ec2As(moving.account, "admin");
    const filter = { Name: "tag:Name", Values: ["order-api-2"] };
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({ Filters: [filter] }));
    const id = Reservations?.[0]?.Instances?.[0]?.InstanceId ?? "";
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(await healthOf("order-api-tg")).toEqual(["healthy", "unused Target.InvalidState", "healthy"]);
    await moving.moveTo(NOW + 60_000);
    await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    await moving.moveTo(NOW + 72_000);
    expect((await healthOf("order-api-tg"))[1]).toBe("initial Elb.InitialHealthChecking");
    await moving.moveTo(NOW + 120_000);
    expect((await healthOf("order-api-tg"))[1]).toBe("healthy");

    const TargetGroupArn = groupNamed("order-api-tg")?.arn;
    await elb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: id }] }));
    expect((await healthOf("order-api-tg"))[1]).toBe("draining Target.DeregistrationInProgress");
    await moving.moveTo(NOW + 240_000);
    expect(await healthOf("order-api-tg")).toEqual(["healthy", "healthy"]);
    await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: id }] }));
    expect((await healthOf("order-api-tg"))[1]).toBe("initial Elb.InitialHealthChecking");
    const stranger = { TargetGroupArn, Targets: [{ Id: "i-00000000000000000" }] };
    expect(await failed(elb.send(new RegisterTargetsCommand(stranger)))).toBe("InvalidTargetException");
  });
});
