import type * as ELB from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Balancer, Listener, ListenerRule, TargetGroup } from "../../world/balancers.ts";

export const toBalancer = (balancer: Balancer): ELB.LoadBalancer => ({
  LoadBalancerArn: balancer.arn,
  LoadBalancerName: balancer.name,
  DNSName: balancer.dnsName,
  CanonicalHostedZoneId: "ZWKZPGTI48KDX",
  CreatedTime: new Date(balancer.createdAt),
  Scheme: balancer.scheme,
  VpcId: balancer.vpc,
  State: { Code: "active" },
  Type: "application",
  AvailabilityZones: balancer.subnets.map(({ id, zone }) => ({
    ZoneName: zone,
    SubnetId: id,
    LoadBalancerAddresses: [],
  })),
  SecurityGroups: balancer.securityGroups,
  IpAddressType: "ipv4",
});

export const attributesOf = (balancer: Balancer): ELB.LoadBalancerAttribute[] =>
  Object.entries({
    "access_logs.s3.enabled": String(balancer.accessLogBucket !== undefined),
    "access_logs.s3.bucket": balancer.accessLogBucket ?? "",
    "access_logs.s3.prefix": balancer.accessLogBucket ? balancer.name : "",
    "deletion_protection.enabled": String(balancer.deletionProtection),
    "idle_timeout.timeout_seconds": "60",
    "load_balancing.cross_zone.enabled": "true",
    "routing.http.desync_mitigation_mode": "defensive",
    "routing.http.drop_invalid_header_fields.enabled": "false",
    "routing.http2.enabled": "true",
    "waf.fail_open.enabled": "false",
  }).map(([Key, Value]) => ({ Key, Value }));

function actionOf({ targetGroup }: ListenerRule, groups: TargetGroup[]): ELB.Action {
  const arn = groups.find((group) => group.name === targetGroup)?.arn;
  if (!arn)
    return { Type: "redirect", Order: 1, RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } };
  return {
    Type: "forward",
    Order: 1,
    TargetGroupArn: arn,
    ForwardConfig: {
      TargetGroups: [{ TargetGroupArn: arn, Weight: 1 }],
      TargetGroupStickinessConfig: { Enabled: false },
    },
  };
}

export const toListener = (listener: Listener, groups: TargetGroup[]): ELB.Listener => ({
  ListenerArn: listener.arn,
  LoadBalancerArn: listener.arn.replace(":listener/", ":loadbalancer/").replace(/\/[^/]+$/, ""),
  Port: listener.port,
  Protocol: listener.protocol,
  ...(listener.certificate
    ? { Certificates: [{ CertificateArn: listener.certificate }], SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }
    : {}),
  DefaultActions: listener.rules.slice(0, 1).map((rule) => actionOf(rule, groups)),
});

export const toRule = (rule: ListenerRule, groups: TargetGroup[]): ELB.Rule => ({
  RuleArn: rule.arn,
  Priority: rule.priority === 0 ? "default" : String(rule.priority),
  IsDefault: rule.priority === 0,
  Conditions: [
    ...(rule.path ? [{ Field: "path-pattern", Values: [rule.path], PathPatternConfig: { Values: [rule.path] } }] : []),
    ...(rule.host ? [{ Field: "host-header", Values: [rule.host], HostHeaderConfig: { Values: [rule.host] } }] : []),
  ],
  Actions: [actionOf(rule, groups)],
});

export const toTargetGroup = (group: TargetGroup, balancers: Balancer[]): ELB.TargetGroup => ({
  TargetGroupArn: group.arn,
  TargetGroupName: group.name,
  Protocol: "HTTP",
  Port: group.port,
  VpcId: group.vpc,
  HealthCheckProtocol: "HTTP",
  HealthCheckPort: "traffic-port",
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 15,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 3,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: group.path,
  Matcher: { HttpCode: "200" },
  LoadBalancerArns: balancers.filter((b) => b.name === group.balancer).map((b) => b.arn),
  TargetType: "instance",
  ProtocolVersion: "HTTP1",
  IpAddressType: "ipv4",
});
