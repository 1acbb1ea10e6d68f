/** The nine S3 buckets; one of them was made without the block of public access. */
import { createHash } from "node:crypto";
import { prod } from "./account.ts";
import { DAY, HOUR, utcDate, utcDays, utcMidnight } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { randomOf } from "./random.ts";
import { drawn } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

export interface StoredObject {
  key: string;
  size: number;
  modifiedAt: number;
  storageClass: "STANDARD" | "STANDARD_IA" | "GLACIER";
  /** Hex digits of the MD5, without quotes. */
  etag: string;
  /** Text of the small ones; the others have a size only. */
  body?: string;
}

export interface Bucket {
  name: string;
  arn: string;
  region: string;
  createdAt: number;
  versioning: boolean;
  /** All four settings on; undefined where the bucket has no such configuration at all. */
  publicAccessBlock?: true;
  /** The bucket policy lets anybody read. */
  publicPolicy: boolean;
  /** Bytes and objects in all at the anchor, as the storage metrics say; `objects` lists the recent ones. */
  bytes: number;
  count: number;
  tags: Tags;
  /** Those that exist at `now`, by key. */
  objects(now: number): StoredObject[];
}

const SEOUL = "ap-northeast-2";
const GB = 1_000_000_000;

/** How objects come into a bucket: so many a day, under keys of that day. */
interface Series {
  perDay: number;
  days: number;
  key(day: string, index: number, random: ReturnType<typeof randomOf>): string;
  size: [from: number, to: number];
}

interface Row {
  name: string;
  region?: string;
  team: string;
  owner: Part | "";
  gb: number;
  count: number;
  ageDays: number;
  versioning?: boolean;
  open?: boolean;
  series?: Series;
  fixed?: [key: string, body: string][];
}

export const bucketsOf = perSetting((setting: Setting): Bucket[] => {
  const rows = setting.account.id === prod.id ? productionRows(setting) : devRows;
  return rows.map((row) => toBucket(setting, row)).sort((a, b) => (a.name < b.name ? -1 : 1));
});

const perDay = (perDay: number, days: number, folder: string, ending: string, size: Series["size"]): Series => ({
  perDay,
  days,
  key: (day, index) => `${folder}${day.replaceAll("-", "/")}/part-${String(index).padStart(4, "0")}${ending}`,
  size,
});

function productionRows(setting: Setting): Row[] {
  const { account, seed } = setting;
  const bucket = (role: string, ...pool: [string, ...string[]]) => `haneul-${drawn(seed, `bucket-${role}`, pool)}`;
  const logs = (service: string): Series => ({
    perDay: 12,
    days: 14,
    key: (day, index, random) =>
      `AWSLogs/${account.id}/${service}/${SEOUL}/${day.replaceAll("-", "/")}/${account.id}_${service}_${SEOUL}_${day.replaceAll("-", "")}T${String(index * 2).padStart(2, "0")}05Z_${random.hex(8)}.log.gz`,
    size: [180_000, 9_400_000],
  });
  return [
    {
      name: bucket("images", "product-images", "catalog-images", "shop-images"),
      team: "web",
      owner: "abroad",
      gb: 8_420,
      count: 4_212_870,
      ageDays: 702,
      series: {
        perDay: 30,
        days: 5,
        key: (day, index, random) => `products/${day.slice(0, 7)}/${random.int(1000, 99_999)}-${index}/original.webp`,
        size: [40_000, 1_900_000],
      },
    },
    {
      name: bucket("web", "web-assets", "storefront-assets", "static-assets"),
      team: "web",
      owner: "abroad",
      gb: 12,
      count: 8_140,
      ageDays: 702,
      versioning: true,
      fixed: [
        ["index.html", "<!doctype html>\n<title>하늘커머스</title>\n"],
        ["robots.txt", "User-agent: *\nDisallow: /checkout\n"],
      ],
    },
    {
      name: "haneul-alb-logs",
      team: "platform",
      owner: "sre",
      gb: 1_920,
      count: 912_400,
      ageDays: 610,
      series: logs("elasticloadbalancing"),
    },
    {
      name: "haneul-cloudtrail",
      team: "platform",
      owner: "sre",
      gb: 310,
      count: 388_100,
      ageDays: 610,
      versioning: true,
      series: logs("CloudTrail"),
    },
    {
      name: bucket("lake", "data-lake", "analytics-lake", "warehouse-raw"),
      team: "data",
      owner: "ml",
      gb: 14_600,
      count: 1_740_300,
      ageDays: 520,
      series: perDay(16, 10, "orders/dt=", ".parquet", [2_000_000, 48_000_000]),
    },
    {
      name: "haneul-athena-results",
      team: "data",
      owner: "",
      gb: 96,
      count: 61_200,
      ageDays: 520,
      series: perDay(9, 6, "results/", ".csv", [400, 900_000]),
    },
    {
      name: bucket("backup", "db-backups", "database-dumps", "nightly-backups"),
      team: "platform",
      owner: "sre",
      gb: 3_060,
      count: 4_020,
      ageDays: 600,
      versioning: true,
      series: perDay(2, 30, "orders-db/", ".dump.zst", [6 * GB, 9 * GB]),
    },
    {
      name: bucket("event", "event-2024", "campaign-2024", "promo-2024"),
      team: "",
      owner: "leaver",
      gb: 41,
      count: 2_310,
      ageDays: 498,
      open: true,
      fixed: [
        ["landing/index.html", "<!doctype html>\n<title>추석 선물세트 기획전</title>\n"],
        ["landing/coupons.csv", "code,percent,until\nCHUSEOK10,10,2024-09-18\n"],
      ],
    },
    {
      name: bucket("training", "ml-training", "reco-training", "model-artifacts"),
      region: "us-east-1",
      team: "ml",
      owner: "ml",
      gb: 4_050,
      count: 18_900,
      ageDays: 330,
      series: perDay(1, 20, "reco/checkpoints/", ".safetensors", [1 * GB, 4 * GB]),
    },
  ];
}

const devRows: Row[] = [
  { name: "haneul-dev-artifacts", team: "platform", owner: "", gb: 22, count: 1_840, ageDays: 300 },
];

function toBucket(setting: Setting, row: Row): Bucket {
  const { seed, account, cast, anchor } = setting;
  const random = randomOf(seed, account.id, "bucket", row.name);
  const createdAt = anchor - row.ageDays * DAY + random.int(1, 9) * HOUR;
  return {
    name: row.name,
    arn: `arn:aws:s3:::${row.name}`,
    region: row.region ?? SEOUL,
    createdAt,
    versioning: row.versioning ?? false,
    ...(row.open ? {} : { publicAccessBlock: true }),
    publicPolicy: row.open ?? false,
    bytes: Math.round(row.gb * GB * random.about(0.02)),
    count: row.count,
    tags: account.id === prod.id ? tagsOf(cast, row.team, row.owner) : { env: "dev", team: row.team },
    objects: (now) => objectsOf(seed, row, createdAt, now),
  };
}

function objectsOf(seed: string, row: Row, createdAt: number, now: number): StoredObject[] {
  const fixed = (row.fixed ?? []).map(([key, body], index): StoredObject => {
    const size = Buffer.byteLength(body);
    const etag = createHash("md5").update(body).digest("hex");
    return { key, size, modifiedAt: createdAt + (index + 1) * DAY, storageClass: "STANDARD", etag, body };
  });
  const { series } = row;
  const days = series ? utcDays(utcMidnight(now) - (series.days - 1) * DAY, now + 1) : [];
  const recent = days.flatMap((day) => {
    if (!series) return [];
    const random = randomOf(seed, "objects", row.name, day);
    return Array.from({ length: series.perDay }, (_, index): StoredObject => {
      const modifiedAt = day + Math.floor(((index + 0.5) / series.perDay) * DAY) + random.int(0, 299) * 1000;
      return {
        key: series.key(utcDate(day), index, random),
        size: random.int(...series.size),
        modifiedAt,
        storageClass: "STANDARD",
        etag: random.hex(32),
      };
    }).filter((object) => object.modifiedAt <= now);
  });
  return [...fixed.filter((object) => object.modifiedAt <= now), ...recent].sort((a, b) => (a.key < b.key ? -1 : 1));
}
