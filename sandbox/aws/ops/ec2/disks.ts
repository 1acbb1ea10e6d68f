/** Volumes and snapshots as they are now. */
import type { Call } from "../../call.ts";
import { ec2Arn } from "../../world/ec2-arn.ts";
import type { Snapshot } from "../../world/snapshots.ts";
import { snapshotsAt } from "../../world/snapshots.ts";
import { type Volume, volumesAt } from "../../world/volumes.ts";
import { tagsOf } from "../tags.ts";
import { hostsOf } from "./hosts.ts";
import { isDeletedWith } from "./instance-shape.ts";

/** Sample time from the start of a snapshot to its end: the first of a volume copies all of it. */
export const SNAPSHOT_MS = 45_000;

/** A snapshot that a call made, or the mark that a call deleted one. */
interface SnapshotChange {
  made?: Snapshot & { account: string };
  deleted?: boolean;
}

export const snapshotChanges = (call: Call) => call.state.things<SnapshotChange>("snapshot");

export function snapshotsOf(call: Call): Snapshot[] {
  const changes = snapshotChanges(call);
  const made = changes.all().flatMap(([, { made: one }]) => (one?.account === call.account.id ? [one] : []));
  return [...snapshotsAt(call.world.setting, call.now), ...made]
    .filter((snapshot) => snapshot.region === call.region && !changes.get(snapshot.id)?.deleted)
    .map((snapshot) => ({ ...snapshot, tags: tagsOf(call, snapshot.arn, snapshot.tags) }));
}

/** A terminated instance takes its root disk with it and leaves the others behind. */
export function volumesOf(call: Call): Volume[] {
  const { setting } = call.world;
  const hosts = hostsOf(call);
  const left = volumesAt(setting, call.now)
    .filter((volume) => volume.region === call.region)
    .flatMap((volume): Volume[] => {
      const { attached } = volume;
      if (!attached) return [volume];
      const host = hosts.find((h) => h.id === attached.instance);
      if (host && host.state !== "terminated") return [volume];
      const { attached: _, ...alone } = volume;
      return isDeletedWith(attached.device) ? [] : [alone];
    });
  const ofLaunched = hosts
    .filter((host) => host.state !== "terminated")
    .flatMap((host) => host.volumes.map((volume) => ({ host, volume })))
    .filter(({ volume }) => !left.some((known) => known.id === volume.id))
    .map(({ host, volume }): Volume => {
      const { id, gib, createdAt, device } = volume;
      return {
        id,
        arn: ec2Arn(setting, host.region, "volume", id),
        region: host.region,
        zone: host.zone,
        gib,
        type: "gp3",
        iops: 3000,
        encrypted: true,
        createdAt,
        attached: { instance: host.id, device },
        tags: {},
      };
    });
  return [...left, ...ofLaunched].map((volume) => ({ ...volume, tags: tagsOf(call, volume.arn, volume.tags) }));
}
