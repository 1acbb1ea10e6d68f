import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { enNotes } from "../../src/slack/text/en-notes.ts";
import { koNotes } from "../../src/slack/text/ko-notes.ts";
import { noteCodes } from "../../src/slack/text/notes.ts";
import { evidenceLine } from "../../src/slack/views/evidence-line.ts";
import { recordOf } from "./support/record.ts";

const TOOLS = join(import.meta.dirname, "..", "..", "tools");

/** A note is written as a literal: its code, then its text. */
const NOTE = /code: "([a-z_]+)",\s*text\b/g;

describe("what the tools note", () => {
  const sources = readdirSync(TOOLS, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const codes = new Set(
    sources
      .filter((name) => !/^(error-text|errors)\.ts$|^act/.test(name))
      .flatMap((name) => [...readFileSync(join(TOOLS, name), "utf8").matchAll(NOTE)].map(([, code]) => code!)),
  );

  it("has words in both languages, and no words are left of what no tool says any more", () => {
    expect(codes.size).toBeGreaterThan(40);
    expect([...codes].sort()).toEqual([...noteCodes].sort());
    for (const [code, say] of Object.entries(koNotes))
      expect([code, say(() => "")]).toEqual([code, expect.stringMatching(/[가-힣]/)]);
    for (const [code, say] of Object.entries(enNotes))
      expect([code, say(() => "")]).toEqual([code, expect.stringMatching(/^[^가-힣]{4,}$/)]);
  });

  it("stands in the closing line where it limits what the answer says", () => {
    const source = { service: "Cost Explorer", requests: 1, cached: 0, usd: 0.01, freshTo: null, scannedBytes: null };
    const scope = { accounts: [{ id: "1", name: "prod" }], regions: ["us-east-1"], skipped: [] };
    const plain = { args: {}, period: null, truncated: null };
    const record = {
      ...recordOf({ runId: "r" } as Parameters<typeof recordOf>[0]),
      offline: false,
      usd: null,
      tokens: { input: 1_200, output: 34, cacheRead: 0, cacheWrite: 0 },
      ceRequests: 1,
      toolCalls: [{ id: "c1", name: "logs_query", args: {}, ms: 1, rows: 1, dataset: "d3", error: null }],
      nearBudgets: [
        { of: "person" as const, unit: "usd" as const, used: 4.2, limit: 5 },
        { of: "day" as const, unit: "tokens" as const, used: 27_000_000, limit: 30_000_000 },
      ],
      beganAnew: true,
      evidence: {
        claims: [],
        unverified: [],
        datasets: [
          {
            ...plain,
            handle: "d1",
            tool: "cost_query",
            scope,
            source,
            notes: [
              { code: "credits_excluded", text: "" },
              { code: "tag_without_cost", text: "", params: { tag: "Team" } },
              { code: "provisional_days", text: "", params: { from: "2026-11-19" } },
              { code: "reproduce", text: "", params: { metric: "unblended" } },
              { code: "made_up_by_another_server", text: "", params: {} },
            ],
          },
          {
            ...plain,
            handle: "d2",
            tool: "trail_find_events",
            scope,
            source: { ...source, service: "CloudTrail", requests: 3, usd: 0 },
            truncated: { shown: 1_000, of: 12_345, why: { ko: "페이지 한도", en: "page limit" } },
            notes: [
              { code: "seen_back_to", text: "", params: { at: "2026-11-18T01:02:03Z" } },
              { code: "credits_excluded", text: "" },
              // A copy that covers one region and not yet the other.
              { code: "from_copy", text: "", params: { fresh_to: "2026-11-21T00:10:00Z", regions: 1, of: 2 } },
              { code: "copy_partial", text: "", params: { covered_from: null, full: false } },
            ],
          },
          {
            ...plain,
            handle: "d3",
            tool: "logs_query",
            scope,
            source: { ...source, service: "CloudWatch Logs", usd: 0.0004, scannedBytes: 52_000_000 },
            notes: [],
          },
        ],
      },
    };
    const at = { zone: "Asia/Seoul", now: Date.parse("2026-11-21T00:14:00Z"), clockMoved: false };
    expect(evidenceLine(record, { ...at, language: "ko" })).toBe(
      "prod, 리전 1개 · 크레딧·환불 제외 · 비혼합 비용 · Cost Explorer (11월 19일부터 잠정), CloudTrail (11월 21일 09:10 KST까지는 사본, 나머지는 직접 조회), CloudWatch Logs · Team 태그가 붙은 비용 없음 (대소문자를 구분하며, 결제에 등록된 태그여야 함) · 11월 18일 10:02 KST까지만 거슬러 조회 · 12,345행 중 1,000행 (페이지 한도) · Cost Explorer 조회 1회 $0.01 · 로그 52.0 MB 스캔 $0.01 미만 · 토큰 1,234개, 가격 알 수 없음 · ⚠️ 오늘 한도 $5.00 중 $4.20 사용 · ⚠️ 전체의 오늘 한도 토큰 30,000,000개 중 토큰 27,000,000개 사용 · 앞의 대화는 요약하고 결과는 그대로 보관함",
    );
    expect(evidenceLine(record, { ...at, language: "en" })).toBe(
      "prod, 1 region · without credits and refunds · unblended cost · Cost Explorer (provisional from 19 Nov), CloudTrail (copy up to 21 Nov 09:10 KST, the rest asked directly), CloudWatch Logs · no cost carries the tag Team (case counts, and billing has to know it) · seen back to 18 Nov 10:02 KST only · 1,000 of 12,345 rows (page limit) · 1 Cost Explorer request $0.01 · 52.0 MB of logs scanned under $0.01 · 1,234 tokens, price unknown · ⚠️ $4.20 of today's $5.00 used · ⚠️ 27,000,000 tokens of everybody's 30,000,000 tokens of today used · the earlier thread was summarised, its results are kept",
    );
  });
});
