/** Hosts that an agent connects to SSM: those with an instance profile. */
import type { Call } from "../../call.ts";
import type { UnitChanges } from "../../world/host-units.ts";
import { type Host, hostsOf } from "../ec2/hosts.ts";

export interface Managed extends Host {
  bootedAt: number;
  online: boolean;
}

export const managedHosts = (call: Call): Managed[] =>
  hostsOf(call)
    .filter((host) => host.profile !== undefined && host.state !== "terminated")
    .map((host) => ({
      ...host,
      bootedAt: Math.max(host.launchedAt, host.rebootedAt ?? 0),
      online: host.state === "running",
    }));

/** What commands did to the units of a host. */
export const unitChanges = (call: Call) => call.state.things<UnitChanges>("host-units");
