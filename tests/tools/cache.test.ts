import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCache } from "../../tools/cache.ts";

const folder = () => join(mkdtempSync(join(tmpdir(), "cache-")), "tools");

test("keeps answers across restarts until they expire", () => {
  const dir = folder();
  let now = 1_000_000;
  const clock = { now: () => now, moved: false };
  const first = openCache(dir, clock);
  first.put("question", { usd: 1.5 }, 60_000);
  first.close();
  const second = openCache(dir, clock);
  expect(second.get("question")).toEqual({ usd: 1.5 });
  expect(second.get("another")).toBeNull();
  now += 60_000;
  expect(second.get("question")).toBeNull();
  second.close();
});

test("does not answer from the future when the clock was moved back", () => {
  let now = Date.parse("2026-11-21T00:00:00Z");
  const cache = openCache(null, { now: () => now, moved: true });
  cache.put("question", 1, 60_000);
  now -= 3_600_000;
  expect(cache.get("question")).toBe(1);
  now -= 24 * 3_600_000;
  expect(cache.get("question")).toBeNull();
  cache.close();
});

test("counts paid requests per UTC day and refuses past the limit, also after a restart", () => {
  const dir = folder();
  let now = Date.parse("2026-11-21T23:59:00Z");
  const clock = { now: () => now, moved: false };
  const first = openCache(dir, clock);
  const ask = (cache: typeof first) => cache.reserve("ce", 1, 2);
  expect([ask(first), ask(first), ask(first), first.used("ce")]).toEqual([true, true, false, 2]);
  first.close();
  const second = openCache(dir, clock);
  expect(ask(second)).toBe(false);
  second.settle("ce", -1);
  expect([ask(second), ask(second)]).toEqual([true, false]);
  now += 60_000;
  expect([second.used("ce"), ask(second), second.used("ce")]).toEqual([0, true, 1]);
  expect(second.reserve("other", 1, 0)).toBe(false);
  second.close();
});

test("keeps the key of the redaction per file", () => {
  const dir = folder();
  const clock = { now: () => 0, moved: false };
  const [first, other] = [openCache(dir, clock), openCache(null, clock)];
  const key = first.redactionKey();
  expect(other.redactionKey()).not.toEqual(key);
  first.close();
  const again = openCache(dir, clock);
  expect(again.redactionKey()).toEqual(key);
  again.close();
});
