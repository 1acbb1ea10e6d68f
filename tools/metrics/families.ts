import type { Bilingual } from "../results.ts";

/**
 * The kinds of things whose metrics are asked for by name. `dimensions` is the exact set under which CloudWatch keeps
 * them, the naming one first; `anchor` is a metric that each of them always has, so that a quiet one is found as well.
 */
export interface Family {
  label: Bilingual;
  namespace: string;
  dimensions: readonly [string, ...string[]];
  anchor: string;
  /** Ids are given names by tags: what the naming dimension holds looks like this. */
  id?: RegExp;
}

export const families = {
  ec2: {
    label: { ko: "EC2 인스턴스", en: "EC2 instance" },
    namespace: "AWS/EC2",
    dimensions: ["InstanceId"],
    anchor: "CPUUtilization",
    id: /^i-[0-9a-f]{8,17}$/,
  },
  ebs: {
    label: { ko: "EBS 볼륨", en: "EBS volume" },
    namespace: "AWS/EBS",
    dimensions: ["VolumeId"],
    anchor: "VolumeWriteOps",
    id: /^vol-[0-9a-f]{8,17}$/,
  },
  nat: {
    label: { ko: "NAT 게이트웨이", en: "NAT gateway" },
    namespace: "AWS/NATGateway",
    dimensions: ["NatGatewayId"],
    anchor: "ActiveConnectionCount",
    id: /^nat-[0-9a-f]{8,17}$/,
  },
  rds: {
    label: { ko: "RDS 인스턴스", en: "RDS instance" },
    namespace: "AWS/RDS",
    dimensions: ["DBInstanceIdentifier"],
    anchor: "CPUUtilization",
  },
  cluster: {
    label: { ko: "RDS 클러스터", en: "RDS cluster" },
    namespace: "AWS/RDS",
    dimensions: ["DBClusterIdentifier"],
    anchor: "VolumeBytesUsed",
  },
  alb: {
    label: { ko: "로드 밸런서", en: "load balancer" },
    namespace: "AWS/ApplicationELB",
    dimensions: ["LoadBalancer"],
    anchor: "ActiveConnectionCount",
  },
  tg: {
    label: { ko: "대상 그룹", en: "target group" },
    namespace: "AWS/ApplicationELB",
    dimensions: ["TargetGroup", "LoadBalancer"],
    anchor: "HealthyHostCount",
  },
  lambda: {
    label: { ko: "Lambda 함수", en: "Lambda function" },
    namespace: "AWS/Lambda",
    dimensions: ["FunctionName"],
    anchor: "Invocations",
  },
  ecs: {
    label: { ko: "ECS 서비스", en: "ECS service" },
    namespace: "AWS/ECS",
    dimensions: ["ServiceName", "ClusterName"],
    anchor: "CPUUtilization",
  },
  sqs: {
    label: { ko: "SQS 대기열", en: "SQS queue" },
    namespace: "AWS/SQS",
    dimensions: ["QueueName"],
    anchor: "ApproximateNumberOfMessagesVisible",
  },
  connect: {
    label: { ko: "Connect 대기열", en: "Connect queue" },
    namespace: "AWS/Connect",
    dimensions: ["QueueName", "InstanceId", "MetricGroup"],
    anchor: "QueueSize",
  },
  s3: {
    label: { ko: "S3 버킷", en: "S3 bucket" },
    namespace: "AWS/S3",
    dimensions: ["BucketName", "StorageType"],
    anchor: "BucketSizeBytes",
  },
  logs: {
    label: { ko: "로그 그룹", en: "log group" },
    namespace: "AWS/Logs",
    dimensions: ["LogGroupName"],
    anchor: "IncomingBytes",
  },
} as const satisfies Record<string, Family>;

export type FamilyName = keyof typeof families;

export const familyOf = (name: FamilyName): Family => families[name];
