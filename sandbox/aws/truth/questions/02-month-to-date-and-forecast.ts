import { billedRows } from "../../world/billing.ts";
import { DAY, utcDate, utcMidnight } from "../../world/calendar.ts";
import { isCharge, isUsage, sum, usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { billingMonth, monthToDate } from "../windows.ts";

/** The documented formula of the account's forecast: the mean of that many finished days, give or take. */
const LOOK_BACK = 14;
const HALF_WIDTH = 0.08;

export const monthToDateAndForecast = defineQuestion({
  id: "2",
  topic: "cost",
  when: "from the second billing day of a month on",
  variants({ now }) {
    const window = monthToDate(now);
    if (utcMidnight(now) <= window.from) return [];
    return [
      {
        ko: "이번 달 지금까지 얼마 썼고 월말까지 얼마나 나올까?",
        en: "What did we spend this month so far, and the forecast for month end?",
        window,
      },
      {
        ko: "이번 달 누적 비용이랑 월말 예상 비용 알려줘",
        en: "Month-to-date spend and the expected total at month end, please",
        window,
      },
      {
        ko: "이대로면 이달 청구액이 얼마나 될까?",
        en: "At this rate, what will this month's bill be?",
        window,
      },
    ];
  },
  answer({ bill, now, setting }, { from, to }) {
    const rows = bill(from, to);
    const today = utcMidnight(now);
    const end = billingMonth(now).to;
    const daily = sum(bill(today - LOOK_BACK * DAY, today).filter(isUsage)) / LOOK_BACK;
    const rest = (daily * (end - today)) / DAY;
    const whole = billedRows(setting, from, end, end + DAY).filter(isUsage);
    return {
      currency: "USD",
      soFar: { gross: usd(sum(rows.filter(isCharge))), net: usd(sum(rows)) },
      /** The billing day that is going on is not whole yet. */
      provisionalFrom: utcDate(today),
      /** From the day that is going on to the end of the month; tax and credits left out. */
      forecastOfTheRest: {
        mean: usd(rest),
        low: usd(rest * (1 - HALF_WIDTH)),
        high: usd(rest * (1 + HALF_WIDTH)),
        level: 80,
      },
      finishedDays: usd(sum(bill(from, today).filter(isUsage))),
      /** What the world itself holds for the month; a forecast's interval should contain it. */
      monthAsItWillBe: usd(sum(whole)),
    };
  },
});
