/** How engineers call what the bill spells out; a picture has no room for the long form. Names not here stay as they are. */
const SHORT: Readonly<Record<string, string>> = {
  "Amazon Elastic Compute Cloud - Compute": "EC2 (Compute)",
  "EC2 - Other": "EC2 (Other)",
  "Amazon Relational Database Service": "Amazon RDS",
  "Amazon Simple Storage Service": "Amazon S3",
  "Amazon Elastic Container Service": "Amazon ECS",
  "Amazon Elastic Container Service for Kubernetes": "Amazon EKS",
  "Amazon Elastic Kubernetes Service": "Amazon EKS",
  "Amazon EC2 Container Registry (ECR)": "Amazon ECR",
  "Amazon Elastic File System": "Amazon EFS",
  "Amazon Elastic Load Balancing": "Elastic Load Balancing",
  "Amazon Virtual Private Cloud": "Amazon VPC",
  "Amazon Simple Queue Service": "Amazon SQS",
  "Amazon Simple Notification Service": "Amazon SNS",
  "Amazon Simple Email Service": "Amazon SES",
  "AWS Key Management Service": "AWS KMS",
  "Savings Plans for AWS Compute usage": "Savings Plans (Compute)",
  AmazonCloudWatch: "CloudWatch",
};

export const shortServiceName = (name: string): string => SHORT[name] ?? name;
