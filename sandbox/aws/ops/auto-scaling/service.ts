import type * as AutoScaling from "@aws-sdk/client-auto-scaling";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { openCursor, type Page, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import { removeTags, setTags } from "../tags.ts";
import { reach } from "./capacity.ts";
import { changeGroup, groupsOf, type LiveGroup } from "./groups.ts";
import { toActivity, toGroup, toInstance, toPolicy, toTags } from "./shapes.ts";

const invalid = (message: string) => new AwsError("ValidationError", message);

function paged<T>(
  all: T[],
  input: { NextToken?: string | undefined; MaxRecords?: number | undefined },
  call: Call,
  most: number,
) {
  const { NextToken, MaxRecords, ...rest } = input;
  if (MaxRecords !== undefined && (MaxRecords < 1 || MaxRecords > most))
    throw invalid(`Value '${MaxRecords}' at 'maxRecords' failed to satisfy constraint: between 1 and ${most}`);
  const inputs = { ...rest, region: call.region };
  const cursor = openCursor(
    NextToken,
    inputs,
    call.now,
    () => new AwsError("InvalidNextToken", "The token is invalid."),
  );
  return pageOf(all, cursor, MaxRecords ?? 50, inputs);
}

const nextToken = (page: Page<unknown>) => (page.next ? { NextToken: page.next } : {});

function groupOf(name: string | undefined, call: Call): LiveGroup {
  const group = groupsOf(call).find((g) => g.name === name);
  if (!group) throw invalid(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`);
  return group;
}

/** @throws AwsError ScalingActivityInProgress while the last activity runs or cools down. */
function waitForCooldown(group: LiveGroup, call: Call): void {
  const last = group.activities.at(-1);
  if (last && call.now < last.endedAt + group.cooldownSeconds * 1000)
    throw new AwsError(
      "ScalingActivityInProgress",
      `Scaling activity ${last.id} is in progress and blocks this action`,
    );
}

export const autoScaling = defineService<typeof AutoScaling>({
  package: "@aws-sdk/client-auto-scaling",
  client: "AutoScalingClient",
  scope: "autoscaling",
  iam: "autoscaling",
  operations: {
    DescribeAutoScalingGroups(input, call) {
      const named = groupsOf(call).filter(
        (g) => !input.AutoScalingGroupNames?.length || input.AutoScalingGroupNames.includes(g.name),
      );
      const found = (input.Filters ?? []).reduce((left, { Name = "", Values = [] }) => {
        const read = tagFilter(Name);
        return left.filter((group) => read(group).some((value) => Values.includes(value)));
      }, named);
      const page = paged(found, input, call, 100);
      return { AutoScalingGroups: page.items.map(toGroup), ...nextToken(page) };
    },

    DescribeAutoScalingInstances(input, call) {
      const all = groupsOf(call)
        .flatMap((group) =>
          group.hosts.map((host) => ({ ...toInstance(group, host), AutoScalingGroupName: group.name })),
        )
        .filter((i) => !input.InstanceIds?.length || input.InstanceIds.includes(i.InstanceId ?? ""));
      const page = paged(all, input, call, 50);
      return { AutoScalingInstances: page.items, ...nextToken(page) };
    },

    DescribeScalingActivities(input, call) {
      const groups = input.AutoScalingGroupName ? [groupOf(input.AutoScalingGroupName, call)] : groupsOf(call);
      const all = groups
        .flatMap((group) => group.activities.map((activity) => toActivity(activity, group, call.now)))
        .filter((a) => !input.ActivityIds?.length || input.ActivityIds.includes(a.ActivityId ?? ""))
        .sort((a, b) => Number(b.StartTime) - Number(a.StartTime));
      const page = paged(all, input, call, 100);
      return { Activities: page.items, ...nextToken(page) };
    },

    DescribePolicies(input, call) {
      const groups = input.AutoScalingGroupName ? [groupOf(input.AutoScalingGroupName, call)] : groupsOf(call);
      const all = groups
        .flatMap((group) => group.policies.map((policy) => toPolicy(policy, group)))
        .filter((p) => !input.PolicyNames?.length || input.PolicyNames.includes(p.PolicyName ?? ""))
        .filter((p) => !input.PolicyTypes?.length || input.PolicyTypes.includes(p.PolicyType ?? ""));
      const page = paged(all, input, call, 100);
      return { ScalingPolicies: page.items, ...nextToken(page) };
    },

    DescribeTags(input, call) {
      const page = paged(groupsOf(call).flatMap(toTags), input, call, 100);
      return { Tags: page.items, ...nextToken(page) };
    },

    SetDesiredCapacity(input, call) {
      const group = groupOf(input.AutoScalingGroupName, call);
      const desired = input.DesiredCapacity ?? 0;
      const said = `New SetDesiredCapacity value ${desired} is`;
      if (desired > group.max) throw invalid(`${said} above max value ${group.max} for the AutoScalingGroup.`);
      if (desired < group.min) throw invalid(`${said} below min value ${group.min} for the AutoScalingGroup.`);
      if (input.HonorCooldown) waitForCooldown(group, call);
      const cause = `a user request explicitly set group desired capacity changing the desired capacity from ${group.desired} to ${desired}.`;
      reach(call, group, desired, cause);
      return {};
    },

    UpdateAutoScalingGroup(input, call) {
      const group = groupOf(input.AutoScalingGroupName, call);
      const min = input.MinSize ?? group.min;
      const max = input.MaxSize ?? group.max;
      if (min < 0) throw invalid(`Min bound, ${min}, must be greater than or equal to 0`);
      if (max < min) throw invalid(`Max bound, ${max}, must be greater than or equal to min bound, ${min}`);
      const given = input.DesiredCapacity;
      if (given !== undefined && (given < min || given > max))
        throw invalid(`Desired capacity:${given} must be between the specified min size:${min} and max size:${max}`);
      const desired = given ?? Math.min(max, Math.max(min, group.desired));
      const cooldown = input.DefaultCooldown;
      changeGroup(call, group.arn, { min, max, ...(cooldown === undefined ? {} : { cooldownSeconds: cooldown }) });
      const cause = `a user request update of AutoScalingGroup constraints to min: ${min}, max: ${max}, desired: ${desired} changing the desired capacity from ${group.desired} to ${desired}.`;
      if (desired !== group.desired) reach(call, group, desired, cause);
      return {};
    },

    CreateOrUpdateTags(input, call) {
      for (const { ResourceId, Key = "", Value = "" } of input.Tags ?? [])
        setTags(call, groupOf(ResourceId, call).arn, { [Key]: Value });
      return {};
    },

    DeleteTags(input, call) {
      for (const { ResourceId, Key = "" } of input.Tags ?? []) removeTags(call, groupOf(ResourceId, call).arn, [Key]);
      return {};
    },
  },
  resources: {
    SetDesiredCapacity: (input, call) => targets([input.AutoScalingGroupName], call),
    UpdateAutoScalingGroup: (input, call) => targets([input.AutoScalingGroupName], call),
    CreateOrUpdateTags: (input, call) => targets(input.Tags?.map((tag) => tag.ResourceId) ?? [], call),
    DeleteTags: (input, call) => targets(input.Tags?.map((tag) => tag.ResourceId) ?? [], call),
  },
  recordings: {
    SetDesiredCapacity: (input) => ({
      request: {
        autoScalingGroupName: input.AutoScalingGroupName,
        desiredCapacity: input.DesiredCapacity,
        honorCooldown: input.HonorCooldown ?? false,
      },
      resources: named(input.AutoScalingGroupName),
    }),
    UpdateAutoScalingGroup: (input) => ({
      request: {
        autoScalingGroupName: input.AutoScalingGroupName,
        ...(input.MinSize === undefined ? {} : { minSize: input.MinSize }),
        ...(input.MaxSize === undefined ? {} : { maxSize: input.MaxSize }),
        ...(input.DesiredCapacity === undefined ? {} : { desiredCapacity: input.DesiredCapacity }),
      },
      resources: named(input.AutoScalingGroupName),
    }),
  },
});

function tagFilter(name: string): (group: LiveGroup) => string[] {
  if (name === "tag-key") return (group) => Object.keys(group.tags);
  if (name === "tag-value") return (group) => Object.values(group.tags);
  if (name.startsWith("tag:")) return (group) => [group.tags[name.slice("tag:".length)]].filter((v) => v !== undefined);
  throw invalid(`Filter type ${name} is not correct. Allowed Filter types are: tag-key tag-value tag:<key>`);
}

const targets = (names: (string | undefined)[], call: Call): Resource[] =>
  names.map((name) => {
    const group = groupsOf(call).find((g) => g.name === name);
    const anyId = `arn:aws:autoscaling:${call.region}:${call.account.id}:autoScalingGroup:*:autoScalingGroupName/${name}`;
    return { arn: group?.arn ?? anyId, tags: group?.tags ?? {} };
  });

const named = (name: string | undefined) => [{ type: "AWS::AutoScaling::AutoScalingGroup", name: name ?? "" }];
