import { days, findings, minutes, noise, type Row, services, spent } from "./example-rows.ts";
import type { DrawLook, DrawRequest, Language, Overlay } from "./request.ts";

/** A request for every chart of the catalog: the warm-up draws its first, benchmarks time them and tests compare them. All made up. */
export function exampleRequests(language: Language, theme: DrawLook["theme"] = "light"): DrawRequest[] {
  const say = <T>(ko: T, en: T): T => (language === "ko" ? ko : en);
  const look = (unit: DrawLook["unit"], source: string, more: Partial<DrawLook> = {}): DrawLook => ({
    language,
    theme,
    zone: say("Asia/Seoul", "America/Los_Angeles"),
    unit,
    source,
    asOf: "2026-11-21T00:12:00Z",
    ...more,
  });
  const cost = say("AWS Cost Explorer · 크레딧·세금 제외", "AWS Cost Explorer · credits and tax excluded");
  const scope = (period: string): string => `${period} · haneul-prod`;
  const rollout: Overlay = {
    marks: [{ at: "2026-11-20T21:50:00Z", label: say("배포 order-api 1.42.0", "deploy order-api 1.42.0") }],
    bands: [
      {
        from: "2026-11-20T21:54:00Z",
        to: "2026-11-20T22:36:00Z",
        label: say("알람 order-api-5xx", "alarm order-api-5xx"),
      },
    ],
  };
  const change = { previousTotal: 30_980, label: say("전월 동기 대비", "vs. same days of last month") };
  return [
    {
      chart: "cost_per_day",
      rows: days(30, "2026-10-01").flatMap((day, i) =>
        services(say).map(([service, base]) => ({ day, service, usd: spent(base, i, service) })),
      ),
      columns: { x: "day", category: "service", value: "usd" },
      look: look("usd", cost, {
        title: say("서비스별 일일 비용", "Daily cost by service"),
        provisionalFrom: "2026-10-29",
        change,
      }),
    },
    {
      chart: "bars",
      rows: services(say).map(([service, base], i) => ({
        service,
        usd: base * 30,
        before: base * 30 * (0.78 + 0.06 * ((i * 5) % 7)),
      })),
      columns: { category: "service", value: "usd", previous: "before" },
      look: look("usd", cost),
    },
    {
      chart: "waterfall",
      rows: services(say).map(([service, base], i) => ({
        service,
        usd: base * 22,
        before: base * 22 - [4356, -320, 212, -95, 62, 18, -8, 4, 2, 0][i]!,
      })),
      columns: { category: "service", value: "usd", previous: "before" },
      look: look("usd", cost),
    },
    {
      chart: "forecast",
      rows: days(31, "2026-10-01").map((day, i): Row => {
        const usd = 1_060 + 70 * noise(i);
        const width = 90 + 14 * (i - 19);
        return i < 20
          ? { day, usd, low: null, high: null, before: 990 + 60 * noise(i + 40) }
          : { day, usd: 1_110, low: 1_110 - width, high: 1_110 + width, before: 990 + 60 * noise(i + 40) };
      }),
      columns: { x: "day", value: "usd", low: "low", high: "high", previous: "before" },
      overlay: { line: { value: 32_000 } },
      look: look("usd", cost, { subtitle: scope(say("2026년 10월 1일 – 31일", "Oct 1 – 31, 2026")) }),
    },
    {
      chart: "cost_and_changes",
      rows: days(20, "2026-11-01").map((day, i) => ({
        day,
        usd: 1_080 + 60 * noise(i) + (i >= 4 ? 272 : i === 3 ? 130 : 0),
      })),
      columns: { x: "day", value: "usd" },
      overlay: {
        marks: [
          { at: "2026-11-02T02:10:00Z", label: "ModifyDBInstance · doyun" },
          { at: "2026-11-04T09:36:00Z", label: "RunInstances g5.12xlarge × 2 · hana.choi" },
          { at: "2026-11-09T05:00:00Z", label: "UpdateAutoScalingGroup · deploy-bot" },
          { at: "2026-11-17T21:50:00Z", label: "ModifyInstanceAttribute · deploy-bot" },
        ],
      },
      look: look("usd", say("Cost Explorer, CloudTrail", "Cost Explorer, CloudTrail"), {
        provisionalFrom: "2026-11-19",
      }),
    },
    {
      chart: "event_timeline",
      rows: Array.from({ length: 400 }, (_, i): Row => {
        const burst = i % 5 === 0;
        const hour = burst && i % 2 === 0 ? 14 + Math.abs(noise(i)) : 13 + 5.2 * (noise(i) + noise(i + 777));
        const kind = burst
          ? say("알람", "Alarm")
          : say(["배포", "오토스케일링", "구성 변경", "보안 탐지"], ["Deploy", "Scaling", "Configuration", "Security"])[
              ((i * 7) % 13) % 4
            ]!;
        return { time: new Date(Date.parse("2026-10-12T00:00:00+09:00") + hour * 3_600_000).toISOString(), kind };
      }),
      columns: { x: "time", category: "kind" },
      look: look("count", "CloudTrail · CloudWatch · GuardDuty", {
        title: say("하루 동안의 이벤트", "Events of a day"),
      }),
    },
    {
      chart: "finding_heatmap",
      rows: findings(say),
      columns: { x: "time", category: "type", severity: "severity" },
      look: look("count", say("Amazon GuardDuty · 보관된 탐지 제외", "Amazon GuardDuty · without archived"), {
        title: say("GuardDuty 탐지 현황", "GuardDuty findings"),
      }),
    },
    {
      chart: "severity_bars",
      rows: findings(say),
      columns: { category: "type", severity: "severity" },
      look: look("count", "Amazon GuardDuty"),
    },
    {
      chart: "log_volume",
      rows: minutes(72, 5, "2026-11-20T18:00:00Z").map((time, i) => {
        const lines = 5_200 + 900 * noise(i) + 900 * Math.sin(i / 11);
        return {
          time,
          lines: Math.round(lines),
          errors: Math.round(lines * (i >= 47 && i < 55 ? 0.31 - 0.02 * (i - 47) : 0.004 + 0.002 * noise(i + 9))),
        };
      }),
      columns: { x: "time", value: "lines", errors: "errors" },
      look: look("count", "CloudWatch Logs Insights", {
        title: say("order-api 로그와 오류", "order-api: log lines and errors"),
      }),
    },
    {
      chart: "metric_lines",
      rows: ["order-api-1", "order-api-2", "order-api-3"].flatMap((instance, n) =>
        minutes(96, 5, "2026-11-20T17:00:00Z").map((time, i) => ({
          time,
          instance,
          cpu: 32 + 4 * n + 7 * noise(i + 30 * n) + (i >= 58 && i < 68 ? 34 + 7 * n : 0),
        })),
      ),
      columns: { x: "time", category: "instance", value: "cpu" },
      overlay: { ...rollout, line: { value: 70 } },
      look: look("percent", "CloudWatch", { names: { value: say("CPU 사용률", "CPU utilization") } }),
    },
    {
      chart: "percentile_lines",
      rows: (["p50", "p90", "p99"] as const).flatMap((percentile, n) =>
        minutes(96, 5, "2026-11-20T17:00:00Z").map((time, i) => ({
          time,
          percentile,
          ms: [42, 118, 310][n]! * (1 + 0.16 * noise(i + 13 * n)) * (i >= 58 && i < 68 ? 1.6 + n : 1),
        })),
      ),
      columns: { x: "time", category: "percentile", value: "ms" },
      overlay: { ...rollout, line: { value: 1_000, label: say("SLO", "SLO") } },
      look: look("milliseconds", "CloudWatch", {
        names: { value: say("order-api 응답 시간", "order-api response time") },
      }),
    },
    {
      chart: "donut",
      rows: services(say).map(([service, base]) => ({ service, usd: base * 30 })),
      columns: { category: "service", value: "usd" },
      look: look("usd", cost),
    },
    {
      chart: "scatter",
      rows: Array.from({ length: 320 }, (_, i) => {
        const requests = 40 + 380 * Math.abs(noise(i));
        const slow = i % 61 === 0 ? 480 : 0;
        return {
          requests,
          ms: 60 + requests * 0.42 + 46 * noise(i + 500) + slow,
          route: ["/orders", "/payments", "/catalog"][i % 3]!,
        };
      }),
      columns: { x: "requests", value: "ms", category: "route" },
      look: look("milliseconds", "CloudWatch Logs Insights", {
        names: { x: say("분당 요청 수", "Requests a minute"), value: say("응답 시간", "Response time") },
      }),
    },
    {
      chart: "table",
      rows: services(say).map(([service, base], i) => ({
        service,
        region: i % 2 === 0 ? "ap-northeast-2" : "us-east-1",
        usd: base * 30,
        before: i === 6 ? null : base * 28,
        share: base / 10.8,
        at: `2026-11-${String(10 + i).padStart(2, "0")}T03:20:00Z`,
      })),
      columns: {},
      fields: [
        { column: "service", label: say("서비스", "Service"), kind: "text" },
        { column: "region", label: say("리전", "Region"), kind: "text" },
        { column: "usd", label: say("이번 달", "This month"), kind: "money" },
        { column: "before", label: say("지난달", "Last month"), kind: "money" },
        { column: "share", label: say("비중", "Share"), kind: "percent" },
        { column: "at", label: say("마지막 변경", "Last change"), kind: "time" },
      ],
      look: look("usd", cost),
    },
    {
      chart: "sparklines",
      rows: services(say)
        .slice(0, 6)
        .flatMap(([service, base], n) =>
          days(30, "2026-10-22").map((day, i) => ({ day, service, usd: spent(base, i + 17 * n, service) })),
        ),
      columns: { x: "day", category: "service", value: "usd" },
      look: look("usd", cost),
    },
  ];
}
