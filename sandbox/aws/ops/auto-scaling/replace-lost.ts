import type { Call } from "../../call.ts";
import type { Host } from "../ec2/hosts.ts";
import { launch, release } from "./capacity.ts";
import { groupsOf } from "./groups.ts";

/** Sample time until a group's health check has noticed. */
const NOTICE_MS = 60_000;
const BETWEEN_MS = 12_000;

const iso = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** An instance of a group that is stopped or terminated from outside is written off, and another takes its place. */
export function replaceLost(call: Call, lost: readonly Host[]): void {
  for (const group of groupsOf(call)) {
    const gone = lost.filter((host) => host.scalingGroup === group.name);
    const members = group.hosts.filter((host) => !gone.some((g) => g.id === host.id));
    let taken: { id: string; name: string; zone: string; launchedAt: number }[] = members;
    for (const host of gone) {
      const at = call.now + NOTICE_MS;
      release(
        call,
        group,
        host.id,
        at,
        (time) =>
          `At ${iso(time)} an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.`,
      );
      const fresh = launch(
        call,
        group,
        taken,
        at + BETWEEN_MS,
        (time) =>
          `At ${iso(time)} an instance was launched in response to an unhealthy instance needing to be replaced.`,
      );
      taken = [...taken, fresh];
    }
  }
}
