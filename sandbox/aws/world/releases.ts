/**
 * Deployments: a new revision of a service's task definition and the update of the service to it, one after the
 * other. Ordinary ones are a function of the absolute Seoul day; those of the story hang on the anchor.
 */
import { prod } from "./account.ts";
import { DAY, HOUR, isSeoulWeekend, MINUTE } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { randomOf } from "./random.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface Release {
  /** The ECS service, and the family of its task definition. */
  service: string;
  /** When UpdateService was called. */
  time: number;
  by: Part;
  revision: number;
  /** The tag of the image. */
  version: string;
  /** MiB that the service's container may use. */
  memory: number;
  /** An older revision again: nothing was built or registered. */
  rollback: boolean;
}

/** How long before its UpdateService a revision is registered. */
export const REGISTERED_BEFORE = 90_000;
/** Counted from here, so that a revision keeps its number: 1 January 2024, 00:00 in Seoul. */
const FIRST_DAY = Date.UTC(2023, 11, 31, 15);
/** Days before the story's own on which its two services were released as well. */
const EARLIER = [2, 9, 20, 33, 47, 61, 76, 88];

/** All releases of the service that could be on a day up to a year past the anchor, oldest first. */
const allOf = perSetting((setting) => {
  const { names } = setting;
  if (setting.account.id !== prod.id) return everyday(setting, names.order);
  const ordinary = [names.web, names.cart, names.search].flatMap((service) => everyday(setting, service));
  return [...ordinary, ...orderReleases(setting), ...paymentReleases(setting)].sort((a, b) => a.time - b.time);
});

/** Releases in [from, to), oldest first. */
export const releasesOf = (setting: Setting, from: number, to: number): Release[] =>
  allOf(setting).filter(({ time }) => time >= from && time < to);

/** The one that serves at `time`. */
export const currentRelease = (setting: Setting, service: string, time: number): Release | undefined =>
  allOf(setting).findLast((release) => release.service === service && release.time <= time);

/** Four weeks are drawn at once: years of days, each by itself, would take longer than the account may to answer. */
const BLOCK = 28 * DAY;

/** On about one working day in six. */
function everyday({ seed, account, anchor }: Setting, service: string): Release[] {
  const releases: Release[] = [];
  for (let block = FIRST_DAY; block < anchor + 366 * DAY; block += BLOCK) {
    const random = randomOf(seed, account.id, "release", service, block);
    for (let midnight = block; midnight < block + BLOCK; midnight += DAY) {
      if (isSeoulWeekend(midnight) || random.next() >= 1 / 6) continue;
      const revision = releases.length + 1;
      releases.push({
        service,
        time: midnight + 10 * HOUR + random.int(0, 7 * 3600) * 1000,
        by: "deployBot",
        revision,
        version: `2.${Math.floor(revision / 4)}.${revision % 4}`,
        memory: 2048,
        rollback: false,
      });
    }
  }
  return releases;
}

function orderReleases({ seed, names, story }: Setting): Release[] {
  const { orderRevision, release, rollbackBy } = story;
  const common = { service: names.order, memory: 4096, rollback: false };
  const minor = Number(release.from.split(".")[1]);
  const random = randomOf(seed, "release", names.order);
  const earlier = EARLIER.map((days, index): Release => {
    const version = `1.${minor - Math.floor(index / 4)}.${3 - (index % 4)}`;
    const time = story.deploy - days * DAY - DAY + random.int(-90, 90) * MINUTE;
    return { ...common, time, by: "deployBot", revision: orderRevision.from - index, version };
  });
  return [
    ...earlier,
    { ...common, time: story.deploy, by: "deployBot", revision: orderRevision.to, version: release.to },
    {
      ...common,
      time: story.rollback,
      by: rollbackBy,
      revision: orderRevision.from,
      version: release.from,
      rollback: true,
    },
  ];
}

function paymentReleases({ seed, names, story }: Setting): Release[] {
  const random = randomOf(seed, "release", names.payment);
  const version = "3.14.2";
  const common = { service: names.payment, rollback: false };
  const earlier = EARLIER.map((days, index): Release => {
    const time = story.memoryLowered - days * DAY - DAY + random.int(-90, 90) * MINUTE;
    const patch = index < 3 ? `3.14.${2 - index}` : `3.13.${8 - index}`;
    const revision = story.memoryRevision - 1 - index;
    return { ...common, time, by: "deployBot", revision, version: patch, memory: story.memory.before };
  });
  const changed = { ...common, version };
  return [
    ...earlier,
    {
      ...changed,
      time: story.memoryLowered,
      by: story.memoryLoweredBy,
      revision: story.memoryRevision,
      memory: story.memory.lowered,
    },
    {
      ...changed,
      time: story.memoryRestored,
      by: story.memoryRestoredBy,
      revision: story.memoryRevision + 1,
      memory: story.memory.before,
    },
  ];
}
