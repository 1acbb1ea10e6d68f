import { utcDate } from "../../world/calendar.ts";
import { isUsage, sum, usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { billingMonth } from "../windows.ts";

const REGIONS = ["ap-northeast-2", "us-east-1"];

export const regions = defineQuestion({
  id: "10",
  topic: "cost",
  when: "always",
  variants({ now }) {
    const months = (count: number) => ({ ...billingMonth(now, -1), from: billingMonth(now, -count).from });
    return [
      {
        ko: "최근 3개월 서울과 버지니아 리전 비용 비교해줘",
        en: "Compare ap-northeast-2 and us-east-1 cost for the last 3 months",
        window: months(3),
      },
      {
        ko: "지난 두 달 ap-northeast-2랑 us-east-1 비용을 월별로 보여줘",
        en: "Monthly cost of ap-northeast-2 against us-east-1 over the last two months",
        window: months(2),
      },
      {
        ko: "지난 반년 리전별 비용 추이 (서울, 버지니아)",
        en: "Cost by region (Seoul, N. Virginia) over the last six months",
        window: months(6),
      },
    ];
  },
  answer({ bill }, { from, to }) {
    const months = [];
    for (let month = from; month < to; month = billingMonth(month, 1).from) {
      const rows = bill(month, billingMonth(month, 1).from).filter(isUsage);
      const cost = REGIONS.map((region) => [region, usd(sum(rows.filter((row) => row.region === region)))]);
      months.push({ month: utcDate(month).slice(0, 7), usd: Object.fromEntries(cost) as Record<string, number> });
    }
    return { currency: "USD", months };
  },
});
