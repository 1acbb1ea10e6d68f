import { isCharge, isUsage, sum, sumsBy, usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { billingMonth, finishedDays, monthToDate } from "../windows.ts";

export const costByTeam = defineQuestion({
  id: "13",
  topic: "cost",
  when: "always; `this month` from its third billing day on",
  variants({ now }) {
    const month = monthToDate(now);
    const early = month.to - month.from < 3 * 86_400_000;
    return [
      {
        ko: "태그(team)별 비용, 태그 없는 비용 비율은? (최근 30일)",
        en: "Cost by the tag team, and the share without it (last 30 days)?",
        window: finishedDays(now, 30),
      },
      {
        ko: "지난달 팀별로 비용 나눠줘. team 태그 없는 건 몇 퍼센트야?",
        en: "Split last month's cost by team. What percentage has no team tag?",
        window: billingMonth(now, -1),
      },
      ...(early
        ? []
        : [
            {
              ko: "이번 달 team 태그별 비용이랑 미태깅 비율",
              en: "This month's cost per team tag and the untagged share",
              window: month,
            },
          ]),
    ];
  },
  answer({ bill }, { from, to }) {
    const rows = bill(from, to);
    const of = (keep: typeof isUsage) => {
      const kept = rows.filter(keep);
      const untagged = sum(kept.filter((row) => !row.tags.team));
      return {
        teams: Object.fromEntries(
          sumsBy(
            kept.filter((row) => row.tags.team),
            (row) => row.tags.team ?? "",
          ),
        ),
        untaggedUsd: usd(untagged),
        untaggedPercent: usd((untagged / sum(kept)) * 100),
      };
    };
    return { currency: "USD", withoutTax: of(isUsage), withTax: of(isCharge) };
  },
});
