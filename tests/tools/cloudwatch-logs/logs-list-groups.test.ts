import { expect, test } from "vitest";
import { logRetention } from "../../../sandbox/aws/truth/questions/27-log-retention.ts";
import { metricsOf } from "../../../sandbox/aws/world/metrics/catalog.ts";
import { statisticOf } from "../../../sandbox/aws/world/metrics/statistic.ts";
import { accountsOfSeeds, seeds } from "../support/seeds.ts";
import { shown } from "../support/shown.ts";
import { factsNow, truthOf } from "../support/world.ts";

const at = accountsOfSeeds();
const NOW = "2026-11-21T03:00:00Z";

test("log groups, the largest first, with retention and owner", async () => {
  const { text } = await at("haneul-1").server.call("logs_list_groups", { contains: "-api" });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/logs-list-groups.txt");
});

test.each(seeds)("question 27: those without retention, and their size (%s)", async (seed) => {
  const { table } = await at(seed).server.call("logs_list_groups");
  const truth = truthOf(logRetention, seed, NOW, NOW);
  const unlimited = table.rows.filter((row) => row[2] === null);
  expect(unlimited.map(([name]) => name).sort()).toEqual(truth.neverExpiring.map(({ name }) => name).sort());
  for (const { name, storedBytes } of truth.neverExpiring)
    expect(Number(unlimited.find((row) => row[0] === name)?.[3]) / storedBytes).toBeCloseTo(1, 4);
  expect(table.totals).toMatchObject({ groups: truth.groups, without_retention: truth.neverExpiring.length });
  const { world } = factsNow(seed);
  expect(Object.fromEntries(table.rows.map((row) => [row[0], row[5]]))).toEqual(
    Object.fromEntries(world.logGroups.map(({ name, tags }) => [name, tags.owner ?? null])),
  );
});

test.each(seeds)("what each group took in during a period (%s)", async (seed) => {
  const { table } = await at(seed).server.call("logs_list_groups", { period: "yesterday" });
  const { setting } = factsNow(seed);
  const [from, to] = [Date.parse("2026-11-19T15:00:00Z"), Date.parse("2026-11-20T15:00:00Z")];
  const truth = metricsOf(setting)
    .all.filter(({ metric }) => metric === "IncomingBytes")
    .map((series): [string, number] => [
      series.dimensions.LogGroupName ?? "",
      statisticOf(series, { kind: "Sum" }, from, to) ?? 0,
    ])
    .sort((a, b) => b[1] - a[1]);
  expect(table.rows.map((row) => [row[0], row[6]])).toEqual(truth);
  const all = truth.reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(table.totals.incoming_bytes).toBe(all);
  expect(table.rows[0]?.[7]).toBeCloseTo(truth[0]![1] / all, 3);
});

test("by a part of the name, or none", async () => {
  const { server } = at("haneul-1");
  const { table } = await server.call("logs_list_groups", { contains: "LAMBDA" });
  expect(table.rows.every((row) => String(row[0]).includes("/lambda/"))).toBe(true);
  const none = await server.call("logs_list_groups", { contains: "mars" });
  expect(none.text).toContain('No log group contains "mars" in the regions searched.');
});

test("owners that may not be read are told; the groups are listed", async () => {
  const { account, server } = at("haneul-1");
  await account.fault({ operation: "GetResources", kind: "deny", times: 2 });
  const { table } = await server.call("logs_list_groups");
  await account.clearFaults();
  expect(table.totals.groups).toBe(9);
  expect(table.notes).toMatchObject([
    { code: "owners_unknown", params: { region: "ap-northeast-2", permission: "tag:GetResources" } },
    { code: "owners_unknown", params: { region: "us-east-1" } },
  ]);
});
