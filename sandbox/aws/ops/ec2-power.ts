import type { InstanceStateChange } from "@aws-sdk/client-ec2";
import type { Call } from "../call.ts";
import { AwsError } from "../wire/errors.ts";
import { changeInstance, type Host, stateCodes } from "./instance-status.ts";

const incorrectState = (host: Host, wanted: string) =>
  new AwsError("IncorrectInstanceState", `The instance '${host.id}' is not in a state from which it can be ${wanted}.`);

/** Starting what runs and stopping what is stopped change nothing and are no error; a state in passing is. */
export function changePower(hosts: Host[], to: "running" | "stopped", call: Call): InstanceStateChange[] {
  const [passing, onTheWay] =
    to === "running" ? (["stopping", "pending"] as const) : (["pending", "stopping"] as const);
  const blocked = hosts.find((h) => h.state === passing);
  if (blocked) throw incorrectState(blocked, to === "running" ? "started" : "stopped");
  return hosts.map((host) => {
    const already = host.state === to || host.state === onTheWay;
    if (!already) changeInstance(call, host.id, { power: { to, at: call.now } });
    const current = already ? host.state : onTheWay;
    return {
      InstanceId: host.id,
      PreviousState: { Code: stateCodes[host.state], Name: host.state },
      CurrentState: { Code: stateCodes[current], Name: current },
    };
  });
}

/** The instance stays `running` with its launch time; its status checks start over. */
export function reboot(hosts: Host[], call: Call): void {
  const blocked = hosts.find((h) => h.state !== "running");
  if (blocked) throw incorrectState(blocked, "rebooted");
  for (const host of hosts) changeInstance(call, host.id, { rebootedAt: call.now });
}
