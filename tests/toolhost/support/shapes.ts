import type { Preview, Table } from "../../../src/ports/tools.ts";

export const aTable = (): Table => ({
  columns: [
    { name: "day", type: "day", label: { ko: "날짜", en: "Day" } },
    { name: "service", type: "text", label: { ko: "서비스", en: "Service" } },
    { name: "usd", type: "money", unit: "USD", label: { ko: "비용", en: "Cost" } },
  ],
  rows: [
    ["2026-11-09", "EC2", 10.5],
    ["2026-11-10", null, 11],
  ],
  totals: { usd: 21.5, days: 2 },
  period: { from: "2026-11-09", to: "2026-11-11", zone: "UTC", utcDays: true },
  scope: {
    accounts: [{ id: "417205938164", name: "haneul-prod" }],
    regions: ["ap-northeast-2"],
    skipped: [{ region: "us-east-1", why: { ko: "권한 없음", en: "no permission" } }],
  },
  source: { service: "Cost Explorer", requests: 1, cached: 0, usd: 0.01, freshTo: null, scannedBytes: null },
  truncated: { shown: 2, of: null, why: { ko: "페이지 한도", en: "page cap" } },
  notes: [{ code: "provisional_days", text: "The last day is provisional.", params: { from: "2026-11-10" } }],
});

export const aPreview = (): Preview => ({
  call: {
    tool: "ec2_reboot_instances",
    account: { id: "417205938164", name: "haneul-prod" },
    region: "ap-northeast-2",
    args: { instance_ids: ["i-0ab"] },
    fingerprint: { "i-0ab.state": "running" },
  },
  title: { ko: "EC2 인스턴스 재부팅", en: "Reboot EC2 instances" },
  target: { ko: "order-api-2", en: "order-api-2" },
  facts: [{ code: "name", label: { ko: "이름", en: "Name" }, value: { ko: "order-api-2", en: "order-api-2" } }],
  effect: { ko: "1–2분 멈춥니다.", en: "Down for 1–2 minutes." },
  undo: { ko: "되돌릴 수 없습니다.", en: "Cannot be undone." },
  tier: "T2",
});
