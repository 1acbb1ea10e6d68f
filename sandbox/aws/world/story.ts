/**
 * What happened at Haneul Commerce, placed relative to the anchor (a midnight in Seoul). One entry fans out to
 * cost, events, instances, findings, metrics and logs, which is what keeps the account coherent. The canonical
 * seed has the times the documents speak of; another seed has other times, amounts and culprits.
 */
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { drawn, drawnNumber } from "./seed.ts";

export interface Story {
  /** S1: somebody starts two g5.12xlarge in us-east-1, untagged, and forgets them. */
  gpuLaunch: number;
  gpuLauncher: Part;
  /**
   * S2: the deploy bot ships order-api `release.to` (UpdateService at `deploy`). Minutes later the new tasks serve:
   * 5xx at `errorShare` from `errorsFrom` to `errorsTo`, ended by the rollback to `release.from`.
   */
  deploy: number;
  errorsFrom: number;
  errorsTo: number;
  rollback: number;
  rollbackBy: Part;
  release: { from: string; to: string };
  /** Revisions of the task definition order-api that carry the two releases. */
  orderRevision: { from: number; to: number };
  /** Share of failing requests while it is broken, 0 to 1; 0.002 otherwise. */
  errorShare: number;
  /**
   * S3: payment-worker runs out of memory after its limit was lowered in the task definition `memoryRevision`;
   * the revision after it gives the memory back.
   */
  memoryLowered: number;
  memoryRevision: number;
  memoryLoweredBy: Part;
  /** MiB of a task. */
  memory: { before: number; lowered: number };
  outOfMemory: number[];
  memoryRestored: number;
  memoryRestoredBy: Part;
  /** S4: somebody opens port 22 to the world; a day later the bastion is brute-forced. */
  portOpened: number;
  portOpener: Part;
  bruteForce: number;
  /** S5: failed console logins as the person abroad, from a Tor exit. */
  torLogins: number[];
  torExit: string;
  /** S6: the root user signs in and is denied an access key. */
  rootLogin: number;
  /** S7: the VPC endpoint of the log shipper is gone: NAT bytes rise `natFactor`-fold until it is back. */
  endpointRemoved: number;
  endpointRestored: number;
  endpointRestoredBy: Part;
  natFactor: number;
  /**
   * S8: the storage of users-db; used share at the anchor, and days left from there at the present growth. It
   * cannot grow by itself since somebody switched storage autoscaling off.
   */
  autoscalingOff: number;
  autoscalingOffBy: Part;
  storageShare: number;
  storageDaysLeft: number;
  /**
   * S9: the VIP queue of the contact centre backs up on the anchor's day, from then on: the evening before,
   * somebody changed the flow, and its business-hours branch now points the wrong way.
   */
  flowChanged: number;
  flowChangedBy: Part;
  queueBacksUp: number;
  queueWaiting: number;
  queueOldestSeconds: number;
  /** Two changes of long ago that GuardDuty told of, looked at and archived since. */
  passwordPolicy: number;
  bucketOpened: number;
  /** Savings plan coverage falls from the one share to the other, from this time on. */
  coverageFell: { at: number; from: number; to: number };
}

/** A clock time in Seoul on the day `daysAgo` before the anchor. */
const at = (anchor: number, daysAgo: number, hour: number, minute: number) =>
  anchor - daysAgo * DAY + hour * HOUR + minute * MINUTE;

export function storyOf(seed: string, anchor: number): Story {
  const number = (role: string, canon: number, from: number, to: number) => drawnNumber(seed, role, canon, from, to);
  const deploy = at(anchor, 2, number("deploy-hour", 6, 5, 20), number("deploy-minute", 50, 0, 59));
  const errorsFrom = deploy + 3 * MINUTE;
  const errorsTo = errorsFrom + number("outage-minutes", 43, 24, 71) * MINUTE;
  const orderRevision = number("order-revision", 87, 52, 140);
  const memoryDay = number("memory-day", 9, 8, 12);
  const memory = at(anchor, memoryDay, number("memory-hour", 12, 9, 15), number("memory-minute", 48, 0, 59));
  const opened = number("port-day", 4, 4, 6);
  const tor = at(anchor, number("tor-day", 6, 4, 6), number("tor-hour", 3, 1, 5), number("tor-minute", 11, 0, 59));
  const nat = number("nat-day", 22, 20, 25);
  const kills = number("memory-kills", 6, 4, 8);
  const outOfMemory = [0, 17, 39, 58, 84, 113, 131, 152].slice(0, kills).map((m) => memory + (17 + m) * MINUTE);
  const tries = number("tor-tries", 7, 5, 9);
  const minor = number("release", 42, 31, 58);
  return {
    gpuLaunch: at(
      anchor,
      number("gpu-day", 17, 13, 19),
      number("gpu-hour", 18, 14, 19),
      number("gpu-minute", 36, 0, 59),
    ),
    gpuLauncher: drawn<Part>(seed, "gpu-launcher", ["ml", "backend", "abroad"]),
    deploy,
    errorsFrom,
    errorsTo,
    rollback: errorsTo - 2 * MINUTE,
    rollbackBy: drawn<Part>(seed, "rollback-by", ["sre", "backend"]),
    release: { from: `1.${minor - 1}.3`, to: `1.${minor}.0` },
    orderRevision: { from: orderRevision - 1, to: orderRevision },
    errorShare: number("error-share", 31, 18, 46) / 100,
    memoryLowered: memory,
    memoryRevision: number("memory-revision", 88, 61, 120),
    memoryLoweredBy: drawn<Part>(seed, "memory-lowered-by", ["backend", "ml"]),
    memory: { before: 2048, lowered: drawn(seed, "memory-lowered", [512, 1024, 768]) },
    outOfMemory,
    memoryRestored: (outOfMemory.at(-1) ?? memory) + 14 * MINUTE,
    memoryRestoredBy: drawn<Part>(seed, "memory-restored-by", ["sre", "backend"]),
    portOpened: at(anchor, opened, number("port-hour", 15, 10, 18), number("port-minute", 22, 0, 59)),
    portOpener: drawn<Part>(seed, "port-opener", ["backend", "ml", "sre"]),
    bruteForce: at(anchor, opened - 1, number("brute-hour", 4, 1, 6), number("brute-minute", 40, 0, 59)),
    torLogins: [0, 41, 77, 130, 214, 355, 512, 640, 803].slice(0, tries).map((s) => tor + s * 1000),
    torExit: drawn(seed, "tor-exit", ["185.220.101.34", "185.220.102.8", "192.42.116.187", "199.249.230.87"]),
    rootLogin: at(
      anchor,
      number("root-day", 11, 8, 15),
      number("root-hour", 2, 0, 5),
      number("root-minute", 47, 0, 59),
    ),
    endpointRemoved: at(anchor, nat, 9, 0),
    endpointRestored: at(anchor, nat - number("nat-days", 3, 2, 4), 9, 0),
    endpointRestoredBy: drawn<Part>(seed, "endpoint-restored-by", ["sre", "backend"]),
    natFactor: number("nat-factor", 9, 6, 12),
    autoscalingOff: at(
      anchor,
      number("autoscaling-off-day", 38, 31, 52),
      16,
      number("autoscaling-off-minute", 12, 0, 59),
    ),
    autoscalingOffBy: drawn<Part>(seed, "autoscaling-off-by", ["backend", "sre", "dataBatch"]),
    storageShare: number("storage-share", 91, 86, 94) / 100,
    storageDaysLeft: number("storage-days", 6, 4, 9),
    flowChanged: at(anchor, 1, number("flow-hour", 18, 16, 20), number("flow-minute", 27, 0, 59)),
    flowChangedBy: drawn<Part>(seed, "flow-changed-by", ["sre", "backend"]),
    queueBacksUp: at(anchor, 0, 0, 5),
    queueWaiting: number("queue-waiting", 14, 9, 23),
    queueOldestSeconds: number("queue-oldest", 660, 420, 1380),
    passwordPolicy: at(anchor, number("policy-day", 58, 54, 66), 14, number("policy-minute", 8, 0, 59)),
    bucketOpened: at(anchor, number("bucket-day", 51, 42, 53), 11, number("bucket-minute", 31, 0, 59)),
    coverageFell: {
      at: at(anchor, 24, 0, 0),
      from: number("coverage-from", 78, 72, 84) / 100,
      to: number("coverage-to", 61, 52, 66) / 100,
    },
  };
}
