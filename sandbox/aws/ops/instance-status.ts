/** An instance's state now: what the world says, and what calls have changed since. */
import type { Call } from "../call.ts";
import type { Instance } from "../world/instances.ts";

export type PowerState = "pending" | "running" | "stopping" | "stopped";

export const stateCodes: Record<PowerState, number> = { pending: 0, running: 16, stopping: 64, stopped: 80 };

/** Sample time that a change takes, as it does in AWS for a small Linux host. */
const STARTING_MS = 10_000;
const STOPPING_MS = 20_000;

export interface Host extends Instance {
  state: PowerState;
  /** Status checks: `initializing` for a while after a start or a reboot. */
  health: "ok" | "initializing" | "not-applicable";
}

/** The last change of an instance; times are sample time in milliseconds. */
interface InstanceChange {
  power?: { to: "running" | "stopped"; at: number };
  rebootedAt?: number;
}

const changesOf = (call: Call) => call.state.things<InstanceChange>("instance");

export function changeInstance(call: Call, id: string, change: InstanceChange): void {
  const changes = changesOf(call);
  changes.set(id, { ...changes.get(id), ...change });
}

export function hostsOf(call: Call): Host[] {
  return call.world
    .instances(call.now)
    .filter((instance) => instance.region === call.region)
    .map((instance) => hostOf(instance, call));
}

function hostOf(instance: Instance, call: Call): Host {
  const { power, rebootedAt } = changesOf(call).get(instance.id) ?? {};
  const checked = call.settings.rebootSeconds * 1000;
  let state: PowerState = instance.running ? "running" : "stopped";
  let changed = {};
  let started = instance.launchedAt;
  if (power?.to === "stopped") {
    state = call.now - power.at < STOPPING_MS ? "stopping" : "stopped";
    changed = { stoppedAt: power.at };
  }
  if (power?.to === "running") {
    state = call.now - power.at < STARTING_MS ? "pending" : "running";
    started = Math.floor(power.at / 1000) * 1000;
    changed = { launchedAt: started };
  }
  const since = call.now - Math.max(started, rebootedAt ?? 0);
  const health = state === "running" ? (since < checked ? "initializing" : "ok") : "not-applicable";
  return { ...instance, ...changed, state, health };
}
