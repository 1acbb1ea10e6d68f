import { anomaliesAt } from "../../world/anomalies.ts";
import { DAY } from "../../world/calendar.ts";
import { usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { finishedDays } from "../windows.ts";

export const anomalies = defineQuestion({
  id: "8",
  topic: "cost",
  when: "always: none is an answer as well",
  variants({ now }) {
    return [
      {
        ko: "최근 30일 동안 비용 이상 징후가 있었어?",
        en: "Was there any cost anomaly in the last 30 days?",
        window: finishedDays(now, 30),
      },
      {
        ko: "지난 2주간 비정상적으로 튄 비용 있어?",
        en: "Any unusual cost in the last 14 days?",
        window: finishedDays(now, 14),
      },
      {
        ko: "최근 60일 비용 이상 탐지 결과 알려줘",
        en: "Show the cost anomalies detected in the last 60 days",
        window: finishedDays(now, 60),
      },
    ];
  },
  /** Those with a day in the window; the impact is that of all their days. */
  answer({ setting, now }, { from, to }) {
    const found = anomaliesAt(setting, now)
      .filter(({ start, end }) => Date.parse(end) + DAY > from && Date.parse(start) < to)
      .map(({ id, start, end, service, region, usageType, impact }) => ({
        id,
        start,
        end,
        service,
        region,
        usageType,
        impactUsd: usd(impact),
      }));
    return {
      currency: "USD",
      anomalies: found,
      totalImpactUsd: usd(found.reduce((all, one) => all + one.impactUsd, 0)),
    };
  },
});
