import type { Table } from "../../../src/ports/tools.ts";
import type { Evidence, ToolCallRecord, TurnInput, TurnRecord } from "../../../src/ports/turn.ts";
import { recordOf } from "./record.ts";

/** Cost by service and day, as the tool gives it. */
export const costs: Table = {
  columns: [
    { name: "day", type: "day", label: { ko: "날짜", en: "Day" } },
    { name: "service", type: "text", label: { ko: "서비스", en: "Service" } },
    { name: "usd", type: "money", label: { ko: "비용", en: "Cost" } },
  ],
  rows: [
    ["2026-11-19", "Amazon EC2", 1234.56],
    ["2026-11-19", '=HYPERLINK("https://evil.example")', 3],
    ["2026-11-20", "Amazon EC2", 1100],
  ],
  totals: { usd: 2337.56 },
  period: { from: "2026-11-19T00:00:00Z", to: "2026-11-21T00:00:00Z", zone: "Asia/Seoul", utcDays: true },
  scope: { accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: ["ap-northeast-2"], skipped: [] },
  source: { service: "Cost Explorer", requests: 1, cached: 0, usd: 0.01, freshTo: null, scannedBytes: null },
  truncated: null,
  notes: [],
};

export const costArgs = { period: "2026-11-19..2026-11-20", group_by: ["service"] };

/** What is recorded of a turn that read `costs` as d1 and computed one figure of it. */
export function costRecord(input: TurnInput): TurnRecord {
  const { columns: _, rows: __, totals: ___, ...about } = costs;
  const dataset: Evidence["datasets"][number] = {
    handle: "d1",
    tool: "cost_query",
    args: costArgs,
    ...about,
  };
  const call: ToolCallRecord = {
    id: "c1",
    name: "cost_query",
    args: costArgs,
    ms: 420,
    rows: 3,
    dataset: "d1",
    error: null,
  };
  return {
    ...recordOf(input),
    toolCalls: [call],
    ceRequests: 1,
    evidence: {
      datasets: [dataset],
      claims: [
        { text: "$2,337.56", kind: "figure", proven: true, origin: { handle: "d1", how: "usd" } },
        { text: "$1,234.56", kind: "figure", proven: true, origin: { handle: "d1", how: "row 1, usd" } },
        { text: "$9", kind: "figure", proven: false, origin: null },
      ],
      unverified: ["$9"],
    },
  };
}
