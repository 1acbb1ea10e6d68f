import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations, Recording, Recordings, Resources } from "../../wire/service.ts";
import { ec2Arn } from "../../world/ec2-arn.ts";
import { replaceLost } from "../auto-scaling/replace-lost.ts";
import { dryRun } from "./describe.ts";
import { type Host, hostsOf } from "./hosts.ts";
import { idKinds, pick } from "./ids.ts";
import { changePower, reboot, terminate } from "./power.ts";

interface Targets {
  InstanceIds?: string[] | undefined;
  DryRun?: boolean | undefined;
}

function chosen(input: Targets, call: Call): Host[] {
  const ids = input.InstanceIds ?? [];
  if (ids.length === 0) throw new AwsError("MissingParameter", "The request must contain the parameter InstanceId");
  const hosts = pick(hostsOf(call), ids, (h) => h.id, idKinds.instance);
  dryRun(input);
  return hosts;
}

export const instanceChanges = {
  StartInstances: (input, call) => ({ StartingInstances: changePower(chosen(input, call), "running", call) }),

  StopInstances(input, call) {
    const hosts = chosen(input, call);
    if (input.Hibernate)
      throw new AwsError(
        "UnsupportedHibernationConfiguration",
        `The instance '${hosts[0]?.id}' is not configured for hibernation`,
      );
    const StoppingInstances = changePower(hosts, "stopped", call);
    replaceLost(call, hosts);
    return { StoppingInstances };
  },

  RebootInstances(input, call) {
    reboot(chosen(input, call), call);
    return {};
  },

  TerminateInstances(input, call) {
    const hosts = chosen(input, call);
    const TerminatingInstances = terminate(hosts, call);
    replaceLost(call, hosts);
    return { TerminatingInstances };
  },
} satisfies Operations<typeof EC2>;

function targets(input: Targets, call: Call): Resource[] {
  const hosts = hostsOf(call);
  return (input.InstanceIds ?? []).map((id) => ({
    arn: ec2Arn(call.world.setting, call.region, "instance", id),
    tags: hosts.find((h) => h.id === id)?.tags ?? {},
  }));
}

export const instanceResources = {
  StartInstances: targets,
  StopInstances: targets,
  RebootInstances: targets,
  TerminateInstances: targets,
} satisfies Resources<typeof EC2>;

function recording(ids: string[] | undefined, changes?: EC2.InstanceStateChange[], more: object = {}): Recording {
  const items = changes?.map((c) => ({
    instanceId: c.InstanceId,
    currentState: { code: c.CurrentState?.Code, name: c.CurrentState?.Name },
    previousState: { code: c.PreviousState?.Code, name: c.PreviousState?.Name },
  }));
  return {
    request: { instancesSet: { items: (ids ?? []).map((instanceId) => ({ instanceId })) }, ...more },
    ...(items ? { response: { instancesSet: { items } } } : {}),
    resources: (ids ?? []).map((name) => ({ type: "AWS::EC2::Instance", name })),
  };
}

export const instanceRecordings = {
  StartInstances: (input, output) => recording(input.InstanceIds, output?.StartingInstances),
  StopInstances: (input, output) =>
    recording(input.InstanceIds, output?.StoppingInstances, { force: input.Force ?? false }),
  RebootInstances: (input) => recording(input.InstanceIds),
  TerminateInstances: (input, output) => recording(input.InstanceIds, output?.TerminatingInstances),
} satisfies Recordings<typeof EC2>;
