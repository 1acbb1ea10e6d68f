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
import type { Action } from "./define-action.ts";

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
