/** A group launches and terminates instances until it has as many as desired. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Call } from "../../call.ts";
import type { ScalingActivity } from "../../world/scaling-groups.ts";
import { changeInstance, hostDocuments, launchedInstances } from "../ec2/host-state.ts";
import type { Host } from "../ec2/hosts.ts";
import { changeGroup, groupChanges, type LiveGroup } from "./groups.ts";

/** Sample time: the group looks at its capacity after a moment, and each step takes a while. */
const NOTICE_MS = 3_000;
const LAUNCH_MS = 35_000;
const TERMINATE_MS = 65_000;

const iso = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** @param cause what happened at the call, as activities word it: `a user request …`. */
export function reach(call: Call, group: LiveGroup, desired: number, cause: string): void {
  const staying = [...group.hosts, ...onTheWay(call, group)].filter((host) => !leaves(call, host));
  const from = staying.length;
  changeGroup(call, group.arn, { desired });
  const why = (follow: string) => (at: number) => `At ${iso(call.now)} ${cause}  At ${iso(at)} ${follow}`;
  const difference = "in response to a difference between desired and actual capacity";
  const taken: Member[] = [...staying];
  for (let n = from; n < desired; n += 1) {
    const how = `an instance was started ${difference}, increasing the capacity from ${from} to ${desired}.`;
    taken.push(launch(call, group, taken, call.now + NOTICE_MS, why(how)));
  }
  for (let n = from; n > desired; n -= 1) {
    const host = nextToGo(taken);
    taken.splice(taken.indexOf(host), 1);
    const how = `an instance was taken out of service ${difference}, shrinking the capacity from ${from} to ${desired}.`;
    release(call, group, host.id, Math.max(call.now + NOTICE_MS, host.launchedAt), why(how));
  }
}

/** Those whose launch is decided on and has not begun. */
const onTheWay = (call: Call, group: LiveGroup): Member[] =>
  launchedInstances(call)
    .all()
    .filter(
      ([, { account, scalingGroup, at }]) =>
        account === call.account.id && scalingGroup === group.name && at > call.now,
    )
    .map(([id, { name, zone, at }]) => ({ id, name, zone, launchedAt: at }));

/** Whether it is terminated, or marked to be at a later moment. */
const leaves = (call: Call, host: Pick<Host, "id">) => hostDocuments(call).get(host.id)?.terminatedAt !== undefined;

type Member = Pick<Host, "id" | "name" | "zone" | "launchedAt">;

/** In the zone with most of them, the one that was launched first. */
function nextToGo(members: Member[]): Member {
  const crowd = (zone: string) => members.filter((m) => m.zone === zone).length;
  const [first] = members.toSorted((a, b) => crowd(b.zone) - crowd(a.zone) || a.launchedAt - b.launchedAt);
  return first as Member;
}

/** Into the zone with fewest of them, under the lowest number that is free. */
export function launch(
  call: Call,
  group: LiveGroup,
  members: Member[],
  at: number,
  why: (at: number) => string,
): Member {
  const crowd = (zone: string) => members.filter((m) => m.zone === zone).length;
  const [place] = group.subnets.toSorted((a, b) => crowd(a.zone) - crowd(b.zone));
  const zone = place?.zone ?? "";
  const stem = group.tags.Name ?? group.name;
  const names = members.map((m) => m.name);
  const number = Array.from({ length: names.length + 1 }, (_, n) => n + 1).find((n) => !names.includes(`${stem}-${n}`));
  const id = `i-0${randomBytes(8).toString("hex")}`;
  const name = `${stem}-${number}`;
  launchedInstances(call).set(id, {
    account: call.account.id,
    like: group.instances[0] ?? "",
    name,
    zone,
    scalingGroup: group.name,
    at,
  });
  record(call, group, `Launching a new EC2 instance: ${id}`, at, LAUNCH_MS, why(at));
  return { id, name, zone, launchedAt: at };
}

export function release(call: Call, group: LiveGroup, id: string, at: number, why: (at: number) => string): void {
  if (hostDocuments(call).get(id)?.terminatedAt === undefined) changeInstance(call, id, { terminatedAt: at });
  record(call, group, `Terminating EC2 instance: ${id}`, at, TERMINATE_MS, why(at));
}

function record(call: Call, group: LiveGroup, description: string, at: number, lasts: number, cause: string): void {
  const activity: ScalingActivity = {
    id: randomUUID(),
    group: group.name,
    description,
    cause,
    details: JSON.stringify({ "Subnet ID": group.subnets[0]?.id, "Availability Zone": group.subnets[0]?.zone }),
    startedAt: at,
    endedAt: at + lasts,
  };
  const known = groupChanges(call).get(group.arn)?.activities ?? [];
  changeGroup(call, group.arn, { activities: [...known, activity] });
}
