import { describe, expect, it } from "vitest";
import { createPrices } from "../../src/models/prices.ts";

const million = { input: 1e6, output: 1e6, cacheRead: 1e6, write5m: 1e6, write1h: 1e6 };
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

describe("a price", () => {
  it("sums input, output, reads and both kinds of cache writes", () => {
    expect(createPrices().usd("claude-opus-5-5", million, at("2026-11-20"))).toBeCloseTo(4 + 20 + 0.2 + 5 + 8, 10);
  });

  it("is that of its day", () => {
    const reads = { input: 0, output: 0, cacheRead: 1e6, write5m: 0, write1h: 0 };
    expect(createPrices().usd("claude-sonnet-5-5", reads, at("2026-10-06"))).toBeCloseTo(0.2, 10);
    expect(createPrices().usd("claude-sonnet-5-5", reads, at("2026-10-07"))).toBeCloseTo(0.1, 10);
  });

  it("follows the length of the prompt where it matters", () => {
    const short = { input: 100_000, output: 1_000, cacheRead: 0, write5m: 0, write1h: 0 };
    expect(createPrices().usd("claude-haiku-5-5", short, at("2026-11-20"))).toBeCloseTo(0.0105, 10);
    expect(createPrices().usd("claude-haiku-5-5", { ...short, cacheRead: 1 }, at("2026-11-20"))).toBeCloseTo(0.0525, 6);
  });

  it("is known for dated ids, not for Bedrock or strangers", () => {
    expect(createPrices().usd("claude-haiku-4-5-20251001", million, at("2026-11-20"))).not.toBeNull();
    expect(createPrices().usd("global.anthropic.claude-sonnet-5-5", million, at("2026-11-20"))).toBeNull();
    expect(createPrices().usd("claude-next", million, at("2026-11-20"))).toBeNull();
  });

  it("can be set by the team", () => {
    const prices = createPrices([
      { ids: ["claude-next"], validFrom: "2026-01-01", input: 1, output: 0, cacheRead: 0, write5m: 0, write1h: 0 },
    ]);
    expect(prices.usd("claude-next", million, at("2026-11-20"))).toBe(1);
  });
});
