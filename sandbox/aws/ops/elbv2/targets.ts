/** The targets of a group now, and how each one answers its health checks. */
import type * as ELB from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Call } from "../../call.ts";
import type { TargetGroup } from "../../world/balancers.ts";
import { groupsOf } from "../auto-scaling/groups.ts";
import { type Host, hostsOf } from "../ec2/hosts.ts";

interface Registration {
  port: number;
  at: number;
  to: "registered" | "deregistered";
}

/** By instance id, the last call that registered or deregistered it. */
type Registrations = Record<string, Registration>;

const registrations = (call: Call) => call.state.things<Registrations>("target-registration");

/** Sample time: a target's last connections are let end, a new one is checked first. */
const DRAINING_MS = 60_000;
const INITIAL_MS = 30_000;

export function register(call: Call, group: TargetGroup, id: string, port: number, to: Registration["to"]): void {
  registrations(call).set(group.arn, {
    ...registrations(call).get(group.arn),
    [id]: { port, at: call.now, to },
  });
}

export interface Target {
  host: Host;
  port: number;
  health: ELB.TargetHealth;
}

export function targetsOf(call: Call, group: TargetGroup): Target[] {
  const scaled = groupsOf(call)
    .filter((scaling) => scaling.targetGroups.includes(group.arn))
    .flatMap((scaling) => scaling.hosts.map((host) => host.id));
  const known = registrations(call).get(group.arn) ?? {};
  const ids = new Set([...group.targets, ...scaled, ...Object.keys(known)]);
  return hostsOf(call).flatMap((host): Target[] => {
    if (!ids.has(host.id) || host.state === "terminated") return [];
    const change = known[host.id];
    const port = change?.port ?? group.port;
    if (change?.to !== "deregistered") return [{ host, port, health: healthOf(host, group, call, change) }];
    return call.now - change.at < DRAINING_MS ? [{ host, port, health: draining }] : [];
  });
}

const draining: ELB.TargetHealth = {
  State: "draining",
  Reason: "Target.DeregistrationInProgress",
  Description: "Target deregistration is in progress",
};

function healthOf(host: Host, group: TargetGroup, call: Call, change: Registration | undefined): ELB.TargetHealth {
  if (host.state === "shutting-down") return draining;
  if (host.state === "stopping" || host.state === "stopped")
    return { State: "unused", Reason: "Target.InvalidState", Description: "Target is in the stopped state" };
  if (group.failing?.instance === host.id)
    return {
      State: "unhealthy",
      Reason: "Target.ResponseCodeMismatch",
      Description: `Health checks failed with these codes: [${group.failing.status}]`,
    };
  const rebooting = host.health === "initializing" && (host.rebootedAt ?? 0) > host.launchedAt;
  if (rebooting)
    return { State: "unhealthy", Reason: "Target.FailedHealthChecks", Description: "Health checks failed" };
  if (host.health !== "ok" || (change && call.now - change.at < INITIAL_MS))
    return {
      State: "initial",
      Reason: "Elb.InitialHealthChecking",
      Description: "Initial health checks in progress",
    };
  return { State: "healthy" };
}
