/** Short names people use, and the names Cost Explorer uses. One short name can stand for several services. */
const known: Readonly<Record<string, readonly string[]>> = {
  ec2: ["Amazon Elastic Compute Cloud - Compute", "EC2 - Other"],
  "ec2 other": ["EC2 - Other"],
  ebs: ["EC2 - Other"],
  "nat gateway": ["EC2 - Other"],
  rds: ["Amazon Relational Database Service"],
  aurora: ["Amazon Relational Database Service"],
  s3: ["Amazon Simple Storage Service"],
  lambda: ["AWS Lambda"],
  cloudwatch: ["AmazonCloudWatch"],
  cloudtrail: ["AWS CloudTrail"],
  cloudfront: ["Amazon CloudFront"],
  dynamodb: ["Amazon DynamoDB"],
  elb: ["Amazon Elastic Load Balancing"],
  alb: ["Amazon Elastic Load Balancing"],
  "elastic load balancing": ["Amazon Elastic Load Balancing"],
  ecs: ["Amazon Elastic Container Service"],
  fargate: ["Amazon Elastic Container Service"],
  eks: ["Amazon Elastic Container Service for Kubernetes"],
  ecr: ["Amazon EC2 Container Registry (ECR)"],
  efs: ["Amazon Elastic File System"],
  vpc: ["Amazon Virtual Private Cloud"],
  "route 53": ["Amazon Route 53"],
  route53: ["Amazon Route 53"],
  elasticache: ["Amazon ElastiCache"],
  opensearch: ["Amazon OpenSearch Service"],
  redshift: ["Amazon Redshift"],
  athena: ["Amazon Athena"],
  glue: ["AWS Glue"],
  kinesis: ["Amazon Kinesis"],
  sqs: ["Amazon Simple Queue Service"],
  sns: ["Amazon Simple Notification Service"],
  ses: ["Amazon Simple Email Service"],
  kms: ["AWS Key Management Service"],
  guardduty: ["Amazon GuardDuty"],
  "secrets manager": ["AWS Secrets Manager"],
  "step functions": ["AWS Step Functions"],
  waf: ["AWS WAF"],
  config: ["AWS Config"],
  connect: ["Amazon Connect"],
  bedrock: ["Amazon Bedrock"],
  sagemaker: ["Amazon SageMaker"],
  "api gateway": ["Amazon API Gateway"],
  "data transfer": ["AWS Data Transfer"],
  "cost explorer": ["AWS Cost Explorer"],
  tax: ["Tax"],
};

/** Cost Explorer's names for what was asked; a name not known here is taken as Cost Explorer's own. */
export function serviceNames(asked: readonly string[]): string[] {
  const names = asked.flatMap((name) => {
    const short = name
      .trim()
      .toLowerCase()
      .replace(/^(amazon|aws) /, "")
      .replace(/\s+/g, " ");
    return known[short] ?? [name.trim()];
  });
  return [...new Set(names)].sort();
}
