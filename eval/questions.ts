import type { Evaluation } from "./question.ts";
import lastMonthCost from "./questions/01-last-month-cost.ts";
import monthToDateAndForecast from "./questions/02-month-to-date-and-forecast.ts";
import topServices from "./questions/03-top-services.ts";
import fastestGrowingService from "./questions/04-fastest-growing-service.ts";
import causeOfRise from "./questions/05-cause-of-rise.ts";
import gpuLaunch from "./questions/06-gpu-launch.ts";
import anomalies from "./questions/08-anomalies.ts";
import regions from "./questions/10-regions.ts";
import rightsizing from "./questions/12-rightsizing.ts";
import costByTeam from "./questions/13-cost-by-team.ts";
import runningInstances from "./questions/14-running-instances.ts";
import noOwner from "./questions/15-no-owner.ts";
import orderApiInstances from "./questions/18-order-api-instances.ts";
import ringingAlarms from "./questions/19-ringing-alarms.ts";
import ordersDbCpu from "./questions/21-orders-db-cpu.ts";
import incident5xxRate from "./questions/22-incident-5xx-rate.ts";
import outageCause from "./questions/23-outage-cause.ts";
import errorPatterns from "./questions/25-error-patterns.ts";
import outOfMemory from "./questions/26-out-of-memory.ts";
import logRetention from "./questions/27-log-retention.ts";
import failedSignIns from "./questions/29-failed-sign-ins.ts";
import rootUse from "./questions/30-root-use.ts";
import highFindings from "./questions/32-high-findings.ts";
import findingsBySeverity from "./questions/33-findings-by-severity.ts";
import stopGpu from "./questions/37-stop-gpu.ts";
import contactQueues from "./questions/38-contact-queues.ts";

/** In the order they are asked; what changes something comes last. Adding one: docs/evaluation.md. */
export const evaluations: readonly Evaluation[] = [
  lastMonthCost,
  monthToDateAndForecast,
  topServices,
  fastestGrowingService,
  causeOfRise,
  gpuLaunch,
  anomalies,
  regions,
  rightsizing,
  costByTeam,
  runningInstances,
  noOwner,
  orderApiInstances,
  ringingAlarms,
  ordersDbCpu,
  incident5xxRate,
  outageCause,
  errorPatterns,
  outOfMemory,
  logRetention,
  failedSignIns,
  rootUse,
  highFindings,
  findingsBySeverity,
  contactQueues,
  stopGpu,
];
