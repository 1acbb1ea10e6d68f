/**
 * On-demand Linux prices of the instance types the account uses, USD an hour: ap-northeast-2 and us-east-1. Written down
 * on 2026-10-01 for the sample account; another price in AWS makes nothing here untrue.
 */
interface TypePrice {
  vcpu: number;
  memoryGib: number;
  seoul: number;
  virginia: number;
}

const prices: Record<string, TypePrice> = {
  "t4g.micro": { vcpu: 2, memoryGib: 1, seoul: 0.0104, virginia: 0.0084 },
  "t4g.small": { vcpu: 2, memoryGib: 2, seoul: 0.0208, virginia: 0.0168 },
  "t4g.medium": { vcpu: 2, memoryGib: 4, seoul: 0.0416, virginia: 0.0336 },
  "t3.small": { vcpu: 2, memoryGib: 2, seoul: 0.026, virginia: 0.0208 },
  "t3.medium": { vcpu: 2, memoryGib: 4, seoul: 0.052, virginia: 0.0416 },
  "t3.large": { vcpu: 2, memoryGib: 8, seoul: 0.104, virginia: 0.0832 },
  "m5.large": { vcpu: 2, memoryGib: 8, seoul: 0.118, virginia: 0.096 },
  "m7g.medium": { vcpu: 1, memoryGib: 4, seoul: 0.0502, virginia: 0.0408 },
  "m7g.large": { vcpu: 2, memoryGib: 8, seoul: 0.1003, virginia: 0.0816 },
  "m7g.xlarge": { vcpu: 4, memoryGib: 16, seoul: 0.2006, virginia: 0.1632 },
  "m7g.2xlarge": { vcpu: 8, memoryGib: 32, seoul: 0.4012, virginia: 0.3264 },
  "c7g.large": { vcpu: 2, memoryGib: 4, seoul: 0.0815, virginia: 0.0725 },
  "c7g.xlarge": { vcpu: 4, memoryGib: 8, seoul: 0.163, virginia: 0.145 },
  "r7g.large": { vcpu: 2, memoryGib: 16, seoul: 0.129, virginia: 0.1071 },
  "r7g.xlarge": { vcpu: 4, memoryGib: 32, seoul: 0.258, virginia: 0.2142 },
  "g5.8xlarge": { vcpu: 32, memoryGib: 128, seoul: 3.01, virginia: 2.448 },
  "g5.12xlarge": { vcpu: 48, memoryGib: 192, seoul: 6.975, virginia: 5.672 },
};

/** Types that the account uses, or might use instead. */
export const pricedTypes: readonly string[] = Object.keys(prices);

/** @throws Error for a type nobody has priced: an instance without a price would cost nothing, unseen. */
export function priceOf(type: string, region: string): TypePrice & { hourly: number } {
  const price = prices[type];
  if (!price) throw new Error(`instance-prices.ts has no price for ${type}`);
  return { ...price, hourly: region === "us-east-1" ? price.virginia : price.seoul };
}

/** The next cheaper type of the family that is priced, if there is one. */
export function smallerType(type: string): string | undefined {
  const family = type.split(".")[0];
  const own = prices[type]?.seoul ?? 0;
  return Object.entries(prices)
    .filter(([name, price]) => name.startsWith(`${family}.`) && price.seoul < own)
    .sort(([, a], [, b]) => b.seoul - a.seoul)[0]?.[0];
}
