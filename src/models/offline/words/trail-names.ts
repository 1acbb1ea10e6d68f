/** Event sources of CloudTrail, where a service stands for one. */
export const EVENT_SOURCES: Readonly<Record<string, string>> = {
  EC2: "ec2.amazonaws.com",
  RDS: "rds.amazonaws.com",
  S3: "s3.amazonaws.com",
  Lambda: "lambda.amazonaws.com",
  DynamoDB: "dynamodb.amazonaws.com",
  ElastiCache: "elasticache.amazonaws.com",
  CloudFront: "cloudfront.amazonaws.com",
  CloudWatch: "monitoring.amazonaws.com",
  ECS: "ecs.amazonaws.com",
  EKS: "eks.amazonaws.com",
  ELB: "elasticloadbalancing.amazonaws.com",
  KMS: "kms.amazonaws.com",
  Connect: "connect.amazonaws.com",
  SQS: "sqs.amazonaws.com",
  SNS: "sns.amazonaws.com",
  "Route 53": "route53.amazonaws.com",
};

const SECURITY_GROUP_RULES = [
  "AuthorizeSecurityGroupIngress",
  "AuthorizeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
  "RevokeSecurityGroupEgress",
  "ModifySecurityGroupRules",
];

/** thing -> verb -> the management events that do it. `change` stands for any of the others' in-between. */
export const EVENTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  instance: {
    start: ["RunInstances", "StartInstances"],
    create: ["RunInstances"],
    stop: ["StopInstances"],
    terminate: ["TerminateInstances"],
    delete: ["TerminateInstances"],
    reboot: ["RebootInstances"],
  },
  bucket: {
    create: ["CreateBucket"],
    delete: ["DeleteBucket"],
    change: ["PutBucketPolicy", "PutBucketAcl"],
  },
  securityGroup: {
    create: ["CreateSecurityGroup"],
    delete: ["DeleteSecurityGroup"],
    change: SECURITY_GROUP_RULES,
    deploy: SECURITY_GROUP_RULES,
  },
  user: { create: ["CreateUser"], delete: ["DeleteUser"], change: ["UpdateUser", "AttachUserPolicy", "PutUserPolicy"] },
  accessKey: { create: ["CreateAccessKey"], delete: ["DeleteAccessKey"], change: ["UpdateAccessKey"] },
  role: {
    create: ["CreateRole"],
    delete: ["DeleteRole"],
    change: ["AttachRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy"],
  },
  policy: {
    create: ["CreatePolicy"],
    delete: ["DeletePolicy"],
    change: ["AttachRolePolicy", "AttachUserPolicy", "PutRolePolicy", "PutUserPolicy", "CreatePolicyVersion"],
  },
  function: {
    create: ["CreateFunction20150331"],
    delete: ["DeleteFunction20150331"],
    change: ["UpdateFunctionCode20150331v2", "UpdateFunctionConfiguration20150331v2"],
    deploy: ["UpdateFunctionCode20150331v2"],
  },
  database: {
    create: ["CreateDBInstance"],
    delete: ["DeleteDBInstance"],
    start: ["StartDBInstance"],
    stop: ["StopDBInstance"],
    reboot: ["RebootDBInstance"],
    change: ["ModifyDBInstance"],
  },
  volume: {
    create: ["CreateVolume"],
    delete: ["DeleteVolume"],
    change: ["ModifyVolume", "AttachVolume", "DetachVolume"],
  },
  snapshot: {
    create: ["CreateSnapshot", "CreateSnapshots"],
    delete: ["DeleteSnapshot"],
    change: ["ModifySnapshotAttribute"],
  },
  natGateway: { create: ["CreateNatGateway"], delete: ["DeleteNatGateway"] },
  vpcEndpoint: { create: ["CreateVpcEndpoint"], delete: ["DeleteVpcEndpoints"], change: ["ModifyVpcEndpoint"] },
  vpc: { create: ["CreateVpc"], delete: ["DeleteVpc"], change: ["ModifyVpcAttribute"] },
  subnet: { create: ["CreateSubnet"], delete: ["DeleteSubnet"], change: ["ModifySubnetAttribute"] },
  routeTable: {
    create: ["CreateRouteTable"],
    delete: ["DeleteRouteTable"],
    change: ["CreateRoute", "DeleteRoute", "ReplaceRoute"],
  },
  address: {
    create: ["AllocateAddress"],
    delete: ["ReleaseAddress"],
    change: ["AssociateAddress", "DisassociateAddress"],
  },
  loadBalancer: {
    create: ["CreateLoadBalancer"],
    delete: ["DeleteLoadBalancer"],
    change: ["ModifyLoadBalancerAttributes", "ModifyListener", "ModifyRule"],
  },
  topic: { create: ["CreateTopic"], delete: ["DeleteTopic"], change: ["SetTopicAttributes"] },
  queue: { create: ["CreateQueue"], delete: ["DeleteQueue"], change: ["SetQueueAttributes"] },
  log: { create: ["CreateLogGroup"], delete: ["DeleteLogGroup", "DeleteLogStream"], change: ["PutRetentionPolicy"] },
  key: { create: ["CreateKey"], delete: ["ScheduleKeyDeletion"], stop: ["DisableKey"], change: ["PutKeyPolicy"] },
  trail: {
    create: ["CreateTrail"],
    delete: ["DeleteTrail"],
    stop: ["StopLogging"],
    start: ["StartLogging"],
    change: ["UpdateTrail"],
  },
};
