import { CloudWatchLogsClient, StartQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeInstancesCommand, EC2Client, RebootInstancesCommand, StopInstancesCommand } from "@aws-sdk/client-ec2";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, ec2As, failure, startAccount } from "./start-account.ts";

let account: Account;
let ids: Record<string, string>;
beforeAll(async () => {
  account = await startAccount();
  const { Reservations = [] } = await ec2As(account, "admin").send(new DescribeInstancesCommand({}));
  ids = Object.fromEntries(
    Reservations.map((r) => [
      r.Instances?.[0]?.Tags?.find((t) => t.Key === "Name")?.Value,
      r.Instances?.[0]?.InstanceId,
    ]),
  );
});
afterAll(() => account.stop());

const id = (name: string) => ids[name] ?? "";
const ACT = "arn:aws:iam::417205938164:role/OpsthreadAct";
const READ = "arn:aws:iam::417205938164:role/OpsthreadRead";

type UserName = Parameters<Account["as"]>[0];

async function assume(user: UserName, input: Partial<AssumeRoleCommandInput>) {
  const sts = new STSClient(account.as(user));
  const { Credentials: c } = await sts.send(
    new AssumeRoleCommand({ RoleArn: ACT, RoleSessionName: "apr-0001", SourceIdentity: "U0SEOYEON", ...input }),
  );
  return new EC2Client({
    ...account.as(user),
    credentials: {
      accessKeyId: c?.AccessKeyId ?? "",
      secretAccessKey: c?.SecretAccessKey ?? "",
      sessionToken: c?.SessionToken ?? "",
    },
  });
}

const stateOf = async (name: string) => {
  const found = await ec2As(account, "admin").send(new DescribeInstancesCommand({ InstanceIds: [id(name)] }));
  return found.Reservations?.[0]?.Instances?.[0]?.State?.Name;
};

describe("the read role", () => {
  const reader = () => assume("reader", { RoleArn: READ, RoleSessionName: "opsthread", SourceIdentity: undefined });

  it("may look, and may not stop anything; the state stays as it was", async () => {
    const ec2 = await reader();
    const error = await failure(ec2.send(new StopInstancesCommand({ InstanceIds: [id("order-api-2")] })));
    expect(error).toEqual({
      name: "UnauthorizedOperation",
      message: `You are not authorized to perform this operation. User: arn:aws:sts::417205938164:assumed-role/OpsthreadRead/opsthread is not authorized to perform: ec2:StopInstances on resource: arn:aws:ec2:ap-northeast-2:417205938164:instance/${id("order-api-2")} because no identity-based policy allows the ec2:StopInstances action`,
      status: 403,
    });
    expect(await stateOf("order-api-2")).toBe("running");
  });

  it("may query the listed log groups only", async () => {
    const ec2 = await reader();
    const logs = new CloudWatchLogsClient({ ...account.as("reader"), credentials: ec2.config.credentials });
    const now = Math.floor(Date.now() / 1000);
    const query = (logGroupName: string) =>
      logs.send(new StartQueryCommand({ logGroupName, startTime: now - 60, endTime: now, queryString: "limit 1" }));
    await expect(query("/haneul/web")).resolves.toBeTruthy();
    expect((await failure(query("/secret/audit"))).name).toBe("AccessDeniedException");
  });

  it("is explicitly denied what it must never do, and cannot go on to another role", async () => {
    const ec2 = await reader();
    const sts = new STSClient({ ...account.as("reader"), credentials: ec2.config.credentials });
    const { message } = await failure(
      sts.send(new AssumeRoleCommand({ RoleArn: ACT, RoleSessionName: "apr-1", SourceIdentity: "U1" })),
    );
    expect(message).toContain("with an explicit deny in an identity-based policy");
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      "arn:aws:sts::417205938164:assumed-role/OpsthreadRead/opsthread",
    );
  });
});

describe("the act role", () => {
  it("is assumed only with the approver as source identity, a session name of an approval, by the executor", async () => {
    const refused = async (user: UserName, input: Partial<AssumeRoleCommandInput>) =>
      (await failure(assume(user, input))).name;
    expect(await refused("executor", { SourceIdentity: undefined })).toBe("AccessDenied");
    expect(await refused("executor", { SourceIdentity: "B0BOT" })).toBe("AccessDenied");
    expect(await refused("executor", { RoleSessionName: "somebody" })).toBe("AccessDenied");
    expect(await refused("executor", { RoleArn: READ })).toBe("AccessDenied");
    expect(await refused("reader", {})).toBe("AccessDenied");
    expect(await refused("admin", {})).toBe("AccessDenied");
    await expect(assume("executor", {})).resolves.toBeTruthy();
  });

  it("acts on instances tagged opsthread=managed only", async () => {
    const ec2 = await assume("executor", {});
    await ec2.send(new RebootInstancesCommand({ InstanceIds: [id("order-api-1")] }));
    const both = new RebootInstancesCommand({ InstanceIds: [id("order-api-1"), id("bastion")] });
    expect((await failure(ec2.send(both))).name).toBe("UnauthorizedOperation");
  });

  it("does no more than the session policy leaves of it", async () => {
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "ec2:RebootInstances",
          Resource: `arn:aws:ec2:ap-northeast-2:417205938164:instance/${id("order-api-2")}`,
        },
      ],
    });
    const ec2 = await assume("executor", { Policy });
    await ec2.send(new RebootInstancesCommand({ InstanceIds: [id("order-api-2")] }));
    const other = await failure(ec2.send(new RebootInstancesCommand({ InstanceIds: [id("order-api-3")] })));
    expect(other.message).toContain("because no session policy allows the ec2:RebootInstances action");
    expect((await failure(ec2.send(new StopInstancesCommand({ InstanceIds: [id("order-api-2")] })))).name).toBe(
      "UnauthorizedOperation",
    );
    expect((await failure(ec2.send(new DescribeInstancesCommand({})))).name).toBe("UnauthorizedOperation");
  });

  it("cannot be widened by a session policy", async () => {
    const Policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
    const ec2 = await assume("executor", { Policy });
    expect((await failure(ec2.send(new StopInstancesCommand({ InstanceIds: [id("bastion")] })))).name).toBe(
      "UnauthorizedOperation",
    );
    expect(await stateOf("bastion")).toBe("running");
  });

  it("refuses malformed names, lifetimes and policies before anything else", async () => {
    expect((await failure(assume("executor", { SourceIdentity: "U1:T1" }))).name).toBe("ValidationError");
    expect((await failure(assume("executor", { DurationSeconds: 60 }))).name).toBe("ValidationError");
    expect((await failure(assume("executor", { Policy: "{" }))).name).toMatch(/^MalformedPolicyDocument/);
  });
});
