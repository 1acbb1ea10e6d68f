import { setTimeout as sleep } from "node:timers/promises";
import type { ThreadTool } from "../../../src/ports/thread-tool.ts";
import type {
  CallContext,
  Preview,
  Scalar,
  Table,
  ToolDescriptor,
  ToolHost,
  ToolOutcome,
} from "../../../src/ports/tools.ts";

const COST_ROWS: Scalar[][] = [
  ["EC2", 812.4],
  ["RDS", 301.15],
  ["S3", 120.9],
];

export function costTable(rows: Scalar[][] = COST_ROWS): Table {
  return {
    columns: [
      { name: "service", type: "text", label: { ko: "서비스", en: "Service" } },
      { name: "usd", type: "money", label: { ko: "비용", en: "Cost" } },
    ],
    rows,
    totals: { usd: Number(rows.reduce((sum, row) => sum + Number(row[1]), 0).toFixed(2)) },
    period: { from: "2026-11-09T00:00:00Z", to: "2026-11-16T00:00:00Z", zone: "UTC", utcDays: true },
    scope: { accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: ["ap-northeast-2"], skipped: [] },
    source: { service: "Cost Explorer", requests: 1, cached: 0, usd: 0.01, freshTo: null, scannedBytes: null },
    truncated: null,
    notes: [{ code: "credits_excluded", text: "Credits are excluded." }],
  };
}

const eventsTable: Table = {
  ...costTable([]),
  columns: [
    { name: "event", type: "text", label: { ko: "이벤트", en: "Event" } },
    { name: "user", type: "text", label: { ko: "사용자", en: "User" } },
  ],
  rows: [
    ["RunInstances", "hana.choi"],
    ["RunInstances", "hana.choi"],
    ["StopInstances", "deploy-bot"],
  ],
  totals: { events: 3, users: 2 },
  source: { service: "CloudTrail", requests: 2, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
  notes: [],
};

export const preview: Preview = {
  call: {
    tool: "ec2_reboot_instances",
    account: { id: "417205938164", name: "haneul-prod" },
    region: "ap-northeast-2",
    args: { instance_ids: ["i-0ab"] },
    fingerprint: { "i-0ab.state": "running" },
  },
  title: { ko: "EC2 인스턴스 재부팅", en: "Reboot EC2 instance" },
  target: { ko: "order-api-2", en: "order-api-2" },
  facts: [],
  effect: { ko: "1–2분 빠집니다", en: "Out for 1–2 minutes" },
  undo: { ko: "없음", en: "None" },
  tier: "T2",
};

const tool = (name: string, readOnly: boolean, properties: object, required: string[] = []): ToolDescriptor => ({
  name,
  title: name,
  description: `${name} of the test account.`,
  inputSchema: { type: "object", properties, required, additionalProperties: false },
  readOnly,
});

const TOOLS: ToolDescriptor[] = [
  tool(
    "trail_find_events",
    true,
    { period: { type: "string" }, events: { type: "array", items: { type: "string" } } },
    ["period"],
  ),
  {
    ...tool(
      "cost_query",
      true,
      { period: { type: "string" }, group_by: { type: "array", items: { enum: ["service", "region"] } } },
      ["period"],
    ),
    title: "AWS cost",
    titles: { ko: "AWS 비용 조회", en: "AWS cost" },
  },
  tool("ec2_reboot_instances", false, { targets: { type: "array", items: { type: "string" } } }, ["targets"]),
];

export interface Call {
  name: string;
  args: unknown;
  context: CallContext;
  from: number;
  to: number;
}

/** Answers of the test account. `delays`: how long a tool takes, in milliseconds. `answers`: instead of the usual. */
export function testAccount(
  options: { delays?: Record<string, number>; answers?: Record<string, (args: unknown) => ToolOutcome> } = {},
): ToolHost & { calls: Call[] } {
  const calls: Call[] = [];
  const usual: Record<string, () => ToolOutcome> = {
    cost_query: () => ({ kind: "table", text: "total $1,234.45, 3 services", table: costTable() }),
    trail_find_events: () => ({ kind: "table", text: "3 events by 2 users", table: eventsTable }),
    ec2_reboot_instances: () => ({ kind: "preview", text: "would reboot order-api-2", preview }),
  };
  return {
    calls,
    tools: async () => TOOLS,
    async call(name, args, context) {
      const from = performance.now();
      await sleep(options.delays?.[name] ?? 0);
      calls.push({ name, args, context, from, to: performance.now() });
      return options.answers?.[name]?.(args) ?? usual[name]!();
    },
    close: async () => undefined,
  };
}

export const chart: ThreadTool = {
  descriptor: tool("chart", true, { dataset: { type: "string" } }, ["dataset"]),
  async run(args) {
    const { dataset } = args as { dataset: string };
    return {
      text: "posted a bar chart",
      picture: { png: Buffer.from("png"), alt: `bars of ${dataset}`, title: "Cost by service" },
    };
  },
};
