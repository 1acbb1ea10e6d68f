/** The ordinary calls of a day: who makes them, how often, and what they look like. */
import type { Cast, Part } from "./cast.ts";
import type { Random } from "./random.ts";

export interface EventKind {
  source: string;
  name: string;
  readOnly: boolean;
  /** Global services write to us-east-1. */
  region: "ap-northeast-2" | "us-east-1";
  weight: number;
  request(random: Random): object;
}

const kind = (
  source: string,
  name: string,
  weight: number,
  request: (random: Random) => object = () => ({}),
  region: EventKind["region"] = "ap-northeast-2",
): EventKind => ({
  source: `${source}.amazonaws.com`,
  name,
  readOnly: /^(Describe|List|Get|Lookup|Batch(Get|Check)|StartQuery$|FilterLog|Head)/.test(name),
  region,
  weight,
  request,
});

const clusters = ["haneul-prod"];
const services = ["order-api", "cart-api", "payment-worker", "search-api"];
const instanceFilter = () => ({ maxResults: 100, instancesSet: {}, filterSet: {} });
const service = (r: Random) => ({ cluster: r.pick(clusters), services: [r.pick(services)] });

export interface Routine {
  perDay: number;
  working: boolean;
  kinds: EventKind[];
}

/** Calls a day and, per part, the kinds among which they are drawn. */
export const routinesOf = (cast: Cast): Record<Exclude<Part, "leaver">, Routine> => ({
  deployBot: {
    perDay: 46,
    working: true,
    kinds: [
      kind("ecr", "BatchCheckLayerAvailability", 6, (r) => ({ repositoryName: `haneul/${r.pick(services)}` })),
      kind("ecr", "PutImage", 2, (r) => ({ repositoryName: `haneul/${r.pick(services)}` })),
      kind("ecs", "RegisterTaskDefinition", 1, (r) => ({ family: r.pick(["cart-api", "search-api"]) })),
      kind("ecs", "UpdateService", 1, (r) => ({ cluster: "haneul-prod", service: r.pick(["cart-api", "search-api"]) })),
      kind("ecs", "DescribeServices", 8, service),
      kind("cloudfront", "CreateInvalidation", 1, () => ({ distributionId: "E2HANEULWEB01" }), "us-east-1"),
    ],
  },
  dataBatch: {
    perDay: 62,
    working: false,
    kinds: [
      kind("athena", "StartQueryExecution", 5, () => ({ workGroup: "batch" })),
      kind("athena", "GetQueryExecution", 9),
      kind("glue", "StartJobRun", 1, (r) => ({ jobName: r.pick(["orders-daily", "catalog-sync", "stock-snapshot"]) })),
      kind("ecs", "RunTask", 2, () => ({ cluster: "haneul-batch", taskDefinition: "settlement" })),
      kind("sts", "AssumeRole", 3, () => ({ roleArn: "arn:aws:iam::417205938164:role/batch-job" })),
    ],
  },
  grafana: {
    perDay: 96,
    working: false,
    kinds: [
      kind("monitoring", "DescribeAlarms", 5),
      kind("monitoring", "ListMetrics", 6, () => ({ namespace: "AWS/ApplicationELB" })),
      kind("logs", "DescribeLogGroups", 3),
      kind("logs", "StartQuery", 4, () => ({ logGroupNames: ["/haneul/order-api"] })),
      kind("ec2", "DescribeInstances", 3, instanceFilter),
    ],
  },
  opsBot: {
    perDay: 58,
    working: false,
    kinds: [
      kind("ec2", "DescribeInstances", 5, instanceFilter),
      kind("ec2", "DescribeInstanceStatus", 3, instanceFilter),
      kind("elasticloadbalancing", "DescribeTargetHealth", 4),
      kind("rds", "DescribeDBInstances", 2),
      kind("iam", "ListUsers", 1, () => ({}), "us-east-1"),
    ],
  },
  sre: {
    perDay: 26,
    working: true,
    kinds: [
      kind("ec2", "DescribeInstances", 6, instanceFilter),
      kind("ecs", "DescribeServices", 4, service),
      kind("monitoring", "DescribeAlarms", 4),
      kind("monitoring", "PutMetricAlarm", 1, () => ({ alarmName: "order-api-latency-p99" })),
      kind("iam", "ListAccessKeys", 1, () => ({}), "us-east-1"),
      kind("ec2", "CreateTags", 1, () => ({ tagSet: { items: [{ key: "owner", value: cast.sre.name }] } })),
    ],
  },
  backend: {
    perDay: 24,
    working: true,
    kinds: [
      kind("logs", "StartQuery", 5, () => ({ logGroupNames: ["/haneul/payment-worker"] })),
      kind("ecs", "DescribeTasks", 4, () => ({ cluster: "haneul-prod" })),
      kind("rds", "DescribeDBClusters", 3),
      kind("lambda", "UpdateFunctionConfiguration20150331v2", 1, () => ({ functionName: "order-notify" })),
      kind("ssm", "StartSession", 1, () => ({ target: "bastion" })),
    ],
  },
  ml: {
    perDay: 16,
    working: true,
    kinds: [
      kind("sagemaker", "DescribeEndpoint", 4, () => ({ endpointName: "reco-canary" }), "us-east-1"),
      kind("s3", "ListBuckets", 3),
      kind("ec2", "DescribeInstances", 2, instanceFilter, "us-east-1"),
      kind("sagemaker", "CreateTrainingJob", 1, () => ({ trainingJobName: "reco-weekly" }), "us-east-1"),
    ],
  },
  abroad: {
    perDay: 9,
    working: true,
    kinds: [
      kind("cloudfront", "GetDistribution", 3, () => ({ id: "E2HANEULWEB01" }), "us-east-1"),
      kind("elasticloadbalancing", "DescribeTargetHealth", 3),
      kind("route53", "ListHostedZones", 1, () => ({}), "us-east-1"),
    ],
  },
});
