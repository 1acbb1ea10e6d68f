import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations } from "../../wire/service.ts";
import { pricedTypes, priceOf } from "../../world/instance-prices.ts";
import { consoleOutput } from "./console-output.ts";
import { describe, dryRun, nextToken, paged, type Shown } from "./describe.ts";
import { applyFilters, type Fields } from "./filters.ts";
import { type Host, hostsOf, stateCodes } from "./hosts.ts";
import { idKinds, pick } from "./ids.ts";
import { toInstance, toStatus } from "./instance-shape.ts";
import { scheduledEvents } from "./scheduled-events.ts";

const iso = (time: number) => new Date(time).toISOString();

const instanceFields: Fields<Host> = {
  architecture: (h) => [h.arm ? "arm64" : "x86_64"],
  "availability-zone": (h) => [h.zone],
  "block-device-mapping.device-name": (h) => h.volumes.map((v) => v.device),
  "block-device-mapping.volume-id": (h) => h.volumes.map((v) => v.id),
  "dns-name": (h) => [toPublicDns(h)],
  hypervisor: () => ["xen"],
  "iam-instance-profile.arn": (h) => [
    h.profile &&
      `${h.arn.replace(/^arn:aws:ec2:[^:]*/, "arn:aws:iam:").replace(/:instance\/.*$/, "")}:instance-profile/${h.profile}`,
  ],
  "image-id": (h) => [h.image],
  "instance-id": (h) => [h.id],
  "instance-lifecycle": () => [],
  "instance-state-code": (h) => [String(stateCodes[h.state])],
  "instance-state-name": (h) => [h.state],
  "instance-type": (h) => [h.type],
  "instance.group-id": (h) => h.securityGroups.map((g) => g.id),
  "instance.group-name": (h) => h.securityGroups.map((g) => g.name),
  "ip-address": (h) => [h.publicIp],
  "key-name": (h) => [h.keyName],
  "launch-time": (h) => [iso(h.launchedAt)],
  "metadata-options.http-tokens": (h) => [toTokens(h)],
  "monitoring-state": () => ["disabled"],
  "network-interface.network-interface-id": (h) => [h.interfaceId],
  "network-interface.private-ip-address": (h) => [h.privateIp],
  "owner-id": (h) => [h.arn.split(":")[4]],
  platform: () => [],
  "platform-details": () => ["Linux/UNIX"],
  "private-dns-name": (h) => [`ip-${h.privateIp.replaceAll(".", "-")}.${h.region}.compute.internal`],
  "private-ip-address": (h) => [h.privateIp],
  "reservation-id": (h) => [reservationOf(h)],
  "root-device-name": () => ["/dev/xvda"],
  "root-device-type": () => ["ebs"],
  "subnet-id": (h) => [h.subnet],
  tenancy: () => ["default"],
  "virtualization-type": () => ["hvm"],
  "vpc-id": (h) => [h.vpc],
};

const toTokens = (h: Host) => (h.role === "legacy-admin" || h.role === "old-batch" ? "optional" : "required");
const toPublicDns = (h: Host) =>
  h.publicIp && h.state === "running"
    ? `ec2-${h.publicIp.replaceAll(".", "-")}.${h.region}.compute.amazonaws.com`
    : undefined;

const statusFields: Fields<Host> = {
  "availability-zone": (h) => [h.zone],
  "event.code": (h) => (h.retirement ? ["instance-retirement"] : []),
  "instance-state-code": (h) => [String(stateCodes[h.state])],
  "instance-state-name": (h) => [h.state],
  "instance-status.reachability": (h) => [reachability(h)],
  "instance-status.status": (h) => [h.health],
  "system-status.reachability": (h) => [reachability(h)],
  "system-status.status": (h) => [h.health],
};

const reachability = (h: Host) =>
  h.health === "ok" ? "passed" : h.health === "initializing" ? "initializing" : undefined;

const reservationOf = (host: Host) => `r-0${host.id.slice(3)}`;

const shown: Shown<Host> = {
  id: idKinds.instance,
  idOf: (h) => h.id,
  fields: instanceFields,
  tagsOf: (h) => h.tags,
};

export const instanceReads = {
  DescribeInstances(input, call) {
    if (input.InstanceIds?.length && input.MaxResults !== undefined)
      throw new AwsError(
        "InvalidParameterCombination",
        "The parameter instancesSet cannot be used with the parameter maxResults",
      );
    const page = describe(hostsOf(call), input, call, shown, input.InstanceIds);
    const Reservations = page.items.map((host) => ({
      ReservationId: reservationOf(host),
      OwnerId: call.account.id,
      Groups: [],
      Instances: [toInstance(host, call)],
    }));
    return { Reservations, ...nextToken(page) };
  },

  DescribeInstanceStatus(input, call) {
    const hosts = pick(hostsOf(call), input.InstanceIds, (h) => h.id, idKinds.instance);
    const all = hosts.filter((h) => (input.IncludeAllInstances ? h.state !== "terminated" : h.state === "running"));
    const page = describe(all, input, call, { ...shown, fields: statusFields }, undefined);
    return {
      InstanceStatuses: page.items.map((host) => ({ ...toStatus(host), ...scheduledEvents(host, call) })),
      ...nextToken(page),
    };
  },

  DescribeInstanceAttribute(input, call) {
    dryRun(input);
    const [host] = pick(hostsOf(call), [input.InstanceId ?? ""], (h) => h.id, idKinds.instance) as [Host];
    const InstanceId = host.id;
    if (input.Attribute === "disableApiTermination")
      return { InstanceId, DisableApiTermination: { Value: host.terminationProtected ?? false } };
    if (input.Attribute === "instanceType") return { InstanceId, InstanceType: { Value: host.type } };
    if (input.Attribute === "instanceInitiatedShutdownBehavior")
      return { InstanceId, InstanceInitiatedShutdownBehavior: { Value: "stop" } };
    if (input.Attribute === "groupSet")
      return { InstanceId, Groups: host.securityGroups.map(({ id, name }) => ({ GroupId: id, GroupName: name })) };
    throw new AwsError("InvalidParameterValue", `Value (${input.Attribute}) for parameter attribute is invalid.`);
  },

  DescribeInstanceTypes(input, call) {
    dryRun(input);
    const types = pricedTypes.toSorted();
    const missing = (input.InstanceTypes ?? []).filter((type) => !types.includes(type));
    if (missing.length > 0)
      throw new AwsError(
        "InvalidInstanceType",
        `The following supplied instance types do not exist: [${missing.join(", ")}]`,
      );
    const wanted = types.filter((type) => !input.InstanceTypes?.length || input.InstanceTypes.includes(type as never));
    const infos = wanted.map((type) => toTypeInfo(type, call));
    const fields: Fields<EC2.InstanceTypeInfo> = {
      "instance-type": (t) => [t.InstanceType],
      "current-generation": (t) => [String(t.CurrentGeneration)],
      "processor-info.supported-architecture": (t) => t.ProcessorInfo?.SupportedArchitectures ?? [],
      "vcpu-info.default-vcpus": (t) => [String(t.VCpuInfo?.DefaultVCpus)],
      "memory-info.size-in-mib": (t) => [String(t.MemoryInfo?.SizeInMiB)],
    };
    const page = paged(
      applyFilters(infos, input.Filters, fields, () => ({})),
      input,
      call,
    );
    return { InstanceTypes: page.items, ...nextToken(page) };
  },

  GetConsoleOutput(input, call) {
    dryRun(input);
    const [host] = pick(hostsOf(call), [input.InstanceId ?? ""], (h) => h.id, idKinds.instance) as [Host];
    const Output = Buffer.from(consoleOutput(host, call.world.setting, call.now)).toString("base64");
    return { InstanceId: host.id, Timestamp: new Date(Math.floor(call.now / 60_000) * 60_000), Output };
  },
} satisfies Operations<typeof EC2>;

function toTypeInfo(type: string, call: Call): EC2.InstanceTypeInfo {
  const { vcpu, memoryGib } = priceOf(type, call.region);
  const arm = /^[a-z]+\d+g[a-z]*\./.test(type);
  const burstable = type.startsWith("t");
  return {
    InstanceType: type as EC2._InstanceType,
    CurrentGeneration: type !== "m5.large",
    FreeTierEligible: false,
    SupportedUsageClasses: ["on-demand", "spot"],
    SupportedRootDeviceTypes: ["ebs"],
    SupportedVirtualizationTypes: ["hvm"],
    BareMetal: false,
    Hypervisor: "nitro",
    ProcessorInfo: {
      SupportedArchitectures: [arm ? "arm64" : "x86_64"],
      Manufacturer: arm ? "AWS" : type.startsWith("g5") ? "AMD" : "Intel",
    },
    VCpuInfo: { DefaultVCpus: vcpu, DefaultCores: arm ? vcpu : vcpu / 2, DefaultThreadsPerCore: arm ? 1 : 2 },
    MemoryInfo: { SizeInMiB: memoryGib * 1024 },
    InstanceStorageSupported: type.startsWith("g5"),
    EbsInfo: { EbsOptimizedSupport: "default", EncryptionSupport: "supported", NvmeSupport: "required" },
    ...(type === "g5.12xlarge"
      ? {
          GpuInfo: {
            Gpus: [{ Name: "A10G", Manufacturer: "NVIDIA", Count: 4, MemoryInfo: { SizeInMiB: 22_888 } }],
            TotalGpuMemoryInMiB: 91_552,
          },
        }
      : {}),
    HibernationSupported: !burstable,
    BurstablePerformanceSupported: burstable,
    DedicatedHostsSupported: !burstable,
    AutoRecoverySupported: true,
  };
}
