import { isUsage, sumsBy, usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { billingMonth } from "../windows.ts";

export const fastestGrowingService = defineQuestion({
  id: "4",
  topic: "cost",
  when: "always: two full months lie behind",
  variants({ now }) {
    const window = { ...billingMonth(now, -1), from: billingMonth(now, -2).from };
    return [
      {
        ko: "전월 대비 가장 많이 늘어난 서비스는 뭐고, 달러와 퍼센트로 얼마나 늘었어?",
        en: "Which service grew most month over month, in $ and %?",
        window,
      },
      {
        ko: "지난달 비용이 그 전달보다 가장 많이 오른 서비스가 뭐야?",
        en: "Compared with the month before, which service rose the most last month?",
        window,
      },
      {
        ko: "지난 두 달을 비교하면 어느 서비스 비용이 제일 커졌어?",
        en: "Comparing the last two full months, where did cost grow most?",
        window,
      },
    ];
  },
  answer({ bill }, { from, to }) {
    const middle = billingMonth(from, 1).from;
    const before = new Map(sumsBy(bill(from, middle).filter(isUsage), (row) => row.service));
    const changes = sumsBy(bill(middle, to).filter(isUsage), (row) => row.service)
      .map(([service, after]) => {
        const was = before.get(service) ?? 0;
        const change = usd(after - was);
        return { service, before: was, after, change, percent: was > 0 ? usd((change / was) * 100) : null };
      })
      .sort((a, b) => b.change - a.change);
    const byPercent = changes.filter((c) => c.percent !== null).sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0));
    return { currency: "USD", mostInDollars: changes[0], mostInPercent: byPercent[0], changes };
  },
});
