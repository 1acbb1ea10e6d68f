/** The GuardDuty findings of an account: 25 in production, with all that their shape is made of. */
import { dev } from "./account.ts";
import { type Bucket, bucketsOf } from "./buckets.ts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import type { Part } from "./cast.ts";
import type { FindingLine, Seen } from "./finding-line.ts";
import { devFindingLines, findingLines } from "./finding-lines.ts";
import { type Instance, instancesAt } from "./instances.ts";
import { randomOf } from "./random.ts";
import { type RemotePlace, remotePlaces, torPlace } from "./remote-places.ts";
import { CANON } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface Finding {
  id: string;
  arn: string;
  region: string;
  detectorId: string;
  type: string;
  /** 1.0 to 8.9. */
  severity: number;
  title: string;
  description: string;
  archived: boolean;
  /** Made by "generate sample findings": says nothing about the account. */
  sample: boolean;
  count: number;
  firstSeen: number;
  lastSeen: number;
  /** GuardDuty needs some minutes to tell. */
  createdAt: number;
  updatedAt: number;
  /** As it was then. */
  instance?: Instance;
  user?: { name: string; userId: string; accessKeyId: string };
  bucket?: Bucket;
  seen: Seen;
  remoteIp: string;
  remotePlace: RemotePlace;
}

export const detectorIdOf = ({ seed, account }: Pick<Setting, "seed" | "account">, region: string): string =>
  randomOf(seed, account.id, "detector", region).hex(32);

/** How long GuardDuty takes from what it saw to a finding. */
const TELLING = 7 * MINUTE;

export const findingsOf = perSetting((setting: Setting): Finding[] => {
  const lines = setting.account === dev ? devFindingLines : findingLines;
  return lines.map((line, index) => findingOf(setting, line, index));
});

function findingOf(setting: Setting, line: FindingLine, index: number): Finding {
  const { seed, story, anchor, account } = setting;
  const random = randomOf(seed, account.id, "finding", index);
  const moved = seed === CANON ? 0 : random.int(-(line.spread ?? 0), line.spread ?? 0);
  const ownTime = anchor - (line.daysAgo + moved) * DAY + random.int(0, 23) * HOUR + random.int(0, 3599) * 1000;
  const firstSeen = line.at ? line.at(story) : ownTime;
  const count = line.count ?? random.int(1, 12);
  const span = count === 1 ? 0 : (line.hours ?? 1) * HOUR;
  const lastSeen = Math.max(firstSeen, Math.min(firstSeen + span, anchor - HOUR));
  const subject = subjectOf(setting, line, firstSeen);
  const region = subject.instance?.region ?? (line.virginia ? "us-east-1" : "ap-northeast-2");
  const id = random.hex(32);
  const detectorId = detectorIdOf(setting, region);
  const place = random.pick(remotePlaces);
  const tor = line.type.endsWith("TorIPCaller");
  const title = line.title.replace("{}", nameOf(subject));
  return {
    id,
    arn: `arn:aws:guardduty:${region}:${account.id}:detector/${detectorId}/finding/${id}`,
    region,
    detectorId,
    type: line.type,
    severity: line.severity,
    title: line.sample ? `[SAMPLE] ${title}` : title,
    description: `${title}.`,
    archived: line.archived ?? false,
    sample: line.sample ?? false,
    count: tor ? story.torLogins.length : count,
    firstSeen,
    lastSeen: tor ? (story.torLogins.at(-1) ?? lastSeen) : lastSeen,
    createdAt: firstSeen + TELLING,
    updatedAt: (tor ? (story.torLogins.at(-1) ?? lastSeen) : lastSeen) + TELLING,
    ...subject,
    seen: line.seen,
    remoteIp: tor ? story.torExit : `${place.network}.${random.int(2, 250)}`,
    remotePlace: tor ? torPlace : place,
  };
}

type Subject = Pick<Finding, "instance" | "user" | "bucket">;

function subjectOf(setting: Setting, { about, type }: FindingLine, time: number): Subject {
  if ("host" in about) {
    // A host that is launched later than the finding's own time cannot be what it is about.
    const hosts = instancesAt(setting, Math.max(time, setting.anchor)).filter((host) => host.role === about.host);
    const instance = hosts[(about.number ?? 1) - 1];
    if (!instance) throw new Error(`${type} is about a host that there is not: ${about.host}`);
    return { instance };
  }
  const user = about.part === "root" ? rootOf(setting) : setting.cast[about.part as Part];
  if (!("bucket" in about)) return { user };
  const isOpen = (bucket: Bucket) => bucket.publicPolicy === (about.bucket === "open");
  const bucket = bucketsOf(setting).find((b) => isOpen(b) && (about.bucket === "open" || b.tags.team === "data"));
  return { user, ...(bucket ? { bucket } : {}) };
}

const nameOf = ({ instance, user, bucket }: Subject): string =>
  instance ? instance.name || instance.id : (bucket?.name ?? user?.name ?? "");

const rootOf = ({ seed, account }: Setting) => ({
  name: "root",
  userId: account.id,
  accessKeyId: `ASIA${randomOf(seed, account.id, "root-session").hex(16).toUpperCase()}`,
});
