import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import { resourceId } from "../../world/resource-id.ts";
import { tagList } from "./describe.ts";
import { type Host, stateCodes } from "./hosts.ts";

const gmt = (time: number) => new Date(time).toISOString().slice(0, 19).replace("T", " ");

const privateDns = (host: Host) =>
  `ip-${host.privateIp.replaceAll(".", "-")}.${host.region === "us-east-1" ? "ec2" : `${host.region}.compute`}.internal`;
const publicDns = (host: Host) =>
  `ec2-${host.publicIp?.replaceAll(".", "-")}.${host.region === "us-east-1" ? "compute-1" : `${host.region}.compute`}.amazonaws.com`;

/** As DescribeInstances shows it; a terminated one has lost its network and its disks. */
export function toInstance(host: Host, call: Call): EC2.Instance {
  const { account } = call;
  const gone = host.state === "terminated";
  const down = host.state === "stopped" || host.state === "stopping";
  const open = host.publicIp !== undefined && !gone && (host.elasticIp || !down);
  return {
    AmiLaunchIndex: 0,
    Architecture: host.arm ? "arm64" : "x86_64",
    BlockDeviceMappings: gone ? [] : host.volumes.map(toMapping),
    ClientToken: "",
    CpuOptions: { CoreCount: host.arm ? 2 : 1, ThreadsPerCore: host.arm ? 1 : 2 },
    EbsOptimized: true,
    EnaSupport: true,
    Hypervisor: "xen",
    ...(host.profile
      ? {
          IamInstanceProfile: {
            Arn: `arn:aws:iam::${account.id}:instance-profile/${host.profile}`,
            Id: resourceId(call.world.setting, "AIPA", host.profile).replace("-", "").slice(0, 21).toUpperCase(),
          },
        }
      : {}),
    ImageId: host.image,
    InstanceId: host.id,
    InstanceType: host.type as EC2._InstanceType,
    ...(host.keyName ? { KeyName: host.keyName } : {}),
    LaunchTime: new Date(host.launchedAt),
    MetadataOptions: {
      State: "applied",
      HttpTokens: host.role === "legacy-admin" || host.role === "old-batch" ? "optional" : "required",
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: "enabled",
    },
    Monitoring: { State: "disabled" },
    NetworkInterfaces: gone ? [] : [toInterface(host, call, open)],
    Placement: { AvailabilityZone: host.zone, GroupName: "", Tenancy: "default" },
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    PrivateDnsName: gone ? "" : privateDns(host),
    PublicDnsName: open ? publicDns(host) : "",
    ...(gone ? {} : { PrivateIpAddress: host.privateIp, SubnetId: host.subnet, VpcId: host.vpc }),
    ...(open ? { PublicIpAddress: host.publicIp } : {}),
    RootDeviceName: "/dev/xvda",
    RootDeviceType: "ebs",
    SecurityGroups: gone ? [] : host.securityGroups.map(({ id, name }) => ({ GroupId: id, GroupName: name })),
    SourceDestCheck: true,
    State: { Code: stateCodes[host.state], Name: host.state },
    ...transitionOf(host, down),
    Tags: tagList(host.tags),
    VirtualizationType: "hvm",
  };
}

function transitionOf(host: Host, down: boolean): Pick<EC2.Instance, "StateReason" | "StateTransitionReason"> {
  const since = host.terminatedAt ?? (down ? (host.stoppedAt ?? host.launchedAt) : undefined);
  if (since === undefined) return { StateTransitionReason: "" };
  const Code = "Client.UserInitiatedShutdown";
  return {
    StateReason: { Code, Message: `${Code}: User initiated shutdown` },
    StateTransitionReason: `User initiated (${gmt(since)} GMT)`,
  };
}

/** Only the root disk goes with the instance. */
export const isDeletedWith = (device: string): boolean => device === "/dev/xvda";

const toMapping = ({ id, device, createdAt }: Host["volumes"][number]): EC2.InstanceBlockDeviceMapping => ({
  DeviceName: device,
  Ebs: {
    AttachTime: new Date(createdAt),
    DeleteOnTermination: isDeletedWith(device),
    Status: "attached",
    VolumeId: id,
  },
});

const toInterface = (host: Host, { account }: Call, open: boolean): EC2.InstanceNetworkInterface => ({
  NetworkInterfaceId: host.interfaceId,
  Status: "in-use",
  OwnerId: account.id,
  InterfaceType: "interface",
  Description: "",
  PrivateIpAddress: host.privateIp,
  SubnetId: host.subnet,
  VpcId: host.vpc,
  SourceDestCheck: true,
  Groups: host.securityGroups.map(({ id, name }) => ({ GroupId: id, GroupName: name })),
  Attachment: {
    AttachmentId: host.interfaceId.replace("eni-", "eni-attach-"),
    AttachTime: new Date(host.launchedAt),
    DeleteOnTermination: true,
    DeviceIndex: 0,
    Status: "attached",
  },
  ...(open
    ? {
        Association: {
          PublicIp: host.publicIp,
          PublicDnsName: publicDns(host),
          IpOwnerId: host.elasticIp ? account.id : "amazon",
        },
      }
    : {}),
});

export function toStatus(host: Host): EC2.InstanceStatus {
  const passed = host.health === "ok" ? ("passed" as const) : ("initializing" as const);
  const details = [{ Name: "reachability" as const, Status: passed }];
  const summary = { Status: host.health, ...(host.health === "not-applicable" ? {} : { Details: details }) };
  return {
    AvailabilityZone: host.zone,
    InstanceId: host.id,
    InstanceState: { Code: stateCodes[host.state], Name: host.state },
    InstanceStatus: summary,
    SystemStatus: summary,
    ...(host.retirement
      ? {
          Events: [
            {
              InstanceEventId: host.id.replace("i-", "instance-event-"),
              Code: "instance-retirement" as const,
              Description: "The instance is running on degraded hardware",
              NotBefore: new Date(host.retirement.notBefore),
            },
          ],
        }
      : {}),
    ...(host.state === "running" ? { AttachedEbsStatus: summary } : {}),
  };
}
