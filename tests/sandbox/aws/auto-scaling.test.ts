import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  DescribePoliciesCommand,
  DescribeScalingActivitiesCommand,
  SetDesiredCapacityCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand, type EC2Client, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { scalingGroupsOf } from "../../../sandbox/aws/world/scaling-groups.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { ec2As, failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const world = scalingGroupsOf(settingOf("haneul-1", prod, seoulMidnight(NOW)));
const web = "web-asg";
let moving: MovingAccount;
let scaling: AutoScalingClient;
let ec2: EC2Client;

beforeAll(async () => {
  moving = await startMovingAccount(NOW);
  scaling = new AutoScalingClient(moving.account.as("admin"));
  ec2 = ec2As(moving.account, "admin");
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => {
  const { name, message } = await failure(call);
  return `${name}: ${message}`;
};
const membersOf = async (name: string) => {
  const { AutoScalingGroups } = await scaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  const group = AutoScalingGroups?.[0];
  return {
    desired: group?.DesiredCapacity,
    states: group?.Instances?.map((i) => i.LifecycleState),
    ids: group?.Instances?.map((i) => i.InstanceId ?? ""),
  };
};
const activities = async (name: string) => {
  const { Activities = [] } = await scaling.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }));
  return Activities;
};
const namesIn = async (ids: string[]) => {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: ids }));
  return Reservations.flatMap(
    (r) => r.Instances?.map((i) => `${i.Tags?.find((t) => t.Key === "Name")?.Value} ${i.State?.Name}`) ?? [],
  );
};

it("describes two groups with their instances, policies and what they did in the last weeks, newest first", async () => {
  const { AutoScalingGroups = [] } = await scaling.send(new DescribeAutoScalingGroupsCommand({}));
  expect(
    AutoScalingGroups.map((g) => [g.AutoScalingGroupARN, g.MinSize, g.MaxSize, g.Instances?.map((i) => i.InstanceId)]),
  ).toEqual(world.map((g) => [g.arn, g.min, g.max, g.instances]));
  const managed = new DescribeAutoScalingGroupsCommand({ Filters: [{ Name: "tag:team", Values: ["web"] }] });
  expect((await scaling.send(managed)).AutoScalingGroups?.map((g) => g.AutoScalingGroupName)).toEqual([web]);
  const { AutoScalingInstances } = await scaling.send(new DescribeAutoScalingInstancesCommand({}));
  expect(AutoScalingInstances).toHaveLength(5);
  const { ScalingPolicies } = await scaling.send(new DescribePoliciesCommand({ AutoScalingGroupName: web }));
  expect(ScalingPolicies?.map((p) => p.TargetTrackingConfiguration?.TargetValue)).toEqual([1200]);
  const done = await activities(web);
  expect(done.map((a) => a.ActivityId)).toEqual(world[0]?.activities.map((a) => a.id).toReversed());
  expect(done.every((a) => a.StatusCode === "Successful")).toBe(true);
});

it("refuses a capacity beyond the group's bounds, and a group that is not there", async () => {
  const set = (AutoScalingGroupName: string, DesiredCapacity: number) =>
    failed(scaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity })));
  expect(await set(web, 7)).toBe(
    "ValidationError: New SetDesiredCapacity value 7 is above max value 6 for the AutoScalingGroup.",
  );
  expect(await set(web, 1)).toBe(
    "ValidationError: New SetDesiredCapacity value 1 is below min value 2 for the AutoScalingGroup.",
  );
  expect(await set("nope", 2)).toBe(
    "ValidationError: AutoScalingGroup name not found - AutoScalingGroup nope not found",
  );
});

it("launches what is missing, over time: activity, instance, target; and blocks a careful second call meanwhile", async () => {
  const from = NOW + 10_000;
  await moving.moveTo(from);
  const careful = { AutoScalingGroupName: web, DesiredCapacity: 5, HonorCooldown: true };
  await scaling.send(new SetDesiredCapacityCommand(careful));
  expect(await membersOf(web)).toMatchObject({ desired: 5, states: ["InService", "InService", "InService"] });
  await moving.moveTo(from + 6_000);
  const started = await membersOf(web);
  expect(started.states).toEqual(["InService", "InService", "InService", "Pending", "Pending"]);
  expect(await namesIn(started.ids?.slice(3) ?? [])).toEqual(["web-4 pending", "web-5 pending"]);
  expect((await activities(web)).slice(0, 2).map((a) => [a.StatusCode, a.Description?.slice(0, 28)])).toEqual([
    ["PreInService", "Launching a new EC2 instance"],
    ["PreInService", "Launching a new EC2 instance"],
  ]);
  expect(await failed(scaling.send(new SetDesiredCapacityCommand(careful)))).toMatch(
    /^ScalingActivityInProgressFault: Scaling activity \S+ is in progress and blocks this action$/,
  );
  await moving.moveTo(from + 60_000);
  expect((await membersOf(web)).states).toEqual(Array(5).fill("InService"));
  expect((await activities(web))[0]?.StatusCode).toBe("Successful");
  const elb = new ElasticLoadBalancingV2Client(moving.account.as("admin"));
  const { TargetGroups } = await elb.send(new DescribeTargetGroupsCommand({ Names: ["web-tg"] }));
  const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: TargetGroups?.[0]?.TargetGroupArn }));
  expect(health.TargetHealthDescriptions).toHaveLength(5);
});

it("shrinks with its maximum, terminating from the fullest zone", async () => {
  await scaling.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: web, MaxSize: 3 }));
  await moving.moveTo(NOW + 160_000);
  const { desired, ids = [] } = await membersOf(web);
  expect([desired, ids.length]).toEqual([3, 3]);
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: ids }));
  const zones = Reservations.map((r) => r.Instances?.[0]?.Placement?.AvailabilityZone);
  expect(new Set(zones).size).toBe(3);
  const wrong = new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: web, MinSize: 9 });
  expect(await failed(scaling.send(wrong))).toBe(
    "ValidationError: Max bound, 3, must be greater than or equal to min bound, 9",
  );
});

it("replaces an instance that somebody terminates", async () => {
  const from = NOW + 300_000;
  await moving.moveTo(from);
  const { ids: [lost = ""] = [] } = await membersOf("cart-api-asg");
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [lost] }));
  await moving.moveTo(from + 150_000);
  const { ids = [], states } = await membersOf("cart-api-asg");
  expect([ids.includes(lost), states]).toEqual([false, ["InService", "InService"]]);
  expect(await namesIn(ids)).toEqual(["cart-api-2 running", "cart-api-1 running"]);
  expect((await activities("cart-api-asg")).slice(0, 2).map((a) => a.Cause?.replace(/^At \S+ /, ""))).toEqual([
    "an instance was launched in response to an unhealthy instance needing to be replaced.",
    "an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.",
  ]);
});
