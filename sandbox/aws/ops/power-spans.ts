/** What calls have done to hosts, as the bill counts it. */
import type { Call } from "../call.ts";
import type { PowerSpan } from "../world/billing.ts";
import { DAY } from "../world/calendar.ts";
import { instancesAt } from "../world/instances.ts";

interface PowerChange {
  power?: { to: "running" | "stopped"; at: number };
}

/** Hosts that run otherwise than the world says, since the call that made them. */
export function powerSpans(call: Call): PowerSpan[] {
  const { setting } = call.world;
  const hosts = new Map(instancesAt(setting, setting.anchor + DAY).map((host) => [host.id, host]));
  return call.state
    .things<PowerChange>("instance")
    .all()
    .flatMap(([id, { power }]) => {
      const host = hosts.get(id);
      if (!host || !power || host.running === (power.to === "running")) return [];
      return [{ host, from: power.at, to: Number.POSITIVE_INFINITY, running: power.to === "running" }];
    });
}
