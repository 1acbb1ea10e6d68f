import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CostExplorerClient, GetCostAndUsageCommand } from "@aws-sdk/client-cost-explorer";
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSessions } from "../../../sandbox/aws/iam/sessions.ts";
import { openState } from "../../../sandbox/aws/state.ts";
import { type Account, type ClientOptions, failure, startAccount } from "./start-account.ts";

let account: Account;
beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.stop());

/** One harmless call of each service. */
const calls: Record<string, (options: ClientOptions) => Promise<unknown>> = {
  sts: (o) => new STSClient(o).send(new GetCallerIdentityCommand({})),
  ec2: (o) => new EC2Client(o).send(new DescribeInstancesCommand({})),
  elbv2: (o) => new ElasticLoadBalancingV2Client(o).send(new DescribeTargetGroupsCommand({})),
  cloudtrail: (o) => new CloudTrailClient(o).send(new LookupEventsCommand({ MaxResults: 1 })),
  guardduty: (o) => new GuardDutyClient(o).send(new ListDetectorsCommand({})),
  ce: (o) =>
    new CostExplorerClient(o).send(
      new GetCostAndUsageCommand({
        TimePeriod: {
          Start: new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10),
          End: new Date().toISOString().slice(0, 10),
        },
        Granularity: "DAILY",
        Metrics: ["UnblendedCost"],
      }),
    ),
  logs: (o) => new CloudWatchLogsClient(o).send(new DescribeLogGroupsCommand({})),
  s3: (o) => new S3Client(o).send(new ListBucketsCommand({})),
  sqs: (o) => new SQSClient(o).send(new ListQueuesCommand({})),
  lambda: (o) => new LambdaClient(o).send(new ListFunctionsCommand({})),
};

async function errorOf(options: ClientOptions): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [service, call] of Object.entries(calls)) {
    const { name, status } = await failure(call(options));
    found[service] = `${name} ${status}`;
  }
  return found;
}

describe("every protocol on one port", () => {
  it("answers each service's client", async () => {
    for (const call of Object.values(calls)) await expect(call(account.as("admin"))).resolves.toBeTruthy();
  });

  it("refuses a wrong secret in each protocol's own words", async () => {
    const good = account.as("admin");
    const options = { ...good, credentials: { ...good.credentials, secretAccessKey: "not the secret" } };
    expect(await errorOf(options)).toEqual({
      sts: "SignatureDoesNotMatch 403",
      ec2: "SignatureDoesNotMatch 403",
      elbv2: "SignatureDoesNotMatch 403",
      cloudtrail: "InvalidSignatureException 400",
      guardduty: "InvalidSignatureException 403",
      ce: "InvalidSignatureException 400",
      logs: "InvalidSignatureException 400",
      s3: "SignatureDoesNotMatch 403",
      sqs: "InvalidSignatureException 400",
      lambda: "InvalidSignatureException 403",
    });
  });

  it("refuses a key nobody has", async () => {
    const options = {
      ...account.as("admin"),
      credentials: { accessKeyId: "AKIANOBODYHASTHISKEY", secretAccessKey: "x" },
    };
    expect(await errorOf(options)).toEqual({
      sts: "InvalidClientTokenId 403",
      ec2: "AuthFailure 401",
      elbv2: "InvalidClientTokenId 403",
      cloudtrail: "UnrecognizedClientException 400",
      guardduty: "UnrecognizedClientException 403",
      ce: "UnrecognizedClientException 400",
      logs: "UnrecognizedClientException 400",
      s3: "InvalidAccessKeyId 403",
      sqs: "UnrecognizedClientException 400",
      lambda: "UnrecognizedClientException 403",
    });
  });

  it("refuses an expired session, and a token that was tampered with", async () => {
    const past = Date.now() - 3_600_000;
    const session = {
      account: "417205938164",
      role: "OpsthreadRead",
      name: "late",
      tags: {},
      issuedAt: past,
      expiresAt: past + 900_000,
    };
    const sessions = createSessions(openState(account.data).sessionKey, []);
    const { accessKeyId, secret, token } = sessions.issue(session, "test");
    const credentials = { accessKeyId, secretAccessKey: secret, sessionToken: token };
    expect(await errorOf({ ...account.as("reader"), credentials })).toEqual({
      sts: expect.stringMatching(/^ExpiredToken/),
      ec2: "RequestExpired 400",
      elbv2: expect.stringMatching(/^ExpiredToken/),
      cloudtrail: "ExpiredTokenException 400",
      guardduty: "ExpiredTokenException 403",
      ce: "ExpiredTokenException 400",
      logs: "ExpiredTokenException 400",
      s3: "ExpiredToken 400",
      sqs: "ExpiredTokenException 400",
      lambda: "ExpiredTokenException 403",
    });
    const forged = { ...credentials, sessionToken: `${token.slice(0, 40)}x${token.slice(41)}` };
    const call = calls.cloudtrail?.({ ...account.as("reader"), credentials: forged }) as Promise<unknown>;
    expect((await failure(call)).name).toBe("UnrecognizedClientException");
  });

  it("refuses a body that is not the one that was signed, and an unsigned request", async () => {
    const client = new GuardDutyClient(account.as("admin"));
    client.middlewareStack.add(
      (next) => async (args) => {
        const request = args.request as { path: string };
        request.path = `/detector/${"0".repeat(32)}`;
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    expect((await failure(client.send(new GetDetectorCommand({ DetectorId: "1".repeat(32) })))).name).toBe(
      "InvalidSignatureException",
    );
    const unsigned = await fetch(account.url, { method: "POST", body: "{}" });
    expect([unsigned.status, await unsigned.json()]).toEqual([
      403,
      { __type: "MissingAuthenticationTokenException", message: "Request is missing Authentication Token" },
    ]);
  });

  it("reads a body of megabytes, and refuses what is larger than anything it is asked with", async () => {
    const client = new STSClient(account.as("admin"));
    const assume = (RoleArn: string) => client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "a" }));
    expect((await failure(assume("x".repeat(3_000_000)))).name).toBe("ValidationError");
    // Put in place once all is signed: the SDK itself sometimes fails over so long a text.
    client.middlewareStack.add(
      (next) => async (args) => {
        const request = args.request as { body: unknown; headers: Record<string, string> };
        request.body = Buffer.alloc(20_000_000, "x");
        request.headers["content-length"] = "20000000";
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    expect(await failure(assume("x"))).toMatchObject({ name: "RequestEntityTooLarge", status: 413 });
  });

  it("keeps real time in its dates, whatever time it is there", async () => {
    const moved = await startAccount(["--now", "2020-01-01T00:00:00Z"]);
    const date = (await fetch(moved.url)).headers.get("date") ?? "";
    await moved.stop();
    expect(Math.abs(Date.parse(date) - Date.now())).toBeLessThan(5_000);
  });

  it("says which required member is missing and which operation it does not serve", async () => {
    const missing = new STSClient(account.as("admin")).send(new AssumeRoleCommand({ RoleSessionName: "a" } as never));
    expect(await failure(missing)).toMatchObject({ name: "ValidationError", status: 400 });
    const unknown = new EC2Client(account.as("admin")).send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 }));
    expect(await failure(unknown)).toEqual({
      name: "InvalidAction",
      message: "The sample account does not serve RunInstances",
      status: 404,
    });
  });
});
