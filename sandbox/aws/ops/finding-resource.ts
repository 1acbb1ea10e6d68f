/** What a finding is about, as GuardDuty shows it. */
import type * as GuardDuty from "@aws-sdk/client-guardduty";
import type { Account } from "../world/account.ts";
import type { Bucket } from "../world/buckets.ts";
import type { Finding } from "../world/findings.ts";
import type { Instance } from "../world/instances.ts";

/** Sample findings are about things that do not exist. */
const SAMPLE_INSTANCE = "i-99999999";
const SAMPLE_USER = "GeneratedFindingUserName";

const tagList = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** The type and the id by which findings are grouped. */
export function resourceOf(finding: Finding): { type: "Instance" | "S3Bucket" | "AccessKey"; id: string } {
  const { instance, bucket, user, sample } = finding;
  if (instance) return { type: "Instance", id: sample ? SAMPLE_INSTANCE : instance.id };
  if (bucket) return { type: "S3Bucket", id: bucket.name };
  return { type: "AccessKey", id: sample ? "GeneratedFindingAccessKeyId" : (user?.accessKeyId ?? "") };
}

export function resourceShape(account: Account, finding: Finding): GuardDuty.Resource {
  const { instance, bucket, user } = finding;
  const ResourceType = resourceOf(finding).type;
  if (instance) return { ResourceType, InstanceDetails: instanceShape(instance, finding.sample) };
  const key = user ? { AccessKeyDetails: keyShape(user, finding.sample) } : {};
  return { ResourceType, ...key, ...(bucket ? { S3BucketDetails: [bucketShape(account, bucket)] } : {}) };
}

const keyShape = (user: NonNullable<Finding["user"]>, sample: boolean): GuardDuty.AccessKeyDetails =>
  sample
    ? {
        AccessKeyId: "GeneratedFindingAccessKeyId",
        PrincipalId: "GeneratedFindingPrincipalId",
        UserName: SAMPLE_USER,
        UserType: "IAMUser",
      }
    : {
        AccessKeyId: user.accessKeyId,
        PrincipalId: user.userId,
        UserName: user.name === "root" ? "Root" : user.name,
        UserType: user.name === "root" ? "Root" : "IAMUser",
      };

function instanceShape(instance: Instance, sample: boolean): GuardDuty.InstanceDetails {
  if (sample) return { InstanceId: SAMPLE_INSTANCE, InstanceState: "running", InstanceType: "m3.xlarge", Tags: [] };
  const dashed = instance.privateIp.replaceAll(".", "-");
  return {
    AvailabilityZone: instance.zone,
    ImageId: instance.image,
    InstanceId: instance.id,
    InstanceState: instance.running ? "running" : "stopped",
    InstanceType: instance.type,
    LaunchTime: new Date(instance.launchedAt).toISOString(),
    NetworkInterfaces: [
      {
        NetworkInterfaceId: instance.interfaceId,
        PrivateDnsName: `ip-${dashed}.${instance.region}.compute.internal`,
        PrivateIpAddress: instance.privateIp,
        PrivateIpAddresses: [{ PrivateIpAddress: instance.privateIp }],
        ...(instance.publicIp ? { PublicIp: instance.publicIp } : {}),
        SecurityGroups: instance.securityGroups.map(({ id, name }) => ({ GroupId: id, GroupName: name })),
        SubnetId: instance.subnet,
        VpcId: instance.vpc,
        Ipv6Addresses: [],
      },
    ],
    ProductCodes: [],
    Tags: tagList(instance.tags),
  };
}

function bucketShape(account: Account, bucket: Bucket): GuardDuty.S3BucketDetail {
  const blocked = bucket.publicAccessBlock ?? false;
  return {
    Arn: bucket.arn,
    Name: bucket.name,
    Type: "Destination",
    CreatedAt: new Date(bucket.createdAt),
    Owner: { Id: account.id },
    Tags: tagList(bucket.tags),
    DefaultServerSideEncryption: { EncryptionType: "AES256" },
    PublicAccess: {
      EffectivePermission: bucket.publicPolicy ? "PUBLIC" : "NOT_PUBLIC",
      PermissionConfiguration: {
        BucketLevelPermissions: {
          BlockPublicAccess: {
            BlockPublicAcls: blocked,
            BlockPublicPolicy: blocked,
            IgnorePublicAcls: blocked,
            RestrictPublicBuckets: blocked,
          },
          BucketPolicy: { AllowsPublicReadAccess: bucket.publicPolicy, AllowsPublicWriteAccess: false },
        },
      },
    },
  };
}
