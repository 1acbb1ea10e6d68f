import type * as CW from "@aws-sdk/client-cloudwatch";
import { defineService } from "../wire/service.ts";
import { alarmOperations, alarmResources } from "./alarms.ts";
import { dashboardOperations } from "./dashboards.ts";
import { metricOperations } from "./metrics.ts";

export const cloudwatch = defineService<typeof CW>({
  package: "@aws-sdk/client-cloudwatch",
  client: "CloudWatchClient",
  scope: "monitoring",
  iam: "cloudwatch",
  operations: { ...metricOperations, ...alarmOperations, ...dashboardOperations },
  resources: alarmResources,
});
