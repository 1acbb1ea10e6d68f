import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { highFindings } from "../../../sandbox/aws/truth/questions/32-high-findings.ts";
import { findingsBySeverity } from "../../../sandbox/aws/truth/questions/33-findings-by-severity.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  server = await startToolServer({ env: account.env("read") });
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

test("findings of high severity", async () => {
  const { text, table } = await server.call("guardduty_list_findings", { severity: "high" });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/guardduty-list-findings.txt");
  expect(table.rows.every((row) => Number(row[1]) >= 7 && row[10] === false)).toBe(true);
  expect(table.totals.findings).toBe(table.rows.length);
});

test("leaves out archived and sample findings and says how many", async () => {
  const open = await server.call("guardduty_list_findings");
  const count = (code: string) => open.table.notes.find((note) => note.code === code)?.params?.count;
  expect([count("samples_excluded"), count("archived_excluded")]).toEqual([3, 5]);
  const withSamples = await server.call("guardduty_list_findings", { include_samples: true });
  expect(withSamples.table.rows.length).toBe(open.table.rows.length + 3);
  const archived = await server.call("guardduty_list_findings", { archived: "yes" });
  expect(archived.table.rows.map((row) => row[10])).toEqual([true, true, true, true, true]);
  const { totals } = open.table;
  expect(totals.low! + totals.medium! + totals.high! + totals.critical!).toBe(totals.findings);
});

test("a period is by last update", async () => {
  const { table } = await server.call("guardduty_list_findings", { period: "yesterday" });
  const [from, to] = ["2026-11-19T15:00:00Z", "2026-11-20T15:00:00Z"];
  expect(table.period).toMatchObject({ from, to });
  const { findings } = factsOf("haneul-1", Date.parse(NOW)).world;
  const then = findings.filter(
    ({ updatedAt, archived, sample }) =>
      updatedAt >= Date.parse(from) && updatedAt < Date.parse(to) && !archived && !sample,
  );
  expect(then.length).toBeGreaterThan(0);
  expect(table.rows.map(([id]) => id).sort()).toEqual(then.map(({ id }) => id).sort());
});

test("none is an answer that says what was searched", async () => {
  const { text } = await server.call("guardduty_list_findings", { severity: "critical", regions: ["us-east-1"] });
  expect(shown(text)).toMatchInlineSnapshot(`
    "guardduty_list_findings: 0 rows.
    Totals: findings 0, critical 0, high 0, medium 0, low 0, all 0, archived 0, samples 0.
    Period: 2026-08-23T00:00:00Z to <now> (end excluded; words read in Asia/Seoul)
    Searched: haneul-prod (417205938164); us-east-1.
    Note: No finding of severity critical or higher matches in the regions searched.
    Source: GuardDuty, 4 requests, complete to <now>."
  `);
});

test("explains a refusal", async () => {
  await account.fault({ operation: "ListFindings", kind: "deny", times: 2 });
  const answer = await server.call("guardduty_list_findings");
  expect(answer.code).toBe("access_denied");
  await account.clearFaults();
});

test("a resource is found by a part of its name", async () => {
  const { table } = await server.call("guardduty_list_findings", { resource: "BASTION", archived: "any" });
  expect(table.rows.length).toBeGreaterThan(0);
  expect(table.rows.every((row) => String(row[5]).includes("bastion"))).toBe(true);
});

test("a type is found by a part of it, by its words, and as GuardDuty writes it", async () => {
  const types = async (type: string) => {
    const { table } = await server.call("guardduty_list_findings", { type, archived: "any" });
    return [table.rows.length, ...new Set(table.rows.map((row) => row[3]))];
  };
  const whole = await types("UnauthorizedAccess:EC2/SSHBruteForce");
  expect(whole).toEqual([expect.any(Number), "UnauthorizedAccess:EC2/SSHBruteForce"]);
  expect(whole[0]).toBeGreaterThan(0);
  expect([await types("SSH brute force"), await types("sshbrute")]).toEqual([whole, whole]);
});

test.each(["empty_page", "repeated_token"])(
  "a page gone wrong (%s) doubles nothing and loses nothing unsaid",
  async (kind) => {
    const whole = await server.call("guardduty_list_findings", { regions: ["ap-northeast-2"] });
    await account.fault({ operation: "ListFindings", kind, times: kind === "empty_page" ? 1 : 2 });
    const { table } = await server.call("guardduty_list_findings", { regions: ["ap-northeast-2"] });
    await account.clearFaults();
    expect(table.rows).toEqual(whole.table.rows);
    if (kind === "repeated_token") expect(table.truncated?.why.ko).toContain("페이지 한도");
    else expect(table.truncated).toBe(null);
  },
);

describe("another seed and the canonical one", () => {
  let other: SampleAccount;
  let otherServer: ToolServer;
  beforeAll(async () => {
    other = await startSampleAccount(NOW, "haneul-3");
    otherServer = await startToolServer({ env: other.env("read") });
  });
  afterAll(async () => {
    await otherServer.close();
    await other.stop();
  });

  const now = Date.parse(NOW);
  const atNow = { from: now, to: now, zone: "Asia/Seoul" } as const;
  const seeds = ["haneul-1", "haneul-3"] as const;
  const serverOf = (seed: string) => (seed === "haneul-1" ? server : otherServer);

  test.each(seeds)("those of high severity that are not archived: %s", async (seed) => {
    const truth = highFindings.answer(factsOf(seed, now), atNow);
    const { table } = await serverOf(seed).call("guardduty_list_findings", { severity: "high" });
    const told = (row: unknown[]) => ({
      id: row[0],
      type: row[2 + 1],
      severity: row[1],
      region: row[6],
      count: row[9],
    });
    const true_ = truth.findings.map(({ id, type, severity, region, count }) => ({
      id,
      type,
      severity,
      region,
      count,
    }));
    const byId = (a: { id: unknown }, b: { id: unknown }) => String(a.id).localeCompare(String(b.id));
    expect(table.rows.map(told).sort(byId)).toEqual(true_.sort(byId));
    expect(table.notes.find(({ code }) => code === "samples_excluded")?.params?.count).toBe(truth.samples.length);
  });

  test.each(seeds)("counted by severity, archived and samples apart: %s", async (seed) => {
    const truth = findingsBySeverity.answer(factsOf(seed, now), atNow);
    const { table } = await serverOf(seed).call("guardduty_list_findings");
    const { totals } = table;
    const group = (name: string) => ({
      high: totals[`${name}_high`] ?? 0,
      medium: totals[`${name}_medium`] ?? 0,
      low: totals[`${name}_low`] ?? 0,
      total: totals[name],
    });
    expect({ all: group("all"), archived: group("archived"), samples: group("samples") }).toEqual({
      all: truth.all,
      archived: truth.archived,
      samples: truth.samples,
    });
    const listed = await serverOf(seed).call("guardduty_list_findings", { archived: "any", include_samples: true });
    expect(listed.table.totals).toMatchObject({
      findings: 25,
      critical: 0,
      high: 4,
      medium: 9,
      low: 12,
      archived: 5,
      samples: 3,
    });
  });
});
