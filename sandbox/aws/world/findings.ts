/** The 25 GuardDuty findings: 4 high, 9 medium, 12 low; five archived, three of the sample kind. */
import type { Account } from "./account.ts";
import { DAY, HOUR } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { findingLines } from "./finding-lines.ts";
import type { Instance } from "./instances.ts";
import { randomOf } from "./random.ts";
import type { Setting } from "./setting.ts";

export interface Finding {
  id: string;
  arn: string;
  region: string;
  detectorId: string;
  type: string;
  severity: number;
  title: string;
  description: string;
  archived: boolean;
  /** Made by "generate sample findings": says nothing about the account. */
  sample: boolean;
  count: number;
  firstSeen: number;
  lastSeen: number;
  instance?: Instance;
  user?: { name: string; userId: string; accessKeyId: string };
  remoteIp: string;
}

export const detectorIdOf = (seed: string, region: string): string => randomOf(seed, "detector", region).hex(32);

export function findingsOf(setting: Setting, instances: Instance[]): Finding[] {
  const { seed, story, anchor: midnight, account, cast } = setting;
  return findingLines.map(([type, severity, daysAgo, where, said, options = {}], index) => {
    const actor = where in cast ? cast[where as Part] : undefined;
    const title = actor ? said.replaceAll(where, actor.name) : said;
    const random = randomOf(seed, "finding", index);
    const ownTime = midnight - daysAgo * DAY + random.int(0, 23) * HOUR + random.int(0, 3599) * 1000;
    const firstSeen = options.story ? options.story(story) : ownTime;
    const instance = instances.find((i) => (where === "gpu" ? i.type === "g5.12xlarge" : i.name === where));
    const region = instance?.region ?? (options.virginia ? "us-east-1" : "ap-northeast-2");
    const id = random.hex(32);
    const detectorId = detectorIdOf(seed, region);
    return {
      id,
      arn: `arn:aws:guardduty:${region}:${account.id}:detector/${detectorId}/finding/${id}`,
      region,
      detectorId,
      type,
      severity,
      title: options.sample ? `[SAMPLE] ${title}` : title,
      description: `${title}.`,
      archived: options.archived ?? false,
      sample: options.sample ?? false,
      count: options.count ?? random.int(1, 12),
      firstSeen,
      lastSeen: Math.max(firstSeen, Math.min(firstSeen + (options.hours ?? 1) * HOUR, midnight)),
      remoteIp:
        where === "abroad"
          ? story.torExit
          : `${random.int(45, 198)}.${random.int(1, 250)}.${random.int(1, 250)}.${random.int(2, 250)}`,
      ...(instance ? { instance } : { user: actor ?? root(account) }),
    };
  });
}

const root = (account: Account) => ({ name: "root", userId: account.id, accessKeyId: "" });
