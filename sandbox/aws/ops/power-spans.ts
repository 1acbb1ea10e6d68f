/** What calls have done to hosts, as the bill counts it. */
import type { Call } from "../call.ts";
import type { PowerSpan } from "../world/billing.ts";
import { allInstancesOf, type Instance } from "../world/instances.ts";
import { hostDocuments, launchedInstances } from "./ec2/host-state.ts";

/**
 * Spans in which a host runs otherwise than the world says: stopped or terminated by a call, started by one, or
 * launched by an Auto Scaling group.
 */
export function powerSpans(call: Call): PowerSpan[] {
  const hosts = new Map(allInstancesOf(call.world.setting).map((host) => [host.id, host]));
  const launched = launchedInstances(call)
    .all()
    .flatMap(([id, { account, like, at }]) => {
      const model = hosts.get(like);
      return account === call.account.id && model ? [spansOf(call, { ...model, id, running: false }, at)] : [];
    });
  return [...[...hosts.values()].map((host) => spansOf(call, host)), ...launched].flat();
}

/** @param launchedAt of one that the world does not know. */
function spansOf(call: Call, host: Instance, launchedAt?: number): PowerSpan[] {
  const { power = [], terminatedAt = Number.POSITIVE_INFINITY } = hostDocuments(call).get(host.id) ?? {};
  const changes = [
    ...(launchedAt === undefined ? [] : [{ to: "running", at: launchedAt }]),
    ...power,
    ...(terminatedAt === Number.POSITIVE_INFINITY ? [] : [{ to: "terminated", at: terminatedAt }]),
  ].sort((a, b) => a.at - b.at);
  return changes.flatMap(({ to, at }, index): PowerSpan[] => {
    const running = to === "running";
    if (running === host.running) return [];
    return [{ host, from: at, to: changes[index + 1]?.at ?? Number.POSITIVE_INFINITY, running }];
  });
}
