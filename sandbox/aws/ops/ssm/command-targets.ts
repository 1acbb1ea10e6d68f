import type * as SSM from "@aws-sdk/client-ssm";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { type Managed, managedHosts } from "./managed.ts";

const MAX_INSTANCES = 50;

export const invalidInstance = (ids: string[], call: Call) =>
  new AwsError(
    "InvalidInstanceId",
    `Instances [[${ids.join(", ")}]] not in a valid state for account ${call.account.id}`,
  );

/** The hosts a command is for, by their ids or by what fits all targets. */
export function targetsOf(input: SSM.SendCommandRequest, call: Call): Managed[] {
  const hosts = managedHosts(call);
  if (input.InstanceIds?.length) {
    if (input.InstanceIds.length > MAX_INSTANCES)
      throw new AwsError("ValidationException", `InstanceIds must have at most ${MAX_INSTANCES} members`);
    const bad = input.InstanceIds.filter((id) => !hosts.some((host) => host.id === id && host.online));
    if (bad.length > 0) throw invalidInstance(bad, call);
    return hosts.filter(({ id }) => input.InstanceIds?.includes(id));
  }
  if (!input.Targets?.length) throw new AwsError("InvalidTarget", "Either InstanceIds or Targets must be given");
  return input.Targets.reduce(
    (left, { Key = "", Values = [] }) => left.filter((host) => fits(host, Key, Values)),
    hosts.filter(({ online }) => online),
  );
}

function fits(host: Managed, key: string, values: string[]): boolean {
  if (key === "InstanceIds" || key === "instanceids") return values.includes(host.id);
  if (key === "tag-key") return values.some((value) => value in host.tags);
  if (key.startsWith("tag:")) return values.includes(host.tags[key.slice("tag:".length)] ?? "");
  throw new AwsError("InvalidTarget", `The target key ${key} is not valid`);
}
