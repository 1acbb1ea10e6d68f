import type { InstanceStateChange } from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { changeInstance, hostDocuments } from "./host-state.ts";
import { type Host, type InstanceState, stateCodes } from "./hosts.ts";

const incorrectState = (host: Host, wanted: string) =>
  new AwsError("IncorrectInstanceState", `The instance '${host.id}' is not in a state from which it can be ${wanted}.`);

const stateOf = (state: InstanceState) => ({ Code: stateCodes[state], Name: state });

/** Starting what runs and stopping what is stopped change nothing and are no error; a state in passing is. */
export function changePower(hosts: Host[], to: "running" | "stopped", call: Call): InstanceStateChange[] {
  const onTheWay = to === "running" ? "pending" : "stopping";
  const fitting: InstanceState[] =
    to === "running" ? ["stopped", "running", "pending"] : ["running", "stopped", "stopping"];
  const blocked = hosts.find((host) => !fitting.includes(host.state));
  if (blocked) throw incorrectState(blocked, to === "running" ? "started" : "stopped");
  return hosts.map((host) => {
    const already = host.state === to || host.state === onTheWay;
    if (!already) {
      const power = hostDocuments(call).get(host.id)?.power ?? [];
      changeInstance(call, host.id, { power: [...power, { to, at: call.now }] });
    }
    const current = already ? host.state : onTheWay;
    return { InstanceId: host.id, PreviousState: stateOf(host.state), CurrentState: stateOf(current) };
  });
}

/** The instance stays `running` with its launch time; its status checks start over. */
export function reboot(hosts: Host[], call: Call): void {
  const blocked = hosts.find((host) => host.state !== "running");
  if (blocked) throw incorrectState(blocked, "rebooted");
  for (const host of hosts) changeInstance(call, host.id, { rebootedAt: call.now });
}

/** All or none: one protected instance keeps the others alive. Terminating what is terminated is no error. */
export function terminate(hosts: Host[], call: Call): InstanceStateChange[] {
  const kept = hosts.find((host) => host.terminationProtected && host.terminatedAt === undefined);
  if (kept)
    throw new AwsError(
      "OperationNotPermitted",
      `The instance '${kept.id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    );
  return hosts.map((host) => {
    const already = host.terminatedAt !== undefined;
    if (!already) changeInstance(call, host.id, { terminatedAt: call.now });
    const current = already ? host.state : "shutting-down";
    return { InstanceId: host.id, PreviousState: stateOf(host.state), CurrentState: stateOf(current) };
  });
}
