/**
 * What happened at Haneul Commerce, placed relative to today's midnight in Seoul. One entry fans out to cost,
 * events, instances, findings and logs, which is what keeps the account coherent.
 */
import { DAY, HOUR, MINUTE } from "./calendar.ts";

export interface Story {
  /** hana.choi starts two g5.12xlarge in us-east-1, untagged, and forgets them. */
  gpuLaunch: number;
  /** deploy-bot ships order-api 1.42.0: NullPointerException at OrderMapper.map until the rollback. */
  deploy: number;
  rollback: number;
  /** payment-worker runs out of memory six times after its limit was lowered. */
  memoryLowered: number;
  outOfMemory: number[];
  /** minsu.park opens port 22 to the world; a day later the bastion is brute-forced. */
  portOpened: number;
  bruteForce: number;
  /** Seven failed console logins as sarah.lee from a Tor exit. */
  torLogins: number[];
  rootLogin: number;
  /** data-batch removes the VPC endpoint of the log shipper: NAT bytes rise ninefold until it is back. */
  endpointRemoved: number;
  endpointRestored: number;
}

const at = (midnight: number, daysAgo: number, hour: number, minute: number) =>
  midnight - daysAgo * DAY + hour * HOUR + minute * MINUTE;

export function storyOf(midnight: number): Story {
  const oom = at(midnight, 9, 13, 5);
  const tor = at(midnight, 6, 3, 11);
  return {
    gpuLaunch: at(midnight, 17, 18, 36),
    deploy: at(midnight, 2, 6, 50),
    rollback: at(midnight, 2, 7, 33),
    memoryLowered: at(midnight, 9, 12, 48),
    outOfMemory: [0, 17, 39, 58, 84, 113].map((m) => oom + m * MINUTE),
    portOpened: at(midnight, 4, 15, 22),
    bruteForce: at(midnight, 3, 4, 40),
    torLogins: [0, 41, 77, 130, 214, 355, 512].map((s) => tor + s * 1000),
    rootLogin: at(midnight, 11, 2, 47),
    endpointRemoved: at(midnight, 22, 9, 0),
    endpointRestored: at(midnight, 19, 9, 0),
  };
}
