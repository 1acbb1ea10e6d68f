import { describe, expect, it } from "vitest";
import { periodArgument } from "../../../src/models/offline/periods/argument.ts";
import { dayIn } from "../../../src/models/offline/periods/calendar.ts";
import { findPeriods } from "../../../src/models/offline/periods/find.ts";
import { anyTools } from "./any-tools.ts";
import { plannerThread } from "./planner-thread.ts";

const read = (text: string, now = "2026-11-21T00:12:00Z", zone = "Asia/Seoul") =>
  findPeriods(text, dayIn(Date.parse(now), zone)).found.map(({ when, baseline }) => {
    const argument = when.kind === "shift" ? `${when.by} ${when.unit}` : periodArgument(when);
    return baseline ? `vs ${argument}` : argument;
  });

describe("periods", () => {
  it.each([
    ["오늘", "2026-11-21..2026-11-21"],
    ["그저께", "2026-11-19..2026-11-19"],
    ["3일 전", "2026-11-18..2026-11-18"],
    ["이번 주", "2026-11-16..2026-11-21"],
    ["지지난주", "2026-11-02..2026-11-08"],
    ["2주 전", "2026-11-02..2026-11-08"],
    ["최근 2주", "14d"],
    ["지난 30일 에러", "30d"],
    ["지난 한 달", "30d"],
    ["최근 3개월", "90d"],
    ["세 시간 동안", "3h"],
    ["최근 30분", "30m"],
    ["사흘간", "3d"],
    ["지난주 금요일", "2026-11-13..2026-11-13"],
    ["월요일", "2026-11-16..2026-11-16"],
    ["지난 주말", "2026-11-14..2026-11-15"],
    ["11월", "2026-11-01..2026-11-21"],
    ["12월", "2025-12-01..2025-12-31"],
    ["12월 25일", "2025-12-25..2025-12-25"],
    ["2025년 2월", "2025-02-01..2025-02-28"],
    ["작년 11월", "2025-11-01..2025-11-30"],
    ["작년 11월 3일", "2025-11-03..2025-11-03"],
    ["재작년 3월", "2024-03-01..2024-03-31"],
    ["올해 3월", "2026-03-01..2026-03-31"],
    ["작년 4분기", "2025-10-01..2025-12-31"],
    ["15일에", "2026-11-15..2026-11-15"],
    ["11월 3일부터", "2026-11-03..2026-11-21"],
    ["11월 3일부터 지금까지", "2026-11-03..2026-11-21"],
    ["지난주부터 어제까지", "2026-11-09..2026-11-20"],
    ["11월 1~15일", "2026-11-01..2026-11-15"],
    ["3월 2일부터 8일까지", "2026-03-02..2026-03-08"],
    ["3월 2일에서 8일", "2026-03-02..2026-03-08"],
    ["2026-03-02..2026-03-08", "2026-03-02..2026-03-08"],
    ["2026-10", "2026-10-01..2026-10-31"],
    ["2026-08..2026-10 비용", "2026-08-01..2026-10-31"],
    ["2026-11", "2026-11-01..2026-11-21"],
    ["오전 9시부터", "since 09:00"],
    ["오후 3시 30분 이후", "since 15:30"],
    ["올해", "2026-01-01..2026-11-21"],
    ["지난 분기", "2026-07-01..2026-09-30"],
    ["3분기", "2026-07-01..2026-09-30"],
    ["Q4", "2026-10-01..2026-11-21"],
    ["Q2 2025", "2025-04-01..2025-06-30"],
    ["Q4 last year", "2025-10-01..2025-12-31"],
    ["November last year", "2025-11-01..2025-11-30"],
    ["in March of this year", "2026-03-01..2026-03-31"],
    ["2025년 1분기", "2025-01-01..2025-03-31"],
    ["2025년", "2025-01-01..2025-12-31"],
    ["cost for 2031", "2031-01-01..2031-12-31"],
    ["in 2026", "2026-01-01..2026-11-21"],
    ["the same week of last month", "-1 month"],
    ["the day before yesterday", "2026-11-19..2026-11-19"],
    ["last 24 hours", "24h"],
    ["past couple of days", "2d"],
    ["7d", "7d"],
    ["two weeks ago", "2026-11-02..2026-11-08"],
    ["last Friday", "2026-11-20..2026-11-20"],
    ["since Monday", "2026-11-16..2026-11-21"],
    ["since 9am", "since 09:00"],
    ["Nov 1-15", "2026-11-01..2026-11-15"],
    ["3rd of November", "2026-11-03..2026-11-03"],
    ["in May", "2026-05-01..2026-05-31"],
    ["this quarter", "2026-10-01..2026-11-21"],
    ["YTD", "2026-01-01..2026-11-21"],
    ["그 전주", "-1 week"],
    ["그 전날", "-1 day"],
    ["the month before", "-1 month"],
    ["before that", "-1 span"],
    ["지난달 대비", "vs 2026-10-01..2026-10-31"],
    ["vs last week", "vs 2026-11-09..2026-11-15"],
  ])("reads %s", (text, period) => {
    expect(read(text)).toEqual([period]);
  });

  it.each([
    "sarah.lee가 한 일",
    "order-api-2",
    "10.0.1.12",
    "i-0abc1234def567890",
    "5달러",
    "you may march on",
    "3분기점",
    "v1.42.0",
    "order-api-2 주변 구성",
    "i-074689761f0e9cee0 주변",
    "order-api-3 시간순으로",
    "3 달라진 점",
  ])("sees no period in %s", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("reads the words in the asker's zone", () => {
    expect(read("오늘", "2026-11-21T20:00:00Z", "Asia/Seoul")).toEqual(["2026-11-22..2026-11-22"]);
    expect(read("today", "2026-11-21T20:00:00Z", "America/Los_Angeles")).toEqual(["2026-11-21..2026-11-21"]);
    expect(read("지난달", "2026-01-15T00:00:00Z")).toEqual(["2025-12-01..2025-12-31"]);
    expect(read("last week", "2026-03-01T12:00:00Z", "UTC")).toEqual(["2026-02-16..2026-02-22"]);
  });
});

describe("billing days", () => {
  const periods = async (text: string, now = "2026-11-21T00:12:00Z") => {
    const at = Date.parse(now);
    const { calls } = await plannerThread(anyTools(at), { now: at }).ask(text);
    return calls.flatMap(({ name, input }) => (name === "cost_query" ? [(input as { period: string }).period] : []));
  };
  const compared = async (text: string, now = "2026-11-21T00:12:00Z") => {
    const at = Date.parse(now);
    const { calls } = await plannerThread(anyTools(at), { now: at }).ask(text);
    const input = calls.find(({ name }) => name === "cost_compare")?.input as Record<string, string> | undefined;
    return [input?.period, input?.previous];
  };

  it("ends with the last whole day, or with the day that UTC has", async () => {
    expect(await periods("최근 7일 비용")).toEqual(["2026-11-14..2026-11-20"]);
    // Monday 08:00 in Seoul, Sunday 23:00 in UTC.
    expect(await periods("오늘 비용", "2026-11-22T23:00:00Z")).toEqual(["2026-11-22..2026-11-22"]);
    expect(await periods("지난주 비용", "2026-11-22T23:00:00Z")).toEqual(["2026-11-16..2026-11-22"]);
  });

  it("takes months that are counted as whole ones", async () => {
    expect(await periods("최근 3개월 비용")).toEqual(["2026-08-01..2026-10-31"]);
    expect(await periods("cost over the last two full months")).toEqual(["2026-09-01..2026-10-31"]);
    expect(await periods("지난 반년 비용")).toEqual(["2026-05-01..2026-10-31"]);
  });

  it("holds a month that has not ended against the same days of the month before", async () => {
    const both = ["2026-11-01..2026-11-21", "2026-10-01..2026-10-21"];
    expect(await compared("이번 달 비용이 늘었어?")).toEqual(both);
    expect(await compared("지난달 대비 이번 달 비용")).toEqual(both);
    expect(await compared("전월 대비 가장 많이 늘어난 서비스는?")).toEqual([
      "2026-10-01..2026-10-31",
      "2026-09-01..2026-09-30",
    ]);
    expect(await compared("3월 비용 비교", "2026-03-30T00:00:00Z")).toEqual([
      "2026-03-01..2026-03-30",
      "2026-02-01..2026-02-28",
    ]);
  });

  it("takes the month so far where nothing is said, and on its first day the month before", async () => {
    expect(await periods("비용 보여줘")).toEqual(["2026-11-01..2026-11-21"]);
    expect(await periods("비용 보여줘", "2026-11-01T03:00:00Z")).toEqual(["2026-10-01..2026-10-31"]);
    expect(await compared("전주 대비 비용")).toEqual(["2026-11-16..2026-11-21", "2026-11-09..2026-11-14"]);
  });
});
