import type { Scalar, Table } from "../../../src/ports/tools.ts";
import {
  column,
  cost,
  drawn,
  event,
  events,
  finding,
  findings,
  instance,
  instances,
  logGroups,
  patterns,
  periodFrom,
  SERVICES,
  tableOf,
  timeline,
} from "./hand-made-tables.ts";
import type { Given, Tools } from "./planner-thread.ts";

/** As the comparison tool answers by service: two periods of the same made-up cost. */
const compared =
  (now: number) =>
  (input: Record<string, unknown>): Table => {
    const groups = (input.group_by as string[] | undefined) ?? ["service"];
    const rows = SERVICES.map(([name, usd, before]): Scalar[] => [
      ...groups.map((group) => (group === "region" ? "ap-northeast-2" : name)),
      before,
      usd,
      usd - before,
      (usd - before) / before,
    ]);
    const sum = (at: number) => rows.reduce((total, row) => total + (row.at(at) as number), 0);
    const [from = "", to = ""] = String(input.previous).split("..");
    return tableOf(
      [
        ...groups.map((group) => column(group)),
        ...["before", "after", "change"].map((name) => column(name, "money")),
        column("change_percent", "percent"),
      ],
      rows,
      {
        totals: { before: sum(-4), after: sum(-3), change: sum(-2) },
        period: periodFrom(input.period, now, true),
        regions: [],
        service: "Cost Explorer",
        notes: [
          { code: "compared_with", text: "", params: { from, to, days: 7, days_after: 7 } },
          { code: "tax_excluded", text: "" },
        ],
      },
    );
  };

const forecast = (): Table =>
  tableOf(
    [column("period", "day"), ...["mean", "low", "high"].map((name) => column(name, "money"))],
    [["2026-11", 300, 280, 320]],
    {
      totals: { forecast: 300, low: 280, high: 320, days: 10 },
      period: { from: "2026-11-21T00:00:00Z", to: "2026-12-01T00:00:00Z", zone: "UTC", utcDays: true },
      notes: [{ code: "forecast_interval", text: "", params: { from: "2026-11-21", to: "2026-11-30", percent: 80 } }],
    },
  );

/** A table of texts with nothing special about it. */
export const listed =
  (names: string[], rows: Scalar[][], totals: Record<string, number> = {}) =>
  (): Table =>
    tableOf(
      names.map((name) => column(name, /time|since|launched/.test(name) ? "time" : "text")),
      rows,
      { totals },
    );

const posted = (): Given => ({ said: "The file is posted: 1 rows of d1." });

/** Answers every call with something small, for tests that look at the calls only. */
export function anyTools(now: number): Tools {
  return {
    cost_query: cost(now),
    trail_find_events: events([event("2026-11-20T01:00:00Z", "RunInstances", "hana.choi", "i-0abc")], now),
    guardduty_list_findings: findings([
      finding(8, "high", "Recon:EC2/Portscan", "order-api-2", "2026-11-20T00:00:00Z", 3),
    ]),
    logs_list_groups: logGroups([["/ecs/order-api", "ap-northeast-2", null, 5_000_000, "2026-01-01T00:00:00Z"]]),
    logs_analyze_errors: patterns(
      [["Timeout after <n> ms", 8, 0.8, "2026-11-20T21:50:00Z", "2026-11-20T23:00:00Z", "Timeout after 30 ms"]],
      10,
      now,
    ),
    logs_error_timeline: timeline([["2026-11-20T21:00:00Z", 8]], now),
    inventory_find_instances: instances([instance("order-api-2", "i-0abc1234def567890", "running")]),
    cost_compare: compared(now),
    cost_forecast: forecast,
    cost_anomalies: listed(["start", "usage_type"], []),
    cost_savings: listed(["name", "instance_id"], []),
    trail_sign_ins: events([event("2026-11-20T01:00:00Z", "ConsoleLogin", "hana.choi", null)], now),
    trail_changes: events([event("2026-11-20T01:00:00Z", "UpdateService", "deploy-bot", "order-api")], now),
    logs_query: listed(["time", "message"], [["2026-11-20T01:00:00Z", "OutOfMemoryError"]]),
    metrics_query: listed(["time", "resource", "value"], [["2026-11-20T01:00:00Z", "orders-db-1", 40]]),
    alarms_list: listed(["alarm", "state", "since"], [["order-api-5xx", "ALARM", "2026-11-20T01:00:00Z"]]),
    connect_queues: listed(["queue", "waiting"], [["VIP", 3]]),
    inventory_find: listed(
      ["type", "name", "id", "arn"],
      [["ec2:volume", "old", "vol-0abc", "arn:aws:ec2:r:1:volume/vol-0abc"]],
      { checked: 10 },
    ),
    ec2_reboot_instances: () => null,
    ec2_stop_instances: () => null,
    ec2_start_instances: () => null,
    chart: drawn,
    chart_theme: () => ({ said: "From now on the pictures of this person are dark." }),
    csv_file: posted,
    history_search: listed(["time", "asker", "question", "finding", "thread"], [], { searched: 3 }),
  };
}
