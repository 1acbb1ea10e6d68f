import { trailChanges } from "./cloudtrail/trail-changes.ts";
import { trailFindEvents } from "./cloudtrail/trail-find-events.ts";
import { trailSignIns } from "./cloudtrail/trail-sign-ins.ts";
import { logsAnalyzeErrors } from "./cloudwatch-logs/logs-analyze-errors.ts";
import { logsContext } from "./cloudwatch-logs/logs-context.ts";
import { logsErrorTimeline } from "./cloudwatch-logs/logs-error-timeline.ts";
import { logsListGroups } from "./cloudwatch-logs/logs-list-groups.ts";
import { logsQuery } from "./cloudwatch-logs/logs-query.ts";
import { connectQueues } from "./connect/connect-queues.ts";
import { costAnomalies } from "./cost/cost-anomalies.ts";
import { costCompare } from "./cost/cost-compare.ts";
import { costForecast } from "./cost/cost-forecast.ts";
import { costQuery } from "./cost/cost-query.ts";
import { costSavings } from "./cost/cost-savings.ts";
import { awsDocs } from "./docs/aws-docs.ts";
import { guarddutyExplainFinding } from "./guardduty/guardduty-explain-finding.ts";
import { guarddutyListFindings } from "./guardduty/guardduty-list-findings.ts";
import { inventoryDescribe } from "./inventory/inventory-describe.ts";
import { inventoryFind } from "./inventory/inventory-find.ts";
import { inventoryFindInstances } from "./inventory/inventory-find-instances.ts";
import { inventoryGraph } from "./inventory/inventory-graph.ts";
import { alarmsList } from "./metrics/alarms-list.ts";
import { dashboardsRead } from "./metrics/dashboards-read.ts";
import { metricsQuery } from "./metrics/metrics-query.ts";

/** Every read tool, in the order clients see them. The order is part of the prompt cache: add at the end. */
export const readTools = [
  costQuery,
  trailFindEvents,
  guarddutyListFindings,
  logsListGroups,
  logsQuery,
  logsAnalyzeErrors,
  logsErrorTimeline,
  inventoryFindInstances,
  costCompare,
  costForecast,
  costAnomalies,
  costSavings,
  trailSignIns,
  trailChanges,
  guarddutyExplainFinding,
  logsContext,
  metricsQuery,
  alarmsList,
  dashboardsRead,
  inventoryFind,
  inventoryDescribe,
  inventoryGraph,
  awsDocs,
  connectQueues,
] as const;
