import { alarmsDisableActions } from "./actions/alarms-disable-actions.ts";
import { alarmsEnableActions } from "./actions/alarms-enable-actions.ts";
import { autoscalingSetCapacity } from "./actions/autoscaling-set-capacity.ts";
import { ec2RebootInstances } from "./actions/ec2-reboot-instances.ts";
import { ec2SnapshotInstances } from "./actions/ec2-snapshot-instances.ts";
import { ec2StartInstances } from "./actions/ec2-start-instances.ts";
import { ec2StopInstances } from "./actions/ec2-stop-instances.ts";
import { ec2TerminateInstances } from "./actions/ec2-terminate-instances.ts";
import { ecsRedeployService } from "./actions/ecs-redeploy-service.ts";
import { ecsRollBackService } from "./actions/ecs-roll-back-service.ts";
import { ecsSetDesiredCount } from "./actions/ecs-set-desired-count.ts";
import { guarddutyArchiveFindings } from "./actions/guardduty-archive-findings.ts";
import { guarddutyUnarchiveFindings } from "./actions/guardduty-unarchive-findings.ts";
import { lambdaPointAlias } from "./actions/lambda-point-alias.ts";
import { logsSetRetention } from "./actions/logs-set-retention.ts";
import { rdsRebootDatabase } from "./actions/rds-reboot-database.ts";
import { rdsStartDatabase } from "./actions/rds-start-database.ts";
import { rdsStopDatabase } from "./actions/rds-stop-database.ts";
import { ssmCheckHosts } from "./actions/ssm-check-hosts.ts";
import { ssmRunCommand } from "./actions/ssm-run-command.ts";
import { tagsAdd } from "./actions/tags-add.ts";
import { tagsRemove } from "./actions/tags-remove.ts";
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
import type { Action } from "./define-action.ts";
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

/** Every action. The read server lists their previews where an act role is configured; only the act server executes. */
export const actions: readonly Action[] = [
  ec2RebootInstances,
  ec2StopInstances,
  ec2StartInstances,
  ec2SnapshotInstances,
  ec2TerminateInstances,
  autoscalingSetCapacity,
  ecsRedeployService,
  ecsSetDesiredCount,
  ecsRollBackService,
  rdsRebootDatabase,
  rdsStopDatabase,
  rdsStartDatabase,
  lambdaPointAlias,
  tagsAdd,
  tagsRemove,
  ssmCheckHosts,
  ssmRunCommand,
  guarddutyArchiveFindings,
  guarddutyUnarchiveFindings,
  alarmsDisableActions,
  alarmsEnableActions,
  logsSetRetention,
];
