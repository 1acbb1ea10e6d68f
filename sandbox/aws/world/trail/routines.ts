/** The ordinary calls of a day of production: who makes them, how often, and what they look like. */
import type { Part } from "../cast.ts";
import type { Random } from "../random.ts";
import { perSetting, type Setting } from "../setting.ts";
import { VIRGINIA } from "./api-call.ts";
import { instanceFilter, kind, type Routine } from "./call-kind.ts";
import { machineKindsOf } from "./machine-kinds.ts";

export const routinesOf = perSetting(
  (setting): Partial<Record<Part, Routine>> => ({
    ...machineKindsOf(setting),
    ...peopleOf(setting),
  }),
);

function peopleOf(setting: Setting): Partial<Record<Part, Routine>> {
  const { account, cast, names } = setting;
  const services = [names.order, names.payment, names.web, names.cart, names.search];
  const cluster = account.name;
  const described = (r: Random) => ({ cluster, services: [r.pick(services)] });
  return {
    sre: {
      perDay: 26,
      working: true,
      kinds: [
        kind(6, "ec2", "DescribeInstances", instanceFilter),
        kind(2, "ec2", "DescribeSecurityGroups", () => ({ securityGroupSet: {}, filterSet: {} })),
        kind(4, "ecs", "DescribeServices", described),
        kind(4, "monitoring", "DescribeAlarms", () => ({ maxRecords: 100 })),
        kind(2, "rds", "DescribeEvents", () => ({ sourceType: "db-instance", duration: 1440 })),
        kind(1.5, "cloudtrail", "LookupEvents", () => ({ maxResults: 50 })),
        kind(1, "guardduty", "ListFindings", () => ({ maxResults: 50 })),
        kind(1, "iam", "ListAccessKeys", (r) => ({ userName: r.pick([cast.backend, cast.ml, cast.leaver]).name })),
        kind(0.6, "iam", "GetAccountSummary"),
        kind(0.8, "ce", "GetCostAndUsage", () => ({ granularity: "DAILY", metrics: ["UnblendedCost"] })),
      ],
    },
    backend: {
      perDay: 24,
      working: true,
      kinds: [
        kind(5, "logs", "StartQuery", (r) => ({
          logGroupName: `/haneul/${r.pick(services)}`,
          queryString: "***",
          limit: 1000,
        })),
        kind(4, "ecs", "DescribeTasks", (r) => ({ cluster, tasks: [r.hex(32)] })),
        kind(3, "rds", "DescribeDBClusters", () => ({ dBClusterIdentifier: names.ordersDb })),
        kind(2, "lambda", "GetFunction20150331v2", (r) => ({
          functionName: r.pick([names.orderNotify, names.couponIssuer]),
        })),
        kind(2, "sqs", "ListQueues"),
        kind(
          0.15,
          "ec2",
          "DescribeInstanceStatus",
          (r) => missingInstance(r).request,
          (r) => missingInstance(r).rest,
        ),
      ],
    },
    ml: {
      perDay: 16,
      working: true,
      kinds: [
        kind(4, "sagemaker", "DescribeEndpoint", () => ({ endpointName: "reco-canary" }), { region: VIRGINIA }),
        kind(3, "s3", "ListBuckets"),
        kind(2, "ec2", "DescribeInstances", instanceFilter, { region: VIRGINIA }),
        kind(1, "sagemaker", "CreateTrainingJob", trainingJob(account.id), { region: VIRGINIA }),
        kind(0.03, "ec2", "RunInstances", () => ({ instanceType: "p5.48xlarge", minCount: 1, maxCount: 1 }), {
          region: VIRGINIA,
          error: {
            code: "Client.VcpuLimitExceeded",
            message:
              "You have requested more vCPU capacity than your current vCPU limit of 96 allows for the instance bucket that the specified instance type belongs to.",
          },
        }),
      ],
    },
    abroad: {
      perDay: 9,
      working: true,
      kinds: [
        kind(3, "cloudfront", "GetDistribution", () => ({ id: "E2HANEULWEB01" })),
        kind(3, "elasticloadbalancing", "DescribeTargetHealth"),
        kind(2, "connect", "ListQueues"),
        kind(1, "route53", "ListHostedZones"),
        kind(0.3, "iam", "ListUsers", () => ({}), {
          error: {
            code: "AccessDenied",
            message: `User: arn:aws:iam::${account.id}:user/${cast.abroad.name} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${account.id}:user/ because no identity-based policy allows the iam:ListUsers action`,
          },
        }),
      ],
    },
  };
}

/** Somebody asks for an instance that is gone. */
function missingInstance(random: Random) {
  const instanceId = `i-0${random.hex(16)}`;
  return {
    request: { instancesSet: { items: [{ instanceId }] }, filterSet: {}, includeAllInstances: false },
    rest: {
      error: { code: "Client.InvalidInstanceID.NotFound", message: `The instance ID '${instanceId}' does not exist` },
    },
  };
}

const trainingJob = (accountId: string) => (random: Random) => ({
  trainingJobName: `reco-weekly-${random.hex(8)}`,
  roleArn: `arn:aws:iam::${accountId}:role/sagemaker-training`,
  resourceConfig: { instanceType: "ml.m5.2xlarge", instanceCount: 1, volumeSizeInGB: 50 },
});
