import { randomBytes } from "node:crypto";
import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations, Recordings, Resources } from "../../wire/service.ts";
import { ec2Arn } from "../../world/ec2-arn.ts";
import { type Image, imagesOf } from "../../world/images.ts";
import type { Snapshot } from "../../world/snapshots.ts";
import type { Volume } from "../../world/volumes.ts";
import { tagsOf } from "../tags.ts";
import { describe, dryRun, nextToken, tagList } from "./describe.ts";
import { SNAPSHOT_MS, snapshotChanges, snapshotsOf, volumesOf } from "./disks.ts";
import type { Fields } from "./filters.ts";
import { idKinds, pick } from "./ids.ts";

const iso = (time: number) => new Date(time).toISOString();
const progressOf = (snapshot: Snapshot, now: number) =>
  Math.min(100, Math.floor(((now - snapshot.startedAt) / SNAPSHOT_MS) * 100));

const volumeFields: Fields<Volume> = {
  "attachment.device": (v) => [v.attached?.device],
  "attachment.instance-id": (v) => [v.attached?.instance],
  "attachment.status": (v) => [v.attached && "attached"],
  "availability-zone": (v) => [v.zone],
  "create-time": (v) => [iso(v.createdAt)],
  encrypted: (v) => [String(v.encrypted)],
  size: (v) => [String(v.gib)],
  status: (v) => [v.attached ? "in-use" : "available"],
  "volume-id": (v) => [v.id],
  "volume-type": (v) => [v.type],
};

export const storageReads = {
  DescribeVolumes(input, call) {
    const shown = {
      id: idKinds.volume,
      idOf: (v: Volume) => v.id,
      tagsOf: (v: Volume) => v.tags,
      fields: volumeFields,
    };
    const page = describe(volumesOf(call), input, call, shown, input.VolumeIds);
    return { Volumes: page.items.map(toVolume), ...nextToken(page) };
  },

  DescribeSnapshots(input, call) {
    const mine = (owner: string) => owner === "self" || owner === call.account.id;
    // Of the public snapshots of others none is kept here.
    const all = !input.OwnerIds?.length || input.OwnerIds.some(mine) ? snapshotsOf(call) : [];
    const shown = {
      id: idKinds.snapshot,
      idOf: (s: Snapshot) => s.id,
      tagsOf: (s: Snapshot) => s.tags,
      fields: {
        description: (s: Snapshot) => [s.description],
        encrypted: (s: Snapshot) => [String(s.encrypted)],
        "owner-id": () => [call.account.id],
        "snapshot-id": (s: Snapshot) => [s.id],
        "start-time": (s: Snapshot) => [iso(s.startedAt)],
        status: (s: Snapshot) => [progressOf(s, call.now) < 100 ? "pending" : "completed"],
        "storage-tier": () => ["standard"],
        "volume-id": (s: Snapshot) => [s.volume],
        "volume-size": (s: Snapshot) => [String(s.gib)],
      },
    };
    const page = describe(all, input, call, shown, input.SnapshotIds);
    return { Snapshots: page.items.map((snapshot) => toSnapshot(snapshot, call)), ...nextToken(page) };
  },

  DescribeImages(input, call) {
    const ownerOf = (i: Image) => (i.owner === call.account.id ? ["self", i.owner] : ["amazon", i.owner]);
    const all = imagesOf(call.world.setting)
      .filter((i) => i.region === call.region)
      .filter((i) => !input.Owners?.length || ownerOf(i).some((owner) => input.Owners?.includes(owner)))
      .map((i) => ({ ...i, tags: tagsOf(call, i.arn, i.tags) }));
    const shown = {
      id: idKinds.image,
      idOf: (i: Image) => i.id,
      tagsOf: (i: Image) => i.tags,
      fields: {
        architecture: (i: Image) => [architectureOf(i)],
        "creation-date": (i: Image) => [iso(i.createdAt)],
        description: (i: Image) => [i.description],
        "image-id": (i: Image) => [i.id],
        "is-public": (i: Image) => [String(i.owner !== call.account.id)],
        name: (i: Image) => [i.name],
        "owner-alias": (i: Image) => ownerOf(i).filter((owner) => owner === "amazon"),
        "owner-id": (i: Image) => [i.owner],
        "root-device-type": () => ["ebs"],
        state: () => ["available"],
        "virtualization-type": () => ["hvm"],
      },
    };
    const page = describe(all, input, call, shown, input.ImageIds);
    return { Images: page.items.map((image) => toImage(image, call)), ...nextToken(page) };
  },
} satisfies Operations<typeof EC2>;

export const storageChanges = {
  CreateSnapshot(input, call) {
    const [volume] = pick(volumesOf(call), [input.VolumeId ?? ""], (v) => v.id, idKinds.volume) as [Volume];
    dryRun(input);
    const id = `snap-0${randomBytes(8).toString("hex")}`;
    const tags = (input.TagSpecifications ?? [])
      .filter((given) => given.ResourceType === "snapshot")
      .flatMap((given) => given.Tags ?? []);
    const made: Snapshot & { account: string } = {
      account: call.account.id,
      id,
      arn: ec2Arn(call.world.setting, call.region, "snapshot", id),
      region: call.region,
      volume: volume.id,
      gib: volume.gib,
      description: input.Description ?? "",
      encrypted: volume.encrypted,
      startedAt: call.now,
      tags: Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value])),
    };
    snapshotChanges(call).set(id, { made });
    return toSnapshot(made, call);
  },

  DeleteSnapshot(input, call) {
    const [snapshot] = pick(snapshotsOf(call), [input.SnapshotId ?? ""], (s) => s.id, idKinds.snapshot) as [Snapshot];
    const user = imagesOf(call.world.setting).find((image) => image.snapshot === snapshot.id);
    if (user)
      throw new AwsError("InvalidSnapshot.InUse", `The snapshot ${snapshot.id} is currently in use by ${user.id}`);
    dryRun(input);
    snapshotChanges(call).set(snapshot.id, { deleted: true });
    return {};
  },
} satisfies Operations<typeof EC2>;

export const storageResources = {
  CreateSnapshot: (input, call) => {
    const volume = volumesOf(call).find((v) => v.id === input.VolumeId);
    const { setting } = call.world;
    return [
      { arn: ec2Arn(setting, call.region, "volume", input.VolumeId ?? "*"), tags: volume?.tags ?? {} },
      { arn: `arn:aws:ec2:${call.region}::snapshot/*`, tags: {} },
    ];
  },
  DeleteSnapshot: (input, call) => {
    const snapshot = snapshotsOf(call).find((s) => s.id === input.SnapshotId);
    return [{ arn: `arn:aws:ec2:${call.region}::snapshot/${input.SnapshotId}`, tags: snapshot?.tags ?? {} }];
  },
} satisfies Resources<typeof EC2>;

export const storageRecordings = {
  CreateSnapshot: (input, output) => ({
    request: { volumeId: input.VolumeId, ...(input.Description ? { description: input.Description } : {}) },
    ...(output
      ? { response: { snapshotId: output.SnapshotId, volumeId: output.VolumeId, status: "pending", progress: "" } }
      : {}),
    resources: [
      { type: "AWS::EC2::Volume", name: input.VolumeId ?? "" },
      ...(output?.SnapshotId ? [{ type: "AWS::EC2::Snapshot", name: output.SnapshotId }] : []),
    ],
  }),
  DeleteSnapshot: (input, output) => ({
    request: { snapshotId: input.SnapshotId, force: false },
    ...(output ? { response: { _return: true } } : {}),
    resources: [{ type: "AWS::EC2::Snapshot", name: input.SnapshotId ?? "" }],
  }),
} satisfies Recordings<typeof EC2>;

const architectureOf = (image: Image): EC2.ArchitectureValues => (image.arm ? "arm64" : "x86_64");

const toVolume = (volume: Volume): EC2.Volume => ({
  VolumeId: volume.id,
  Size: volume.gib,
  VolumeType: volume.type,
  Iops: volume.iops,
  ...(volume.type === "gp3" ? { Throughput: 125 } : {}),
  Encrypted: volume.encrypted,
  MultiAttachEnabled: false,
  SnapshotId: "",
  State: volume.attached ? "in-use" : "available",
  AvailabilityZone: volume.zone,
  CreateTime: new Date(volume.createdAt),
  Attachments: volume.attached
    ? [
        {
          InstanceId: volume.attached.instance,
          VolumeId: volume.id,
          Device: volume.attached.device,
          State: "attached",
          AttachTime: new Date(volume.createdAt),
          DeleteOnTermination: volume.attached.device === "/dev/xvda",
        },
      ]
    : [],
  Tags: tagList(volume.tags),
});

function toSnapshot(snapshot: Snapshot, call: Call): EC2.Snapshot {
  const progress = progressOf(snapshot, call.now);
  return {
    SnapshotId: snapshot.id,
    VolumeId: snapshot.volume,
    VolumeSize: snapshot.gib,
    Description: snapshot.description,
    Encrypted: snapshot.encrypted,
    OwnerId: call.account.id,
    Progress: progress < 100 ? `${progress}%` : "100%",
    StartTime: new Date(snapshot.startedAt),
    ...(progress < 100 ? {} : { CompletionTime: new Date(snapshot.startedAt + SNAPSHOT_MS) }),
    State: progress < 100 ? "pending" : "completed",
    StorageTier: "standard",
    Tags: tagList(snapshot.tags),
  };
}

const toImage = (image: Image, { account }: Call): EC2.Image => ({
  ImageId: image.id,
  Name: image.name,
  Description: image.description,
  OwnerId: image.owner,
  ...(image.owner === account.id ? {} : { ImageOwnerAlias: "amazon" }),
  Public: image.owner !== account.id,
  ImageLocation: `${image.owner === account.id ? account.id : "amazon"}/${image.name}`,
  Architecture: architectureOf(image),
  CreationDate: iso(image.createdAt),
  ...(image.deprecatedAt ? { DeprecationTime: iso(image.deprecatedAt) } : {}),
  State: "available",
  ImageType: "machine",
  PlatformDetails: "Linux/UNIX",
  UsageOperation: "RunInstances",
  RootDeviceName: "/dev/xvda",
  RootDeviceType: "ebs",
  BlockDeviceMappings: [
    {
      DeviceName: "/dev/xvda",
      Ebs: {
        VolumeSize: image.gib,
        VolumeType: "gp3",
        DeleteOnTermination: true,
        Encrypted: false,
        ...(image.snapshot ? { SnapshotId: image.snapshot } : {}),
      },
    },
  ],
  VirtualizationType: "hvm",
  Hypervisor: "xen",
  EnaSupport: true,
  ImdsSupport: "v2.0",
  Tags: tagList(image.tags),
});
