import { isCharge, isUsage, sumsBy } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { billingMonth, finishedDays } from "../windows.ts";

export const topServices = defineQuestion({
  id: "3",
  topic: "cost",
  when: "always",
  variants({ now }) {
    return [
      {
        ko: "서비스별 비용 상위 5개 (최근 30일)",
        en: "Top 5 services by cost over the last 30 days",
        window: finishedDays(now, 30),
      },
      {
        ko: "지난 일주일 동안 돈이 제일 많이 나간 서비스 다섯 개가 뭐야?",
        en: "Which five services cost the most in the last 7 days?",
        window: finishedDays(now, 7),
      },
      {
        ko: "지난달 비용 상위 5개 서비스 알려줘",
        en: "Show last month's five most expensive services",
        window: billingMonth(now, -1),
      },
    ];
  },
  answer({ bill }, { from, to }) {
    const rows = bill(from, to);
    const top = (keep: typeof isUsage) =>
      sumsBy(rows.filter(keep), (row) => row.service)
        .slice(0, 5)
        .map(([service, amount]) => ({ service, usd: amount }));
    return { currency: "USD", top: top(isUsage), topWithTax: top(isCharge) };
  },
});
