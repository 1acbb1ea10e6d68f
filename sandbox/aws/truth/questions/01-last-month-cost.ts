import { isCharge, sum, sumsBy, usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { billingMonth, monthNames } from "../windows.ts";

export const lastMonthCost = defineQuestion({
  id: "1",
  topic: "cost",
  when: "always: thirteen months of bills are known",
  variants({ now }) {
    const [last, before] = [billingMonth(now, -1), billingMonth(now, -2)];
    return [
      { ko: "지난달 AWS 비용 얼마야?", en: "How much did AWS cost last month?", window: last },
      { ko: "저번 달에 AWS로 총 얼마 썼어?", en: "What was our total AWS spend last month?", window: last },
      {
        ko: `${monthNames(before).ko} AWS 비용 알려줘`,
        en: `Tell me the AWS cost of ${monthNames(before).en}`,
        window: before,
      },
    ];
  },
  answer({ bill }, { from, to }) {
    const rows = bill(from, to);
    return {
      currency: "USD",
      /** Gross: before credits, refunds and discounts; net: after. Whichever a reply gives, it says which. */
      gross: usd(sum(rows.filter(isCharge))),
      net: usd(sum(rows)),
      byRecordType: Object.fromEntries(sumsBy(rows, (row) => row.recordType)),
    };
  },
});
