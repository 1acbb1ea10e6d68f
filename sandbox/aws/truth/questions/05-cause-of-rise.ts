import { DAY } from "../../world/calendar.ts";
import { gpuOf } from "../gpu.ts";
import { sum, usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { billingMonth, finishedDays, monthToDate } from "../windows.ts";

export const causeOfRise = defineQuestion({
  id: "5",
  topic: "cost",
  when: "from the day after the GPU instances were launched, for thirty days; `this month` in the month they were",
  variants({ now, setting }) {
    const { gpuLaunch } = setting.story;
    if (now < gpuLaunch + DAY) return [];
    const [month, days] = [monthToDate(now), finishedDays(now, 30)];
    const inMonth = gpuLaunch >= billingMonth(now).from;
    const recent = [
      { ko: "최근 30일 사이에 비용이 왜 늘었어?", en: "Why did cost go up in the last 30 days?", window: days },
      {
        ko: "요즘 AWS 비용이 갑자기 오른 원인 좀 찾아줘 (최근 30일)",
        en: "Find the cause of the recent jump in AWS cost (last 30 days)",
        window: days,
      },
    ];
    return [
      ...(inMonth ? [{ ko: "이번 달 비용이 왜 튀었어?", en: "Why did this month's cost jump?", window: month }] : []),
      ...(gpuLaunch >= days.from ? recent : []),
    ];
  },
  answer(facts, { from, to }) {
    const { eventId, user, launchedAt, region, usageType, instanceIds, usdPerDay } = gpuOf(facts);
    const rows = facts.bill(from, to);
    const own = rows.filter((row) => row.usageType === usageType && row.region === region);
    return {
      cause: { usageType, region, instanceIds, user, launchedAt, usdPerDay, evidence: { cloudTrailEventId: eventId } },
      usdInWindow: usd(sum(own)),
      stillRunning: true,
    };
  },
});
