/** The ordinary calls of the programs that have users of their own. */
import type { Part } from "../cast.ts";
import type { Random } from "../random.ts";
import type { Setting } from "../setting.ts";
import { instanceFilter, kind, type Routine } from "./call-kind.ts";

export function machineKindsOf(setting: Setting): Partial<Record<Part, Routine>> {
  const { account, cast, names } = setting;
  const services = [names.order, names.payment, names.web, names.cart, names.search];
  const cluster = account.name;
  const repository = (r: Random) => ({ repositoryName: `haneul/${r.pick(services)}`, registryId: account.id });
  const described = (r: Random) => ({ cluster, services: [r.pick(services)] });
  const arn = (part: Part) => `arn:aws:iam::${account.id}:user/${cast[part].name}`;
  return {
    deployBot: {
      perDay: 34,
      working: true,
      kinds: [
        kind(5, "ecr", "BatchCheckLayerAvailability", (r) => ({
          ...repository(r),
          layerDigests: [`sha256:${r.hex(64)}`],
        })),
        kind(4, "ecr", "GetAuthorizationToken"),
        kind(2, "ecr", "PutImage", repository, (r) => ({
          resources: [
            {
              type: "AWS::ECR::Repository",
              name: `arn:aws:ecr:ap-northeast-2:${account.id}:repository/haneul/${r.pick(services)}`,
            },
          ],
        })),
        kind(7, "ecs", "DescribeServices", described),
        kind(3, "ecs", "DescribeTaskDefinition", (r) => ({ taskDefinition: r.pick(services) })),
        kind(3, "ssm", "GetParameters", (r) => ({
          names: [`/haneul/${r.pick(services)}/db-host`],
          withDecryption: false,
        })),
        kind(1, "cloudfront", "CreateInvalidation", (r) => ({
          distributionId: "E2HANEULWEB01",
          invalidationBatch: { paths: { quantity: 1, items: ["/*"] }, callerReference: r.hex(12) },
        })),
      ],
    },
    dataBatch: {
      perDay: 54,
      working: false,
      kinds: [
        kind(5, "athena", "StartQueryExecution", (r) => ({
          workGroup: "batch",
          queryString: "***",
          clientRequestToken: r.hex(32),
        })),
        kind(9, "athena", "GetQueryExecution", (r) => ({ queryExecutionId: r.hex(32) })),
        kind(1, "glue", "StartJobRun", (r) => ({
          jobName: r.pick(["orders-daily", "catalog-sync", "stock-snapshot"]),
        })),
        kind(0.12, "glue", "StartJobRun", () => ({ jobName: "catalog-sync" }), {
          error: { code: "ConcurrentRunsExceededException", message: "Concurrent runs exceeded for catalog-sync" },
        }),
        kind(2, "ecs", "RunTask", () => ({
          cluster: "haneul-batch",
          taskDefinition: "settlement",
          launchType: "FARGATE",
          count: 1,
        })),
        kind(
          3,
          "sts",
          "AssumeRole",
          (r) => ({
            roleArn: `arn:aws:iam::${account.id}:role/batch-job`,
            roleSessionName: `batch-${r.hex(8)}`,
            durationSeconds: 3600,
          }),
          { resources: [{ type: "AWS::IAM::Role", name: `arn:aws:iam::${account.id}:role/batch-job` }] },
        ),
      ],
    },
    grafana: {
      perDay: 76,
      working: false,
      kinds: [
        kind(5, "monitoring", "DescribeAlarms", () => ({ maxRecords: 100 })),
        kind(6, "monitoring", "ListMetrics", (r) => ({
          namespace: r.pick(["AWS/ApplicationELB", "AWS/ECS", "AWS/RDS"]),
        })),
        kind(3, "logs", "DescribeLogGroups", () => ({ limit: 50 })),
        kind(4, "logs", "StartQuery", (r) => ({ logGroupName: `/haneul/${r.pick(services)}`, queryString: "***" })),
        kind(3, "ec2", "DescribeInstances", instanceFilter),
        kind(0.1, "logs", "StartQuery", (r) => ({ logGroupName: `/haneul/${r.pick(services)}`, queryString: "***" }), {
          error: { code: "ThrottlingException", message: "Rate exceeded" },
        }),
        kind(0.08, "ce", "GetCostAndUsage", () => ({ granularity: "DAILY", metrics: ["UnblendedCost"] }), {
          error: {
            code: "AccessDenied",
            message: `User: ${arn("grafana")} is not authorized to perform: ce:GetCostAndUsage on resource: arn:aws:ce:us-east-1:${account.id}:/GetCostAndUsage because no identity-based policy allows the ce:GetCostAndUsage action`,
          },
        }),
      ],
    },
    opsBot: {
      perDay: 48,
      working: false,
      kinds: [
        kind(5, "ec2", "DescribeInstances", instanceFilter),
        kind(3, "ec2", "DescribeInstanceStatus", () => ({
          instancesSet: {},
          filterSet: {},
          includeAllInstances: true,
        })),
        kind(4, "elasticloadbalancing", "DescribeTargetHealth"),
        kind(2, "rds", "DescribeDBInstances"),
        kind(1, "iam", "ListUsers"),
        kind(0.08, "ec2", "DescribeInstances", instanceFilter, {
          error: { code: "Client.RequestLimitExceeded", message: "Request limit exceeded." },
        }),
      ],
    },
  };
}
