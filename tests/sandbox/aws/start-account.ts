import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { EC2Client } from "@aws-sdk/client-ec2";
import type { Ready } from "../../../sandbox/aws/start.ts";
import { startAccountHere } from "../../support/ends.ts";
import { nodeArgs } from "../../support/node-args.ts";

const main = fileURLToPath(new URL("../../../sandbox/aws/main.ts", import.meta.url));

export interface Account {
  url: string;
  control: string;
  configFile: string;
  data: string;
  ready: Ready;
  /** Client options for one of the account's key pairs. */
  as(user: UserName, region?: string): ClientOptions;
  stop(): Promise<void>;
}

export interface AccountProcess extends Omit<Account, "stop"> {
  child: ChildProcess;
  stop(): Promise<number | null>;
}

export interface ClientOptions {
  region: string;
  endpoint: string;
  maxAttempts: number;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** The account's own key pairs, written down here once more: others hold them too. */
const keys = {
  reader: { accessKeyId: "AKIASAMPLEREADBASE01", secretAccessKey: "sample-secret-of-opsthread-reader-0000001" },
  executor: { accessKeyId: "AKIASAMPLEEXECUTOR01", secretAccessKey: "sample-secret-of-opsthread-exec-000000002" },
  admin: { accessKeyId: "AKIASAMPLEADMINKEY01", secretAccessKey: "sample-secret-of-sample-admin-00000000003" },
  operator: { accessKeyId: "AKIASAMPLEOPERATOR01", secretAccessKey: "sample-secret-of-sample-operator-00000004" },
  devAdmin: { accessKeyId: "AKIASAMPLEDEVADMIN01", secretAccessKey: "sample-secret-of-dev-admin-00000000000005" },
};
type UserName = keyof typeof keys;

/** The sample account on ports of this process; `stop` also removes its folder unless it was given one. */
export async function startAccount(args: string[] = [], folder?: string): Promise<Account> {
  const data = folder ?? mkdtempSync(join(tmpdir(), "sample-aws-"));
  const { ready, stop } = await startAccountHere(["--data", data, ...args]);
  return {
    ...accountOf(ready, data),
    async stop() {
      await stop();
      if (!folder) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The same as a process of its own; `stop` gives its exit code. */
export async function startAccountProcess(args: string[] = [], folder?: string): Promise<AccountProcess> {
  const data = folder ?? mkdtempSync(join(tmpdir(), "sample-aws-"));
  const child = spawn(process.execPath, nodeArgs(main, "--data", data, "--control", "--with-parent", ...args), {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line") as Promise<[string]>,
    once(child, "exit").then(([code]) => Promise.reject(new Error(`The sample account ended with ${code}`))),
  ]);
  return {
    ...accountOf(JSON.parse(line) as Required<Ready>, data),
    child,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = (await ended) as [number | null];
      if (!folder) rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}

const accountOf = (ready: Required<Ready>, data: string): Omit<Account, "stop"> => ({
  ...{ url: ready.url, control: ready.control, configFile: ready.configFile },
  ...{ ready, data },
  as: (user, region = "ap-northeast-2") => ({ region, endpoint: ready.url, maxAttempts: 1, credentials: keys[user] }),
});

export const ec2As = (account: Pick<Account, "as">, user: UserName, region?: string) =>
  new EC2Client(account.as(user, region));

/** The error a call ends in, as a person would write it down. */
export async function failure(
  call: Promise<unknown>,
): Promise<{ name: string; message: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    const e = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name: e.name, message: e.message, status: e.$metadata?.httpStatusCode };
  }
  throw new Error("The call succeeded");
}
