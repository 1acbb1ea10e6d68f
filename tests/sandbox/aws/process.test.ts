import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeInstancesCommand, RebootInstancesCommand } from "@aws-sdk/client-ec2";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AccountProcess, ec2As, failure, startAccountProcess } from "./start-account.ts";

let account: AccountProcess;
beforeAll(async () => {
  account = await startAccountProcess();
});
afterAll(async () => {
  expect(await account.stop()).toBe(0);
});

const plan = (fault: object) =>
  fetch(`${account.control}/_sandbox/fault`, { method: "POST", body: JSON.stringify(fault) });
const journal = async () =>
  (await (await fetch(`${account.control}/_sandbox/journal`)).json()) as Record<string, unknown>[];
const describeAll = () => ec2As(account, "admin").send(new DescribeInstancesCommand({}));

describe("the profiles", () => {
  it("lead any SDK here through the config file alone, the hidden AssumeRole included", async () => {
    const code = `const { STSClient, GetCallerIdentityCommand } = require("@aws-sdk/client-sts");
      new STSClient({}).send(new GetCallerIdentityCommand({})).then((r) => console.log(r.Arn));`;
    const env = {
      PATH: process.env.PATH,
      AWS_CONFIG_FILE: account.configFile,
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    };
    const who = (profile: string) =>
      new Promise<string>((done, failed) => {
        execFile(process.execPath, ["-e", code], { env: { ...env, AWS_PROFILE: profile } }, (error, out) =>
          error ? failed(error) : done(out.trim()),
        );
      });
    expect(await Promise.all(["opsthread-read", "opsthread-exec", "sample-admin"].map(who))).toEqual([
      expect.stringMatching(/^arn:aws:sts::417205938164:assumed-role\/OpsthreadRead\//),
      "arn:aws:iam::417205938164:user/opsthread-exec",
      "arn:aws:iam::417205938164:user/sample-admin",
    ]);
    expect(statSync(account.configFile).mode & 0o777).toBe(0o600);
  });
});

describe("scripted faults and the journal", () => {
  it("hit the named operation as often as asked, then pass", async () => {
    for (const [kind, name] of [
      ["throttle", "RequestLimitExceeded"],
      ["deny", "UnauthorizedOperation"],
      ["expired", "RequestExpired"],
    ]) {
      await plan({ service: "ec2", operation: "DescribeInstances", kind, times: 2 });
      expect([(await failure(describeAll())).name, (await failure(describeAll())).name]).toEqual([name, name]);
      await expect(describeAll()).resolves.toBeTruthy();
    }
    await plan({ operation: "DescribeInstances", kind: "http503", times: 1 });
    expect((await failure(describeAll())).status).toBe(503);
    const { Reservations } = await describeAll();
    expect(Reservations).toHaveLength(18);
  });

  it("can do the deed and drop the answer, once", async () => {
    const id = (await describeAll()).Reservations?.[0]?.Instances?.[0]?.InstanceId ?? "";
    await plan({ operation: "RebootInstances", kind: "execute_then_drop", times: 1 });
    const error = await failure(ec2As(account, "admin").send(new RebootInstancesCommand({ InstanceIds: [id] })));
    expect(error.message).toMatch(/ECONNRESET|hang up|closed/);
    const reboots = (await journal()).filter((entry) => entry.operation === "RebootInstances");
    expect(reboots).toEqual([
      expect.objectContaining({
        principal: "arn:aws:iam::417205938164:user/sample-admin",
        service: "ec2",
        region: "ap-northeast-2",
        input: { InstanceIds: [id] },
        outcome: "ok, connection dropped",
      }),
    ]);
    expect(readFileSync(join(account.data, "state.json"), "utf8")).toContain("RebootInstances");
  });

  it("hangs for as long as asked", async () => {
    await plan({ operation: "DescribeInstances", kind: "hang", ms: 300, times: 1 });
    const started = performance.now();
    await describeAll();
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it("refuses a fault it does not know, and serves no control on the main port", async () => {
    expect((await plan({ operation: "X", kind: "earthquake" })).status).toBe(400);
    const answer = await fetch(`${account.url}/_sandbox/journal`);
    expect(answer.status).toBe(403);
  });
});

describe("the process", () => {
  it("prints one ready line that names what a caller needs", () => {
    expect(account.ready).toEqual({
      ready: true,
      url: account.url,
      account: "417205938164",
      configFile: `${account.data}/aws-config`,
      profiles: {
        read: "opsthread-read",
        act: "opsthread-exec",
        admin: "sample-admin",
        operator: "sample-operator",
        dev: "haneul-dev",
        devAdmin: "haneul-dev-admin",
      },
      control: account.control,
    });
  });

  it("keeps sessions and changes over a restart, and ends with its parent", async () => {
    const data = mkdtempSync(join(tmpdir(), "sample-aws-restart-"));
    const before = await startAccountProcess([], data);
    const key = JSON.parse(readFileSync(join(data, "state.json"), "utf8")).sessionKey;
    expect(await before.stop()).toBe(0);
    const after = await startAccountProcess([], data);
    expect(JSON.parse(readFileSync(join(data, "state.json"), "utf8")).sessionKey).toBe(key);
    await new STSClient(after.as("admin")).send(new GetCallerIdentityCommand({}));
    const ended = once(after.child, "exit");
    after.child.stdin?.end();
    expect(await ended).toEqual([0, null]);
    rmSync(data, { recursive: true, force: true });
  });
});
