import type { GetAnomaliesCommandInput } from "@aws-sdk/client-cost-explorer";
import type { Call } from "../../call.ts";
import { anomaliesAt, type CostAnomaly } from "../../world/anomalies.ts";
import { utcDate } from "../../world/calendar.ts";
import { randomOf, uuidOf } from "../../world/random.ts";
import { invalid } from "./dimensions.ts";

const uuid = (call: Call, what: string) => uuidOf(randomOf(call.world.setting.seed, call.account.id, what));
const monitorArn = (call: Call) => `arn:aws:ce::${call.account.id}:anomalymonitor/${uuid(call, "anomaly-monitor")}`;

export function anomalies(input: GetAnomaliesCommandInput, call: Call) {
  const start = input.DateInterval?.StartDate ?? "";
  const end = input.DateInterval?.EndDate ?? utcDate(call.now);
  if (!/^\d{4}-\d\d-\d\d$/.test(start)) throw invalid("DateInterval.StartDate is invalid. Use yyyy-MM-dd.");
  if (start > end) throw invalid("StartDate should be before EndDate");
  if (input.MonitorArn && input.MonitorArn !== monitorArn(call)) return { Anomalies: [] };
  const impact = impactTest(input);
  const found = anomaliesAt(call.world.setting, call.now).filter(
    (anomaly) =>
      anomaly.start <= end &&
      anomaly.end >= start &&
      impact(anomaly.impact) &&
      (input.Feedback === undefined || input.Feedback === "NO"),
  );
  return { Anomalies: found.sort((a, b) => b.impact - a.impact).map((anomaly) => toAnomaly(anomaly, call)) };
}

function impactTest({ TotalImpact: wanted }: GetAnomaliesCommandInput): (impact: number) => boolean {
  if (!wanted) return () => true;
  const start = wanted.StartValue ?? 0;
  const tests: Record<string, (impact: number) => boolean> = {
    EQUAL: (i) => i === start,
    GREATER_THAN: (i) => i > start,
    GREATER_THAN_OR_EQUAL: (i) => i >= start,
    LESS_THAN: (i) => i < start,
    LESS_THAN_OR_EQUAL: (i) => i <= start,
    BETWEEN: (i) => i >= start && i <= (wanted.EndValue ?? Number.POSITIVE_INFINITY),
  };
  const test = tests[wanted.NumericOperator ?? ""];
  if (!test) throw invalid(`NumericOperator ${wanted.NumericOperator} is invalid`);
  return test;
}

const cents = (usd: number) => Math.round(usd * 100) / 100;

function toAnomaly(anomaly: CostAnomaly, call: Call) {
  const share = anomaly.expected > 0 ? { TotalImpactPercentage: cents((anomaly.impact / anomaly.expected) * 100) } : {};
  return {
    AnomalyId: anomaly.id,
    AnomalyStartDate: `${anomaly.start}T00:00:00Z`,
    AnomalyEndDate: `${anomaly.end}T00:00:00Z`,
    DimensionValue: anomaly.service,
    RootCauses: [
      {
        Service: anomaly.service,
        Region: anomaly.region,
        LinkedAccount: call.account.id,
        LinkedAccountName: call.account.name,
        UsageType: anomaly.usageType,
        Impact: { Contribution: cents(anomaly.impact) },
      },
    ],
    AnomalyScore: { MaxScore: 0.94, CurrentScore: 0.91 },
    Impact: {
      MaxImpact: cents(anomaly.dearestDay),
      TotalImpact: cents(anomaly.impact),
      TotalActualSpend: cents(anomaly.actual),
      TotalExpectedSpend: cents(anomaly.expected),
      ...share,
    },
    MonitorArn: monitorArn(call),
  };
}

export function anomalyMonitors(call: Call) {
  return {
    AnomalyMonitors: [
      {
        MonitorArn: monitorArn(call),
        MonitorName: "haneul-services",
        CreationDate: "2025-03-04T01:12:00Z",
        LastUpdatedDate: "2025-03-04T01:12:00Z",
        LastEvaluatedDate: `${utcDate(call.now)}T00:00:00Z`,
        MonitorType: "DIMENSIONAL" as const,
        MonitorDimension: "SERVICE" as const,
        DimensionalValueCount: 24,
      },
    ],
  };
}

export function anomalySubscriptions(call: Call) {
  return {
    AnomalySubscriptions: [
      {
        SubscriptionArn: `arn:aws:ce::${call.account.id}:anomalysubscription/${uuid(call, "anomaly-subscription")}`,
        AccountId: call.account.id,
        MonitorArnList: [monitorArn(call)],
        Subscribers: [
          {
            Address: `arn:aws:sns:us-east-1:${call.account.id}:cost-alerts`,
            Type: "SNS" as const,
            Status: "CONFIRMED" as const,
          },
        ],
        Threshold: 100,
        Frequency: "IMMEDIATE" as const,
        SubscriptionName: "cost-alerts",
      },
    ],
  };
}
