import { describe, expect, it } from "vitest";
import { dev, prod } from "../../../sandbox/aws/world/account.ts";
import { bucketsOf } from "../../../sandbox/aws/world/buckets.ts";
import { DAY, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const inAccount = (seed: string, account = prod) => bucketsOf(settingOf(seed, account, seoulMidnight(NOW)));

describe("the buckets", () => {
  it.each(["haneul-1", "haneul-3"])("are nine in %s, one of them open and without a block of public access", (seed) => {
    const buckets = inAccount(seed);
    expect(new Set(buckets.map((bucket) => bucket.name)).size).toBe(9);
    const open = buckets.filter((bucket) => !bucket.publicAccessBlock);
    expect(open.map((bucket) => [bucket.publicPolicy, bucket.tags.team])).toEqual([[true, undefined]]);
    expect(buckets.filter((bucket) => bucket.publicPolicy)).toEqual(open);
    expect(buckets.filter((bucket) => bucket.region === "us-east-1")).toHaveLength(1);
  });

  it("hold objects that only ever come, none from the future, each under one key", () => {
    for (const bucket of inAccount("haneul-1")) {
      const now = bucket.objects(NOW);
      expect(now.every((object) => object.modifiedAt <= NOW)).toBe(true);
      expect(new Set(now.map((object) => object.key)).size).toBe(now.length);
      const keys = new Set(bucket.objects(NOW + DAY).map((object) => object.key));
      const recent = now.filter((object) => object.modifiedAt > NOW - DAY);
      expect(recent.filter((object) => !keys.has(object.key))).toEqual([]);
    }
  });

  it("carry a digest that fits the text of the small ones", () => {
    const texts = inAccount("haneul-1").flatMap((bucket) => bucket.objects(NOW).filter((object) => object.body));
    expect(texts.map((object) => [object.key, object.size === Buffer.byteLength(object.body ?? "")])).toEqual([
      ["landing/coupons.csv", true],
      ["landing/index.html", true],
      ["index.html", true],
      ["robots.txt", true],
    ]);
  });

  it("are one in haneul-dev", () => {
    expect(inAccount("haneul-1", dev).map((bucket) => bucket.name)).toEqual(["haneul-dev-artifacts"]);
  });
});
