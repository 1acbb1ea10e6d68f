import { execFileSync, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServices } from "../../../sandbox/aws/ops/services.ts";
import { type Account, startAccount } from "./start-account.ts";
import { botocoreName } from "./support/botocore-names.ts";
import { cliCases } from "./support/cli-cases.ts";
import { hasModule } from "./support/has-module.ts";

const runner = fileURLToPath(new URL("support/aws_cli.py", import.meta.url));

/** The Python that the `aws` command is installed for. */
function pythonOfCli(): string | undefined {
  return ["python3", "python"].find((python) => {
    try {
      execFileSync(python, ["-c", hasModule("awscli.clidriver")], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

const python = pythonOfCli();
if (!python) process.stderr.write("The AWS CLI is not installed here for Python: its calls are skipped.\n");

interface Command {
  args: string[];
  profile?: string;
}

describe.skipIf(!python)("the aws command line", { timeout: 120_000 }, () => {
  let account: Account;
  beforeAll(async () => {
    account = await startAccount(["--now", "2026-11-20T09:00:00+09:00"]);
  });
  afterAll(() => account.stop());

  const commandOf = (scope: string) => (scope === "s3" ? "s3api" : botocoreName(scope));

  /** All in one process, one after the other. */
  async function aws(commands: Command[]): Promise<{ out: unknown; error: string }[]> {
    const env = {
      PATH: process.env.PATH,
      HOME: account.data,
      AWS_CONFIG_FILE: account.configFile,
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_PAGER: "",
    };
    const child = spawn(python ?? "", [runner], { env, stdio: ["pipe", "pipe", "inherit"] });
    const common = ["--endpoint-url", account.url, "--output", "json"];
    child.stdin.end(
      JSON.stringify(commands.map(({ args, profile = "sample-admin" }) => ({ args: [...common, ...args], profile }))),
    );
    const done = JSON.parse(await text(child.stdout)) as { out: string; error: string }[];
    return done.map(({ out, error }) => ({ out: out.trim() ? JSON.parse(out) : null, error }));
  }

  it("is answered in every family", async () => {
    const scopes = createServices().map((service) => service.scope);
    expect(scopes.filter((scope) => !cliCases[scope])).toEqual([]);
    const answers = await aws(scopes.map((scope) => ({ args: [commandOf(scope), ...(cliCases[scope] ?? [])] })));
    const failed = answers.flatMap(({ error }, index) => (error ? [`${scopes[index]}: ${error}`] : []));
    const empty = scopes.filter((_, index) => {
      const lists = Object.values((answers[index]?.out ?? {}) as object).filter(Array.isArray);
      return lists.length > 0 && lists.every((list) => list.length === 0);
    });
    expect(failed).toEqual([]);
    expect(empty).toEqual([]);
  });

  it("takes on a role by profile, is refused in words, and pages by itself", async () => {
    const [reader, denied, dev, users] = await aws([
      { args: ["sts", "get-caller-identity"], profile: "opsthread-read" },
      { args: ["ec2", "stop-instances", "--instance-ids", "i-00000000000000000"], profile: "opsthread-read" },
      { args: ["sts", "get-caller-identity"], profile: "haneul-dev" },
      { args: ["iam", "list-users", "--page-size", "4"] },
    ]);
    expect(reader?.out).toMatchObject({ Arn: expect.stringMatching(/assumed-role\/OpsthreadRead\//) });
    expect(denied?.error).toContain("(UnauthorizedOperation) when calling the StopInstances operation");
    expect(dev?.out).toMatchObject({ Account: "530218467790" });
    expect((users?.out as { Users?: unknown[] } | undefined)?.Users?.length).toBeGreaterThan(9);
  });
});
