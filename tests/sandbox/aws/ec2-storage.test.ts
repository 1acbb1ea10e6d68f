import {
  CreateSnapshotCommand,
  CreateTagsCommand,
  DeleteSnapshotCommand,
  DeleteTagsCommand,
  DescribeImagesCommand,
  DescribeInstanceTypesCommand,
  DescribeKeyPairsCommand,
  DescribeSnapshotsCommand,
  DescribeTagsCommand,
  DescribeVolumesCommand,
  type EC2Client,
  GetConsoleOutputCommand,
} from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { DAY, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { imagesOf } from "../../../sandbox/aws/world/images.ts";
import { instancesAt } from "../../../sandbox/aws/world/instances.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { snapshotsAt } from "../../../sandbox/aws/world/snapshots.ts";
import { volumesAt } from "../../../sandbox/aws/world/volumes.ts";
import { ec2As, failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-1", prod, seoulMidnight(NOW));
const hosts = instancesAt(setting, NOW);
let moving: MovingAccount;
let ec2: EC2Client;

beforeAll(async () => {
  moving = await startMovingAccount(NOW);
  ec2 = ec2As(moving.account, "admin");
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => {
  const { name, message } = await failure(call);
  return `${name}: ${message}`;
};
const idOf = (name: string) => hosts.find((h) => h.name === name)?.id ?? "";

describe("volumes", () => {
  it("are the disks of the instances and four that nothing is attached to, old ones unencrypted", async () => {
    const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({}));
    expect(Volumes.map((v) => v.VolumeId)).toEqual(
      volumesAt(setting, NOW)
        .filter((v) => v.region === "ap-northeast-2")
        .map((v) => v.id),
    );
    const free = new DescribeVolumesCommand({ Filters: [{ Name: "status", Values: ["available"] }] });
    expect((await ec2.send(free)).Volumes?.map((v) => [v.Size, v.VolumeType, v.Encrypted, v.Attachments])).toEqual([
      [200, "gp3", true, []],
      [500, "gp3", true, []],
      [80, "gp2", false, []],
      [200, "gp2", false, []],
    ]);
    const of = new DescribeVolumesCommand({
      Filters: [{ Name: "attachment.instance-id", Values: [idOf("data-batch-1")] }],
    });
    expect((await ec2.send(of)).Volumes?.map((v) => [v.Attachments?.[0]?.Device, v.Size])).toEqual([
      ["/dev/xvda", 100],
      ["/dev/sdf", 1000],
    ]);
    expect(await failed(ec2.send(new DescribeVolumesCommand({ VolumeIds: ["vol-00000000000000000"] })))).toBe(
      "InvalidVolume.NotFound: The volume 'vol-00000000000000000' does not exist.",
    );
  });
});

describe("snapshots and images", () => {
  it("has weekly snapshots, some more than a year old, and images of its own", async () => {
    const { Snapshots = [] } = await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ["self"] }));
    expect(Snapshots.map((s) => s.SnapshotId)).toEqual(snapshotsAt(setting, NOW).map((s) => s.id));
    expect(Snapshots.filter((s) => Number(s.StartTime) < NOW - 365 * DAY).map((s) => s.Description)).toEqual([
      expect.stringContaining("CreateImage"),
      "before search-api upgrade",
      "payment-worker cutover, delete after one week",
      "backup taeho.yun",
    ]);
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ["self"] }));
    expect(Images.map((i) => i.ImageId)).toEqual(
      imagesOf(setting)
        .filter((i) => i.owner === prod.id)
        .map((i) => i.id),
    );
    const used = new Set(hosts.map((h) => h.image));
    expect(Images.filter((i) => !used.has(i.ImageId ?? "")).map((i) => i.Architecture)).toEqual(["x86_64"]);
    expect((await ec2.send(new DescribeKeyPairsCommand({}))).KeyPairs?.map((k) => k.KeyName)).toEqual([
      "haneul-ops",
      "taeho-laptop",
    ]);
  });

  it("makes a snapshot that is pending for a while and can be deleted, unlike one an image stands on", async () => {
    const volume = volumesAt(setting, NOW).find((v) => v.attached?.instance === idOf("legacy-admin"))?.id;
    const made = await ec2.send(
      new CreateSnapshotCommand({
        VolumeId: volume,
        Description: "before terminate",
        TagSpecifications: [{ ResourceType: "snapshot", Tags: [{ Key: "team", Value: "platform" }] }],
      }),
    );
    expect([made.State, made.VolumeSize, made.Progress, made.Tags]).toEqual([
      "pending",
      100,
      "0%",
      [{ Key: "team", Value: "platform" }],
    ]);
    await moving.moveTo(NOW + 60_000);
    const find = () =>
      ec2.send(new DescribeSnapshotsCommand({ Filters: [{ Name: "description", Values: ["before term*"] }] }));
    expect((await find()).Snapshots?.map((s) => [s.SnapshotId, s.State, s.Progress])).toEqual([
      [made.SnapshotId, "completed", "100%"],
    ]);
    await ec2.send(new DeleteSnapshotCommand({ SnapshotId: made.SnapshotId }));
    expect((await find()).Snapshots).toEqual([]);
    const image = imagesOf(setting).find((i) => i.snapshot);
    expect(await failed(ec2.send(new DeleteSnapshotCommand({ SnapshotId: image?.snapshot })))).toBe(
      `InvalidSnapshot.InUse: The snapshot ${image?.snapshot} is currently in use by ${image?.id}`,
    );
  });
});

describe("tags", () => {
  const tagsOf = async (id: string) => {
    const { Tags = [] } = await ec2.send(new DescribeTagsCommand({ Filters: [{ Name: "resource-id", Values: [id] }] }));
    return Object.fromEntries(Tags.map((t) => [t.Key, t.Value]));
  };

  it("are set on several resources at once and seen at once, and go only where the value is the one given", async () => {
    const id = idOf("admin-tool-1");
    const volume = volumesAt(setting, NOW).find((v) => !v.attached)?.id ?? "";
    await ec2.send(new CreateTagsCommand({ Resources: [id, volume], Tags: [{ Key: "owner", Value: "jiwoo.kim" }] }));
    expect((await tagsOf(id)).owner).toBe("jiwoo.kim");
    expect((await tagsOf(volume)).owner).toBe("jiwoo.kim");
    await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: [{ Key: "owner", Value: "somebody" }] }));
    expect((await tagsOf(id)).owner).toBe("jiwoo.kim");
    await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: [{ Key: "owner" }, { Key: "env" }] }));
    expect(await tagsOf(id)).toEqual({ Name: "admin-tool-1" });
    await ec2.send(new DeleteTagsCommand({ Resources: [id] }));
    expect(await tagsOf(id)).toEqual({});
  });

  it("may not begin with aws:, and need a resource that is there", async () => {
    const tag = (Resources: string[], Key: string) =>
      failed(ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key, Value: "x" }] })));
    expect(await tag([idOf("web-1")], "aws:mine")).toMatch(/^InvalidParameterValue: .*reserved for internal use$/);
    expect(await tag(["i-00000000000000000"], "a")).toBe(
      "InvalidInstanceID.NotFound: The instance ID 'i-00000000000000000' does not exist",
    );
    expect(await tag(["thing"], "a")).toBe("InvalidID: The ID 'thing' is not valid");
  });
});

describe("instance types and consoles", () => {
  it("describes the types in use, and no others", async () => {
    const ask = (InstanceTypes: string[]) =>
      ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: InstanceTypes as "m7g.large"[] }));
    const { InstanceTypes = [] } = await ask(["m7g.large"]);
    expect(
      InstanceTypes.map((t) => [
        t.VCpuInfo?.DefaultVCpus,
        t.MemoryInfo?.SizeInMiB,
        t.ProcessorInfo?.SupportedArchitectures,
      ]),
    ).toEqual([[2, 8192, ["arm64"]]]);
    expect(await failed(ask(["z9.huge"]))).toBe(
      "InvalidInstanceType: The following supplied instance types do not exist: [z9.huge]",
    );
  });

  it("has the kernel's kills of the story on the console of the worker they hit", async () => {
    const consoleOf = async (name: string) => {
      const { Output = "" } = await ec2.send(new GetConsoleOutputCommand({ InstanceId: idOf(name) }));
      return Buffer.from(Output, "base64").toString();
    };
    const kills = async (name: string) =>
      (await consoleOf(name)).match(/Killed process \d+ \(payment-worker\)/g)?.length ?? 0;
    expect([await kills("payment-worker-1"), await kills("payment-worker-2"), await kills("web-1")]).toEqual([3, 3, 0]);
  });
});
