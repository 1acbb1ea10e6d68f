import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createDatasets, type DatasetLimits } from "../../src/datasets/datasets.ts";
import type { Log } from "../../src/log.ts";
import type { Datasets } from "../../src/ports/datasets.ts";
import type { Column, Scalar, Table } from "../../src/ports/tools.ts";

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };

export const never = new AbortController().signal;

export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-datasets-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function datasetsIn(dir: string, limits: Partial<DatasetLimits> = {}): Datasets {
  const datasets = createDatasets({ dir, log: quiet, clock: { now: () => 1_793_000_000_000, moved: false }, limits });
  onTestFinished(() => datasets.close());
  return datasets;
}

export const column = (name: string, type: Column["type"] = "text"): Column => ({
  name,
  type,
  label: { ko: name, en: name },
});

export function table(columns: Column[], rows: Scalar[][], about: Partial<Table> = {}): Table {
  return {
    columns,
    rows,
    totals: {},
    period: { from: "2026-11-09", to: "2026-11-16", zone: "UTC", utcDays: true },
    scope: { accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: ["ap-northeast-2"], skipped: [] },
    source: { service: "Cost Explorer", requests: 1, cached: 0, usd: 0.01, freshTo: null, scannedBytes: null },
    truncated: null,
    notes: [],
    ...about,
  };
}

export const costs = (): Table =>
  table(
    [column("day", "day"), column("service"), column("usd", "money")],
    [
      ["2026-11-09", "EC2", 10.5],
      ["2026-11-09", "RDS", 4],
      ["2026-11-10", "EC2", 11],
    ],
    { totals: { usd: 25.5, days: 2 } },
  );
