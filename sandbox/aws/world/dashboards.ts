/** The two dashboards: the order path as the shop's people watch it, and what operations looks at in the morning. */
import { dev } from "./account.ts";
import { type Alarm, alarmsOf } from "./alarms.ts";
import { DAY, HOUR } from "./calendar.ts";
import { metricsOf } from "./metrics/catalog.ts";
import { perSetting, type Setting } from "./setting.ts";

interface Widget {
  type: "metric" | "alarm" | "log" | "text";
  x: number;
  y: number;
  width: number;
  height: number;
  properties: object;
}

export interface Dashboard {
  name: string;
  body: { start?: string; widgets: Widget[] };
  changedAt: number;
}

const REGION = "ap-northeast-2";

export const dashboardsOf = perSetting((setting): Dashboard[] =>
  setting.account === dev ? [] : [orderPath(setting), operations(setting)],
);

/** A metric as widgets write it: namespace, name, then names and values of its dimensions. */
type WidgetMetric = (string | object)[];

function alarmMetrics(setting: Setting, name: string): WidgetMetric[] {
  const alarm = alarmsOf(setting).find((a) => a.name === name);
  if (alarm?.kind !== "metric") return [];
  return alarm.queries.flatMap(({ of }) =>
    of.kind === "math"
      ? []
      : [
          [
            of.metric.namespace,
            of.metric.metric,
            ...Object.entries(of.metric.dimensions).flat(),
            { stat: of.statistic },
          ],
        ],
  );
}

const graph = (x: number, y: number, title: string, metrics: WidgetMetric[], more: object = {}): Widget => ({
  type: "metric",
  x,
  y,
  width: 12,
  height: 6,
  properties: { title, region: REGION, view: "timeSeries", stacked: false, period: 60, metrics, ...more },
});

const alarms = (x: number, y: number, title: string, shown: Alarm[]): Widget => ({
  type: "alarm",
  x,
  y,
  width: 24,
  height: 3,
  properties: { title, alarms: shown.map((alarm) => alarm.arn) },
});

const logs = (x: number, y: number, title: string, group: string, query: string): Widget => ({
  type: "log",
  x,
  y,
  width: 24,
  height: 6,
  properties: { title, region: REGION, view: "table", query: `SOURCE '${group}' | ${query}` },
});

function orderPath(setting: Setting): Dashboard {
  const { names, anchor } = setting;
  const own = alarmsOf(setting).filter((alarm) => alarm.name.startsWith(names.order));
  const db = `${names.ordersDb}-1`;
  return {
    name: `${names.order}-overview`,
    changedAt: anchor - 31 * DAY + 14 * HOUR,
    body: {
      start: "-PT6H",
      widgets: [
        alarms(0, 0, "Alarms", own),
        graph(0, 3, "5xx", alarmMetrics(setting, `${names.order}-5xx`)),
        graph(12, 3, "Latency", alarmMetrics(setting, `${names.order}-latency-p99`)),
        graph(0, 9, "Writer", [
          ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", db, { stat: "Average" }],
          [".", "DatabaseConnections", ".", ".", { stat: "Maximum", yAxis: "right" }],
        ]),
        graph(12, 9, "Error share", [
          [{ expression: "100 * m1 / m2", label: "5xx %", id: "e1" }],
          ...alarmMetrics(setting, `${names.web}-5xx-rate`).map((metric, index) => [
            ...metric.slice(0, -1),
            { id: `m${index + 1}`, stat: "Sum", visible: false },
          ]),
        ]),
        logs(
          0,
          15,
          "Errors",
          `/haneul/${names.order}`,
          "filter @message like /ERROR/ | stats count(*) as errors by bin(5m) | sort errors desc | limit 20",
        ),
      ],
    },
  };
}

function operations(setting: Setting): Dashboard {
  const { anchor, names } = setting;
  const ofFamily = (namespace: string, metric: string): WidgetMetric[] =>
    metricsOf(setting)
      .all.filter((s) => s.region === REGION && s.namespace === namespace && s.metric === metric)
      .slice(0, 20)
      .map((s) => [s.namespace, s.metric, ...Object.entries(s.dimensions).flat()]);
  return {
    name: "ops-morning",
    changedAt: anchor - 8 * DAY + 9 * HOUR,
    body: {
      widgets: [
        {
          type: "text",
          x: 0,
          y: 0,
          width: 24,
          height: 2,
          properties: { markdown: "# 아침 점검\n알람, 저장 공간, NAT, VIP 대기열 순서로 봅니다." },
        },
        alarms(0, 2, "All alarms", alarmsOf(setting)),
        graph(0, 5, "Hosts", ofFamily("AWS/EC2", "CPUUtilization"), { period: 300, stat: "Average" }),
        graph(12, 5, "NAT", ofFamily("AWS/NATGateway", "BytesOutToDestination"), { period: 3600, stat: "Sum" }),
        graph(0, 11, "Storage", alarmMetrics(setting, `${names.usersDb}-free-storage`), { period: 3600 }),
        graph(12, 11, "VIP", alarmMetrics(setting, "connect-vip-queue"), { period: 300 }),
      ],
    },
  };
}
