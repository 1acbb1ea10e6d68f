import { MINUTE } from "../../world/calendar.ts";
import { databasesOf } from "../../world/databases.ts";
import { metricsOf } from "../../world/metrics/catalog.ts";
import { statisticOf } from "../../world/metrics/statistic.ts";
import { usd as rounded } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { lastHours } from "../windows.ts";

const PERIOD = 5 * MINUTE;

export const ordersDbCpu = defineQuestion({
  id: "21",
  topic: "metrics",
  when: "always",
  variants({ now, setting }) {
    const { ordersDb } = setting.names;
    return [
      {
        ko: `${ordersDb} CPU 최근 24시간 평균이랑 최대값`,
        en: `${ordersDb} CPU over the last 24 hours: average and maximum`,
        window: lastHours(now, 24),
      },
      {
        ko: `최근 6시간 ${ordersDb} CPU 사용률 어때?`,
        en: `How has ${ordersDb}'s CPU been over the last 6 hours?`,
        window: lastHours(now, 6),
      },
      {
        ko: `${ordersDb} DB CPU 지난 3일 평균/최대 알려줘`,
        en: `Average and peak CPU of ${ordersDb} in the last 3 days`,
        window: lastHours(now, 72),
      },
    ];
  },
  /** Whole periods of five minutes; the maximum is of the metric itself, and of the periods' means. */
  answer({ setting }, window) {
    const from = Math.floor(window.from / PERIOD) * PERIOD;
    const to = Math.floor(window.to / PERIOD) * PERIOD;
    const members = databasesOf(setting).clusters.find(({ name }) => name === setting.names.ordersDb)?.members ?? [];
    return {
      unit: "Percent",
      instances: members.map((name) => {
        const dimensions = { DBInstanceIdentifier: name };
        const series = metricsOf(setting).find("ap-northeast-2", {
          namespace: "AWS/RDS",
          metric: "CPUUtilization",
          dimensions,
        });
        if (!series) throw new Error(`${name} has no CPUUtilization`);
        const means = [];
        for (let at = from; at < to; at += PERIOD)
          means.push(statisticOf(series, { kind: "Average" }, at, at + PERIOD) ?? 0);
        return {
          name,
          average: rounded(statisticOf(series, { kind: "Average" }, from, to) ?? 0),
          maximum: rounded(statisticOf(series, { kind: "Maximum" }, from, to) ?? 0),
          largestMeanOfFiveMinutes: rounded(Math.max(...means)),
        };
      }),
    };
  },
});
