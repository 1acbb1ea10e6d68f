/** AWS/ECS and ECS/ContainerInsights. */
import { MINUTE } from "../calendar.ts";
import { containersOf, type EcsService } from "../containers.ts";
import { currentRelease } from "../releases.ts";
import type { Setting } from "../setting.ts";
import { gauge, type Habit, habitual } from "./gauge.ts";
import { noiseOf } from "./noise.ts";
import type { Series, Unit } from "./series.ts";

/** Share of its memory that a service uses of the ordinary limit. */
const MEMORY_SHARE = 0.56;
/** payment-worker needs more than the lowered limit: it climbs to it and is killed. */
const CLIMB = 16 * MINUTE;

export function containerSeries(setting: Setting): Series[] {
  return containersOf(setting).services.flatMap((service) => ofService(setting, service));
}

function ofService(setting: Setting, service: EcsService): Series[] {
  const { names, story } = setting;
  const dimensions = { ClusterName: service.cluster, ServiceName: service.name };
  const habit = (metric: string, h: Habit) => habitual(setting, ["ecs", service.name, metric], h);
  const noise = noiseOf(setting.seed, setting.account.id, "ecs", service.name, "memory");
  const limit = (minute: number) => currentRelease(setting, service.family, minute)?.memory ?? 2048;
  const usual = habit("memory", { base: MEMORY_SHARE, perLoad: 0.06, wander: 0.06, jitter: 0.02 });
  const isPayment = service.name === names.payment;
  const squeezed = (minute: number) => isPayment && minute >= story.memoryLowered && minute < story.memoryRestored;
  /** Mean share of the limit over the tasks. */
  const memory = (minute: number): number => {
    if (!squeezed(minute)) return usual(minute);
    const next = story.outOfMemory.find((time) => time > minute) ?? minute + CLIMB;
    const near = Math.max(0, 1 - (next - minute) / CLIMB);
    return Math.min(0.985, 0.86 + 0.12 * near + 0.01 * noise(minute / MINUTE));
  };
  const cpu = habit("cpu", { base: 0.07, perLoad: service.port ? 0.28 : 0.16, max: 1 });
  const killed = (minute: number) =>
    isPayment && story.outOfMemory.some((time) => Math.floor(time / MINUTE) * MINUTE === minute);
  const of = (namespace: string, metric: string, unit: Unit, value: (minute: number) => number) =>
    gauge(setting, { region: service.region, namespace, metric, dimensions, unit, from: service.createdAt }, value);
  const insights = "ECS/ContainerInsights";
  return [
    of("AWS/ECS", "CPUUtilization", "Percent", (minute) => 100 * cpu(minute)),
    of("AWS/ECS", "MemoryUtilization", "Percent", (minute) => 100 * memory(minute)),
    of(insights, "CpuUtilized", "None", (minute) => 1024 * service.desired * cpu(minute)),
    of(insights, "MemoryReserved", "None", (minute) => limit(minute) * service.desired),
    of(insights, "MemoryUtilized", "None", (minute) => Math.round(limit(minute) * service.desired * memory(minute))),
    of(insights, "DesiredTaskCount", "Count", () => service.desired),
    of(insights, "RunningTaskCount", "Count", (minute) => service.desired - (killed(minute) ? 1 : 0)),
  ];
}
