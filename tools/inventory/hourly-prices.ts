/**
 * On-demand list prices, Linux, USD an hour without tax, written down by hand from AWS's public price pages. For
 * estimates only: discounts, Savings Plans and other operating systems are not in them. What is not here has no price.
 */
export const hourlyPriceTable: PriceTable = {
  asOf: "2026-11-01",
  source: "AWS price pages: EC2, VPC, Elastic Load Balancing",
};

/** Where prices are from, and the day they were so at the latest. */
export interface PriceTable {
  asOf: string;
  source: string;
}

export type Region = "ap-northeast-2" | "us-east-1";

/** What one `large` costs; within these families the price grows with the size. */
const large: Readonly<Record<string, Readonly<Record<Region, number>>>> = {
  t3: { "ap-northeast-2": 0.104, "us-east-1": 0.0832 },
  t4g: { "ap-northeast-2": 0.0832, "us-east-1": 0.0672 },
  m5: { "ap-northeast-2": 0.118, "us-east-1": 0.096 },
  m6i: { "ap-northeast-2": 0.118, "us-east-1": 0.096 },
  m6g: { "ap-northeast-2": 0.094, "us-east-1": 0.077 },
  m7g: { "ap-northeast-2": 0.1003, "us-east-1": 0.0816 },
  c5: { "ap-northeast-2": 0.096, "us-east-1": 0.085 },
  c6i: { "ap-northeast-2": 0.096, "us-east-1": 0.085 },
  c6g: { "ap-northeast-2": 0.077, "us-east-1": 0.068 },
  c7g: { "ap-northeast-2": 0.0815, "us-east-1": 0.0725 },
  r5: { "ap-northeast-2": 0.152, "us-east-1": 0.126 },
  r6i: { "ap-northeast-2": 0.152, "us-east-1": 0.126 },
  r6g: { "ap-northeast-2": 0.122, "us-east-1": 0.1008 },
  r7g: { "ap-northeast-2": 0.129, "us-east-1": 0.1071 },
};

/** Sizes as multiples of `large`. */
const sizes: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
  "2xlarge": 4,
  "4xlarge": 8,
  "8xlarge": 16,
  "12xlarge": 24,
  "16xlarge": 32,
  "24xlarge": 48,
};

/** Families whose sizes differ in more than their number of cores. */
const single: Readonly<Record<string, Readonly<Record<Region, number>>>> = {
  "g5.8xlarge": { "ap-northeast-2": 3.01, "us-east-1": 2.448 },
  "g5.12xlarge": { "ap-northeast-2": 6.975, "us-east-1": 5.672 },
};

const hours: Readonly<Record<string, Readonly<Record<Region, number>>>> = {
  natgateway: { "ap-northeast-2": 0.059, "us-east-1": 0.045 },
  balancer: { "ap-northeast-2": 0.0225, "us-east-1": 0.0225 },
};

/**
 * Of each vCPU and each GB of a task on Linux. As AWS's Price List (AmazonECS) has them, quoted by public repositories:
 * us-east-1 of 2026-09-23, ap-northeast-2 of 2026-10-05 (`APN2-Fargate-vCPU-Hours:perCPU`, `APN2-Fargate-ARM-GB-Hours` ...).
 */
const fargate = {
  x86: {
    vcpu: { "ap-northeast-2": 0.04656, "us-east-1": 0.04048 },
    gb: { "ap-northeast-2": 0.00511, "us-east-1": 0.004445 },
  },
  arm: {
    vcpu: { "ap-northeast-2": 0.03725, "us-east-1": 0.03238 },
    gb: { "ap-northeast-2": 0.00409, "us-east-1": 0.00356 },
  },
} as const satisfies Record<string, Record<"vcpu" | "gb", Readonly<Record<Region, number>>>>;

export const fargatePriceTable: PriceTable = { asOf: "2026-09-23", source: "AWS Price List: AmazonECS" };

const at = (prices: Readonly<Record<Region, number>> | undefined, region: string): number | null =>
  prices?.[region as Region] ?? null;

/** USD an hour of an instance that runs; null without a price. */
export function instanceHourly(type: string, region: string): number | null {
  const known = at(single[type], region);
  if (known !== null) return known;
  const [family = "", size = ""] = type.split(".");
  const base = at(large[family], region);
  const factor = sizeFactor(size);
  return base === null || factor === null ? null : base * factor;
}

/** How many of `large` a size is. */
export const sizeFactor = (size: string): number | null => sizes[size] ?? null;

/** USD an hour of one task by its size, without Spot's discount and storage beyond the 20 GB it comes with. */
export function fargateHourly(size: { vcpu: number; gb: number; arm: boolean }, region: string): number | null {
  const { vcpu, gb } = fargate[size.arm ? "arm" : "x86"];
  const [perVcpu, perGb] = [at(vcpu, region), at(gb, region)];
  return perVcpu === null || perGb === null ? null : size.vcpu * perVcpu + size.gb * perGb;
}

/** USD an hour of a NAT Gateway or a load balancer by itself, without what goes through it. */
export const standingHourly = (kind: "natgateway" | "balancer", region: string): number | null =>
  at(hours[kind], region);
