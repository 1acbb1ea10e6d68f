import { awsSdk } from "../../aws-sdk.ts";
import { type Link, refOf } from "../resource.ts";
import { arnAt, pages, resource, type Site, type Source, tagsOf } from "../site.ts";

async function ec2(site: Site) {
  const sdk = awsSdk("client-ec2");
  return { sdk, client: site.aws.client(sdk.EC2Client, site.account, site.region) };
}

export const ec2Volumes: Source = {
  types: ["ec2:volume"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeVolumes",
      (NextToken, options) =>
        client.send(new sdk.DescribeVolumesCommand({ MaxResults: 500, ...(NextToken && { NextToken }) }), options),
      (output) => output.NextToken,
    );
    const volumes = found.flatMap(({ Volumes }) => Volumes ?? []);
    const links: Link[] = volumes.flatMap((volume) =>
      (volume.Attachments ?? []).map((attachment) => ({
        from: refOf({ region: site.region, type: "ec2:volume", id: volume.VolumeId ?? "" }),
        kind: "attached_to" as const,
        to: refOf({ region: site.region, type: "ec2:instance", id: attachment.InstanceId ?? "" }),
        label: attachment.Device ?? "",
      })),
    );
    const resources = volumes.map((volume) =>
      resource(site, {
        arn: arnAt(site, "ec2", `volume/${volume.VolumeId}`),
        type: "ec2:volume",
        id: volume.VolumeId ?? "",
        state: volume.State,
        created: volume.CreateTime,
        tags: tagsOf(volume.Tags),
        detail: [
          volume.VolumeType,
          volume.Size && `${volume.Size} GiB`,
          volume.Attachments?.length ? null : "unattached",
        ],
        facts: [
          ["storage", "volume type", volume.VolumeType],
          ["storage", "size GiB", volume.Size],
          ["storage", "IOPS", volume.Iops],
          ["storage", "throughput MiB/s", volume.Throughput],
          ["storage", "encrypted", volume.Encrypted],
          ["storage", "from snapshot", volume.SnapshotId],
          ["network", "availability zone", volume.AvailabilityZone],
        ],
      }),
    );
    return { resources, links };
  },
};

export const ec2Snapshots: Source = {
  types: ["ec2:snapshot"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeSnapshots",
      (NextToken, options) =>
        client.send(
          new sdk.DescribeSnapshotsCommand({ OwnerIds: ["self"], MaxResults: 1_000, ...(NextToken && { NextToken }) }),
          options,
        ),
      (output) => output.NextToken,
    );
    const snapshots = found.flatMap(({ Snapshots }) => Snapshots ?? []);
    const links: Link[] = snapshots.flatMap(({ SnapshotId, VolumeId }) =>
      VolumeId
        ? [
            {
              from: refOf({ region: site.region, type: "ec2:snapshot", id: SnapshotId ?? "" }),
              kind: "made_from",
              to: refOf({ region: site.region, type: "ec2:volume", id: VolumeId }),
            },
          ]
        : [],
    );
    const resources = snapshots.map((snapshot) =>
      resource(site, {
        arn: arnAt(site, "ec2", `snapshot/${snapshot.SnapshotId}`),
        type: "ec2:snapshot",
        id: snapshot.SnapshotId ?? "",
        state: snapshot.State,
        created: snapshot.StartTime,
        tags: tagsOf(snapshot.Tags),
        detail: [snapshot.VolumeSize && `${snapshot.VolumeSize} GiB`, "of", snapshot.VolumeId],
        facts: [
          ["storage", "volume", snapshot.VolumeId],
          ["storage", "size GiB", snapshot.VolumeSize],
          ["storage", "encrypted", snapshot.Encrypted],
          ["details", "description", snapshot.Description],
        ],
      }),
    );
    return { resources, links };
  },
};

/** Only the account's own. */
export const ec2Images: Source = {
  types: ["ec2:image"],
  async read(site) {
    const { sdk, client } = await ec2(site);
    const found = await pages(
      site,
      "ec2:DescribeImages",
      (NextToken, options) =>
        client.send(
          new sdk.DescribeImagesCommand({ Owners: ["self"], MaxResults: 1_000, ...(NextToken && { NextToken }) }),
          options,
        ),
      (output) => output.NextToken,
    );
    const resources = found
      .flatMap(({ Images }) => Images ?? [])
      .map((image) =>
        resource(site, {
          arn: arnAt(site, "ec2", `image/${image.ImageId}`),
          type: "ec2:image",
          id: image.ImageId ?? "",
          name: image.Name,
          state: image.State,
          created: image.CreationDate ? new Date(image.CreationDate) : undefined,
          tags: tagsOf(image.Tags),
          detail: [image.Architecture, image.PlatformDetails],
          facts: [
            ["details", "description", image.Description],
            ["details", "public", image.Public],
          ],
        }),
      );
    return { resources, links: [] };
  },
};
