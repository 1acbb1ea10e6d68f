import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { DescribeInstancesCommand, EC2Client, RebootInstancesCommand } from "@aws-sdk/client-ec2";
import { afterEach, describe, expect, it } from "vitest";
import { readOptions } from "../../../sandbox/aws/options.ts";
import { settingsScreen } from "../../../sandbox/aws/settings-screen.ts";
import { startSampleAccount } from "../../../sandbox/aws/start.ts";
import { nodeArgs } from "../../support/node-args.ts";

const command = fileURLToPath(new URL("../../../sandbox/aws/sample-account.ts", import.meta.url));
const seoulDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Seoul" });
const NOW = "2026-11-20T09:00:00+09:00";

const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "sample-account-"));
  folders.push(made);
  return made;
}

interface Started {
  screen: string;
  endpoint: string;
  stop(): Promise<number | null>;
}

/** The command as a person would start it, in a folder of its own. */
async function start(cwd: string, ...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, nodeArgs(command, "--port", "0", ...args), {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let screen = "";
  for await (const chunk of child.stdout) {
    screen += String(chunk);
    if (screen.includes("Ctrl-C")) break;
  }
  return {
    screen,
    endpoint: /Endpoint {2}(\S+)/.exec(screen)?.[1] ?? "",
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGINT");
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

const admin = (endpoint: string) => ({
  region: "ap-northeast-2",
  endpoint,
  credentials: { accessKeyId: "AKIASAMPLEADMINKEY01", secretAccessKey: "sample-secret-of-sample-admin-00000000003" },
});

async function refusal(cwd: string, ...args: string[]) {
  const child = spawn(process.execPath, nodeArgs(command, ...args), { cwd, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const [told, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return [code, told.split("\n")[0]];
}

describe("npm run sample-account", () => {
  it("prints the settings another client needs", () => {
    const shown = {
      url: "http://127.0.0.1:4566",
      configFile: '"$PWD/.data/sample-account/aws-config"',
      seed: "haneul-1",
    };
    expect(settingsScreen({ ...shown, anchor: Date.parse("2026-11-20T00:00:00+09:00") })).toMatchInlineSnapshot(`
      "
        Sample AWS account haneul-prod (417205938164), and haneul-dev (530218467790)
        Seed haneul-1; the stories hang on 2026-11-20 (Seoul)

        Endpoint  http://127.0.0.1:4566   all services, plain HTTP
        Region    ap-northeast-2   some of it is in us-east-1

        In another terminal, from this folder:
          export AWS_CONFIG_FILE="$PWD/.data/sample-account/aws-config" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true
          export AWS_PROFILE=sample-admin
          unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
          aws sts get-caller-identity
          aws ec2 describe-instances --query 'Reservations[].Instances[].[InstanceId,State.Name]' --output table

        Profiles there: what the bot reads with, the same in the other account, and people:
          opsthread-read, haneul-dev, sample-operator, sample-admin, haneul-dev-admin, opsthread-exec

        Keys, where a client wants them by hand (real AWS knows none of them):
        reads, by taking on the role OpsthreadRead (profile opsthread-read)
          aws_access_key_id      AKIASAMPLEREADBASE01
          aws_secret_access_key  sample-secret-of-opsthread-reader-0000001
        operator: may start, stop, reboot and tag hosts (profile sample-operator)
          aws_access_key_id      AKIASAMPLEOPERATOR01
          aws_secret_access_key  sample-secret-of-sample-operator-00000004
        administrator: may do everything that is served (profile sample-admin)
          aws_access_key_id      AKIASAMPLEADMINKEY01
          aws_secret_access_key  sample-secret-of-sample-admin-00000000003

        Ctrl-C stops it

      "
    `);
  });

  it("serves what it says, keeps what was changed, and forgets it when it is told to", async () => {
    const home = folder();
    const first = await start(home, "--now", NOW);
    const ec2 = new EC2Client(admin(first.endpoint));
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    const running = Reservations.flatMap((r) => r.Instances ?? []).find((i) => i.State?.Name === "running");
    await ec2.send(new RebootInstancesCommand({ InstanceIds: [running?.InstanceId ?? ""] }));
    expect(await first.stop()).toBe(0);
    const state = join(home, ".data/sample-account/state.json");
    expect(readFileSync(state, "utf8")).toContain("RebootInstances");
    writeFileSync(join(home, ".data/sample-account/mine.txt"), "not the account's");

    const second = await start(home, "--now", NOW, "--fresh", "--seed", "haneul-3", "--control");
    expect(second.screen).toContain("Seed haneul-3; the stories hang on 2026-11-20 (Seoul)");
    expect(second.screen).toMatch(/Control {3}http:/);
    expect(readFileSync(state, "utf8")).not.toContain("RebootInstances");
    expect(readdirSync(join(home, ".data/sample-account")).sort()).toEqual(["aws-config", "mine.txt", "state.json"]);
    expect(await second.stop()).toBe(0);
  });

  it("hangs its stories on the day of --now, else on that of the first start", async () => {
    const data = folder();
    const day = async (...args: string[]) => {
      const running = await startSampleAccount(readOptions(["--data", data, ...args]), () => {});
      running.stop();
      return seoulDay.format(running.anchor);
    };
    const today = seoulDay.format(Date.now());
    expect(await day("--now", NOW)).toBe("2026-11-20");
    expect(await day()).toBe(today);
    const saved = join(data, "state.json");
    const state = JSON.parse(readFileSync(saved, "utf8"));
    writeFileSync(saved, JSON.stringify({ ...state, anchor: Date.parse("2026-11-02T00:00:00+09:00") }));
    expect(await day()).toBe("2026-11-02");
    expect(await day("--now", NOW)).toBe("2026-11-20");
    expect(await day("--fresh")).toBe(today);
  });

  it("says what is wrong with its options, and when the port is taken", async () => {
    const home = folder();
    expect(await refusal(home, "--now", "yesterday")).toEqual([1, "--now must be an ISO time, not yesterday"]);
    expect(await refusal(home, "--sed", "x")).toEqual([1, expect.stringContaining("Unknown option '--sed'")]);
    const { endpoint } = await start(home, "--now", NOW);
    expect(await refusal(home, "--port", new URL(endpoint).port)).toEqual([
      1,
      "That port is in use; choose another with --port.",
    ]);
  });
});
