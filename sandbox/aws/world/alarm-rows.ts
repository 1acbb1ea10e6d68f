/** The metric alarms as somebody would have written them down, by the family they watch. */
import { type WatchedMetric, watchedMetrics } from "./alarm-metrics.ts";
import type { Comparison, MissingData } from "./alarms.ts";
import type { Part } from "./cast.ts";
import { databasesOf } from "./databases.ts";
import type { Setting } from "./setting.ts";
import { storageThreshold } from "./storage-threshold.ts";

export interface AlarmRow {
  name: string;
  description: string;
  metric: WatchedMetric;
  /** Against this metric, in percent. */
  per?: WatchedMetric;
  period: number;
  test: [comparison: Comparison, threshold: number];
  datapoints: [m: number, n: number];
  missing?: MissingData;
  team: string;
  owner: Part | "";
  ageDays: number;
  silenced?: boolean;
  quiet?: boolean;
}

const GE = "GreaterThanOrEqualToThreshold";
const GT = "GreaterThanThreshold";
const LT = "LessThanThreshold";

export function prodRows(setting: Setting): AlarmRow[] {
  const { names } = setting;
  const of = watchedMetrics(setting);
  const order = { team: "order", owner: "backend" } as const;
  const platform = { team: "platform", owner: "sre" } as const;
  return [
    {
      ...order,
      name: `${names.order}-5xx`,
      description: `5xx answers of ${names.order}. Runbook: order-api-5xx`,
      metric: of.group(names.order, "HTTPCode_Target_5XX_Count"),
      period: 60,
      test: [GE, 3],
      datapoints: [3, 5],
      missing: "notBreaching",
      ageDays: 402,
    },
    {
      ...order,
      name: `${names.order}-latency-p99`,
      description: "Slowest answers of the order path",
      metric: of.group(names.order, "TargetResponseTime", "p99"),
      period: 60,
      test: [GT, 2],
      datapoints: [5, 5],
      ageDays: 402,
    },
    {
      team: "web",
      owner: "abroad",
      name: `${names.web}-5xx-rate`,
      description: "Share of failing page views, in percent",
      metric: of.group(names.web, "HTTPCode_Target_5XX_Count"),
      per: of.group(names.web, "RequestCount"),
      period: 300,
      test: [GT, 3],
      datapoints: [2, 3],
      missing: "notBreaching",
      ageDays: 377,
    },
    {
      team: "web",
      owner: "abroad",
      name: `${names.web}-unhealthy-hosts`,
      description: "A target fails its health checks",
      metric: of.group(names.web, "UnHealthyHostCount", "Maximum"),
      period: 60,
      test: [GE, 1],
      datapoints: [5, 5],
      ageDays: 377,
    },
    {
      ...order,
      name: `${names.ordersDb}-cpu`,
      description: "Writer of the orders cluster",
      metric: of.database(`${names.ordersDb}-1`, "CPUUtilization"),
      period: 300,
      test: [GT, 85],
      datapoints: [3, 3],
      ageDays: 398,
    },
    {
      ...order,
      name: `${names.ordersDb}-connections`,
      description: "",
      metric: of.database(`${names.ordersDb}-1`, "DatabaseConnections", "Maximum"),
      period: 300,
      test: [GT, 900],
      datapoints: [2, 2],
      ageDays: 398,
    },
    {
      team: "web",
      owner: "abroad",
      name: `${names.usersDb}-free-storage`,
      description: "Little storage is left; at zero the database stops taking writes",
      metric: of.database(names.usersDb, "FreeStorageSpace", "Minimum"),
      period: 300,
      test: [LT, storageThreshold(setting)],
      datapoints: [3, 3],
      ageDays: 340,
    },
    {
      team: "web",
      owner: "abroad",
      name: `${names.usersDb}-read-latency`,
      description: "",
      metric: of.database(names.usersDb, "ReadLatency"),
      period: 300,
      test: [GT, 0.05],
      datapoints: [3, 3],
      ageDays: 340,
    },
    {
      team: "payment",
      owner: "backend",
      name: `${names.payment}-memory`,
      description: "Tasks near their memory limit are killed",
      metric: of.memory(names.payment),
      period: 60,
      test: [GT, 95],
      datapoints: [3, 3],
      ageDays: 371,
    },
    {
      team: "web",
      owner: "abroad",
      name: `${names.imageResize}-error-rate`,
      description: "Share of failing calls, in percent",
      metric: of.calls(names.imageResize, "Errors"),
      per: of.calls(names.imageResize, "Invocations"),
      period: 300,
      test: [GT, 50],
      datapoints: [3, 3],
      missing: "notBreaching",
      ageDays: 290,
    },
    {
      ...order,
      name: `${names.orderNotify}-throttles`,
      description: "",
      metric: of.calls(names.orderNotify, "Throttles"),
      period: 300,
      test: [GE, 25],
      datapoints: [1, 1],
      missing: "notBreaching",
      ageDays: 290,
    },
    {
      ...platform,
      name: "nat-bytes-out",
      description: "Unusual traffic through NAT costs money",
      metric: of.natBytes(),
      period: 3600,
      test: [GT, 2_000_000_000],
      datapoints: [3, 3],
      ageDays: 240,
    },
    {
      ...platform,
      name: "aws-alerts-dlq-depth",
      description: "Alarms that nobody could take",
      metric: of.depth("aws-alerts-dlq"),
      period: 300,
      test: [GT, 0],
      datapoints: [1, 1],
      ageDays: 211,
      quiet: true,
    },
    {
      team: "cs",
      owner: "",
      name: "connect-vip-queue",
      description: "VIP customers are waiting",
      metric: of.vipQueue(),
      period: 300,
      test: [GE, 5],
      datapoints: [3, 3],
      missing: "notBreaching",
      ageDays: 13,
    },
    {
      team: "data",
      owner: "ml",
      name: `${names.batch}-1-cpu`,
      description: "The nightly jobs keep the host busy; at other times look after it",
      metric: of.host("batch", "CPUUtilization", "Average"),
      period: 300,
      test: [GT, 80],
      datapoints: [3, 3],
      ageDays: 180,
      silenced: true,
    },
    {
      ...platform,
      name: `${names.bastion}-disk`,
      description: "Needs the CloudWatch agent on the host",
      metric: of.disk("bastion"),
      period: 300,
      test: [GT, 85],
      datapoints: [3, 3],
      ageDays: 41,
    },
    {
      team: "platform",
      owner: "",
      name: `${names.legacyAdmin}-status-check`,
      description: "",
      metric: of.host("legacy-admin", "StatusCheckFailed", "Maximum"),
      period: 60,
      test: [GE, 1],
      datapoints: [2, 2],
      ageDays: 62,
    },
  ];
}

export function devRows(setting: Setting): AlarmRow[] {
  const [db] = databasesOf(setting).instances;
  return [
    {
      name: `${db?.name}-cpu`,
      description: "",
      metric: watchedMetrics(setting).database(db?.name ?? "", "CPUUtilization"),
      period: 300,
      test: [GT, 80],
      datapoints: [3, 3],
      team: "order",
      owner: "",
      ageDays: 150,
      quiet: true,
    },
  ];
}
