/** Key pairs for SSH: the team's, the one of the forgotten hosts, and one of somebody who left. */
import { dev } from "./account.ts";
import { DAY } from "./calendar.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { SEOUL, VIRGINIA } from "./network.ts";
import { randomOf } from "./random.ts";
import { resourceId } from "./resource-id.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

export interface KeyPair {
  id: string;
  arn: string;
  name: string;
  region: string;
  fingerprint: string;
  createdAt: number;
  tags: Tags;
}

/** The key that the person who forgot the GPU hosts made for them. */
export const gpuKeyName = ({ cast, story }: Setting): string => `${cast[story.gpuLauncher].name.split(".")[0]}-gpu`;

export const keyPairsOf = perSetting((setting): KeyPair[] => {
  const { cast, anchor, story } = setting;
  if (setting.account === dev) return [];
  const ops = tagsOf(cast, "platform", "sre");
  return [
    keyPair(setting, "haneul-ops", SEOUL, anchor - 610 * DAY, ops),
    keyPair(
      setting,
      `${cast.leaver.name.split(".")[0]}-laptop`,
      SEOUL,
      anchor - 655 * DAY,
      tagsOf(cast, "platform", "leaver"),
    ),
    keyPair(setting, gpuKeyName(setting), VIRGINIA, story.gpuLaunch - 240_000, {}),
  ];
});

function keyPair(setting: Setting, name: string, region: string, createdAt: number, tags: Tags): KeyPair {
  const id = resourceId(setting, "key", name);
  const digest = randomOf(setting.seed, "key-fingerprint", name).hex(40);
  const fingerprint = digest.match(/../g)?.join(":") ?? "";
  return { id, arn: ec2Arn(setting, region, "key-pair", id), name, region, fingerprint, createdAt, tags };
}
