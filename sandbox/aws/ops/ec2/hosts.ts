/** The instances of the account as they are now: what the world says, and what calls have changed since. */
import type { Call } from "../../call.ts";
import { ec2Arn } from "../../world/ec2-arn.ts";
import { type Retirement, retirementOf } from "../../world/health.ts";
import { allInstancesOf, type Instance, instancesAt, publicIpOf } from "../../world/instances.ts";
import { networkOf } from "../../world/network.ts";
import { randomOf } from "../../world/random.ts";
import { resourceId } from "../../world/resource-id.ts";
import { tagsOf } from "../tags.ts";
import { hostDocuments, type Launched, launchedInstances } from "./host-state.ts";

export type InstanceState = "pending" | "running" | "shutting-down" | "terminated" | "stopping" | "stopped";

export const stateCodes: Record<InstanceState, number> = {
  pending: 0,
  running: 16,
  "shutting-down": 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

/** Sample time that a change takes, as it does in AWS for a small Linux host. */
const STARTING_MS = 10_000;
const STOPPING_MS = 20_000;
const SHUTTING_DOWN_MS = 25_000;
/** For so long a terminated instance is still shown. */
const REMEMBERED_MS = 3_600_000;

export interface Host extends Instance {
  state: InstanceState;
  /** Status checks: `initializing` for a while after a start or a reboot. */
  health: "ok" | "initializing" | "not-applicable";
  /** The last reboot by a call. */
  rebootedAt?: number;
  terminatedAt?: number;
  /** AWS is going to stop it because its hardware fails; a stop and start moves it to another. */
  retirement?: Retirement;
}

/** Those of the call's region, tags as they are now. */
export const hostsOf = (call: Call): Host[] => allHostsOf(call).filter((host) => host.region === call.region);

/** Of all regions. */
export function allHostsOf(call: Call): Host[] {
  const { setting } = call.world;
  const launched = launchedInstances(call)
    .all()
    .filter(([, { account, at }]) => account === call.account.id && at <= call.now)
    .flatMap(([id, one]) => likeness(call, id, one) ?? []);
  return [...instancesAt(setting, call.now), ...launched].flatMap((instance) => hostOf(instance, call) ?? []);
}

/** Undefined once a terminated instance is forgotten. */
function hostOf(instance: Instance, call: Call): Host | undefined {
  const {
    power = [],
    rebootedAt = 0,
    terminatedAt = Number.POSITIVE_INFINITY,
  } = hostDocuments(call).get(instance.id) ?? {};
  const { now } = call;
  if (now - terminatedAt > REMEMBERED_MS) return undefined;
  const tags = tagsOf(call, instance.arn, instance.tags);
  const base = { ...instance, tags, name: tags.Name ?? "", rebootedAt };
  if (terminatedAt <= now) {
    const state = now - terminatedAt < SHUTTING_DOWN_MS ? "shutting-down" : "terminated";
    return { ...base, state, health: "not-applicable", terminatedAt };
  }
  const last = power.findLast(({ at }) => at <= now);
  if (last?.to === "stopped" || (!last && !instance.running)) {
    const stopping = last !== undefined && now - last.at < Math.min(STOPPING_MS, call.settings.rebootSeconds * 1000);
    const stopped = last ? { stoppedAt: last.at } : {};
    return { ...base, ...stopped, state: stopping ? "stopping" : "stopped", health: "not-applicable" };
  }
  const launchedAt = last ? Math.floor(last.at / 1000) * 1000 : instance.launchedAt;
  const checkedAt = Math.max(launchedAt, rebootedAt) + call.settings.rebootSeconds * 1000;
  const state = now - launchedAt < STARTING_MS ? "pending" : "running";
  const health = state === "pending" ? "not-applicable" : now < checkedAt ? "initializing" : "ok";
  const retirement = retirementOf(call.world.setting);
  const retires =
    retirement?.instanceId === instance.id && launchedAt < retirement.noticedAt && retirement.noticedAt <= now;
  return {
    ...base,
    ...addressAfter(base, call, last?.at),
    launchedAt,
    state,
    health,
    ...(retires ? { retirement } : {}),
  };
}

/** A start gives another public address, unless it is an elastic one. */
function addressAfter(instance: Instance, call: Call, startedAt: number | undefined): Pick<Instance, "publicIp"> {
  if (startedAt === undefined || !instance.publicIp || instance.elasticIp) return {};
  return { publicIp: publicIpOf(call.world.setting, instance.region, instance.id, startedAt) };
}

/** A launched instance: like another one of its group, in a zone and with addresses of its own. */
function likeness(call: Call, id: string, { like, name, zone, scalingGroup, at }: Launched): Instance | undefined {
  const { setting } = call.world;
  const model = allInstancesOf(setting).find((instance) => instance.id === like);
  const subnet = networkOf(setting).subnets.find((s) => s.zone === zone && s.tier === "app");
  if (!model || !subnet) return undefined;
  const random = randomOf(setting.seed, "launched", id);
  const { terminationProtected: _, ...rest } = model;
  return {
    ...rest,
    id,
    arn: ec2Arn(setting, model.region, "instance", id),
    name,
    zone,
    subnet: subnet.id,
    running: true,
    launchedAt: Math.floor(at / 1000) * 1000,
    tags: { ...model.tags, Name: name, "aws:autoscaling:groupName": scalingGroup },
    privateIp: subnet.cidr.replace(/0\/\d+$/, String(random.int(120, 250))),
    interfaceId: resourceId(setting, "eni", id),
    scalingGroup,
    volumes: model.volumes.map((volume, n) => ({
      ...volume,
      id: resourceId(setting, "vol", `${id} ${n}`),
      createdAt: at,
    })),
  };
}
