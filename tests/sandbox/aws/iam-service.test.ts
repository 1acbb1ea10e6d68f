import {
  GenerateCredentialReportCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListRolesCommand,
  ListUsersCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { castOf } from "../../../sandbox/aws/world/cast.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = "2026-11-20T09:00:00+09:00";
const seeds = ["haneul-1", "haneul-3"] as const;
const running = new Map<string, Account>();
beforeAll(async () => {
  const started = await Promise.all(seeds.map((seed) => startAccount(["--now", NOW, "--seed", seed])));
  for (const [i, seed] of seeds.entries()) running.set(seed, started[i] as Account);
});
afterAll(() => Promise.all([...running.values()].map((account) => account.stop())));

const iamOf = (seed: string = seeds[0], user: "admin" | "devAdmin" = "admin") =>
  new IAMClient((running.get(seed) as Account).as(user));
const READ = "arn:aws:iam::417205938164:role/OpsthreadRead";

describe("the account's users", () => {
  it.each(seeds)("are the cast's, whatever the seed, one of them without a second factor (%s)", async (seed) => {
    const iam = iamOf(seed);
    const cast = castOf(seed);
    const { Users = [], IsTruncated } = await iam.send(new ListUsersCommand({}));
    const names = Users.map((user) => user.UserName);
    expect(names).toEqual(expect.arrayContaining(Object.values(cast).map((actor) => actor.name)));
    expect(IsTruncated).toBe(false);
    const devices = async (UserName: string) =>
      (await iam.send(new ListMFADevicesCommand({ UserName }))).MFADevices?.length;
    expect([await devices(cast.sre.name), await devices(cast.abroad.name)]).toEqual([1, 0]);
  });

  it.each(seeds)("include one who has left, whose active key is 400 days old and long unused (%s)", async (seed) => {
    const iam = iamOf(seed);
    const { leaver, deployBot } = castOf(seed);
    const { AccessKeyMetadata: [key] = [] } = await iam.send(new ListAccessKeysCommand({ UserName: leaver.name }));
    expect(key).toMatchObject({ AccessKeyId: leaver.accessKeyId, Status: "Active" });
    const days = (Date.parse(NOW) - (key?.CreateDate?.getTime() ?? 0)) / 86_400_000;
    expect(Math.round(days)).toBe(400);
    const lastUsed = async (AccessKeyId: string) =>
      (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))).AccessKeyLastUsed;
    const left = (await lastUsed(leaver.accessKeyId))?.LastUsedDate?.getTime() ?? 0;
    expect(Date.parse(NOW) - left).toBeGreaterThan(90 * 86_400_000);
    const machine = (await lastUsed(deployBot.accessKeyId))?.LastUsedDate?.getTime() ?? 0;
    expect(Date.parse(NOW) - machine).toBeLessThan(3 * 86_400_000);
    expect(machine).toBeLessThanOrEqual(Date.parse(NOW) + 60_000);
  });

  it("come in pages", async () => {
    const iam = iamOf();
    const first = await iam.send(new ListUsersCommand({ MaxItems: 5 }));
    expect([first.Users?.length, first.IsTruncated]).toEqual([5, true]);
    const second = await iam.send(new ListUsersCommand({ MaxItems: 5, Marker: first.Marker }));
    expect(second.Users?.[0]?.UserName).not.toBe(first.Users?.[0]?.UserName);
    const other = iam.send(new ListUsersCommand({ PathPrefix: "/x/", Marker: first.Marker }));
    expect((await failure(other)).message).toBe("Invalid Marker.");
  });

  it("are named when they are not there", async () => {
    expect(await failure(iamOf().send(new ListAccessKeysCommand({ UserName: "nobody" })))).toEqual({
      name: "NoSuchEntityException",
      message: "The user with name nobody cannot be found.",
      status: 404,
    });
  });
});

describe("the credential report", () => {
  it("has to be made first, says when it has begun, and then lists everybody, root first", async () => {
    const iam = iamOf(seeds[1]);
    expect((await failure(iam.send(new GetCredentialReportCommand({})))).status).toBe(410);
    const states = [];
    for (let i = 0; i < 2; i += 1) states.push((await iam.send(new GenerateCredentialReportCommand({}))).State);
    expect(states).toEqual(["STARTED", "COMPLETE"]);
    const { Content, ReportFormat } = await iam.send(new GetCredentialReportCommand({}));
    const [header = "", ...lines] = Buffer.from(Content ?? [])
      .toString("utf8")
      .trim()
      .split("\n");
    const columns = header.split(",");
    const rows = lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [columns[i] ?? "", cell])));
    expect([ReportFormat, columns.length]).toEqual(["text/csv", 23]);
    const cast = castOf(seeds[1]);
    expect(rows[0]).toMatchObject({ user: "<root_account>", mfa_active: "true", access_key_1_active: "false" });
    const row = (name: string) => rows.find((r) => r.user === name);
    expect(row(cast.abroad.name)).toMatchObject({ password_enabled: "true", mfa_active: "false" });
    expect(row(cast.leaver.name)).toMatchObject({ password_enabled: "false", access_key_1_active: "true" });
    expect(row(cast.deployBot.name)?.access_key_1_last_used_date).toMatch(/^2026-11-/);
  });

  it("agrees with the account's summary", async () => {
    const { SummaryMap } = await iamOf().send(new GetAccountSummaryCommand({}));
    const { Users = [] } = await iamOf().send(new ListUsersCommand({}));
    expect(SummaryMap).toMatchObject({ Users: Users.length, AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 });
  });
});

describe("roles", () => {
  it("show their policies as documents, percent-encoded", async () => {
    const iam = iamOf();
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: "OpsthreadAct" }));
    const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""));
    expect(trust.Statement[0].Principal).toEqual({ AWS: "arn:aws:iam::417205938164:user/opsthread-exec" });
    const asked = new GetRolePolicyCommand({ RoleName: "OpsthreadRead", PolicyName: "opsthread-read" });
    const { PolicyDocument } = await iam.send(asked);
    const sids = JSON.parse(decodeURIComponent(PolicyDocument ?? "")).Statement.map((s: { Sid: string }) => s.Sid);
    expect(sids).toContain("Never");
  });

  it("of AWS's own services are listed by their path", async () => {
    const { Roles = [] } = await iamOf().send(new ListRolesCommand({ PathPrefix: "/aws-service-role/" }));
    expect(Roles.map((role) => role.RoleName)).toContain("AWSServiceRoleForAmazonGuardDuty");
    const dev = await iamOf(seeds[0], "devAdmin").send(new ListRolesCommand({}));
    expect(dev.Roles?.map((role) => role.RoleName)).toContain("OpsthreadRead");
    expect(dev.Roles?.every((role) => role.Arn?.includes(":530218467790:"))).toBe(true);
  });
});

describe("the policy simulator", () => {
  it("decides about a principal as the account itself does", async () => {
    const { EvaluationResults = [] } = await iamOf().send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: READ,
        ActionNames: ["ec2:DescribeInstances", "ec2:StopInstances", "s3:GetObject"],
      }),
    );
    expect(EvaluationResults.map((r) => [r.EvalActionName, r.EvalDecision])).toEqual([
      ["ec2:DescribeInstances", "allowed"],
      ["ec2:StopInstances", "implicitDeny"],
      ["s3:GetObject", "explicitDeny"],
    ]);
    expect(EvaluationResults[0]?.MatchedStatements?.[0]).toMatchObject({
      SourcePolicyId: "role_OpsthreadRead_opsthread-read",
      SourcePolicyType: "role",
    });
  });

  it("asks for the context it misses, and uses what it is given", async () => {
    const ask = (ContextEntries: object[]) =>
      iamOf().send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: "arn:aws:iam::417205938164:role/OpsthreadAct",
          ActionNames: ["ec2:RebootInstances"],
          ResourceArns: ["arn:aws:ec2:ap-northeast-2:417205938164:instance/i-1"],
          ContextEntries,
        }),
      );
    const [without] = (await ask([])).EvaluationResults ?? [];
    expect([without?.EvalDecision, without?.MissingContextValues]).toEqual([
      "implicitDeny",
      ["aws:ResourceTag/opsthread"],
    ]);
    const tag = {
      ContextKeyName: "aws:ResourceTag/opsthread",
      ContextKeyType: "string",
      ContextKeyValues: ["managed"],
    };
    expect((await ask([tag])).EvaluationResults?.[0]?.EvalDecision).toBe("allowed");
  });

  it("reads policies that nobody has yet, tells where the statement stands, and what is wrong with them", async () => {
    const policy =
      '{"Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"},\n {"Effect":"Deny","Action":"s3:GetObject","Resource":"*"}]}';
    const simulate = (text: string) =>
      iamOf().send(
        new SimulateCustomPolicyCommand({ PolicyInputList: [text], ActionNames: ["s3:GetObject", "s3:GetBucketAcl"] }),
      );
    const { EvaluationResults = [] } = await simulate(policy);
    expect(EvaluationResults.map((r) => [r.EvalDecision, r.MatchedStatements?.[0]?.StartPosition])).toEqual([
      ["explicitDeny", { Line: 2, Column: 2 }],
      ["allowed", { Line: 1, Column: 15 }],
    ]);
    expect((await failure(simulate("{}"))).name).toBe("InvalidInputException");
  });
});
