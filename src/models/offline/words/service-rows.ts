/** Cost Explorer's names of services that a short name means; of all others the short name is a part. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  EC2: ["Amazon Elastic Compute Cloud - Compute", "EC2 - Other"],
  EBS: ["EC2 - Other"],
  "NAT Gateway": ["EC2 - Other"],
  RDS: ["Amazon Relational Database Service"],
  S3: ["Amazon Simple Storage Service"],
  CloudWatch: ["AmazonCloudWatch"],
  ELB: ["Amazon Elastic Load Balancing"],
  ECS: ["Amazon Elastic Container Service"],
  EKS: ["Amazon Elastic Container Service for Kubernetes"],
  EFS: ["Amazon Elastic File System"],
  VPC: ["Amazon Virtual Private Cloud"],
  SQS: ["Amazon Simple Queue Service"],
  SNS: ["Amazon Simple Notification Service"],
  KMS: ["AWS Key Management Service"],
};

/** Those of `services` that the short names mean. */
export function servicesMeant(shorts: readonly string[], services: readonly string[]): string[] {
  return services.filter((service) =>
    shorts.some((short) => NAMES[short]?.includes(service) ?? service.toLowerCase().includes(short.toLowerCase())),
  );
}
