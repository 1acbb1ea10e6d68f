import { expect, test } from "vitest";
import { hostileLinesOf } from "../../../sandbox/aws/world/log-writers-hostile.ts";
import { accountsOfSeeds, seeds } from "../support/seeds.ts";
import { shown } from "../support/shown.ts";
import { factsNow, utc } from "../support/world.ts";

const at = accountsOfSeeds();
const iso = (ms: number) => utc(new Date(ms).toISOString());

test.each(seeds)("the lines just before and after an instant are those of the group (%s)", async (seed) => {
  const { world } = factsNow(seed);
  const group = world.logGroups.find(({ name }) => name === "/haneul/order-api")!;
  const instant = Date.parse("2026-11-18T21:53:00Z");
  const { table } = await at(seed).server.call("logs_context", {
    group: "order-api",
    at: "2026-11-19T06:53:00",
    lines: 15,
  });
  const lines = [...world.logLines(group, instant - 300_000, instant + 300_000)];
  const expected = [
    ...lines.filter(({ time }) => time < instant).slice(-15),
    ...lines.filter(({ time }) => time >= instant).slice(0, 15),
  ];
  expect(table.rows.map(([time, seconds, stream, message]) => [time, seconds, stream, message])).toEqual(
    expected.map(({ time, stream, message }) => [iso(time), (time - instant) / 1_000, stream, message]),
  );
  expect(table.totals).toEqual({ lines: 30, before: 15, after: 15 });
});

test("of one stream only", async () => {
  const { world } = factsNow("haneul-1");
  const group = world.logGroups.find(({ name }) => name === "/haneul/order-api")!;
  const instant = Date.parse("2026-11-20T01:00:00Z");
  const stream = "order-api-2/app";
  const { table } = await at("haneul-1").server.call("logs_context", {
    group: "/haneul/order-api",
    at: "2026-11-20T01:00:00Z",
    lines: 8,
    stream,
  });
  const lines = [...world.logLines(group, instant - 600_000, instant + 600_000)].filter((l) => l.stream === stream);
  const expected = [
    ...lines.filter(({ time }) => time < instant).slice(-8),
    ...lines.filter(({ time }) => time >= instant).slice(0, 8),
  ];
  expect(table.rows.map(([time, , , message]) => [time, message])).toEqual(
    expected.map(({ time, message }) => [iso(time), message]),
  );
});

test("a quiet group is searched further to either side", async () => {
  const { table } = await at("haneul-1").server.call("logs_context", {
    group: "slowquery",
    at: "2026-11-20T01:00:00Z",
    lines: 3,
  });
  expect(table.totals.lines).toBeGreaterThan(0);
  expect(Math.abs(Number(table.rows[0]?.[1]))).toBeGreaterThan(10);
});

test("a line that an attacker wrote is one cell, word for word, and one line of the digest", async () => {
  const hostile = hostileLinesOf(factsNow("haneul-1").setting)[1]!;
  const { table, text } = await at("haneul-1").server.call("logs_context", {
    group: hostile.group,
    at: iso(hostile.time),
    lines: 1,
  });
  expect(table.rows[1]?.[3]).toBe(hostile.message);
  expect(text.split("\n").filter((line) => line.includes("203.0.113.66")).length).toBe(1);
});

test("without reading a byte that is charged", async () => {
  const { text, table } = await at("haneul-1").server.call("logs_context", {
    group: "payment-worker",
    at: "2026-11-20T10:00:00",
    lines: 2,
  });
  expect(table.source).toMatchObject({ usd: 0, scannedBytes: null });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/logs-context.txt");
});

test.each([
  [{ group: "order-api", at: "2026-11-20" }, "invalid_input", "is a day. Give a time as well"],
  [{ group: "order-api", at: "2027-01-01T00:00:00" }, "invalid_input", "future"],
  [{ group: "lambda", at: "09:00" }, "ambiguous", '3 log groups match "lambda". Name one of them exactly:'],
  [{ group: "mars", at: "09:00" }, "not_found", 'matches "mars" in ap-northeast-2, us-east-1'],
  [{ group: "order-api", at: "09:00", stream: "none" }, "not_found", "logs:GetLogEvents"],
])("refuses %j", async (args, code, part) => {
  const answer = await at("haneul-1").server.call("logs_context", args);
  expect([answer.code, answer.text]).toEqual([code, expect.stringContaining(part)]);
});
