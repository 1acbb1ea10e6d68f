/** Every service the sample account serves. */
import type { Service } from "../wire/service.ts";
import { createAthena } from "./athena/service.ts";
import { autoScaling } from "./auto-scaling/service.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { cloudwatch } from "./cloudwatch.ts";
import { connect } from "./connect/service.ts";
import { costExplorer } from "./cost-explorer/service.ts";
import { ec2 } from "./ec2/service.ts";
import { ecs } from "./ecs/service.ts";
import { elbv2 } from "./elbv2/service.ts";
import { guardduty } from "./guardduty.ts";
import { health } from "./health.ts";
import { iam } from "./iam/service.ts";
import { lambda } from "./lambda/service.ts";
import { createLogs } from "./logs.ts";
import { rds } from "./rds/service.ts";
import { resourceExplorer } from "./resource-explorer/service.ts";
import { s3 } from "./s3/service.ts";
import { sns } from "./sns/service.ts";
import { sqs } from "./sqs/service.ts";
import { ssm } from "./ssm/service.ts";
import { sts } from "./sts/service.ts";
import { support } from "./support.ts";
import { tagging } from "./tagging/service.ts";
import { trustedAdvisor } from "./trusted-advisor.ts";

export const createServices = (): Service[] => [
  sts,
  iam,
  s3,
  ec2,
  elbv2,
  autoScaling,
  tagging,
  resourceExplorer,
  ssm,
  cloudtrail,
  guardduty,
  costExplorer,
  cloudwatch,
  createLogs(),
  health,
  support,
  trustedAdvisor,
  rds,
  lambda,
  ecs,
  sqs,
  sns,
  connect,
  createAthena(),
];
