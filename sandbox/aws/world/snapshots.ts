/** Snapshots: the weekly ones of the data disks, those under the images, and some nobody remembers. */
import { dev } from "./account.ts";
import { DAY, HOUR } from "./calendar.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { imagesOf } from "./images.ts";
import { SEOUL } from "./network.ts";
import { platformTags } from "./platform-tags.ts";
import { resourceId } from "./resource-id.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";
import { volumesAt } from "./volumes.ts";

export interface Snapshot {
  id: string;
  arn: string;
  region: string;
  /** `vol-ffffffff` where the volume was never in this account. */
  volume: string;
  gib: number;
  description: string;
  encrypted: boolean;
  startedAt: number;
  tags: Tags;
}

/** Sundays, at three in the morning in Seoul, of which the lifecycle policy keeps four. */
const WEEK = 7 * DAY;
const FIRST_SUNDAY = Date.UTC(2020, 0, 4, 18, 0);
const KEPT = 4;

export function snapshotsAt(setting: Setting, now: number): Snapshot[] {
  const data = volumesAt(setting, now).filter((v) => v.attached && v.region === SEOUL && v.gib >= 500);
  const last = FIRST_SUNDAY + Math.floor((now - FIRST_SUNDAY) / WEEK) * WEEK;
  const weekly = Array.from({ length: KEPT }, (_, n) => last - n * WEEK).flatMap((startedAt) =>
    data.map((volume): Snapshot => {
      const key = `${volume.id} ${startedAt}`;
      return {
        ...snapshotOf(
          setting,
          key,
          volume.gib,
          startedAt,
          "Created for policy: policy-0a1c33f07f9be2d54 schedule: weekly",
        ),
        volume: volume.id,
        tags: platformTags(setting, `${volume.tags.Name}-weekly`),
      };
    }),
  );
  return setting.account === dev ? [] : [...weekly, ...standingSnapshotsOf(setting)];
}

const standingSnapshotsOf = perSetting((setting): Snapshot[] => {
  const { names, cast, anchor } = setting;
  const images = imagesOf(setting).flatMap((image): Snapshot[] => {
    if (!image.snapshot) return [];
    const description = `Created by CreateImage(${resourceId(setting, "i", image.key)}) for ${image.id}`;
    const made = snapshotOf(setting, image.key, image.gib, image.createdAt, description);
    return [{ ...made, id: image.snapshot, arn: ec2Arn(setting, SEOUL, "snapshot", image.snapshot), tags: image.tags }];
  });
  const old: [key: string, gib: number, daysAgo: number, description: string, tags: Tags][] = [
    [
      "before-upgrade",
      500,
      498,
      `before ${names.search} upgrade`,
      tagsOf(cast, "search", "ml", { Name: `${names.search}-before-upgrade` }),
    ],
    [
      "payment-cutover",
      100,
      431,
      `${names.payment} cutover, delete after one week`,
      tagsOf(cast, "payment", "backend"),
    ],
    [
      "leaver-backup",
      300,
      420,
      `backup ${cast.leaver.name}`,
      tagsOf(cast, "data", "leaver", { Name: "backup-do-not-delete" }),
    ],
  ];
  return [
    ...images,
    ...old.map(([key, gib, daysAgo, description, tags]) => ({
      ...snapshotOf(setting, key, gib, anchor - daysAgo * DAY + 11 * HOUR, description),
      encrypted: false,
      tags,
    })),
  ];
});

function snapshotOf(setting: Setting, key: string, gib: number, startedAt: number, description: string): Snapshot {
  const id = resourceId(setting, "snap", key);
  return {
    id,
    arn: ec2Arn(setting, SEOUL, "snapshot", id),
    region: SEOUL,
    volume: "vol-ffffffff",
    gib,
    description,
    encrypted: true,
    startedAt,
    tags: {},
  };
}
