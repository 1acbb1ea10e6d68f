import { balancersOf } from "../../world/balancers.ts";
import { DAY, HOUR, MINUTE } from "../../world/calendar.ts";
import { metricsOf } from "../../world/metrics/catalog.ts";
import { statisticOf } from "../../world/metrics/statistic.ts";
import type { Facts } from "../facts.ts";
import { usd as rounded } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { seoulTime } from "../windows.ts";

/** Metrics of a minute are kept for so long. */
const KEPT = 15 * DAY;

export const incident5xxRate = defineQuestion({
  id: "22",
  topic: "metrics",
  when: "from an hour after the outage, for two weeks",
  variants({ now, setting }) {
    const { errorsFrom, errorsTo } = setting.story;
    if (now < errorsTo + HOUR || now > errorsFrom + KEPT) return [];
    const window = { from: errorsFrom - HOUR, to: errorsTo + HOUR, zone: "Asia/Seoul" as const };
    const { order } = setting.names;
    return [
      { ko: "지난 장애 전후 5xx 비율 그려줘", en: "Draw the 5xx rate around the last incident", window },
      {
        ko: `${order} 장애 때 5xx 에러율 차트 보여줘`,
        en: `Chart the 5xx error rate of ${order} during the outage`,
        window,
      },
      { ko: "마지막 장애의 5xx 추이를 그래프로", en: "Plot how 5xx went in the most recent incident", window },
    ];
  },
  answer(facts, { from, to }) {
    const points = [];
    for (let at = from; at < to; at += MINUTE) points.push({ at: seoulTime(at), percent: rateAt(facts, at) });
    const { errorsFrom, errorsTo } = facts.setting.story;
    return {
      unit: "Percent of requests",
      periodSeconds: 60,
      points,
      peakPercent: Math.max(...points.map(({ percent }) => percent)),
      raisedFrom: seoulTime(errorsFrom),
      raisedTo: seoulTime(errorsTo),
    };
  },
});

function rateAt({ setting }: Facts, minute: number): number {
  const group = balancersOf(setting).targetGroups.find(({ name }) => name === `${setting.names.order}-tg`);
  const dimensions = { TargetGroup: group?.dimension ?? "" };
  const sumOf = (metric: string) => {
    const series = metricsOf(setting).all.find(
      (one) => one.metric === metric && one.dimensions.TargetGroup === dimensions.TargetGroup,
    );
    if (!series) throw new Error(`${setting.names.order}-tg has no ${metric}`);
    return statisticOf(series, { kind: "Sum" }, minute, minute + MINUTE) ?? 0;
  };
  const requests = sumOf("RequestCount");
  return requests > 0 ? rounded((100 * sumOf("HTTPCode_Target_5XX_Count")) / requests) : 0;
}
