import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  DescribeTagsCommand,
  DescribeVolumesCommand,
  EC2Client,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, ec2As, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const data = mkdtempSync(join(tmpdir(), "sample-aws-ec2-"));
const clockFile = join(data, "clock.json");
let account: Account;
let ec2: EC2Client;

/** Moves the sample time and waits until the account must have looked at the file again. */
async function moveTo(time: number): Promise<void> {
  writeFileSync(clockFile, JSON.stringify({ now: new Date(time).toISOString(), set_at: Date.now() }));
  await new Promise((done) => setTimeout(done, 120));
}

const start = () => startAccount(["--clock-file", clockFile], data);
beforeAll(async () => {
  await moveTo(NOW);
  account = await start();
  ec2 = ec2As(account, "admin");
});
afterAll(async () => {
  await account.stop();
  rmSync(data, { recursive: true, force: true });
});

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
      ["g5.12xlarge", []],
      ["g5.12xlarge", []],
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
    expect(await find({ Filters: [{ Name: "tag:opsthread", Values: ["managed"] }] })).toEqual(found);
    const { Tags } = await ec2.send(new DescribeTagsCommand({ Filters: [{ Name: "key", Values: ["opsthread"] }] }));
    expect(Tags?.map((t) => t.ResourceId)).toEqual(found.map((i) => i.InstanceId));
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
    expect(await find({}, "eu-west-1")).toEqual([]);
    const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({}));
    expect(Volumes).toHaveLength(18);
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
    await account.stop();
    account = await start();
    ec2 = ec2As(account, "admin");
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
});
