import type * as GuardDuty from "@aws-sdk/client-guardduty";
import { ACCOUNT } from "../iam/policies.ts";
import type { Finding } from "../world/findings.ts";

const iso = (time: number) => new Date(time).toISOString();

export const toFinding = (finding: Finding): GuardDuty.Finding => ({
  AccountId: ACCOUNT,
  Arn: finding.arn,
  CreatedAt: iso(finding.firstSeen),
  UpdatedAt: iso(finding.lastSeen),
  Description: finding.description,
  Id: finding.id,
  Partition: "aws",
  Region: finding.region,
  Resource: finding.instance ? instanceResource(finding) : accessKeyResource(finding),
  SchemaVersion: "2.0",
  Service: {
    Action: finding.instance
      ? {
          ActionType: "NETWORK_CONNECTION",
          NetworkConnectionAction: {
            Blocked: false,
            ConnectionDirection: "INBOUND",
            Protocol: "TCP",
            LocalPortDetails: { Port: 22, PortName: "SSH" },
            RemoteIpDetails: remote(finding),
          },
        }
      : {
          ActionType: "AWS_API_CALL",
          AwsApiCallAction: {
            Api: "ConsoleLogin",
            CallerType: "Remote IP",
            ServiceName: "signin.amazonaws.com",
            RemoteIpDetails: remote(finding),
          },
        },
    ...(finding.sample ? { AdditionalInfo: { Value: '{"sample":true}', Type: "default" } } : {}),
    Archived: finding.archived,
    Count: finding.count,
    DetectorId: finding.detectorId,
    EventFirstSeen: iso(finding.firstSeen),
    EventLastSeen: iso(finding.lastSeen),
    ResourceRole: "TARGET",
    ServiceName: "guardduty",
  },
  Severity: finding.severity,
  Title: finding.title,
  Type: finding.type,
});

const remote = (finding: Finding): GuardDuty.RemoteIpDetails => ({ IpAddressV4: finding.remoteIp });

function accessKeyResource(finding: Finding): GuardDuty.Resource {
  const { user } = finding;
  return {
    ResourceType: "AccessKey",
    AccessKeyDetails: {
      AccessKeyId: user?.accessKeyId,
      PrincipalId: user?.userId,
      UserName: user?.name,
      UserType: user?.name === "root" ? "Root" : "IAMUser",
    },
  };
}

function instanceResource(finding: Finding): GuardDuty.Resource {
  const { instance } = finding;
  return {
    ResourceType: "Instance",
    InstanceDetails: {
      AvailabilityZone: instance?.zone,
      ImageId: instance?.image,
      InstanceId: instance?.id,
      InstanceState: instance?.running ? "running" : "stopped",
      InstanceType: instance?.type,
      LaunchTime: iso(instance?.launchedAt ?? 0),
      Tags: Object.entries(instance?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    },
  };
}
