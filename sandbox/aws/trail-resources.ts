import type { Resource } from "./iam/evaluate.ts";

/** The type CloudTrail gives a resource, by service and kind in its ARN. */
const types: Record<string, string> = {
  "ec2:instance": "AWS::EC2::Instance",
  "ec2:volume": "AWS::EC2::Volume",
  "ec2:snapshot": "AWS::EC2::Snapshot",
  "ec2:security-group": "AWS::EC2::SecurityGroup",
  "autoscaling:autoScalingGroup": "AWS::AutoScaling::AutoScalingGroup",
  "ecs:service": "AWS::ECS::Service",
  "ecs:cluster": "AWS::ECS::Cluster",
  "rds:db": "AWS::RDS::DBInstance",
  "rds:cluster": "AWS::RDS::DBCluster",
  "lambda:function": "AWS::Lambda::Function",
  "elasticloadbalancing:loadbalancer": "AWS::ElasticLoadBalancingV2::LoadBalancer",
  "elasticloadbalancing:targetgroup": "AWS::ElasticLoadBalancingV2::TargetGroup",
  "cloudwatch:alarm": "AWS::CloudWatch::Alarm",
  "logs:log-group": "AWS::Logs::LogGroup",
  "guardduty:detector": "AWS::GuardDuty::Detector",
  "ssm:document": "AWS::SSM::Document",
  "sqs:": "AWS::SQS::Queue",
  "sns:": "AWS::SNS::Topic",
  "s3:": "AWS::S3::Bucket",
  "iam:role": "AWS::IAM::Role",
  "iam:user": "AWS::IAM::User",
  "connect:instance": "AWS::Connect::Instance",
};

/** EC2's are known by id, the others by ARN. */
export function trailResources(resources: readonly Resource[]): { type: string; name: string }[] {
  return resources.flatMap(({ arn }) => {
    const [, , service = "", , , ...rest] = arn.split(":");
    const [kind = "", id = ""] = /^([\w-]+)[/:](.+)$/.exec(rest.join(":"))?.slice(1) ?? [];
    const type = types[`${service}:${kind}`] ?? types[`${service}:`];
    return type ? [{ type, name: service === "ec2" ? id : arn }] : [];
  });
}
