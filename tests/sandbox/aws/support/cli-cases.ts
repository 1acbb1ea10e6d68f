/**
 * One call of each family by the real `aws` command, by the name the service signs with; each is made as a person
 * would type it. A service without a case fails the test, so that the list grows with the account.
 */
export const cliCases: Record<string, string[]> = {
  sts: ["get-caller-identity"],
  iam: ["list-users"],
  s3: ["list-buckets"],
  ec2: ["describe-instances", "--filters", "Name=tag:Name,Values=order-api*"],
  elasticloadbalancing: ["describe-load-balancers"],
  autoscaling: ["describe-auto-scaling-groups"],
  tagging: ["get-resources", "--tag-filters", "Key=opsthread,Values=managed"],
  "resource-explorer-2": ["search", "--query-string", "order-api"],
  ssm: ["describe-instance-information"],
  cloudtrail: ["lookup-events", "--max-items", "3"],
  guardduty: ["list-detectors"],
  ce: [
    "get-cost-and-usage",
    "--granularity",
    "DAILY",
    "--metrics",
    "UnblendedCost",
    "--time-period",
    "Start=2026-11-01,End=2026-11-03",
  ],
  monitoring: ["describe-alarms", "--state-value", "ALARM"],
  logs: ["describe-log-groups"],
  health: ["describe-events", "--region", "us-east-1"],
  support: ["describe-trusted-advisor-checks", "--language", "en", "--region", "us-east-1"],
  trustedadvisor: ["list-recommendations", "--region", "us-east-1"],
  rds: ["describe-db-instances"],
  lambda: ["list-functions"],
  ecs: ["list-clusters"],
  sqs: ["list-queues"],
  sns: ["list-topics"],
  connect: ["list-instances"],
  athena: ["list-work-groups"],
};
