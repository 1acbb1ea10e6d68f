import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../../sandbox/aws/iam/callers.ts";
import { keysOf } from "../../../sandbox/aws/iam/context.ts";
import type { Policy } from "../../../sandbox/aws/iam/policy.ts";
import { type Role, roles } from "../../../sandbox/aws/iam/roles.ts";
import { checkTrust } from "../../../sandbox/aws/iam/trust.ts";
import { dev, prod } from "../../../sandbox/aws/world/account.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

let account: Account;
beforeAll(async () => {
  account = await startAccount(["--trail-delay-seconds", "0"]);
});
afterAll(() => account.stop());

const READ = "arn:aws:iam::417205938164:role/OpsthreadRead";
const DEV_READ = "arn:aws:iam::530218467790:role/OpsthreadRead";
const AUDIT = "arn:aws:iam::417205938164:role/ExternalAudit";
const ACT = "arn:aws:iam::417205938164:role/OpsthreadAct";

type Options = ReturnType<Account["as"]>;

async function assume(from: Options, input: Partial<AssumeRoleCommandInput>): Promise<Options> {
  const asked = new AssumeRoleCommand({ RoleArn: READ, RoleSessionName: "test", ...input });
  const { Credentials: c } = await new STSClient(from).send(asked);
  const credentials = {
    accessKeyId: c?.AccessKeyId ?? "",
    secretAccessKey: c?.SecretAccessKey ?? "",
    sessionToken: c?.SessionToken ?? "",
  };
  return { ...from, credentials };
}

const who = async (options: Options) => (await new STSClient(options).send(new GetCallerIdentityCommand({}))).Arn;

describe("the second account", () => {
  it("is reached by the reader's user, and by a session of the first account's read role", async () => {
    const direct = await assume(account.as("reader"), { RoleArn: DEV_READ });
    expect(await who(direct)).toBe("arn:aws:sts::530218467790:assumed-role/OpsthreadRead/test");
    const chained = await assume(await assume(account.as("reader"), {}), {
      RoleArn: DEV_READ,
      RoleSessionName: "second",
    });
    expect(await who(chained)).toBe("arn:aws:sts::530218467790:assumed-role/OpsthreadRead/second");
  });

  it("is closed to those it does not trust, even to an administrator of the first", async () => {
    expect((await failure(assume(account.as("admin"), { RoleArn: DEV_READ }))).name).toBe("AccessDenied");
    expect((await failure(assume(account.as("executor"), { RoleArn: DEV_READ }))).name).toBe("AccessDenied");
  });

  it("has things of its own, and none of the first", async () => {
    const names = async (options: Options) => {
      const { Reservations = [] } = await new EC2Client(options).send(new DescribeInstancesCommand({}));
      return Reservations.map((r) => r.Instances?.[0]?.InstanceId);
    };
    const first = await names(account.as("admin"));
    const second = await names(account.as("devAdmin"));
    expect(second.length).toBeGreaterThan(0);
    expect(first.filter((id) => second.includes(id))).toEqual([]);
  });

  it("lets in who knows the agreed external id, and nobody else of that account", async () => {
    const ask = (ExternalId?: string) => assume(account.as("devAdmin"), { RoleArn: AUDIT, ExternalId });
    expect((await failure(ask())).name).toBe("AccessDenied");
    expect((await failure(ask("guessed"))).name).toBe("AccessDenied");
    expect(await who(await ask("haneul-audit-2026"))).toBe("arn:aws:sts::417205938164:assumed-role/ExternalAudit/test");
  });
});

describe("a chain of sessions", () => {
  it("keeps the source identity, which nobody may change on the way", async () => {
    const first = await assume(account.as("reader"), { SourceIdentity: "U0JIWOO" });
    const changed = assume(first, { RoleArn: DEV_READ, SourceIdentity: "U0MINSU" });
    expect((await failure(changed)).name).toBe("AccessDenied");
    const asked = new AssumeRoleCommand({ RoleArn: DEV_READ, RoleSessionName: "next" });
    expect((await new STSClient(first).send(asked)).SourceIdentity).toBe("U0JIWOO");
  });

  it("lasts an hour at most, whatever the role allows", async () => {
    const long = { DurationSeconds: 7_200 };
    const first = await assume(account.as("reader"), long);
    expect(await failure(assume(first, { RoleArn: DEV_READ, ...long }))).toEqual({
      name: "ValidationError",
      message: "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
      status: 400,
    });
    expect((await failure(assume(account.as("reader"), { RoleArn: DEV_READ, ...long }))).message).toBe(
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  });

  it("carries the tags that are transitive, and they cannot be set again", async () => {
    const Tags = [
      { Key: "approver", Value: "U0JIWOO" },
      { Key: "run", Value: "7" },
    ];
    const first = await assume(account.as("reader"), { Tags, TransitiveTagKeys: ["approver"] });
    const again = assume(first, { RoleArn: DEV_READ, Tags: [{ Key: "Approver", Value: "U0MINSU" }] });
    expect((await failure(again)).message).toContain("conflicts with a transitive tag key");
    await expect(assume(first, { RoleArn: DEV_READ, Tags: [{ Key: "run", Value: "8" }] })).resolves.toBeTruthy();
    const foreign = assume(account.as("reader"), { Tags, TransitiveTagKeys: ["ticket"] });
    expect((await failure(foreign)).message).toBe("The transitive tag key ticket must be among the session tags");
  });
});

describe("other credentials", () => {
  it("a user's own session is the user, and makes no further one", async () => {
    const { Credentials: c } = await new STSClient(account.as("operator")).send(new GetSessionTokenCommand({}));
    const credentials = {
      accessKeyId: c?.AccessKeyId ?? "",
      secretAccessKey: c?.SecretAccessKey ?? "",
      sessionToken: c?.SessionToken ?? "",
    };
    expect(await who({ ...account.as("operator"), credentials })).toBe(
      "arn:aws:iam::417205938164:user/sample-operator",
    );
    const again = new STSClient({ ...account.as("operator"), credentials }).send(new GetSessionTokenCommand({}));
    expect((await failure(again)).name).toBe("AccessDenied");
  });

  it("any key tells its account", async () => {
    const session = await assume(account.as("reader"), { RoleArn: DEV_READ });
    const of = async (AccessKeyId: string) =>
      (await new STSClient(account.as("admin")).send(new GetAccessKeyInfoCommand({ AccessKeyId }))).Account;
    expect(await of("AKIASAMPLEADMINKEY01")).toBe(prod.id);
    expect(await of("AKIASAMPLEDEVADMIN01")).toBe(dev.id);
    expect(await of(session.credentials.accessKeyId)).toBe(dev.id);
    expect((await failure(of("AKIANOBODYHASTHISKEY"))).name).toBe("ValidationError");
  });

  it("a managed policy of the session cuts as an inline one does", async () => {
    const looking = [{ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }];
    const options = await assume(account.as("executor"), {
      RoleArn: ACT,
      RoleSessionName: "apr-1",
      SourceIdentity: "U0JIWOO",
      PolicyArns: looking,
    });
    await new EC2Client(options).send(new DescribeInstancesCommand({}));
    const unknown = assume(account.as("reader"), { PolicyArns: [{ arn: "arn:aws:iam::aws:policy/None" }] });
    expect((await failure(unknown)).name).toMatch(/^MalformedPolicyDocument/);
  });

  it("taking on a role leaves an event with who, from where, and under which source identity", async () => {
    await assume(account.as("executor"), { RoleArn: ACT, RoleSessionName: "apr-77", SourceIdentity: "U0JIWOO" });
    const lookup = new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: "AssumeRole" }],
    });
    const { Events = [] } = await new CloudTrailClient(account.as("admin")).send(lookup);
    const event = Events.map((e) => JSON.parse(e.CloudTrailEvent ?? "")).find(
      (e) => e.requestParameters?.roleSessionName === "apr-77",
    );
    expect(event).toMatchObject({
      eventSource: "sts.amazonaws.com",
      readOnly: true,
      sourceIPAddress: "127.0.0.1",
      userAgent: expect.stringContaining("aws-sdk-js"),
      userIdentity: { type: "IAMUser", userName: "opsthread-exec" },
      requestParameters: { roleArn: ACT, sourceIdentity: "U0JIWOO" },
      responseElements: { assumedRoleUser: { arn: "arn:aws:sts::417205938164:assumed-role/OpsthreadAct/apr-77" } },
    });
  });
});

describe("trust", () => {
  const caller = (more: Partial<Caller> = {}): Caller => ({
    account: prod,
    arn: "arn:aws:iam::417205938164:user/kim",
    userId: "AIDAKIM",
    accessKeyId: "AKIAKIM",
    secret: "",
    policies: [[]],
    tags: {},
    user: "kim",
    ...more,
  });
  const allowing: Policy = { Statement: { Effect: "Allow", Action: "sts:*", Resource: "*" } };
  const trusting = (statement: object, of = prod): Role => ({
    ...(roles[0] as Role),
    account: of,
    trust: { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }] } as Policy,
  });
  const keys = (from: Caller) =>
    keysOf(from, { region: "us-east-1", sourceIp: "::ffff:10.0.0.1", userAgent: "x", realNow: 0, input: {} });
  const open = (from: Caller, role: Role) => {
    try {
      checkTrust(from, role, "sts:AssumeRole", keys(from));
      return true;
    } catch {
      return false;
    }
  };

  it("in one account needs nothing more than the user's name", () => {
    expect(open(caller(), trusting({ Principal: { AWS: caller().arn } }))).toBe(true);
    expect(open(caller(), trusting({ Principal: { AWS: "arn:aws:iam::417205938164:user/lee" } }))).toBe(false);
  });

  it("of the account as a whole leaves the decision to the caller's policies", () => {
    for (const AWS of [prod.id, `arn:aws:iam::${prod.id}:root`]) {
      expect(open(caller(), trusting({ Principal: { AWS } }))).toBe(false);
      expect(open(caller({ policies: [[allowing]] }), trusting({ Principal: { AWS } }))).toBe(true);
    }
    expect(open(caller(), trusting({ Principal: "*" }))).toBe(false);
  });

  it("from another account needs both", () => {
    const role = trusting({ Principal: { AWS: caller().arn } }, dev);
    expect(open(caller(), role)).toBe(false);
    expect(open(caller({ policies: [[allowing]] }), role)).toBe(true);
  });

  it("excludes by NotPrincipal, by condition, and by an explicit deny of either side", () => {
    const named = { Principal: { AWS: caller().arn } };
    expect(open(caller({ policies: [[allowing]] }), trusting({ NotPrincipal: { AWS: caller().arn } }))).toBe(false);
    expect(open(caller(), trusting({ ...named, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }))).toBe(
      true,
    );
    expect(open(caller(), trusting({ ...named, Condition: { IpAddress: { "aws:SourceIp": "11.0.0.0/8" } } }))).toBe(
      false,
    );
    const denied: Policy = { Statement: { Effect: "Deny", Action: "sts:*", Resource: "*" } };
    expect(open(caller({ policies: [[denied]] }), trusting(named))).toBe(false);
    expect(open(caller(), trusting({ ...named, Effect: "Deny" }))).toBe(false);
  });
});

describe("the condition keys of a request", () => {
  it("tell who asks, from where, when, and about which tags", () => {
    const role = roles[0] as Role;
    const from: Caller = {
      account: prod,
      arn: "arn:aws:sts::417205938164:assumed-role/OpsthreadRead/s",
      userId: `${role.id}:s`,
      accessKeyId: "ASIA",
      secret: "",
      policies: [[]],
      tags: { Team: "platform" },
      role,
      session: {
        account: prod.id,
        role: role.name,
        name: "s",
        sourceIdentity: "U1",
        tags: {},
        issuedAt: 0,
        expiresAt: 1,
      },
    };
    const input = { Tags: [{ Key: "Env", Value: "prod" }] };
    const at = {
      region: "us-east-1",
      sourceIp: "::ffff:10.0.0.1",
      userAgent: "cli",
      realNow: 1_795_132_800_000,
      input,
    };
    expect(keysOf(from, at)).toEqual({
      "aws:principalarn": READ,
      "aws:principalaccount": prod.id,
      "aws:principaltype": "AssumedRole",
      "aws:userid": `${role.id}:s`,
      "aws:tokenissuetime": "1970-01-01T00:00:00Z",
      "aws:multifactorauthpresent": "false",
      "aws:sourceidentity": "U1",
      "aws:principaltag/team": "platform",
      "aws:requestedregion": "us-east-1",
      "aws:sourceip": "10.0.0.1",
      "aws:useragent": "cli",
      "aws:currenttime": "2026-11-20T00:00:00Z",
      "aws:epochtime": "1795132800",
      "aws:securetransport": "false",
      "aws:viaawsservice": "false",
      "aws:principalisawsservice": "false",
      "aws:tagkeys": ["Env"],
      "aws:requesttag/env": "prod",
    });
  });
});
