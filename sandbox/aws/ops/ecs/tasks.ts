/**
 * Tasks: those a service runs, worked out from its rollouts and from the times one of them was killed; single
 * tasks that somebody ran; and for an hour each that has stopped.
 */
import type { Call } from "../../call.ts";
import { DAY, HOUR, MINUTE, utcDays } from "../../world/calendar.ts";
import { containersOf, type EcsCluster, type EcsService, taskDefinitionsOf } from "../../world/containers.ts";
import { randomOf } from "../../world/random.ts";
import { servicesIn } from "./find.ts";
import { COMPLETED, desiredCount, progressOf, type Rollout, rolloutsNow } from "./rollouts.ts";

export interface RunningTask {
  id: string;
  cluster: EcsCluster;
  /** Name of its service; single tasks have none. */
  service?: string;
  family: string;
  revision: number;
  group: string;
  startedBy: string;
  createdAt: number;
  status: "PROVISIONING" | "PENDING" | "RUNNING" | "STOPPED";
  stopped?: Stop;
}

interface Stop {
  at: number;
  code: "EssentialContainerExited" | "UserInitiated" | "ServiceSchedulerInitiated";
  reason: string;
  exitCode: number;
  /** Said of the container itself. */
  containerReason?: string;
}

/** Stopped tasks are shown for so long. */
const SHOWN = HOUR;
const STARTING = 25_000;

/** The end of a task before its rollout's, by the place it had in the service. */
interface Kill {
  at: number;
  slot: number;
  stop: Omit<Stop, "at">;
}

const kills = (call: Call) => call.state.things<{ kills: Kill[] }>("ecs-kills");
interface SingleTask {
  cluster: string;
  family: string;
  revision: number;
  group: string;
  startedBy: string;
  createdAt: number;
  stoppedAt?: number;
  reason?: string;
}
const singles = (call: Call) => call.state.things<SingleTask>("ecs-task");

export const OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";
const exited = "Essential container in task exited";

/** The kills of a service in a span: out of memory as the story has it (S3), and what people stopped. */
export function killsOf(call: Call, service: EcsService): Kill[] {
  const { names, story } = call.world.setting;
  const stop = {
    code: "EssentialContainerExited",
    reason: OUT_OF_MEMORY,
    exitCode: 137,
    containerReason: OUT_OF_MEMORY,
  } as const;
  const told = service.name === names.payment && service.cluster === "haneul-prod" ? story.outOfMemory : [];
  const memory = told.map((at, index): Kill => ({ at, slot: index % service.desired, stop }));
  const byPeople = kills(call).get(service.arn)?.kills ?? [];
  return [...memory, ...byPeople].filter(({ at }) => at <= call.now).sort((a, b) => a.at - b.at);
}

/** The task that holds a place from `from` on. */
const taskIdAt = (call: Call, service: EcsService, rollout: Rollout, slot: number, from: number): string =>
  randomOf(call.world.setting.seed, "task", service.arn, rollout.at, slot, from).hex(32);

/** What stood in a place of a rollout one after the other; `until` is undefined for what stands there now. */
export function holdersOf(
  call: Call,
  service: EcsService,
  rollout: Rollout,
  slot: number,
  end = Number.POSITIVE_INFINITY,
) {
  const ends = killsOf(call, service).filter((kill) => kill.slot === slot && kill.at > rollout.at && kill.at < end);
  const starts = [rollout.at, ...ends.map((kill) => kill.at)];
  return starts.map((from, index) => ({ id: taskIdAt(call, service, rollout, slot, from), from, kill: ends[index] }));
}

function serviceTasks(call: Call, cluster: EcsCluster, service: EcsService): RunningTask[] {
  const rollouts = rolloutsNow(call, service);
  const progress = progressOf(call, service);
  if (!progress) return [];
  const tasks: RunningTask[] = [];
  for (const rollout of rollouts.slice(-3)) {
    const next = rollouts[rollouts.indexOf(rollout) + 1];
    const ended = next ? next.at + COMPLETED / 2 : undefined;
    if (ended !== undefined && call.now - ended > SHOWN + COMPLETED) continue;
    const primary = rollout === progress.primary;
    const alive = primary ? progress.running + progress.pending : rollout === progress.old ? progress.oldRunning : 0;
    const slots = Math.max(alive, primary ? 0 : desiredCount(call, service));
    for (let slot = 0; slot < slots; slot += 1)
      for (const { id, from, kill } of holdersOf(call, service, rollout, slot, next?.at)) {
        const over = next ? { at: ended as number, ...scaledIn(next) } : undefined;
        const stop = kill ? { at: kill.at, ...kill.stop } : slot >= alive ? over : undefined;
        if (stop && (stop.at > call.now || call.now - stop.at > SHOWN)) continue;
        const waiting = primary && slot >= progress.running;
        const starting = call.now - from < STARTING || waiting;
        tasks.push({
          id,
          cluster,
          service: service.name,
          family: service.family,
          revision: rollout.revision,
          group: `service:${service.name}`,
          startedBy: rollout.id,
          createdAt: from + 4_000,
          status: stop ? "STOPPED" : starting ? "PENDING" : "RUNNING",
          ...(stop ? { stopped: stop } : {}),
        });
      }
  }
  return tasks;
}

const scaledIn = (next: Rollout) => ({
  code: "ServiceSchedulerInitiated" as const,
  reason: `Scaling activity initiated by (deployment ${next.id})`,
  exitCode: 143,
});

/** Tasks that the trail says were run: the night's settlements. */
function batchTasks(call: Call, cluster: EcsCluster): RunningTask[] {
  const { setting } = call.world;
  const days = utcDays(call.now - DAY, call.now + 1);
  const runs = days
    .flatMap((day) => call.world.eventsOf(day))
    .filter((event) => event.source === "ecs.amazonaws.com" && event.name === "RunTask" && event.time <= call.now);
  return runs.flatMap((event) => {
    const request = event.request as { cluster?: string; taskDefinition?: string };
    const family = request.taskDefinition?.split(":")[0] ?? "";
    const definition = taskDefinitionsOf(setting, family, event.time).at(-1);
    if (request.cluster !== cluster.name || !definition) return [];
    const random = randomOf(setting.seed, "batch-task", event.id);
    return single(call, cluster, {
      id: random.hex(32),
      family,
      revision: definition.revision,
      group: `family:${family}`,
      startedBy: "",
      createdAt: event.time,
      endsAt: event.time + random.int(6, 25) * MINUTE,
    });
  });
}

function calledTasks(call: Call, cluster: EcsCluster): RunningTask[] {
  return singles(call)
    .all()
    .filter(([, task]) => task.cluster === cluster.arn)
    .flatMap(([id, task]) => single(call, cluster, { id, ...task, endsAt: task.createdAt + 6 * MINUTE }));
}

function single(
  call: Call,
  cluster: EcsCluster,
  task: Omit<SingleTask, "cluster"> & { id: string; endsAt: number },
): RunningTask[] {
  const age = call.now - task.createdAt;
  const stopped: Stop | undefined =
    task.stoppedAt !== undefined
      ? { at: task.stoppedAt, code: "UserInitiated", reason: task.reason ?? "", exitCode: 143 }
      : call.now >= task.endsAt
        ? { at: task.endsAt, code: "EssentialContainerExited", reason: exited, exitCode: 0 }
        : undefined;
  if (stopped && call.now - stopped.at > SHOWN) return [];
  const { id, family, revision, group, startedBy, createdAt } = task;
  const status = stopped ? "STOPPED" : age < 8_000 ? "PROVISIONING" : age < STARTING ? "PENDING" : "RUNNING";
  return [{ id, cluster, family, revision, group, startedBy, createdAt, status, ...(stopped ? { stopped } : {}) }];
}

export const tasksIn = (call: Call, cluster: EcsCluster): RunningTask[] => [
  ...servicesIn(call, cluster).flatMap((service) => serviceTasks(call, cluster, service)),
  ...batchTasks(call, cluster),
  ...calledTasks(call, cluster),
];

export function startTask(call: Call, id: string, task: SingleTask): void {
  singles(call).set(id, task);
}

/** A service puts another in its place; a single task is gone. */
export function stopTask(call: Call, task: RunningTask, reason: string): void {
  const known = singles(call).get(task.id);
  if (known) {
    singles(call).set(task.id, { ...known, stoppedAt: call.now, reason });
    return;
  }
  const service = containersOf(call.world.setting).services.find(
    (one) => one.name === task.service && one.cluster === task.cluster.name,
  );
  const rollout = service && rolloutsNow(call, service).find((one) => one.id === task.startedBy);
  if (!service || !rollout) return;
  const places = Array.from({ length: desiredCount(call, service) }, (_, slot) => slot);
  const slot = places.find((place) => holdersOf(call, service, rollout, place).some((held) => held.id === task.id));
  if (slot === undefined) return;
  const stop = { code: "UserInitiated", reason, exitCode: 143 } as const;
  kills(call).set(service.arn, {
    kills: [...(kills(call).get(service.arn)?.kills ?? []), { at: call.now, slot, stop }],
  });
}
