import type { ImageKey } from "./images.ts";
import type { Tier } from "./network.ts";
import type { Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

/** A host of the world as somebody would have written it down. */
export interface HostRow {
  name: string;
  role: string;
  type: string;
  zone: string;
  /** Besides Name; a key that is absent is a gap. */
  tags: Tags;
  /** GiB of the root disk and of further ones. */
  disks: number[];
  image: ImageKey;
  /** Keys of security groups. */
  groups: string[];
  tier?: Tier;
  /** Where a service's calls are seen to come from this host. */
  privateIp?: string;
  keyName?: string;
  profile?: string;
  scalingGroup?: string;
  stoppedDaysAgo?: number;
  protected?: true;
}

const MANAGED = { opsthread: "managed" };
const zoneOf = (letter: string) => `ap-northeast-2${letter}`;

export function hostRows({ cast, names }: Setting): HostRow[] {
  type Common = Omit<HostRow, "name" | "zone" | "image" | "keyName"> & { image?: ImageKey };
  /** One host a letter, numbered from 1. */
  const fleet = (service: string, letters: string, common: Common): HostRow[] =>
    [...letters].map((letter, index) => ({
      image: "al2023-arm64",
      keyName: "haneul-ops",
      profile: common.role,
      ...common,
      name: `${service}-${index + 1}`,
      zone: zoneOf(letter),
    }));
  const single = (name: string, letter: string, common: Common): HostRow[] =>
    fleet(name, letter, common).map((row) => ({ ...row, name }));
  return [
    ...fleet(names.order, "abc", {
      role: "order",
      type: "m7g.large",
      tags: tagsOf(cast, "order", "backend", MANAGED),
      disks: [50],
      image: "order-golden",
      groups: ["order"],
    }),
    ...fleet(names.payment, "ac", {
      role: "payment",
      type: "m7g.xlarge",
      tags: tagsOf(cast, "payment", "backend", MANAGED),
      disks: [100],
      groups: ["payment"],
    }),
    ...fleet(names.web, "abc", {
      role: "web",
      type: "c7g.xlarge",
      tags: tagsOf(cast, "web", "abroad"),
      disks: [50],
      image: "web-golden",
      groups: ["web"],
      scalingGroup: `${names.web}-asg`,
    }),
    ...fleet(names.cart, "ac", {
      role: "cart",
      type: "m7g.large",
      tags: tagsOf(cast, "order", "backend"),
      disks: [50],
      groups: ["cart"],
      scalingGroup: `${names.cart}-asg`,
    }),
    ...fleet(names.search, "ab", {
      role: "search",
      type: "r7g.xlarge",
      tags: tagsOf(cast, "search", "ml"),
      disks: [50, 500],
      groups: ["search"],
    }),
    ...fleet(names.batch, "b", {
      role: "batch",
      type: "m7g.2xlarge",
      tags: tagsOf(cast, "data", "ml", MANAGED),
      disks: [100, 1000],
      groups: ["batch"],
      privateIp: cast.dataBatch.ip,
    }),
    ...fleet(names.dashboards, "a", {
      role: "dashboards",
      type: "t4g.medium",
      tags: tagsOf(cast, "platform", "sre"),
      disks: [100],
      groups: ["dashboards"],
      privateIp: cast.grafana.ip,
    }),
    ...single(names.bastion, "a", {
      role: "bastion",
      type: "t4g.micro",
      tags: tagsOf(cast, "platform", "sre"),
      disks: [30],
      groups: ["bastion"],
      tier: "public",
      protected: true,
    }),
    ...fleet(names.adminTool, "c", {
      role: "admin-tool",
      type: "t3.medium",
      tags: tagsOf(cast, "", ""),
      disks: [50],
      image: "al2023-x86_64",
      groups: ["admin-tool"],
      tier: "public",
    }),
    ...single(names.legacyAdmin, "a", {
      role: "legacy-admin",
      type: "t3.large",
      tags: tagsOf(cast, "platform", ""),
      disks: [100, 300],
      image: "al2-x86_64",
      groups: ["legacy"],
      stoppedDaysAgo: 75,
      protected: true,
    }),
    ...single(names.oldBatch, "b", {
      role: "old-batch",
      type: "m5.large",
      tags: tagsOf(cast, "", "leaver", { ...MANAGED, "opsthread-terminate": "yes" }),
      disks: [100, 200],
      image: "al2-x86_64",
      groups: ["legacy"],
      stoppedDaysAgo: 133,
    }),
  ];
}

/** The development account: two small hosts. */
export function devRows({ cast }: Setting): HostRow[] {
  const common = { type: "t4g.small", disks: [30], image: "al2023-arm64" as const, groups: ["order"], role: "order" };
  return [
    {
      ...common,
      name: "order-api-dev-1",
      zone: zoneOf("a"),
      profile: "order",
      tags: tagsOf(cast, "order", "backend", { env: "dev", ...MANAGED }),
    },
    {
      ...common,
      name: "playground",
      zone: zoneOf("c"),
      profile: "order",
      tags: tagsOf(cast, "", "", { env: "dev" }),
    },
  ];
}
