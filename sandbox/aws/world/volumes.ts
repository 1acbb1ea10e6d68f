/** EBS: the disks of the instances, and four that nothing has been attached to for months. */
import { dev } from "./account.ts";
import { DAY, HOUR } from "./calendar.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { allInstancesOf, type Instance } from "./instances.ts";
import { SEOUL } from "./network.ts";
import { resourceId } from "./resource-id.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

export interface Volume {
  id: string;
  arn: string;
  region: string;
  zone: string;
  gib: number;
  type: "gp3" | "gp2";
  iops: number;
  encrypted: boolean;
  createdAt: number;
  /** Undefined: unattached. */
  attached?: { instance: string; device: string };
  tags: Tags;
}

/** Those that exist at `now`. */
export const volumesAt = (setting: Setting, now: number): Volume[] =>
  allVolumesOf(setting).filter((volume) => volume.createdAt <= now);

const allVolumesOf = perSetting((setting): Volume[] => [
  ...allInstancesOf(setting).flatMap((host) =>
    host.volumes.map(({ id, device, gib, createdAt }): Volume => {
      return {
        ...volumeOf(setting, id, host.region, host.zone, gib, createdAt),
        attached: { instance: host.id, device },
        tags: diskTags(setting, host, device),
      };
    }),
  ),
  ...(setting.account === dev ? [] : leftOver(setting)),
]);

/** The platform team's backup job tags every disk that is attached, and fills in itself what the host lacks. */
function diskTags({ cast }: Setting, { name, tags }: Instance, device: string): Tags {
  const { team = "platform", owner = cast.sre.name, env = "prod", opsthread } = tags;
  return {
    ...(name ? { Name: `${name}-${device.split("/").at(-1)}` } : {}),
    team,
    owner,
    env,
    backup: "weekly",
    ...(opsthread ? { opsthread } : {}),
  };
}

/** Left when their hosts were terminated. */
function leftOver(setting: Setting): Volume[] {
  const { cast, names, anchor } = setting;
  const rows: [key: string, zone: string, gib: number, daysAgo: number, tags: Tags, old?: true][] = [
    ["orders-migration", "a", 200, 214, tagsOf(cast, "order", "", { Name: `${names.order}-migration-scratch` })],
    ["search-reindex", "b", 500, 163, tagsOf(cast, "search", "", { Name: `${names.search}-reindex-tmp` })],
    ["nameless", "a", 80, 402, {}, true],
    [
      "leaver-test",
      "c",
      200,
      377,
      tagsOf(cast, "", "leaver", { Name: `${cast.leaver.name.split(".")[0]}-test` }),
      true,
    ],
  ];
  return rows.map(([key, zone, gib, daysAgo, tags, old]) => ({
    ...volumeOf(
      setting,
      resourceId(setting, "vol", key),
      SEOUL,
      `${SEOUL}${zone}`,
      gib,
      anchor - daysAgo * DAY + 9 * HOUR,
    ),
    ...(old ? { type: "gp2" as const, iops: Math.max(100, gib * 3), encrypted: false } : {}),
    tags,
  }));
}

const volumeOf = (
  setting: Setting,
  id: string,
  region: string,
  zone: string,
  gib: number,
  createdAt: number,
): Volume => ({
  id,
  arn: ec2Arn(setting, region, "volume", id),
  region,
  zone,
  gib,
  type: "gp3",
  iops: 3000,
  encrypted: true,
  createdAt,
  tags: {},
});
