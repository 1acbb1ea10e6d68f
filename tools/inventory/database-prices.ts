import { type PriceTable, type Region, sizeFactor } from "./hourly-prices.ts";

/**
 * On-demand list prices of RDS and Aurora (Standard), USD an hour of one instance in one zone, without storage, I/O and
 * backups. As AWS's Price List (AmazonRDS) has them, quoted by public repositories: us-east-1 of version 20260924, Aurora
 * there of the same rates for MySQL and PostgreSQL; ap-northeast-2 of 2026-10-01 to 2026-10-06 (`APN2-InstanceUsage:db...`).
 * A class that nobody was found to quote is not here, and has no price.
 */
const prices: Readonly<Record<Region, Readonly<Record<Engine, Readonly<Record<string, number>>>>>> = {
  "ap-northeast-2": {
    aurora: { "db.t4g.medium": 0.113, "db.t4g.large": 0.227, "db.r6g.large": 0.313, "db.r7g.large": 0.333 },
    mysql: {},
    postgres: {
      "db.t4g.micro": 0.025,
      "db.t4g.small": 0.051,
      "db.t4g.medium": 0.102,
      "db.t4g.large": 0.203,
      "db.r7g.large": 0.2869,
    },
  },
  "us-east-1": {
    aurora: {
      "db.t3.medium": 0.082,
      "db.t4g.medium": 0.073,
      "db.t4g.large": 0.146,
      "db.r5.large": 0.29,
      "db.r6g.large": 0.26,
      "db.r7g.large": 0.276,
    },
    mysql: {
      "db.t3.micro": 0.017,
      "db.t3.small": 0.034,
      "db.t3.medium": 0.068,
      "db.t3.large": 0.136,
      "db.t4g.micro": 0.016,
      "db.t4g.small": 0.032,
      "db.t4g.medium": 0.065,
      "db.t4g.large": 0.129,
      "db.m5.large": 0.171,
      "db.m6g.large": 0.152,
      "db.m6i.large": 0.171,
      "db.r5.large": 0.24,
      "db.r6g.large": 0.215,
      "db.r6i.large": 0.24,
      "db.r7g.large": 0.239,
    },
    postgres: {
      "db.t4g.micro": 0.016,
      "db.t4g.small": 0.032,
      "db.t4g.medium": 0.065,
      "db.t4g.large": 0.129,
      "db.r6i.large": 0.25,
    },
  },
};

type Engine = "aurora" | "mysql" | "postgres";

export const databasePriceTable: PriceTable = { asOf: "2026-09-24", source: "AWS Price List: AmazonRDS" };

export interface DatabaseInstance {
  /** As RDS names it: `aurora-mysql`, `postgres`. */
  engine: string;
  /** `db.r7g.large` */
  type: string;
  multiAz: boolean;
  /** `gp3`, `aurora`, `aurora-iopt1` */
  storage: string;
  inCluster: boolean;
}

/**
 * USD an hour while it runs; null without a price. Larger sizes of a family that goes by size are so many of its `large`,
 * which is right but for AWS's rounding to tenths of a cent: a figure to be called "about".
 */
export function databaseHourly({ engine, type, multiAz, storage, inCluster }: DatabaseInstance, region: string) {
  const isAurora = engine.startsWith("aurora");
  const table = prices[region as Region]?.[isAurora ? "aurora" : (engine as Engine)];
  // Aurora I/O-Optimized, and RDS's own clusters with readable standbys, have prices of their own.
  if (!table || storage === "aurora-iopt1" || (inCluster && !isAurora)) return null;
  const [, family = "", size = ""] = type.split(".");
  const [large, factor] = [table[`db.${family}.large`], sizeFactor(size)];
  const goesBySize = !family.startsWith("t") && large !== undefined && factor !== null && factor >= 1;
  const hourly = table[type] ?? (goesBySize ? large * factor : null);
  if (hourly === null) return null;
  return multiAz && !isAurora ? hourly * 2 : hourly;
}
