import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, DescribeAlarmsCommand, DisableAlarmActionsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateSnapshotCommand,
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeInstancesCommand,
  EC2Client,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import {
  ArchiveFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from "@aws-sdk/client-guardduty";
import { LambdaClient, ListAliasesCommand, UpdateAliasCommand } from "@aws-sdk/client-lambda";
import { RDSClient, RebootDBInstanceCommand, StopDBClusterCommand } from "@aws-sdk/client-rds";
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
  TagResourcesCommand,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { SendCommandCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionOf } from "../../../sandbox/aws/iam/action-names.ts";
import { createServices } from "../../../sandbox/aws/ops/services.ts";
import { isMutation, isRecorded } from "../../../sandbox/aws/wire/mutations.ts";
import { type Account, startAccount } from "./start-account.ts";

let account: Account;
let act: ReturnType<Account["as"]>;
/** ARNs of what carries `opsthread=managed`, as the tagging API tells them. */
let managed: string[];
beforeAll(async () => {
  account = await startAccount(["--now", "2026-11-20T09:00:00+09:00", "--trail-delay-seconds", "0"]);
  const asked = {
    RoleArn: "arn:aws:iam::417205938164:role/OpsthreadAct",
    RoleSessionName: "apr-1",
    SourceIdentity: "U1",
  };
  const { Credentials: c } = await new STSClient(account.as("executor")).send(new AssumeRoleCommand(asked));
  const [accessKeyId = "", secretAccessKey = "", sessionToken = ""] = [
    c?.AccessKeyId,
    c?.SecretAccessKey,
    c?.SessionToken,
  ];
  act = { ...account.as("executor"), credentials: { accessKeyId, secretAccessKey, sessionToken } };
  const filter = { TagFilters: [{ Key: "opsthread", Values: ["managed"] }] };
  const { ResourceTagMappingList = [] } = await new ResourceGroupsTaggingAPIClient(act).send(
    new GetResourcesCommand(filter),
  );
  managed = ResourceTagMappingList.map((mapping) => mapping.ResourceARN ?? "");
});
afterAll(() => account.stop());

const oneOf = (part: string) => managed.find((arn) => arn.includes(part)) ?? "";
const idOf = (part: string) => oneOf(part).split("/").at(-1) ?? "";
/** `ok`, or what it was refused with. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: Error) => error.name,
  );

describe("the act role on what carries opsthread=managed", () => {
  it("changes instances, their disks and their tags, but never the tags that authorise", async () => {
    const ec2 = new EC2Client(act);
    const instance = idOf(":instance/");
    const tag = (Key: string) =>
      outcome(ec2.send(new CreateTagsCommand({ Resources: [instance], Tags: [{ Key, Value: "x" }] })));
    expect({
      snapshot: await outcome(ec2.send(new CreateSnapshotCommand({ VolumeId: idOf(":volume/") }))),
      note: await tag("note"),
      untag: await outcome(ec2.send(new DeleteTagsCommand({ Resources: [instance], Tags: [{ Key: "note" }] }))),
      authorising: await tag("opsthread"),
      owner: await tag("owner-of-all"),
      allTags: await outcome(ec2.send(new DeleteTagsCommand({ Resources: [instance] }))),
      run: await outcome(ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 }))),
    }).toEqual({
      snapshot: "ok",
      note: "ok",
      untag: "ok",
      authorising: "UnauthorizedOperation",
      owner: "UnauthorizedOperation",
      allTags: "UnauthorizedOperation",
      run: "InvalidAction",
    });
  });

  it("terminates only what is marked for it", async () => {
    const { Reservations = [] } = await new EC2Client(act).send(new DescribeInstancesCommand({}));
    const instances = Reservations.flatMap((r) => r.Instances ?? []);
    const tagged = (key: string) =>
      instances.find((i) => i.Tags?.some((t) => t.Key === key) && i.Tags.some((t) => t.Key === "opsthread"));
    const terminate = (id = "") =>
      outcome(new EC2Client(act).send(new TerminateInstancesCommand({ InstanceIds: [id] })));
    const running = instances.find(
      (i) =>
        managed.some((arn) => arn.endsWith(i.InstanceId ?? "-")) &&
        !i.Tags?.some((t) => t.Key === "opsthread-terminate"),
    );
    expect(await terminate(running?.InstanceId)).toBe("UnauthorizedOperation");
    expect(await terminate(tagged("opsthread-terminate")?.InstanceId)).toBe("ok");
  });

  it("scales, deploys, reboots databases, points aliases back, and archives findings", async () => {
    const scaling = new AutoScalingClient(act);
    const { AutoScalingGroups: [group] = [] } = await scaling.send(new DescribeAutoScalingGroupsCommand({}));
    const [cluster = "", service = ""] = oneOf(":service/").split("/").slice(-2);
    const lambda = new LambdaClient(act);
    const FunctionName = oneOf(":function:").split(":").at(-1) ?? "";
    const { Aliases: [alias] = [] } = await lambda.send(new ListAliasesCommand({ FunctionName }));
    const guardduty = new GuardDutyClient(act);
    const { DetectorIds: [DetectorId = ""] = [] } = await guardduty.send(new ListDetectorsCommand({}));
    const { FindingIds = [] } = await new GuardDutyClient(account.as("admin")).send(
      new ListFindingsCommand({ DetectorId }),
    );
    const capacity = { AutoScalingGroupName: group?.AutoScalingGroupName, DesiredCapacity: group?.MaxSize };
    const point = { FunctionName, Name: alias?.Name, FunctionVersion: alias?.FunctionVersion };
    expect({
      scaling: await outcome(scaling.send(new SetDesiredCapacityCommand(capacity))),
      deploy: await outcome(
        new ECSClient(act).send(new UpdateServiceCommand({ cluster, service, forceNewDeployment: true })),
      ),
      reboot: await outcome(
        new RDSClient(act).send(new RebootDBInstanceCommand({ DBInstanceIdentifier: oneOf(":db:").split(":").at(-1) })),
      ),
      alias: await outcome(lambda.send(new UpdateAliasCommand(point))),
      archive: await outcome(
        guardduty.send(new ArchiveFindingsCommand({ DetectorId, FindingIds: FindingIds.slice(0, 1) })),
      ),
    }).toEqual({ scaling: "ok", deploy: "ok", reboot: "ok", alias: "ok", archive: "ok" });
  });

  it("runs the company's own documents on hosts, and no text of anybody's", async () => {
    const ssm = new SSMClient(act);
    const { Reservations = [] } = await new EC2Client(act).send(
      new DescribeInstancesCommand({ Filters: [{ Name: "tag:Name", Values: ["order-api-2"] }] }),
    );
    const InstanceIds = [Reservations[0]?.Instances?.[0]?.InstanceId ?? ""];
    const send = (DocumentName: string, Parameters = {}) =>
      outcome(ssm.send(new SendCommandCommand({ DocumentName, InstanceIds, Parameters })));
    expect(await send("opsthread-disk")).toBe("ok");
    expect(await send("AWS-RunShellScript", { commands: ["id"] })).toBe("AccessDeniedException");
  });

  it("tags many at once, and is told of each that it may not tag", async () => {
    const tagging = new ResourceGroupsTaggingAPIClient(act);
    const { Reservations = [] } = await new EC2Client(act).send(new DescribeInstancesCommand({}));
    const other = Reservations.flatMap((r) => r.Instances ?? []).find(
      (i) => !i.Tags?.some((t) => t.Key === "opsthread"),
    );
    const unmanaged = `arn:aws:ec2:ap-northeast-2:417205938164:instance/${other?.InstanceId}`;
    const tag = async (Tags: Record<string, string>, ...ResourceARNList: string[]) => {
      const { FailedResourcesMap = {} } = await tagging.send(new TagResourcesCommand({ ResourceARNList, Tags }));
      return Object.keys(FailedResourcesMap);
    };
    const [instance, database, service] = [oneOf(":instance/"), oneOf(":db:"), oneOf(":service/")];
    expect(await tag({ note: "x" }, instance, database, service, unmanaged)).toEqual([unmanaged]);
    expect(await tag({ opsthread: "managed" }, instance)).toEqual([instance]);
  });
});

describe("the act role on anything else", () => {
  it("is refused in every family", async () => {
    const admin = new CloudWatchClient(account.as("admin"));
    const { MetricAlarms: [alarm] = [] } = await admin.send(new DescribeAlarmsCommand({ MaxRecords: 1 }));
    expect({
      cluster: await outcome(new RDSClient(act).send(new StopDBClusterCommand({ DBClusterIdentifier: "users-db" }))),
      service: await outcome(
        new ECSClient(act).send(new UpdateServiceCommand({ cluster: "haneul-prod", service: "none" })),
      ),
      alias: await outcome(
        new LambdaClient(act).send(
          new UpdateAliasCommand({ FunctionName: "none", Name: "live", FunctionVersion: "1" }),
        ),
      ),
      retention: await outcome(
        new CloudWatchLogsClient(act).send(
          new PutRetentionPolicyCommand({ logGroupName: "/none", retentionInDays: 1 }),
        ),
      ),
      alarm: await outcome(
        new CloudWatchClient(act).send(
          new DisableAlarmActionsCommand({ AlarmNames: ["none", alarm?.AlarmName ?? ""] }),
        ),
      ),
    }).toEqual({
      cluster: "AccessDenied",
      service: "AccessDeniedException",
      alias: "AccessDeniedException",
      retention: "AccessDeniedException",
      alarm: "AccessDeniedException",
    });
  });
});

describe("CloudTrail", () => {
  it("shows each change, done or denied, with who made it in whose name", async () => {
    const trail = new CloudTrailClient({ ...account.as("admin"), maxAttempts: 6 });
    const event = async (name: string) => {
      const attribute = { AttributeKey: "EventName" as const, AttributeValue: name };
      const { Events = [] } = await trail.send(new LookupEventsCommand({ LookupAttributes: [attribute] }));
      const own = Events.map((e) => JSON.parse(e.CloudTrailEvent ?? "")).find((e) =>
        e.userIdentity?.arn?.endsWith("/apr-1"),
      );
      return own;
    };
    expect(await event("RebootDBInstance")).toMatchObject({
      eventSource: "rds.amazonaws.com",
      sourceIPAddress: "127.0.0.1",
      userAgent: expect.stringContaining("aws-sdk-js"),
      readOnly: false,
      requestParameters: { dBInstanceIdentifier: oneOf(":db:").split(":").at(-1) },
      userIdentity: {
        type: "AssumedRole",
        accountId: "417205938164",
        sessionContext: { sourceIdentity: "U1", sessionIssuer: { userName: "OpsthreadAct" } },
      },
    });
    expect(await event("StopDBCluster")).toMatchObject({
      errorCode: "AccessDenied",
      errorMessage: expect.stringContaining("is not authorized to perform: rds:StopDBCluster"),
      requestParameters: { dBClusterIdentifier: "users-db" },
    });
  });

  it("is told of every change that is served, but for those of data", () => {
    const silent = createServices().flatMap((service) =>
      service.names
        .filter((name) => isMutation(name) && !isRecorded(service.scope, name))
        .map((name) => actionOf(service.iam, name)),
    );
    expect([...new Set(silent)].sort()).toEqual([
      ...["lambda:InvokeFunction", "s3:DeleteObject", "s3:PutObject", "sns:Publish"],
      ...["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:SendMessage"],
    ]);
  });
});
