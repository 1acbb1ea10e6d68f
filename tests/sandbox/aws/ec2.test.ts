import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  DescribeSecurityGroupsCommand,
  DescribeTagsCommand,
  DescribeVolumesCommand,
  EC2Client,
  RebootInstancesCommand,
  RevokeSecurityGroupIngressCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, ec2As, failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
let moving: MovingAccount;
let account: Account;
let ec2: EC2Client;
let moveTo: MovingAccount["moveTo"];

const connect = () => {
  account = moving.account;
  ec2 = ec2As(account, "admin");
};
beforeAll(async () => {
  moving = await startMovingAccount(NOW);
  moveTo = moving.moveTo;
  connect();
});
afterAll(() => moving.stop());

async function find(input: DescribeInstancesCommandInput, region = "ap-northeast-2") {
  const { Reservations = [] } = await ec2As(account, "admin", region).send(new DescribeInstancesCommand(input));
  return Reservations.flatMap((r) => r.Instances ?? []);
}
const byName = async (name: string) => (await find({ Filters: [{ Name: "tag:Name", Values: [name] }] }))[0];
const idOf = async (name: string) => (await byName(name))?.InstanceId ?? "";
const checksOf = async (id: string) => {
  const { InstanceStatuses } = await ec2.send(
    new DescribeInstanceStatusCommand({ InstanceIds: [id], IncludeAllInstances: true }),
  );
  return [InstanceStatuses?.[0]?.InstanceState?.Name, InstanceStatuses?.[0]?.InstanceStatus?.Status];
};

describe("describing instances", () => {
  it("has twenty: sixteen running in Seoul, two stopped, two nameless GPU hosts in us-east-1", async () => {
    const seoul = await find({});
    const virginia = await find({}, "us-east-1");
    expect(seoul.filter((i) => i.State?.Name === "running")).toHaveLength(16);
    expect(
      seoul.filter((i) => i.State?.Name === "stopped").map((i) => i.Tags?.find((t) => t.Key === "Name")?.Value),
    ).toEqual(["legacy-admin", "coupon-batch-old"]);
    expect(virginia.map((i) => [i.InstanceType, i.Tags])).toEqual([
      ["g5.12xlarge", [{ Key: "opsthread", Value: "managed" }]],
      ["g5.12xlarge", [{ Key: "opsthread", Value: "managed" }]],
    ]);
  });

  it("filters by name with wildcards, by tag and by state; order-api is managed and spread over three zones", async () => {
    const found = await find({
      Filters: [
        { Name: "tag:Name", Values: ["order-api-?"] },
        { Name: "instance-state-name", Values: ["running"] },
      ],
    });
    expect(found.map((i) => [i.InstanceType, i.Placement?.AvailabilityZone])).toEqual([
      ["m7g.large", "ap-northeast-2a"],
      ["m7g.large", "ap-northeast-2b"],
      ["m7g.large", "ap-northeast-2c"],
    ]);
    const managed = await find({ Filters: [{ Name: "tag:opsthread", Values: ["managed"] }] });
    expect(managed.map((i) => i.Tags?.find((t) => t.Key === "Name")?.Value)).toEqual([
      "order-api-1",
      "order-api-2",
      "order-api-3",
      "payment-worker-1",
      "payment-worker-2",
      "data-batch-1",
      "coupon-batch-old",
    ]);
    const { Tags } = await ec2.send(
      new DescribeTagsCommand({
        Filters: [
          { Name: "key", Values: ["opsthread"] },
          { Name: "resource-type", Values: ["instance"] },
        ],
      }),
    );
    expect(Tags?.map((t) => t.ResourceId)).toEqual(managed.map((i) => i.InstanceId));
  });

  it("takes a star and a question mark as themselves after a backslash", async () => {
    expect(await find({ Filters: [{ Name: "tag:Name", Values: ["order-api-\\?", "web\\*"] }] })).toEqual([]);
    expect(await find({ Filters: [{ Name: "tag:Name", Values: ["web*"] }] })).toHaveLength(3);
    expect(await find({ Filters: [{ Name: "tag-key", Values: ["opsthread-*"] }] })).toHaveLength(1);
    expect(await find({ Filters: [{ Name: "image-id", Values: ["ami-?????????????????"] }] })).toHaveLength(18);
  });

  it("pages with a token bound to the filters", async () => {
    const first = await ec2.send(new DescribeInstancesCommand({ MaxResults: 10 }));
    const second = await ec2.send(new DescribeInstancesCommand({ MaxResults: 10, NextToken: first.NextToken }));
    expect([first.Reservations?.length, second.Reservations?.length, second.NextToken]).toEqual([10, 8, undefined]);
    const other = new DescribeInstancesCommand({
      NextToken: first.NextToken,
      Filters: [{ Name: "tag:team", Values: ["web"] }],
    });
    expect((await failure(ec2.send(other))).name).toBe("InvalidNextToken");
  });

  it("names what is wrong with an id, a filter or a page size", async () => {
    const name = async (input: DescribeInstancesCommandInput) => (await failure(find(input))).name;
    expect(await name({ InstanceIds: ["order-api-2"] })).toBe("InvalidInstanceID.Malformed");
    expect(await name({ InstanceIds: ["i-00000000000000000"] })).toBe("InvalidInstanceID.NotFound");
    expect(await name({ Filters: [{ Name: "colour", Values: ["red"] }] })).toBe("InvalidParameterValue");
    expect(await name({ MaxResults: 1 })).toBe("InvalidParameterValue");
    expect(await name({ InstanceIds: [await idOf("web-1")], MaxResults: 10 })).toBe("InvalidParameterCombination");
    expect(await find({}, "eu-west-1")).toEqual([]);
    const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({}));
    expect(Volumes).toHaveLength(27);
  });
});

describe("changing instances", () => {
  it("reboots as the approver: running throughout, checks start over, and CloudTrail knows who stood behind it", async () => {
    await moveTo(NOW + 60_000);
    const id = await idOf("order-api-2");
    const launched = (await byName("order-api-2"))?.LaunchTime;
    const { Credentials: c } = await new STSClient(account.as("executor")).send(
      new AssumeRoleCommand({
        RoleArn: "arn:aws:iam::417205938164:role/OpsthreadAct",
        RoleSessionName: "apr-7f3a",
        SourceIdentity: "U0SEOYEON",
      }),
    );
    const credentials = {
      accessKeyId: c?.AccessKeyId ?? "",
      secretAccessKey: c?.SecretAccessKey ?? "",
      sessionToken: c?.SessionToken ?? "",
    };
    await new EC2Client({ ...account.as("executor"), credentials }).send(
      new RebootInstancesCommand({ InstanceIds: [id] }),
    );
    expect(await checksOf(id)).toEqual(["running", "initializing"]);

    const elb = new ElasticLoadBalancingV2Client(account.as("admin"));
    const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({ Names: ["order-api-tg"] }));
    const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: TargetGroups[0]?.TargetGroupArn }));
    expect(health.TargetHealthDescriptions?.map((t) => t.TargetHealth?.State)).toEqual([
      "healthy",
      "unhealthy",
      "healthy",
    ]);

    const lookup = () =>
      new CloudTrailClient(account.as("admin")).send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: "RebootInstances" }],
        }),
      );
    expect((await lookup()).Events).toEqual([]);
    await moveTo(NOW + 90_000);
    expect(await checksOf(id)).toEqual(["running", "ok"]);
    expect((await byName("order-api-2"))?.LaunchTime).toEqual(launched);
    const [event] = (await lookup()).Events ?? [];
    expect(event).toMatchObject({ Username: "apr-7f3a", ReadOnly: "false", Resources: [{ ResourceName: id }] });
    expect(JSON.parse(event?.CloudTrailEvent ?? "")).toMatchObject({
      userIdentity: {
        type: "AssumedRole",
        arn: "arn:aws:sts::417205938164:assumed-role/OpsthreadAct/apr-7f3a",
        sessionContext: { sessionIssuer: { userName: "OpsthreadAct" }, sourceIdentity: "U0SEOYEON" },
      },
      requestParameters: { instancesSet: { items: [{ instanceId: id }] } },
      sourceIPAddress: "127.0.0.1",
      userAgent: expect.stringContaining("aws-sdk-js/"),
    });
  });

  it("stops and starts through the states in between, over a restart of the account", async () => {
    const id = await idOf("order-api-3");
    const from = NOW + 200_000;
    await moveTo(from);
    const { StoppingInstances } = await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(StoppingInstances).toEqual([
      { InstanceId: id, PreviousState: { Code: 16, Name: "running" }, CurrentState: { Code: 64, Name: "stopping" } },
    ]);
    expect((await failure(ec2.send(new StartInstancesCommand({ InstanceIds: [id] })))).name).toBe(
      "IncorrectInstanceState",
    );
    await moveTo(from + 30_000);
    await moving.restart();
    connect();
    expect(await checksOf(id)).toEqual(["stopped", "not-applicable"]);
    expect((await failure(ec2.send(new RebootInstancesCommand({ InstanceIds: [id] })))).name).toBe(
      "IncorrectInstanceState",
    );
    await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    expect((await checksOf(id))[0]).toBe("pending");
    await moveTo(from + 90_000);
    expect(await checksOf(id)).toEqual(["running", "ok"]);
    expect((await byName("order-api-3"))?.LaunchTime?.getTime()).toBeGreaterThanOrEqual(from + 30_000);
  });

  it("answers a dry run with an error whichever way it goes, and changes nothing", async () => {
    const InstanceIds = [await idOf("web-1")];
    const would = await failure(ec2.send(new StopInstancesCommand({ InstanceIds, DryRun: true })));
    expect([would.name, would.status]).toEqual(["DryRunOperation", 412]);
    const not = await failure(ec2As(account, "executor").send(new StopInstancesCommand({ InstanceIds, DryRun: true })));
    expect(not.name).toBe("UnauthorizedOperation");
    expect((await checksOf(InstanceIds[0] ?? ""))[0]).toBe("running");
  });

  it("gives another public address with a start, unless it is an elastic one", async () => {
    const from = NOW + 400_000;
    const [bastion, tool] = [await byName("bastion"), await byName("admin-tool-1")];
    const ids = [bastion?.InstanceId ?? "", tool?.InstanceId ?? ""];
    await moveTo(from);
    await ec2.send(new StopInstancesCommand({ InstanceIds: ids }));
    await moveTo(from + 30_000);
    expect((await find({ InstanceIds: ids })).map((i) => [i.State?.Name, i.PublicIpAddress])).toEqual([
      ["stopped", bastion?.PublicIpAddress],
      ["stopped", undefined],
    ]);
    await ec2.send(new StartInstancesCommand({ InstanceIds: ids }));
    await moveTo(from + 60_000);
    const [first, second] = await find({ InstanceIds: ids });
    expect(first?.PublicIpAddress).toBe(bastion?.PublicIpAddress);
    expect(second?.PublicIpAddress).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(second?.PublicIpAddress).not.toBe(tool?.PublicIpAddress);
  });

  it("terminates through shutting-down, is remembered for an hour, and leaves its data disk behind", async () => {
    const from = NOW + 500_000;
    await moveTo(from);
    const id = await idOf("coupon-batch-old");
    const { Volumes: disks = [] } = await ec2.send(
      new DescribeVolumesCommand({ Filters: [{ Name: "attachment.instance-id", Values: [id] }] }),
    );
    const { TerminatingInstances } = await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    expect(TerminatingInstances).toEqual([
      {
        InstanceId: id,
        PreviousState: { Code: 80, Name: "stopped" },
        CurrentState: { Code: 32, Name: "shutting-down" },
      },
    ]);
    await moveTo(from + 60_000);
    const [gone] = await find({ InstanceIds: [id] });
    expect([gone?.State?.Name, gone?.PrivateIpAddress, gone?.BlockDeviceMappings]).toEqual([
      "terminated",
      undefined,
      [],
    ]);
    const { Volumes: left = [] } = await ec2.send(
      new DescribeVolumesCommand({ Filters: [{ Name: "volume-id", Values: disks.map((v) => v.VolumeId ?? "") }] }),
    );
    expect(left.map((v) => [v.Size, v.State])).toEqual([[200, "available"]]);
    expect((await failure(ec2.send(new StartInstancesCommand({ InstanceIds: [id] })))).name).toBe(
      "IncorrectInstanceState",
    );
    await moveTo(from + 3_700_000);
    expect((await failure(find({ InstanceIds: [id] }))).name).toBe("InvalidInstanceID.NotFound");
  });

  it("does not terminate a protected instance, nor any other in the same call", async () => {
    const InstanceIds = [await idOf("order-api-1"), await idOf("bastion")];
    const refused = await failure(ec2.send(new TerminateInstancesCommand({ InstanceIds })));
    expect([refused.name, refused.message]).toEqual([
      "OperationNotPermitted",
      `The instance '${InstanceIds[1]}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    ]);
    expect((await checksOf(InstanceIds[0] ?? ""))[0]).toBe("running");
    const attribute = await ec2.send(
      new DescribeInstanceAttributeCommand({ InstanceId: InstanceIds[1], Attribute: "disableApiTermination" }),
    );
    expect(attribute.DisableApiTermination).toEqual({ Value: true });
  });

  it("stops the two GPU instances for whoever assumes the act role, and for nobody else", async () => {
    const gpus = (await find({}, "us-east-1")).map((i) => i.InstanceId ?? "");
    const assume = async (user: "executor" | "reader", role: string, more: object) => {
      const sts = new STSClient(account.as(user));
      const RoleArn = `arn:aws:iam::417205938164:role/${role}`;
      const { Credentials: c } = await sts.send(
        new AssumeRoleCommand({ RoleArn, RoleSessionName: "apr-0037", ...more }),
      );
      const credentials = {
        accessKeyId: c?.AccessKeyId ?? "",
        secretAccessKey: c?.SecretAccessKey ?? "",
        sessionToken: c?.SessionToken ?? "",
      };
      return new EC2Client({ ...account.as(user, "us-east-1"), credentials });
    };
    const stop = () => new StopInstancesCommand({ InstanceIds: gpus });
    const reader = await assume("reader", "OpsthreadRead", {});
    expect((await failure(reader.send(stop()))).name).toBe("UnauthorizedOperation");
    expect((await find({}, "us-east-1")).map((i) => i.State?.Name)).toEqual(["running", "running"]);
    const actor = await assume("executor", "OpsthreadAct", { SourceIdentity: "U0SEOYEON" });
    await actor.send(stop());
    expect((await find({}, "us-east-1")).map((i) => i.State?.Name)).toEqual(["stopping", "stopping"]);
  });

  it("opens and closes a port, once, and says so when it is twice", async () => {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupNames: ["grafana-sg"] }));
    const GroupId = SecurityGroups[0]?.GroupId;
    const rule = {
      GroupId,
      IpPermissions: [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "198.51.100.0/24" }] }],
    };
    const opened = await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule));
    expect(opened.SecurityGroupRules?.map((r) => [r.IsEgress, r.FromPort, r.CidrIpv4])).toEqual([
      [false, 443, "198.51.100.0/24"],
    ]);
    const twice = await failure(ec2.send(new AuthorizeSecurityGroupIngressCommand(rule)));
    expect(`${twice.name}: ${twice.message}`).toBe(
      'InvalidPermission.Duplicate: the specified rule "peer: 198.51.100.0/24, TCP, from port: 443, to port: 443, ALLOW" already exists',
    );
    const ids = opened.SecurityGroupRules?.map((r) => r.SecurityGroupRuleId ?? "");
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: ids }));
    expect((await failure(ec2.send(new RevokeSecurityGroupIngressCommand(rule)))).name).toBe(
      "InvalidPermission.NotFound",
    );
    const flat = { GroupId, IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp: "300.1.1.1/8" };
    expect((await failure(ec2.send(new AuthorizeSecurityGroupIngressCommand(flat)))).message).toBe(
      "CIDR block 300.1.1.1/8 is malformed",
    );
  });
});
