import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { catalog } from "../../charts/catalog.ts";
import { createDatasets } from "../../src/datasets/datasets.ts";
import type { Log } from "../../src/log.ts";
import type { Datasets } from "../../src/ports/datasets.ts";
import type { DiagramRequest, Draw, DrawRequest } from "../../src/ports/thread-tool.ts";
import type { CallContext, Column, Scalar, Table } from "../../src/ports/tools.ts";
import type { PeriodWords } from "../../src/thread-tools/chart-look.ts";

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };

export const never = new AbortController().signal;
export const korean: CallContext = { zone: "Asia/Seoul", language: "ko", accounts: ["haneul-prod"], runId: "r1" };
export const english: CallContext = { ...korean, zone: "America/Los_Angeles", language: "en" };

export function someDatasets(): Datasets {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-thread-tools-"));
  const clock = { now: () => Date.parse("2026-11-21T00:12:00Z"), moved: false };
  const datasets = createDatasets({ dir, log: quiet, clock });
  onTestFinished(async () => {
    await datasets.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return datasets;
}

/** A pencil that draws nothing and keeps what it was asked for; `fail` is thrown instead. */
export function pencil(fail?: Error) {
  const requests: DrawRequest[] = [];
  const diagrams: DiagramRequest[] = [];
  const draw: Pick<Draw, "draw" | "diagram" | "catalog"> = {
    async diagram(request) {
      diagrams.push(request);
      if (fail) throw fail;
      const svg = request.standalone ? { standalone: "<svg/>" } : {};
      return { png: Buffer.from("png"), alt: "주문 → 결제.", title: request.look.title ?? "흐름도", ...svg };
    },
    catalog: catalog.map(({ name, title, columns, overlay = [] }) => ({
      name,
      title,
      description: `Draws ${name}.`,
      columns,
      overlay,
    })),
    async draw(request) {
      requests.push(request);
      if (fail) throw fail;
      return { png: Buffer.from("png"), alt: "일별 비용. 합계 $25.50.", title: request.look.title ?? "일별 비용" };
    },
  };
  return { draw, requests, diagrams };
}

/** Stands for the wording of Slack's texts: shows what it was given. */
export const periodWords: PeriodWords = (from, to, zone, language) =>
  `${from.slice(0, 10)}..${to.slice(0, 10)} ${zone} ${language}`;

export const column = (name: string, type: Column["type"], ko = name, en = name): Column => ({
  name,
  type,
  label: { ko, en },
});

export function table(columns: Column[], rows: Scalar[][], about: Partial<Table> = {}): Table {
  return {
    columns,
    rows,
    totals: {},
    period: null,
    scope: { accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: ["ap-northeast-2"], skipped: [] },
    source: { service: "CloudTrail", requests: 2, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
    truncated: null,
    notes: [],
    ...about,
  };
}

export const costs = (about: Partial<Table> = {}): Table =>
  table(
    [
      column("day", "day", "날짜", "Day"),
      column("service", "text", "서비스", "Service"),
      column("usd", "money", "비용", "Cost"),
    ],
    [
      ["2026-11-09", "EC2", 10],
      ["2026-11-09", "RDS", 4],
      ["2026-11-10", "EC2", 11.5],
    ],
    {
      totals: { usd: 25.5, days: 2 },
      period: { from: "2026-11-09T00:00:00Z", to: "2026-11-11T00:00:00Z", zone: "UTC", utcDays: true },
      source: {
        service: "Cost Explorer",
        requests: 1,
        cached: 0,
        usd: 0.01,
        freshTo: "2026-11-10T00:00:00Z",
        scannedBytes: null,
      },
      notes: [
        { code: "credits_excluded", text: "Credits and refunds are not included." },
        { code: "provisional_days", text: "Days from 2026-11-10 on are provisional.", params: { from: "2026-11-10" } },
      ],
      ...about,
    },
  );

export const events = (): Table =>
  table(
    [
      column("time", "time", "시각", "Time"),
      column("event", "text", "이벤트", "Event"),
      column("user", "text", "사용자", "User"),
      column("severity", "number", "심각도", "Severity"),
      column("event_id", "id", "이벤트 ID", "Event ID"),
    ],
    [
      ["2026-11-20T01:00:00Z", "ConsoleLogin", "sarah.lee", 8, "e1"],
      ["2026-11-20T01:00:00Z", "ConsoleLogin", "hana.choi", 8, "e2"],
      ["2026-11-20T02:00:00Z", "RunInstances", null, 2, "e3"],
    ],
    { period: { from: "2026-11-19T15:00:00Z", to: "2026-11-20T15:00:00Z", zone: "Asia/Seoul", utcDays: false } },
  );
