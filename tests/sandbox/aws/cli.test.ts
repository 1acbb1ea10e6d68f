import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServices } from "../../../sandbox/aws/ops/services.ts";
import { type Account, startAccount } from "./start-account.ts";
import { botocoreName } from "./support/botocore-names.ts";
import { cliCases } from "./support/cli-cases.ts";

const run = promisify(execFile);

function version(): string | undefined {
  try {
    return execFileSync("aws", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

const installed = version();
if (!installed) process.stderr.write("The aws command is not installed here: its calls are skipped.\n");

/** How many commands run side by side: each takes a processor for most of a second. */
const AT_ONCE = 3;

describe.skipIf(!installed)("the aws command line", { timeout: 120_000 }, () => {
  let account: Account;
  beforeAll(async () => {
    account = await startAccount(["--now", "2026-11-20T09:00:00+09:00"]);
  });
  afterAll(() => account.stop());

  const commandOf = (scope: string) => (scope === "s3" ? "s3api" : botocoreName(scope));

  async function aws(args: string[], profile = "sample-admin"): Promise<{ out: unknown; error: string }> {
    const env = {
      PATH: process.env.PATH,
      HOME: account.data,
      AWS_CONFIG_FILE: account.configFile,
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_PAGER: "",
      AWS_PROFILE: profile,
    };
    const all = ["--endpoint-url", account.url, "--output", "json", ...args];
    try {
      const { stdout } = await run("aws", all, { env, maxBuffer: 64 * 1024 * 1024 });
      return { out: stdout.trim() ? JSON.parse(stdout) : null, error: "" };
    } catch (error) {
      return { out: null, error: (error as { stderr?: string }).stderr?.trim() || String(error) };
    }
  }

  it("is answered in every family", async () => {
    const scopes = createServices().map((service) => service.scope);
    expect(scopes.filter((scope) => !cliCases[scope])).toEqual([]);
    const waiting = [...scopes];
    const failed: string[] = [];
    const empty: string[] = [];
    const worker = async () => {
      for (let scope = waiting.shift(); scope; scope = waiting.shift()) {
        const { out, error } = await aws([commandOf(scope), ...(cliCases[scope] ?? [])]);
        if (error) failed.push(`${scope}: ${error}`);
        const lists = Object.values((out ?? {}) as object).filter(Array.isArray);
        if (lists.length > 0 && lists.every((list) => list.length === 0)) empty.push(scope);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(failed).toEqual([]);
    expect(empty).toEqual([]);
  });

  it("takes on a role by profile, is refused in words, and pages by itself", async () => {
    const [reader, denied, dev, events] = await Promise.all([
      aws(["sts", "get-caller-identity"], "opsthread-read"),
      aws(["ec2", "stop-instances", "--instance-ids", "i-00000000000000000"], "opsthread-read"),
      aws(["sts", "get-caller-identity"], "haneul-dev"),
      aws(["iam", "list-users", "--page-size", "4"]),
    ]);
    expect(reader.out).toMatchObject({ Arn: expect.stringMatching(/assumed-role\/OpsthreadRead\//) });
    expect(denied.error).toContain("(UnauthorizedOperation) when calling the StopInstances operation");
    expect(dev.out).toMatchObject({ Account: "530218467790" });
    expect((events.out as { Users: unknown[] }).Users.length).toBeGreaterThan(9);
  });
});
