import type { Look } from "../../look.ts";

export interface ResourceType {
  /** File of the package aws-icons, without its ending. */
  icon: string;
  /** As engineers say it; the same in both languages where it is a product's name. */
  name: string | { ko: string; en: string };
}

const service = (file: string, name: ResourceType["name"]): ResourceType => ({
  icon: `architecture-service/${file}`,
  name,
});
const resource = (file: string, name: ResourceType["name"]): ResourceType => ({ icon: `resource/${file}`, name });
const group = (file: string, name: ResourceType["name"]): ResourceType => ({
  icon: `architecture-group/${file}`,
  name,
});

const ELB = "ElasticLoadBalancing";
const USERS = resource("Users", { ko: "사용자", en: "Users" });
const INTERNET = resource("Internet", { ko: "인터넷", en: "Internet" });
export const UNKNOWN: ResourceType = resource("GenericApplication", { ko: "리소스", en: "Resource" });

/** By key: letters and digits only, lower case, without "aws" or "amazon" before it. */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  ec2: service("AmazonEC2", "EC2"),
  instance: service("AmazonEC2", "EC2"),
  ec2instance: service("AmazonEC2", "EC2"),
  alb: service(ELB, "ALB"),
  nlb: service(ELB, "NLB"),
  elb: service(ELB, "ELB"),
  loadbalancer: service(ELB, { ko: "로드 밸런서", en: "Load balancer" }),
  elasticloadbalancingv2loadbalancer: service(ELB, { ko: "로드 밸런서", en: "Load balancer" }),
  elasticloadbalancingloadbalancerapp: service(ELB, "ALB"),
  elasticloadbalancingloadbalancernet: service(ELB, "NLB"),
  targetgroup: service(ELB, { ko: "대상 그룹", en: "Target group" }),
  lambda: service("AWSLambda", "Lambda"),
  function: service("AWSLambda", "Lambda"),
  lambdafunction: service("AWSLambda", "Lambda"),
  ecs: service("AmazonElasticContainerService", "ECS"),
  ecsservice: service("AmazonElasticContainerService", "ECS"),
  ecscluster: service("AmazonElasticContainerService", "ECS"),
  fargate: service("AWSFargate", "Fargate"),
  eks: service("AmazonElasticKubernetesService", "EKS"),
  ekscluster: service("AmazonElasticKubernetesService", "EKS"),
  ecr: service("AmazonElasticContainerRegistry", "ECR"),
  rds: service("AmazonRDS", "RDS"),
  rdsdb: service("AmazonRDS", "RDS"),
  rdscluster: service("AmazonAurora", "Aurora"),
  rdsdbinstance: service("AmazonRDS", "RDS"),
  rdsdbcluster: service("AmazonAurora", "Aurora"),
  aurora: service("AmazonAurora", "Aurora"),
  dynamodb: service("AmazonDynamoDB", "DynamoDB"),
  dynamodbtable: service("AmazonDynamoDB", "DynamoDB"),
  elasticache: service("AmazonElastiCache", "ElastiCache"),
  redis: service("AmazonElastiCache", "ElastiCache"),
  opensearch: service("AmazonOpenSearchService", "OpenSearch"),
  redshift: service("AmazonRedshift", "Redshift"),
  documentdb: service("AmazonDocumentDB", "DocumentDB"),
  s3: service("AmazonSimpleStorageService", "S3"),
  s3bucket: service("AmazonSimpleStorageService", "S3"),
  bucket: service("AmazonSimpleStorageService", "S3"),
  ebs: service("AmazonElasticBlockStore", "EBS"),
  volume: service("AmazonElasticBlockStore", "EBS"),
  efs: service("AmazonEFS", "EFS"),
  sqs: service("AmazonSimpleQueueService", "SQS"),
  sqsqueue: service("AmazonSimpleQueueService", "SQS"),
  queue: service("AmazonSimpleQueueService", "SQS"),
  sns: service("AmazonSimpleNotificationService", "SNS"),
  snstopic: service("AmazonSimpleNotificationService", "SNS"),
  topic: service("AmazonSimpleNotificationService", "SNS"),
  eventbridge: service("AmazonEventBridge", "EventBridge"),
  eventsrule: service("AmazonEventBridge", "EventBridge"),
  stepfunctions: service("AWSStepFunctions", "Step Functions"),
  kinesis: service("AmazonKinesis", "Kinesis"),
  msk: service("AmazonManagedStreamingforApacheKafka", "MSK"),
  ses: service("AmazonSimpleEmailService", "SES"),
  connect: service("AmazonConnect", "Connect"),
  connectinstance: service("AmazonConnect", "Connect"),
  apigateway: service("AmazonAPIGateway", "API Gateway"),
  cloudfront: service("AmazonCloudFront", "CloudFront"),
  route53: service("AmazonRoute53", "Route 53"),
  cloudwatch: service("AmazonCloudWatch", "CloudWatch"),
  cloudtrail: service("AWSCloudTrail", "CloudTrail"),
  guardduty: service("AmazonGuardDuty", "GuardDuty"),
  athena: service("AmazonAthena", "Athena"),
  glue: service("AWSGlue", "Glue"),
  kms: service("AWSKeyManagementService", "KMS"),
  iam: service("AWSIdentityandAccessManagement", "IAM"),
  iamrole: service("AWSIdentityandAccessManagement", "IAM"),
  waf: service("AWSWAF", "WAF"),
  secretsmanager: service("AWSSecretsManager", "Secrets Manager"),
  ssm: service("AWSSystemsManager", "Systems Manager"),
  transitgateway: service("AWSTransitGateway", "Transit Gateway"),
  nat: resource("AmazonVPCNATGateway", "NAT Gateway"),
  natgateway: resource("AmazonVPCNATGateway", "NAT Gateway"),
  ec2natgateway: resource("AmazonVPCNATGateway", "NAT Gateway"),
  igw: resource("AmazonVPCInternetGateway", "Internet Gateway"),
  internetgateway: resource("AmazonVPCInternetGateway", "Internet Gateway"),
  ec2internetgateway: resource("AmazonVPCInternetGateway", "Internet Gateway"),
  ec2vpcendpoint: resource("AmazonVPCEndpoints", { ko: "VPC 엔드포인트", en: "VPC endpoint" }),
  vpcendpoint: resource("AmazonVPCEndpoints", { ko: "VPC 엔드포인트", en: "VPC endpoint" }),
  eni: resource("AmazonVPCElasticNetworkInterface", "ENI"),
  user: USERS,
  users: USERS,
  client: USERS,
  internet: INTERNET,
  account: group("AWSAccount", { ko: "계정", en: "Account" }),
  region: group("Region", { ko: "리전", en: "Region" }),
  vpc: group("VirtualprivatecloudVPC", "VPC"),
  ec2vpc: group("VirtualprivatecloudVPC", "VPC"),
  publicsubnet: group("Publicsubnet", { ko: "퍼블릭 서브넷", en: "Public subnet" }),
  privatesubnet: group("Privatesubnet", { ko: "프라이빗 서브넷", en: "Private subnet" }),
  subnet: group("Privatesubnet", { ko: "서브넷", en: "Subnet" }),
  asg: group("AutoScalinggroup", { ko: "Auto Scaling 그룹", en: "Auto Scaling group" }),
  autoscalinggroup: group("AutoScalinggroup", { ko: "Auto Scaling 그룹", en: "Auto Scaling group" }),
};

/** "AWS::Lambda::Function", "Amazon SQS", "public_subnet" -> "lambdafunction", "sqs", "publicsubnet". */
export function typeKey(type: string | undefined): string {
  return (type ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/^(aws|amazon)(?=.)/, "");
}

export function typeName(type: string | undefined, look: Look): string {
  const key = typeKey(type);
  const { name } = Object.hasOwn(RESOURCE_TYPES, key) ? RESOURCE_TYPES[key]! : UNKNOWN;
  return typeof name === "string" ? name : look.say(name);
}
