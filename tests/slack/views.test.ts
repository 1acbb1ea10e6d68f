import { describe, expect, it } from "vitest";
import type { TurnRecord } from "../../src/ports/turn.ts";
import { periodWords } from "../../src/slack/text/time.ts";
import { evidenceLine } from "../../src/slack/views/evidence-line.ts";

const record: TurnRecord = {
  runId: "t-1",
  model: "claude-sonnet-5-5",
  offline: false,
  fellBack: null,
  toolCalls: [],
  tokens: { input: 10, output: 5, cacheRead: 0, cacheWrite: 0 },
  usd: 0.031,
  ceRequests: 1,
  ms: 1200,
  nearBudgets: [],
  shares: { proven: null, cached: null },
  beganAnew: false,
  evidence: {
    claims: [],
    unverified: [],
    datasets: [
      {
        handle: "d1",
        tool: "cost_query",
        args: {},
        period: { from: "2026-11-09T00:00:00Z", to: "2026-11-16T00:00:00Z", zone: "Asia/Seoul", utcDays: true },
        scope: {
          accounts: [{ id: "417205938164", name: "haneul-prod" }],
          regions: ["ap-northeast-2", "us-east-1"],
          skipped: [{ region: "eu-west-1", why: { ko: "<denied>", en: "<denied>" } }],
        },
        source: { service: "Cost Explorer", requests: 1, cached: 0, usd: 0.01, freshTo: null, scannedBytes: null },
        truncated: null,
        notes: [],
      },
      {
        handle: "d2",
        tool: "trail_find_events",
        args: {},
        period: { from: "2026-11-19T15:00:00Z", to: "2026-11-20T00:12:00Z", zone: "Asia/Seoul", utcDays: false },
        scope: { accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: ["us-east-1"], skipped: [] },
        source: {
          service: "CloudTrail",
          requests: 3,
          cached: 0,
          usd: 0,
          freshTo: "2026-11-20T00:10:00Z",
          scannedBytes: null,
        },
        truncated: null,
        notes: [],
      },
    ],
  },
};

describe("the closing line", () => {
  const at = { zone: "Asia/Seoul", now: Date.parse("2026-11-20T00:12:00Z"), clockMoved: false };

  it("names period, scope, sources and the price of the answer, always in this order", () => {
    expect(evidenceLine(record, { ...at, language: "ko" })).toBe(
      "11월 9일–15일 (UTC 청구일) · 11월 20일 00:00–09:12 KST · haneul-prod, 리전 2개 · 제외: eu-west-1 (&lt;denied&gt;) · Cost Explorer, CloudTrail (11월 20일 09:10 KST까지) · Cost Explorer 조회 1회 $0.01 · 답변 $0.03",
    );
    expect(evidenceLine(record, { ...at, language: "en" })).toBe(
      "9–15 Nov (UTC billing days) · 20 Nov 00:00–09:12 KST · haneul-prod, 2 regions · left out: eu-west-1 (&lt;denied&gt;) · Cost Explorer, CloudTrail (up to 20 Nov 09:10 KST) · 1 Cost Explorer request $0.01 · answer $0.03",
    );
  });

  it("says that a clock was moved and that rules answered instead of the model", () => {
    const line = evidenceLine(
      {
        ...record,
        fellBack: "claude-sonnet-5-5",
        evidence: { datasets: [], claims: [], unverified: [] },
        ceRequests: 0,
        usd: null,
      },
      { ...at, language: "en", clockMoved: true },
    );
    expect(line).toBe(
      "⚠️ answered by rules instead of claude-sonnet-5-5 · 15 tokens, price unknown · ⏱ by a moved clock, 20 Nov 09:12 KST",
    );
  });

  it("is left out when there is nothing to say", () => {
    const nothing = { ...record, offline: true, ceRequests: 0, evidence: { datasets: [], claims: [], unverified: [] } };
    expect(evidenceLine(nothing, { ...at, language: "ko" })).toBeNull();
  });
});

describe("a period in words", () => {
  it.each([
    ["2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z", "UTC", "ko", "11월 9일–15일"],
    ["2026-11-19T15:00:00Z", "2026-11-20T15:00:00Z", "Asia/Seoul", "en", "20 Nov"],
    ["2026-11-19T23:30:00Z", "2026-11-20T00:30:00Z", "Asia/Seoul", "en", "20 Nov 08:30–09:30 KST"],
    ["2026-10-31T22:00:00Z", "2026-11-02T22:00:00Z", "America/Los_Angeles", "en", "31 Oct 15:00 PDT–2 Nov 14:00 PST"],
    [
      "2026-10-31T22:00:00Z",
      "2026-11-02T22:00:00Z",
      "America/Los_Angeles",
      "ko",
      "10월 31일 15:00 PDT–11월 2일 14:00 PST",
    ],
    ["2026-11-01T08:30:00Z", "2026-11-01T10:30:00Z", "America/Los_Angeles", "en", "1 Nov 01:30 PDT–02:30 PST"],
  ] as const)("%s to %s in %s", (from, to, zone, language, text) => {
    expect(periodWords(from, to, zone, language)).toBe(text);
  });
});
