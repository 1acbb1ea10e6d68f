/**
 * How often an operation may be called, per account and region, as AWS documents it; where it does not, as it has
 * been met in practice (told so). An operation without a row is not limited here: what AWS allows is more than one
 * machine asks.
 */
export interface Limit {
  /** IAM-style names; the first row that matches counts. */
  actions: string[];
  perSecond: number;
  /** How many may come at once; the bucket refills at `perSecond`. */
  burst: number;
  /** One bucket for all of the row's operations instead of one each. */
  shared?: true;
  source: string;
}

const EC2 = "EC2 Developer Guide, Request throttling";
const LOGS = "CloudWatch Logs User Guide, CloudWatch Logs quotas";
const MONITORING = "CloudWatch User Guide, CloudWatch service quotas";
const TAGGING = "Tag Editor User Guide, Service quotas";
const CONNECT = "Connect API Reference, Welcome";
const EXPLORER = "Resource Explorer User Guide, Quotas";
const MET = "not documented; as met in practice";

export const limits: readonly Limit[] = [
  {
    actions: ["cloudtrail:LookupEvents"],
    perSecond: 2,
    burst: 2,
    source: "CloudTrail API Reference, LookupEvents",
  },
  { actions: ["cloudtrail:*"], perSecond: 10, burst: 10, source: "CloudTrail User Guide, Quotas" },
  { actions: ["ce:*"], perSecond: 5, burst: 10, source: MET },
  { actions: ["ec2:RunInstances", "ec2:StartInstances"], perSecond: 2, burst: 5, source: EC2 },
  { actions: ["ec2:CreateTags", "ec2:DeleteTags"], perSecond: 10, burst: 100, source: EC2 },
  { actions: ["ec2:Describe*", "ec2:Get*"], perSecond: 20, burst: 100, source: EC2 },
  { actions: ["ec2:*"], perSecond: 5, burst: 50, source: EC2 },
  { actions: ["logs:StartQuery", "logs:GetQueryResults"], perSecond: 10, burst: 20, source: MET },
  { actions: ["logs:DescribeLogGroups"], perSecond: 10, burst: 10, source: LOGS },
  { actions: ["logs:FilterLogEvents"], perSecond: 10, burst: 10, source: LOGS },
  { actions: ["logs:DescribeLogStreams", "logs:GetLogEvents"], perSecond: 25, burst: 25, source: LOGS },
  { actions: ["cloudwatch:DescribeAlarms"], perSecond: 9, burst: 9, source: MONITORING },
  { actions: ["cloudwatch:DescribeAlarmHistory"], perSecond: 20, burst: 20, source: MONITORING },
  { actions: ["cloudwatch:ListMetrics"], perSecond: 25, burst: 25, source: MONITORING },
  { actions: ["cloudwatch:GetMetricData"], perSecond: 50, burst: 50, source: MONITORING },
  {
    actions: ["cloudwatch:EnableAlarmActions", "cloudwatch:DisableAlarmActions"],
    perSecond: 3,
    burst: 3,
    source: MONITORING,
  },
  { actions: ["tag:GetResources"], perSecond: 15, burst: 15, source: TAGGING },
  { actions: ["tag:TagResources", "tag:UntagResources", "tag:Get*"], perSecond: 5, burst: 5, source: TAGGING },
  { actions: ["resource-explorer-2:Search"], perSecond: 5, burst: 5, source: EXPLORER },
  { actions: ["resource-explorer-2:*"], perSecond: 3, burst: 3, shared: true, source: EXPLORER },
  { actions: ["connect:GetCurrentMetricData", "connect:GetMetricData*"], perSecond: 5, burst: 8, source: CONNECT },
  { actions: ["connect:*"], perSecond: 2, burst: 5, source: CONNECT },
  { actions: ["iam:*"], perSecond: 15, burst: 30, source: MET },
  { actions: ["lambda:Invoke*"], perSecond: 1_000, burst: 1_000, source: "Lambda Developer Guide, Quotas" },
  { actions: ["lambda:Get*"], perSecond: 100, burst: 100, source: "Lambda Developer Guide, Quotas" },
  { actions: ["lambda:*"], perSecond: 15, burst: 15, shared: true, source: "Lambda Developer Guide, Quotas" },
  { actions: ["guardduty:*"], perSecond: 5, burst: 25, source: MET },
  { actions: ["athena:StartQueryExecution"], perSecond: 20, burst: 80, source: "Athena User Guide, Service Quotas" },
  { actions: ["ssm:SendCommand"], perSecond: 5, burst: 10, source: MET },
  { actions: ["autoscaling:*", "elasticloadbalancing:*"], perSecond: 10, burst: 40, source: MET },
  { actions: ["ecs:Update*"], perSecond: 5, burst: 50, source: "ECS API Reference, Request throttling" },
  { actions: ["ecs:*"], perSecond: 20, burst: 50, source: "ECS API Reference, Request throttling" },
];
