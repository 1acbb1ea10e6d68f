import type * as EC2 from "@aws-sdk/client-ec2";
import type { Host } from "./instance-status.ts";
import { stateCodes } from "./instance-status.ts";

export const tagList = (tags: Record<string, string>): EC2.Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const gmt = (time: number) => new Date(time).toISOString().slice(0, 19).replace("T", " ");

export function toInstance(host: Host): EC2.Instance {
  const down = host.state === "stopped" || host.state === "stopping";
  return {
    AmiLaunchIndex: 0,
    Architecture: host.arm ? "arm64" : "x86_64",
    BlockDeviceMappings: host.volumes.map((volume) => ({
      DeviceName: volume.device,
      Ebs: {
        AttachTime: new Date(volume.createdAt),
        DeleteOnTermination: true,
        Status: "attached",
        VolumeId: volume.id,
      },
    })),
    EbsOptimized: true,
    EnaSupport: true,
    Hypervisor: "xen",
    ImageId: host.image,
    InstanceId: host.id,
    InstanceType: host.type as EC2._InstanceType,
    LaunchTime: new Date(host.launchedAt),
    MetadataOptions: { State: "applied", HttpTokens: "required", HttpPutResponseHopLimit: 2, HttpEndpoint: "enabled" },
    Monitoring: { State: "disabled" },
    Placement: { AvailabilityZone: host.zone, GroupName: "", Tenancy: "default" },
    PlatformDetails: "Linux/UNIX",
    PrivateDnsName: `ip-${host.privateIp.replaceAll(".", "-")}.${host.region}.compute.internal`,
    PrivateIpAddress: host.privateIp,
    ...(host.publicIp && !down ? { PublicIpAddress: host.publicIp } : {}),
    RootDeviceName: "/dev/xvda",
    RootDeviceType: "ebs",
    SecurityGroups: [{ GroupId: host.securityGroup.id, GroupName: host.securityGroup.name }],
    State: { Code: stateCodes[host.state], Name: host.state },
    ...(down
      ? {
          StateReason: {
            Code: "Client.UserInitiatedShutdown",
            Message: "Client.UserInitiatedShutdown: User initiated shutdown",
          },
          StateTransitionReason: `User initiated (${gmt(host.stoppedAt ?? host.launchedAt)} GMT)`,
        }
      : { StateTransitionReason: "" }),
    SubnetId: host.subnet,
    VpcId: host.vpc,
    Tags: tagList(host.tags),
    VirtualizationType: "hvm",
  };
}

export function toStatus(host: Host): EC2.InstanceStatus {
  const summary = {
    Status: host.health,
    ...(host.health === "not-applicable"
      ? {}
      : {
          Details: [
            {
              Name: "reachability" as const,
              Status: host.health === "ok" ? ("passed" as const) : ("initializing" as const),
            },
          ],
        }),
  };
  return {
    AvailabilityZone: host.zone,
    InstanceId: host.id,
    InstanceState: { Code: stateCodes[host.state], Name: host.state },
    InstanceStatus: summary,
    SystemStatus: summary,
  };
}
