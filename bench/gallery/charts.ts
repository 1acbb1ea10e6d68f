import type { SampleAccount } from "./sample-account.ts";

/** Arguments of the chart tool. */
export interface ChartArgs {
  dataset: string;
  chart: string;
  [part: string]: unknown;
}

type Provider = (account: SampleAccount, say: <T>(ko: T, en: T) => T) => Promise<ChartArgs>;

const THIS_MONTH = { period: "2026-11-01..2026-11-20" };
const LAST_MONTH = { period: "2026-10-01..2026-10-20" };
const INCIDENT = { from: "2026-11-20T15:00:00Z", to: "2026-11-21T00:10:00Z" };

const byService = (account: SampleAccount, when: object): Promise<string> =>
  account.ask("cost_query", { ...when, group_by: ["service"], granularity: "daily" });

const twoPeriods = async (account: SampleAccount) => ({
  dataset: await account.ask("cost_compare", { ...THIS_MONTH, previous: LAST_MONTH.period, group_by: ["service"] }),
  category: "service",
  value: "after",
  previous: "before",
});

const changes = async (account: SampleAccount): Promise<string> => {
  const events = await account.ask("trail_find_events", {
    period: "2026-11-01..2026-11-20",
    events: [
      "RunInstances",
      "ModifyDBInstance",
      "UpdateAutoScalingGroup",
      "CreateNatGateway",
      "ModifyInstanceAttribute",
    ],
  });
  return account.sql(`SELECT time, event, user FROM ${events} WHERE outcome <> 'failed' ORDER BY time`);
};

const findings = (account: SampleAccount): Promise<string> => account.ask("guardduty_list_findings", { period: "14d" });

/** One small function per chart: where the sample account's data for it come from. In the catalog's order. */
export const providers: Record<string, Provider> = {
  cost_per_day: async (account) => ({
    dataset: await byService(account, THIS_MONTH),
    chart: "cost_per_day",
    category: "service",
  }),
  bars: async (account) => ({ ...(await twoPeriods(account)), chart: "bars" }),
  waterfall: async (account) => ({ ...(await twoPeriods(account)), chart: "waterfall" }),
  forecast: async (account) => {
    const actual = await account.ask("cost_query", { period: "2026-11-01..2026-11-20", granularity: "daily" });
    const ahead = await account.forecast("2026-11-21", "2026-12-01");
    const dataset = await account.sql(
      `SELECT day, usd, NULL AS low, NULL AS high FROM ${actual} UNION ALL SELECT day, usd, low, high FROM ${ahead}`,
    );
    return { dataset, chart: "forecast", value: "usd", low: "low", high: "high", line: 40_000 };
  },
  cost_and_changes: async (account) => ({
    dataset: await byService(account, THIS_MONTH),
    chart: "cost_and_changes",
    marks: await changes(account),
  }),
  event_timeline: async (account, say) => ({
    dataset: await account.ask("trail_find_events", { period: "2026-11-20" }),
    chart: "event_timeline",
    category: "user",
    title: say("사용자별 AWS 호출", "AWS calls by user"),
  }),
  finding_heatmap: async (account, say) => ({
    dataset: await findings(account),
    chart: "finding_heatmap",
    x: "last_seen",
    category: "type",
    title: say("GuardDuty 탐지 현황", "GuardDuty findings"),
  }),
  severity_bars: async (account, say) => ({
    dataset: await findings(account),
    chart: "severity_bars",
    category: "region",
    title: say("리전별 GuardDuty 탐지", "GuardDuty findings by region"),
  }),
  log_volume: async (account, say) => {
    const period = { period: `${INCIDENT.from}..${INCIDENT.to}` };
    const lines = await account.ask("logs_query", {
      ...period,
      groups: ["order-api"],
      query: "stats count(*) as lines by bin(10m) as time",
      limit: 1_000,
    });
    const errors = await account.ask("logs_query", {
      ...period,
      groups: ["order-api"],
      query: "filter @message like /ERROR/ | stats count(*) as errors by bin(10m) as time",
      limit: 1_000,
    });
    const dataset = await account.sql(
      `SELECT a.time, a.lines AS "${say("로그 줄", "log lines")}", COALESCE(b.errors, 0) AS errors FROM ${lines} a LEFT JOIN ${errors} b ON a.time = b.time`,
    );
    return {
      dataset,
      chart: "log_volume",
      value: say("로그 줄", "log lines"),
      errors: "errors",
      title: say("order-api 로그와 오류", "order-api: log lines and errors"),
    };
  },
  metric_lines: async (account, say) => ({
    dataset: await account.metrics(
      `SEARCH('{AWS/ECS,ClusterName,ServiceName} MetricName="CPUUtilization"', 'Average', 300)`,
      INCIDENT.from,
      INCIDENT.to,
      "Percent",
      { ko: "ECS 서비스 CPU 사용률", en: "CPU utilization of ECS services" },
    ),
    chart: "metric_lines",
    line: 70,
    title: say("ECS 서비스 CPU 사용률", "CPU utilization of ECS services"),
  }),
  percentile_lines: async (account, say) => {
    const parts = [];
    for (const percentile of ["p50", "p90", "p99"]) {
      const found = await account.metrics(
        `SEARCH('{AWS/ApplicationELB,LoadBalancer} MetricName="TargetResponseTime"', '${percentile}', 300)`,
        INCIDENT.from,
        INCIDENT.to,
        "Seconds",
        { ko: "응답 시간", en: "Response time" },
      );
      parts.push(`SELECT time, '${percentile}' AS percentile, MAX(value) AS value FROM ${found} GROUP BY time`);
    }
    return {
      dataset: await account.sql(parts.join(" UNION ALL ")),
      chart: "percentile_lines",
      category: "percentile",
      title: say("로드 밸런서 응답 시간", "Response time of the load balancers"),
    };
  },
  donut: async (account) => ({ dataset: await byService(account, THIS_MONTH), chart: "donut", category: "service" }),
  scatter: async (account, say) => {
    const measured = (metric: string, statistic: string, unit: string, label: { ko: string; en: string }) =>
      account.metrics(
        `SEARCH('{AWS/ApplicationELB,LoadBalancer} MetricName="${metric}"', '${statistic}', 300)`,
        INCIDENT.from,
        INCIDENT.to,
        unit,
        label,
      );
    const requests = await measured("RequestCount", "Sum", "Count", { ko: "5분당 요청", en: "Requests in 5 minutes" });
    const slow = await measured("TargetResponseTime", "p99", "Seconds", {
      ko: "p99 응답 시간",
      en: "p99 response time",
    });
    const dataset = await account.sql(
      `SELECT a.value AS "${say("5분당 요청 수", "requests in 5 minutes")}", b.value AS value, ` +
        `SUBSTR(a.metric, 5, INSTR(SUBSTR(a.metric, 5), '/') - 1) AS balancer ` +
        `FROM ${requests} a JOIN ${slow} b ON a.time = b.time AND a.metric = b.metric`,
    );
    return {
      dataset,
      chart: "scatter",
      x: say("5분당 요청 수", "requests in 5 minutes"),
      value: "value",
      category: "balancer",
      title: say("요청 수와 p99 응답 시간", "Requests and p99 response time"),
    };
  },
  table: async (account, say) => ({
    dataset: await account.ask("inventory_find_instances", {}),
    chart: "table",
    fields: ["name", "state", "type", "az", "private_ip", "launched", "team"],
    title: say("EC2 인스턴스", "EC2 instances"),
  }),
  sparklines: async (account) => {
    const daily = await account.ask("cost_query", { period: "30d", group_by: ["service"], granularity: "daily" });
    const dataset = await account.sql(
      `SELECT day, service, usd FROM ${daily} WHERE service IN (SELECT service FROM ${daily} GROUP BY service ORDER BY SUM(usd) DESC LIMIT 6) ORDER BY day`,
    );
    return { dataset, chart: "sparklines", x: "day", category: "service" };
  },
};
