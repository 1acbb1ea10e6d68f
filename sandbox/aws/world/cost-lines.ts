/** Where the money goes on an ordinary day besides EC2 hosts, in USD at the quoted day. */
import type { Setting } from "./setting.ts";

export interface CostLine {
  service: string;
  usageType: string;
  region: string;
  /** The `team` tag; empty where untagged. */
  team: string;
  daily: number;
  price: number;
  unit: string;
  /** Follows the traffic of the shop rather than the clock. */
  traffic: boolean;
}

type Line = [
  service: string,
  usageType: string,
  region: string,
  team: string,
  daily: number,
  price: number,
  unit: string,
  traffic: boolean,
];

const SEOUL = "ap-northeast-2";
const VIRGINIA = "us-east-1";
const EC2 = "Amazon Elastic Compute Cloud - Compute";
const OTHER = "EC2 - Other";
const RDS = "Amazon Relational Database Service";
const ECS = "Amazon Elastic Container Service";
const S3 = "Amazon Simple Storage Service";

const prodLines: Line[] = [
  [EC2, "APN2-SpotUsage:c7g.4xlarge", SEOUL, "data", 31.5, 0.2401, "Hrs", true],
  [OTHER, "APN2-EBS:VolumeUsage.gp3", SEOUL, "platform", 14.2, 0.0912, "GB-Mo", false],
  [OTHER, "APN2-EBS:SnapshotUsage", SEOUL, "platform", 5.1, 0.05, "GB-Mo", false],
  [OTHER, "APN2-NatGateway-Hours", SEOUL, "platform", 4.25, 0.059, "Hrs", false],
  [OTHER, "APN2-NatGateway-Bytes", SEOUL, "platform", 8.9, 0.059, "GB", true],
  [OTHER, "APN2-DataTransfer-Regional-Bytes", SEOUL, "", 6.4, 0.01, "GB", true],
  [RDS, "APN2-InstanceUsage:db.r7g.2xlarge", SEOUL, "order", 62.4, 1.3, "Hrs", false],
  [RDS, "APN2-Aurora:StorageIOUsage", SEOUL, "order", 17.3, 0.00000024, "IOs", true],
  [RDS, "APN2-Aurora:StorageUsage", SEOUL, "order", 11.2, 0.12, "GB-Mo", false],
  [RDS, "APN2-InstanceUsage:db.m7g.xlarge", SEOUL, "web", 24.6, 0.512, "Hrs", false],
  [RDS, "APN2-RDS:GP3-Storage", SEOUL, "web", 4.4, 0.131, "GB-Mo", false],
  [ECS, "APN2-Fargate-ARM-vCPU-Hours:perCPU", SEOUL, "order", 38.2, 0.03725, "hours", true],
  [ECS, "APN2-Fargate-ARM-vCPU-Hours:perCPU", SEOUL, "payment", 21.9, 0.03725, "hours", true],
  [ECS, "APN2-Fargate-ARM-GB-Hours", SEOUL, "order", 11.6, 0.00409, "hours", true],
  [ECS, "APN2-Fargate-ARM-GB-Hours", SEOUL, "payment", 6.8, 0.00409, "hours", true],
  ["Amazon ElastiCache", "APN2-NodeUsage:cache.r7g.xlarge", SEOUL, "order", 38.3, 0.532, "Hrs", false],
  ["Amazon OpenSearch Service", "APN2-ESInstance:r7g.large", SEOUL, "search", 41.8, 0.218, "Hrs", false],
  ["Amazon OpenSearch Service", "APN2-ES:GP3-Storage", SEOUL, "search", 7.7, 0.146, "GB-Mo", false],
  [S3, "APN2-TimedStorage-ByteHrs", SEOUL, "data", 22.6, 0.025, "GB-Mo", false],
  [S3, "APN2-Requests-Tier1", SEOUL, "web", 4.8, 0.0000045, "Requests", true],
  [S3, "TimedStorage-ByteHrs", VIRGINIA, "ml", 3.1, 0.023, "GB-Mo", false],
  ["Amazon CloudFront", "AP-DataTransfer-Out-Bytes", "global", "web", 31.4, 0.12, "GB", true],
  ["Amazon CloudFront", "AP-Requests-HTTPS-Proxy", "global", "web", 5.2, 0.0000012, "Requests", true],
  ["AmazonCloudWatch", "APN2-VendedLog-Bytes", SEOUL, "platform", 26.4, 0.76, "GB", true],
  ["AmazonCloudWatch", "APN2-CW:MetricMonitorUsage", SEOUL, "platform", 8.7, 0.3, "Metrics", false],
  ["Amazon Elastic Load Balancing", "APN2-LoadBalancerUsage", SEOUL, "web", 1.08, 0.0225, "Hrs", false],
  ["Amazon Elastic Load Balancing", "APN2-LCUUsage", SEOUL, "web", 8.6, 0.008, "LCU-Hrs", true],
  ["Amazon DynamoDB", "APN2-ReadRequestUnits", SEOUL, "order", 9.1, 0.000000136, "ReadRequestUnits", true],
  ["Amazon DynamoDB", "APN2-TimedStorage-ByteHrs", SEOUL, "order", 3.3, 0.285, "GB-Mo", false],
  ["AWS Lambda", "APN2-Lambda-GB-Second-ARM", SEOUL, "order", 6.9, 0.0000133334, "Lambda-GB-Second", true],
  ["Amazon SageMaker", "USE1-Host:ml.g4dn.xlarge", VIRGINIA, "ml", 17.7, 0.7364, "Hrs", false],
  ["AWS Glue", "APN2-ETL-DPU-Hour", SEOUL, "data", 8.8, 0.44, "DPU-Hour", false],
  ["Amazon Athena", "APN2-DataScannedInTB", SEOUL, "data", 4.6, 5, "Terabytes", true],
  ["Amazon Connect", "APN2-end-customer-mins", SEOUL, "cs", 10.9, 0.018, "minutes", true],
  ["Amazon GuardDuty", "APN2-PaidEventsAnalyzed", SEOUL, "platform", 7.8, 0.0000046, "Events", true],
  ["Amazon Virtual Private Cloud", "APN2-PublicIPv4:InUseAddress", SEOUL, "", 2.9, 0.005, "Hrs", false],
  ["AWS WAF", "Requests", "global", "web", 4.1, 0.0000006, "Requests", true],
  ["Amazon Route 53", "DNS-Queries", "global", "web", 1.7, 0.0000004, "Queries", true],
  ["AWS Config", "APN2-ConfigurationItemRecorded", SEOUL, "platform", 2.2, 0.003, "ConfigurationItemRecorded", false],
  ["Amazon EC2 Container Registry (ECR)", "APN2-TimedStorage-ByteHrs", SEOUL, "platform", 1.9, 0.1, "GB-Mo", false],
  ["AWS Key Management Service", "ap-northeast-2-KMS-Requests", SEOUL, "", 1.1, 0.000003, "Requests", true],
  ["Amazon Simple Queue Service", "APN2-Requests-Tier1", SEOUL, "order", 1.3, 0.0000004, "Requests", true],
  ["AWS Secrets Manager", "APN2-AWSSecretsManager-Secrets", SEOUL, "platform", 0.7, 0.4, "Secrets", false],
  ["AWS CloudTrail", "APN2-PaidEventsRecorded", SEOUL, "platform", 0.9, 0.00002, "Events", false],
];

const devLines: Line[] = [
  [OTHER, "APN2-EBS:VolumeUsage.gp3", SEOUL, "platform", 1.6, 0.0912, "GB-Mo", false],
  [OTHER, "APN2-NatGateway-Hours", SEOUL, "platform", 1.42, 0.059, "Hrs", false],
  [RDS, "APN2-InstanceUsage:db.t4g.medium", SEOUL, "order", 2.35, 0.098, "Hrs", false],
  [ECS, "APN2-Fargate-ARM-vCPU-Hours:perCPU", SEOUL, "order", 3.1, 0.03725, "hours", true],
  [ECS, "APN2-Fargate-ARM-GB-Hours", SEOUL, "order", 0.9, 0.00409, "hours", true],
  [S3, "APN2-TimedStorage-ByteHrs", SEOUL, "data", 0.8, 0.025, "GB-Mo", false],
  ["AmazonCloudWatch", "APN2-VendedLog-Bytes", SEOUL, "platform", 0.7, 0.76, "GB", true],
  ["AWS Lambda", "APN2-Lambda-GB-Second-ARM", SEOUL, "order", 0.2, 0.0000133334, "Lambda-GB-Second", true],
];

export function costLinesOf({ account }: Setting): CostLine[] {
  const lines = account.name === "haneul-prod" ? prodLines : devLines;
  return lines.map(([service, usageType, region, team, daily, price, unit, traffic]) => ({
    service,
    usageType,
    region,
    team,
    daily,
    price,
    unit,
    traffic,
  }));
}
