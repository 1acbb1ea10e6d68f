import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../call.ts";
import { ACCOUNT } from "../iam/policies.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService, type Recording } from "../wire/service.ts";
import { applyFilters, type FieldReader } from "./ec2-filters.ts";
import { changePower, reboot } from "./ec2-power.ts";
import { tagList, toInstance, toStatus } from "./instance-shape.ts";
import { type Host, hostsOf, stateCodes } from "./instance-status.ts";

const instanceFields: Record<string, FieldReader<Host>> = {
  "instance-id": (h) => [h.id],
  "instance-state-name": (h) => [h.state],
  "instance-state-code": (h) => [String(stateCodes[h.state])],
  "instance-type": (h) => [h.type],
  "availability-zone": (h) => [h.zone],
  "private-ip-address": (h) => [h.privateIp],
  "ip-address": (h) => (h.publicIp ? [h.publicIp] : []),
  "vpc-id": (h) => [h.vpc],
  "subnet-id": (h) => [h.subnet],
  "image-id": (h) => [h.image],
  "tag-key": (h) => Object.keys(h.tags),
  "instance.group-name": (h) => [h.securityGroup.name],
};

/** @throws AwsError InvalidInstanceID.Malformed or .NotFound, naming every id that is wrong. */
function pick(hosts: Host[], ids: string[] | undefined): Host[] {
  if (!ids?.length) return hosts;
  const malformed = ids.find((id) => !/^i-[0-9a-f]{8}([0-9a-f]{9})?$/.test(id));
  if (malformed) throw new AwsError("InvalidInstanceID.Malformed", `Invalid id: "${malformed}"`);
  const missing = ids.filter((id) => !hosts.some((h) => h.id === id));
  if (missing.length === 1)
    throw new AwsError("InvalidInstanceID.NotFound", `The instance ID '${missing[0]}' does not exist`);
  if (missing.length > 1)
    throw new AwsError("InvalidInstanceID.NotFound", `The instance IDs '${missing.join(", ")}' do not exist`);
  return hosts.filter((h) => ids.includes(h.id));
}

interface Paged {
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

function paged<T>(all: T[], input: Paged, call: Call) {
  const { NextToken, MaxResults, ...rest } = input;
  if (MaxResults !== undefined && (MaxResults < 5 || MaxResults > 1000))
    throw new AwsError(
      "InvalidParameterValue",
      `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`,
    );
  const inputs = { ...rest, region: call.region };
  const cursor = openCursor(
    NextToken,
    inputs,
    call.now,
    () => new AwsError("InvalidNextToken", "The token is invalid."),
  );
  return pageOf(all, cursor, MaxResults ?? 1000, inputs);
}

/** `DryRun` answers with an error whichever way it goes; that it got here means the policy allows it. */
function dryRun(input: { DryRun?: boolean | undefined }): void {
  if (input.DryRun) throw new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
}

const instanceArn = (region: string, id: string) => `arn:aws:ec2:${region}:${ACCOUNT}:instance/${id}`;

function targets(input: { InstanceIds?: string[] | undefined }, call: Call) {
  const hosts = hostsOf(call);
  return (input.InstanceIds ?? []).map((id) => ({
    arn: instanceArn(call.region, id),
    tags: hosts.find((h) => h.id === id)?.tags ?? {},
  }));
}

const recording = (ids: string[] | undefined, changes?: EC2.InstanceStateChange[], more: object = {}): Recording => ({
  request: { instancesSet: { items: (ids ?? []).map((instanceId) => ({ instanceId })) }, ...more },
  ...(changes
    ? {
        response: {
          instancesSet: {
            items: changes.map((c) => ({
              instanceId: c.InstanceId,
              currentState: { code: c.CurrentState?.Code, name: c.CurrentState?.Name },
              previousState: { code: c.PreviousState?.Code, name: c.PreviousState?.Name },
            })),
          },
        },
      }
    : {}),
  resources: (ids ?? []).map((name) => ({ type: "AWS::EC2::Instance", name })),
});

export const ec2 = defineService<typeof EC2>({
  package: "@aws-sdk/client-ec2",
  client: "EC2Client",
  scope: "ec2",
  iam: "ec2",
  operations: {
    DescribeInstances(input, call) {
      dryRun(input);
      const found = applyFilters(pick(hostsOf(call), input.InstanceIds), input.Filters, instanceFields, (h) => h.tags);
      const page = paged(found, input, call);
      const Reservations = page.items.map((host) => ({
        ReservationId: `r-0${host.id.slice(3)}`,
        OwnerId: ACCOUNT,
        Instances: [toInstance(host)],
      }));
      return { Reservations, ...(page.next ? { NextToken: page.next } : {}) };
    },

    DescribeInstanceStatus(input, call) {
      dryRun(input);
      const shown = pick(hostsOf(call), input.InstanceIds).filter(
        (h) => input.IncludeAllInstances || h.state === "running",
      );
      const found = applyFilters(shown, input.Filters, instanceFields, (h) => h.tags);
      const page = paged(found, input, call);
      return { InstanceStatuses: page.items.map(toStatus), ...(page.next ? { NextToken: page.next } : {}) };
    },

    DescribeRegions(input) {
      const enabled = [
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-southeast-1",
        "eu-west-1",
        "us-east-1",
        "us-east-2",
        "us-west-2",
      ];
      const names = enabled.filter((r) => !input.RegionNames?.length || input.RegionNames.includes(r));
      const Regions = names.map((RegionName) => ({
        RegionName,
        Endpoint: `ec2.${RegionName}.amazonaws.com`,
        OptInStatus: "opt-in-not-required",
      }));
      return { Regions };
    },

    DescribeTags(input, call) {
      const all = hostsOf(call).flatMap((h) =>
        tagList(h.tags).map((tag) => ({
          ResourceId: h.id,
          ResourceType: "instance" as const,
          Key: tag.Key ?? "",
          Value: tag.Value ?? "",
        })),
      );
      const fields: Record<string, FieldReader<(typeof all)[number]>> = {
        "resource-id": (t) => [t.ResourceId],
        "resource-type": (t) => [t.ResourceType],
        key: (t) => [t.Key],
        value: (t) => [t.Value],
      };
      const page = paged(
        applyFilters(all, input.Filters, fields, (t) => ({ [t.Key]: t.Value })),
        input,
        call,
      );
      return { Tags: page.items, ...(page.next ? { NextToken: page.next } : {}) };
    },

    DescribeVolumes(input, call) {
      const all = hostsOf(call).flatMap((host) => host.volumes.map((volume) => ({ host, volume })));
      const wanted = all.filter(({ volume }) => !input.VolumeIds?.length || input.VolumeIds.includes(volume.id));
      const fields: Record<string, FieldReader<(typeof all)[number]>> = {
        "attachment.instance-id": ({ host }) => [host.id],
        "volume-id": ({ volume }) => [volume.id],
        status: () => ["in-use"],
      };
      const page = paged(
        applyFilters(wanted, input.Filters, fields, ({ host }) => host.tags),
        input,
        call,
      );
      const Volumes = page.items.map(({ host, volume }) => ({
        VolumeId: volume.id,
        Size: volume.gib,
        VolumeType: "gp3" as const,
        Iops: 3000,
        Throughput: 125,
        Encrypted: true,
        State: "in-use" as const,
        AvailabilityZone: host.zone,
        CreateTime: new Date(volume.createdAt),
        Attachments: [
          {
            InstanceId: host.id,
            VolumeId: volume.id,
            Device: volume.device,
            State: "attached" as const,
            AttachTime: new Date(volume.createdAt),
          },
        ],
      }));
      return { Volumes, ...(page.next ? { NextToken: page.next } : {}) };
    },

    StartInstances(input, call) {
      const hosts = pick(hostsOf(call), input.InstanceIds);
      dryRun(input);
      return { StartingInstances: changePower(hosts, "running", call) };
    },

    StopInstances(input, call) {
      const hosts = pick(hostsOf(call), input.InstanceIds);
      dryRun(input);
      return { StoppingInstances: changePower(hosts, "stopped", call) };
    },

    RebootInstances(input, call) {
      const hosts = pick(hostsOf(call), input.InstanceIds);
      dryRun(input);
      reboot(hosts, call);
      return {};
    },
  },
  resources: { StartInstances: targets, StopInstances: targets, RebootInstances: targets },
  recordings: {
    StartInstances: (input, output) => recording(input.InstanceIds, output?.StartingInstances),
    StopInstances: (input, output) =>
      recording(input.InstanceIds, output?.StoppingInstances, { force: input.Force ?? false }),
    RebootInstances: (input) => recording(input.InstanceIds),
  },
});
