/** The documents in which calls leave what they did to instances. */
import type { Call } from "../../call.ts";
import type { Things } from "../../state.ts";

/** Times are sample time in milliseconds. */
interface InstanceChange {
  /** Starts and stops, oldest first. */
  power?: { to: "running" | "stopped"; at: number }[];
  rebootedAt?: number;
  terminatedAt?: number;
}

/** An instance that an Auto Scaling group has launched since the world began. */
export interface Launched {
  account: string;
  /** Id of the instance it is like. */
  like: string;
  name: string;
  zone: string;
  scalingGroup: string;
  at: number;
}

export const hostDocuments = (call: Call): Things<InstanceChange> => call.state.things<InstanceChange>("instance");

export const launchedInstances = (call: Call): Things<Launched> => call.state.things<Launched>("launched-instance");

export function changeInstance(call: Call, id: string, change: InstanceChange): void {
  const changes = hostDocuments(call);
  changes.set(id, { ...changes.get(id), ...change });
}
