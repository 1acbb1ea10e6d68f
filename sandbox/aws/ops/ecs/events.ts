/** What a service tells of itself: the newest hundred of its messages. */
import type { ServiceEvent } from "@aws-sdk/client-ecs";
import type { Call } from "../../call.ts";
import { HOUR } from "../../world/calendar.ts";
import type { EcsService } from "../../world/containers.ts";
import { randomOf, uuidOf } from "../../world/random.ts";
import { COMPLETED, LOOK_BACK, rolloutsNow } from "./rollouts.ts";
import { holdersOf, OUT_OF_MEMORY } from "./tasks.ts";

const SHOWN = 100;
/** A service without news says every six hours that it is steady. */
const STEADY = 6 * HOUR;

export function eventsOf(call: Call, service: EcsService): ServiceEvent[] {
  const told: { at: number; message: string }[] = [];
  const tell = (at: number, message: string) => {
    if (at <= call.now && at >= call.now - LOOK_BACK)
      told.push({ at, message: `(service ${service.name}) ${message}` });
  };
  const rollouts = rolloutsNow(call, service);
  const list = (ids: string[]) => ids.map((id) => `(task ${id})`).join(" ");
  const settled: number[] = [];
  for (const [index, rollout] of rollouts.entries()) {
    const end = rollouts[index + 1]?.at;
    const places = Array.from({ length: service.desired }, (_, slot) => holdersOf(call, service, rollout, slot, end));
    const first = places.map((holders) => holders[0]?.id ?? "");
    tell(rollout.at + 8_000, `has started ${first.length} tasks: ${list(first)}.`);
    const before = rollouts[index - 1];
    if (before) {
      const last = Array.from(
        { length: service.desired },
        (_, slot) => holdersOf(call, service, before, slot, rollout.at).at(-1)?.id ?? "",
      );
      tell(rollout.at + COMPLETED / 2, `has stopped ${last.length} running tasks: ${list(last)}.`);
    }
    tell(rollout.at + COMPLETED, "has reached a steady state.");
    tell(rollout.at + COMPLETED, `(deployment ${rollout.id}) deployment completed.`);
    settled.push(rollout.at + COMPLETED);
    for (const { id, kill, from } of places.flat()) {
      if (kill) {
        const why = kill.stop.reason === OUT_OF_MEMORY ? `${OUT_OF_MEMORY} (exit code 137)` : kill.stop.reason;
        tell(kill.at, `(task ${id}) has stopped: ${why}.`);
      }
      if (from === rollout.at) continue;
      tell(from + 9_000, `has started 1 tasks: (task ${id}).`);
      tell(from + 55_000, "has reached a steady state.");
      settled.push(from + 55_000);
    }
  }
  settled.sort((a, b) => a - b);
  for (const [index, at] of settled.entries())
    for (let next = at + STEADY; next < (settled[index + 1] ?? call.now); next += STEADY)
      tell(next, "has reached a steady state.");
  return told
    .sort((a, b) => b.at - a.at)
    .slice(0, SHOWN)
    .map(({ at, message }) => ({
      id: uuidOf(randomOf(call.world.setting.seed, "ecs-event", service.arn, at, message)),
      createdAt: new Date(at),
      message,
    }));
}
