/**
 * AWS's list prices of what lies about unused, USD without tax. `asOf` is the day they were written down: a figure made
 * with them is an estimate and says so. A region or kind that is not here has no price, never a guessed one.
 */
export const priceTable = {
  asOf: "2026-11-21",
  source: "AWS list prices of EBS and public IPv4",
} as const;

export const HOURS_A_MONTH = 730;

/** A public IPv4 address costs the same in all regions, used or not. USD an hour. */
export const ADDRESS_HOURLY = 0.005;

interface DiskPrices {
  /** USD a GB and month. */
  gb: Readonly<Record<string, number>>;
  /** USD a GB and month of snapshots in the standard and the archive tier. */
  snapshotGb: number;
  archiveGb: number;
  /** gp3 beyond what is free: USD an IOPS and month, and a MB/s and month. */
  gp3Iops: number;
  gp3Throughput: number;
}

const american: DiskPrices = {
  gb: { gp3: 0.08, gp2: 0.1, st1: 0.045, sc1: 0.015, standard: 0.05 },
  snapshotGb: 0.05,
  archiveGb: 0.0125,
  gp3Iops: 0.005,
  gp3Throughput: 0.04,
};

const disks: Readonly<Record<string, DiskPrices>> = {
  "us-east-1": american,
  "us-east-2": american,
  "us-west-2": american,
  "ap-northeast-2": {
    gb: { gp3: 0.0912, gp2: 0.114, st1: 0.051, sc1: 0.0174, standard: 0.08 },
    snapshotGb: 0.05,
    archiveGb: 0.0125,
    gp3Iops: 0.0057,
    gp3Throughput: 0.0456,
  },
  "ap-northeast-1": {
    gb: { gp3: 0.096, gp2: 0.12, st1: 0.054, sc1: 0.018, standard: 0.08 },
    snapshotGb: 0.05,
    archiveGb: 0.0125,
    gp3Iops: 0.006,
    gp3Throughput: 0.048,
  },
};

/** What gp3 holds without a charge. */
const FREE_IOPS = 3_000;
const FREE_THROUGHPUT = 125;

interface Disk {
  type: string;
  gib: number;
  iops?: number | undefined;
  throughput?: number | undefined;
}

/** USD a month; null without a price. Provisioned IOPS disks (io1, io2) are priced in steps that are not kept here. */
export function diskMonthly(region: string, { type, gib, iops, throughput }: Disk): number | null {
  const price = disks[region];
  const gb = price?.gb[type];
  if (!price || gb === undefined) return null;
  if (type !== "gp3") return gib * gb;
  const faster = Math.max(0, (iops ?? FREE_IOPS) - FREE_IOPS) * price.gp3Iops;
  const wider = Math.max(0, (throughput ?? FREE_THROUGHPUT) - FREE_THROUGHPUT) * price.gp3Throughput;
  return gib * gb + faster + wider;
}

/** USD a month at the disk's full size: snapshots are kept as differences, so this is the most it can be. */
export function snapshotMonthly(region: string, gib: number, tier: string | undefined): number | null {
  const price = disks[region];
  if (!price) return null;
  return gib * (tier === "archive" ? price.archiveGb : price.snapshotGb);
}
