import { expect, test } from "vitest";
import { capTable } from "../../../tools/format/cap-table.ts";
import type { Table } from "../../../tools/results.ts";

const table = (rows: Table["rows"], truncated: Table["truncated"] = null): Table => ({
  columns: [{ name: "text", type: "text", label: { ko: "글", en: "Text" } }],
  rows,
  totals: { rows: rows.length },
  period: null,
  scope: { accounts: [], regions: [], skipped: [] },
  source: { service: "EC2", requests: 1, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
  truncated,
  notes: [],
});

test("leaves a table of ordinary size alone", () => {
  const small = table([["a"], ["b"]]);
  expect(capTable(small)).toBe(small);
});

test("cuts after 5,000 rows, says so, and keeps the totals of all", () => {
  const capped = capTable(table(Array.from({ length: 6_000 }, (_, index) => [`row ${index}`])));
  expect(capped.rows.length).toBe(5_000);
  expect(capped.totals).toEqual({ rows: 6_000 });
  expect(capped.truncated).toEqual({ shown: 5_000, of: 6_000, why: { ko: "결과가 너무 큼", en: "result too large" } });
});

test("keeps wide rows under a megabyte", () => {
  const capped = capTable(
    table(
      Array.from({ length: 2_000 }, () => ["가".repeat(1_000)]),
      { shown: 2_000, of: null, why: { ko: "페이지 한도", en: "page limit" } },
    ),
  );
  expect(Buffer.byteLength(JSON.stringify(capped.rows))).toBeLessThan(1_010_000);
  expect(capped.truncated).toEqual({
    shown: capped.rows.length,
    of: null,
    why: { ko: "페이지 한도; 결과가 너무 큼", en: "page limit; result too large" },
  });
});
