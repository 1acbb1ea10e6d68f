import { ec2RebootInstances } from "./actions/ec2-reboot-instances.ts";
import { trailFindEvents } from "./cloudtrail/trail-find-events.ts";
import { logsAnalyzeErrors } from "./cloudwatch-logs/logs-analyze-errors.ts";
import { logsErrorTimeline } from "./cloudwatch-logs/logs-error-timeline.ts";
import { logsListGroups } from "./cloudwatch-logs/logs-list-groups.ts";
import { logsQuery } from "./cloudwatch-logs/logs-query.ts";
import { costQuery } from "./cost/cost-query.ts";
import { guarddutyListFindings } from "./guardduty/guardduty-list-findings.ts";
import { inventoryFindInstances } from "./inventory/inventory-find-instances.ts";

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
] as const;

/** Every action. The read server lists their previews where an act role is configured; only the act server executes. */
export const actions = [ec2RebootInstances] as const;
