import type { Intent } from "../slots.ts";
import { alarmsPlaybook } from "./alarms.ts";
import { changesPlaybook } from "./changes.ts";
import { contactsPlaybook } from "./contacts.ts";
import { costPlaybook } from "./cost.ts";
import { costAnomaliesPlaybook } from "./cost-anomalies.ts";
import { costCausePlaybook } from "./cost-cause.ts";
import { costChangePlaybook } from "./cost-change.ts";
import { costForecastPlaybook } from "./cost-forecast.ts";
import { costSavingsPlaybook } from "./cost-savings.ts";
import { guarddutyPlaybook } from "./guardduty.ts";
import { handOverPlaybook } from "./hand-over.ts";
import { instancesPlaybook } from "./instances.ts";
import { logErrorsPlaybook, logGroupsPlaybook } from "./logs.ts";
import { metricsPlaybook } from "./metrics.ts";
import { orderPlaybook } from "./order.ts";
import { outOfMemoryPlaybook } from "./out-of-memory.ts";
import { outagePlaybook } from "./outage.ts";
import { pastPlaybook } from "./past.ts";
import { powerPlaybook } from "./power.ts";
import { resourcesPlaybook } from "./resources.ts";
import { slowRequestsPlaybook } from "./slow-requests.ts";
import { loginsPlaybook, trailPlaybook } from "./trail.ts";
import type { Playbook } from "./working.ts";

export const PLAYBOOKS: Partial<Record<Intent, Playbook>> = {
  cost: costPlaybook,
  costChange: costChangePlaybook,
  costCause: costCausePlaybook,
  costForecast: costForecastPlaybook,
  costAnomalies: costAnomaliesPlaybook,
  costSavings: costSavingsPlaybook,
  trail: trailPlaybook,
  logins: loginsPlaybook,
  guardduty: guarddutyPlaybook,
  logErrors: logErrorsPlaybook,
  logGroups: logGroupsPlaybook,
  instances: instancesPlaybook,
  resources: resourcesPlaybook,
  alarms: alarmsPlaybook,
  metrics: metricsPlaybook,
  contacts: contactsPlaybook,
  outage: outagePlaybook,
  outOfMemory: outOfMemoryPlaybook,
  slowRequests: slowRequestsPlaybook,
  handOver: handOverPlaybook,
  changes: changesPlaybook,
  past: pastPlaybook,
  order: orderPlaybook,
  reboot: powerPlaybook("reboot"),
  stop: powerPlaybook("stop"),
  start: powerPlaybook("start"),
};
