/** Machine images: Amazon's own that are in use, and those the company made, one of them long unused. */
import { dev } from "./account.ts";
import { DAY } from "./calendar.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { SEOUL, VIRGINIA } from "./network.ts";
import { platformTags } from "./platform-tags.ts";
import { resourceId } from "./resource-id.ts";
import { perSetting, type Setting } from "./setting.ts";

export type ImageKey =
  | "al2023-arm64"
  | "al2023-x86_64"
  | "al2-x86_64"
  | "deep-learning"
  | "order-golden"
  | "web-golden"
  | "old-golden";

export interface Image {
  id: string;
  arn: string;
  key: ImageKey;
  name: string;
  description: string;
  region: string;
  /** The account that made it; Amazon's are public. */
  owner: string;
  arm: boolean;
  createdAt: number;
  deprecatedAt?: number;
  gib: number;
  /** Only of the company's own. */
  snapshot?: string;
  tags: Record<string, string>;
}

const AMAZON = "137112412989";
const AMAZON_DEEP_LEARNING = "898082745236";

export const imageIdOf = (setting: Setting, key: ImageKey): string => resourceId(setting, "ami", key);

export const imagesOf = perSetting((setting): Image[] => {
  const { names } = setting;
  const at = (daysAgo: number) => setting.anchor - daysAgo * DAY + 3_723_000;
  const amazon = (
    key: ImageKey,
    name: string,
    description: string,
    daysAgo: number,
    more: Partial<Image> = {},
  ): Image => {
    const region = more.region ?? SEOUL;
    const id = imageIdOf(setting, key);
    const arn = `arn:aws:ec2:${region}::image/${id}`;
    const common = { id, arn, key, name, description, region, owner: AMAZON, arm: true, gib: 8, tags: {} };
    return { ...common, createdAt: at(daysAgo), ...more };
  };
  const own = (key: ImageKey, service: string, daysAgo: number, more: Partial<Image> = {}): Image => {
    const day = new Date(at(daysAgo)).toISOString().slice(0, 10).replaceAll("-", "");
    const name = `${service}-golden-${day}`;
    return amazon(key, name, `${service} golden image`, daysAgo, {
      owner: setting.account.id,
      arn: ec2Arn(setting, SEOUL, "image", imageIdOf(setting, key)),
      gib: 50,
      snapshot: resourceId(setting, "snap", key),
      tags: platformTags(setting, name),
      ...more,
    });
  };
  const arm = amazon(
    "al2023-arm64",
    "al2023-ami-2023.8.20250721.2-kernel-6.1-arm64",
    "Amazon Linux 2023 AMI arm64",
    487,
  );
  if (setting.account === dev) return [arm];
  return [
    arm,
    amazon("al2023-x86_64", "al2023-ami-2023.8.20250721.2-kernel-6.1-x86_64", "Amazon Linux 2023 AMI x86_64", 487, {
      arm: false,
    }),
    amazon("al2-x86_64", "amzn2-ami-hvm-2.0.20240529.0-x86_64-gp2", "Amazon Linux 2 AMI x86_64 HVM gp2", 905, {
      arm: false,
      deprecatedAt: at(140),
    }),
    amazon(
      "deep-learning",
      "Deep Learning OSS Nvidia Driver AMI GPU PyTorch 2.8 (Ubuntu 22.04) 20260918",
      "Supported EC2 instances: G4dn, G5, G6, P4d, P5",
      64,
      { arm: false, region: VIRGINIA, owner: AMAZON_DEEP_LEARNING, gib: 65 },
    ),
    own("order-golden", names.order, 131),
    own("web-golden", names.web, 204),
    own("old-golden", names.legacyAdmin, 1012, { arm: false, gib: 100 }),
  ];
});
