import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fitsMessage } from "../../tools/format/cap-table.ts";
import type { Scalar, Table } from "../../tools/results.ts";
import { spoolFolder, spoolRows } from "../../tools/spool.ts";

const label = { ko: "n", en: "n" };
const tableOf = (rows: Scalar[][], truncated: Table["truncated"] = null): Table => ({
  columns: [{ name: "n", type: "text", label }],
  rows,
  totals: { rows: rows.length },
  period: null,
  scope: { accounts: [], regions: [], skipped: [] },
  source: { service: "CloudTrail", requests: 1, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
  truncated,
  notes: [],
});

test("rows too many for a message go into a file of their own, one of JSON a line", ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), "opsthread-spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const rows = Array.from({ length: 6_000 }, (_, n) => [`줄 ${n}\n"x"`]);
  expect([fitsMessage(tableOf(rows)), fitsMessage(tableOf(rows.slice(0, 100)))]).toEqual([false, true]);
  const { table, spooled } = spoolRows(folder, tableOf(rows));
  expect(table).toEqual({ ...tableOf(rows), rows: [] });
  expect(spooled).toEqual({ file: expect.stringMatching(/^[0-9a-f-]{36}\.ndjson$/), rows: 6_000 });
  const file = join(folder, spooled.file);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
});

test("a result beyond all bounds says how much of it is there", ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), "opsthread-spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const rows = Array.from({ length: 200_010 }, (_, n) => [n]);
  const { table } = spoolRows(
    folder,
    tableOf(rows, { shown: 200_010, of: null, why: { ko: "페이지 한도", en: "page cap" } }),
  );
  expect(table.truncated).toEqual({
    shown: 200_000,
    of: null,
    why: { ko: "페이지 한도; 결과가 너무 큼", en: "page cap; result too large" },
  });
});

test("a folder is one that the host named and that exists", () => {
  expect(spoolFolder({ "opsthread/spool": tmpdir() })).toBe(tmpdir());
  expect(spoolFolder({ "opsthread/spool": join(tmpdir(), "no-such-folder") })).toBeNull();
  expect(spoolFolder({ "opsthread/spool": 7 })).toBeNull();
  expect(spoolFolder(undefined)).toBeNull();
});
