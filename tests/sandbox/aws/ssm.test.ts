import { DescribeInstancesCommand, StopInstancesCommand } from "@aws-sdk/client-ec2";
import {
  CancelCommandCommand,
  DescribeDocumentCommand,
  DescribeInstanceInformationCommand,
  GetAutomationExecutionCommand,
  GetCommandInvocationCommand,
  GetDocumentCommand,
  GetParameterCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  ListDocumentsCommand,
  SendCommandCommand,
  SSMClient,
  StartAutomationExecutionCommand,
} from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { instancesAt } from "../../../sandbox/aws/world/instances.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { ec2As, failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-1", prod, seoulMidnight(NOW));
const hosts = instancesAt(setting, NOW);
const idOf = (name: string) => hosts.find((h) => h.name === name)?.id ?? "";
/** SendCommand is limited to a few a second, in the account as in AWS. */
const RETRIES = 6;
let moving: MovingAccount;
let ssm: SSMClient;
let time = NOW;

beforeAll(async () => {
  moving = await startMovingAccount(NOW);
  ssm = new SSMClient({ ...moving.account.as("admin"), maxAttempts: RETRIES });
});
afterAll(() => moving.stop());

const pass = (ms: number) => {
  time += ms;
  return moving.moveTo(time);
};
const failed = async (call: Promise<unknown>) => (await failure(call)).name;

async function send(name: string, input: { document?: string; parameters: Record<string, string[]> }, client = ssm) {
  const { Command } = await client.send(
    new SendCommandCommand({
      DocumentName: input.document ?? "AWS-RunShellScript",
      InstanceIds: [idOf(name)],
      Parameters: input.parameters,
    }),
  );
  time = Number(Command?.RequestedDateTime);
  return { CommandId: Command?.CommandId, InstanceId: idOf(name) };
}
const look = (sent: { CommandId: string | undefined; InstanceId: string }) =>
  ssm.send(new GetCommandInvocationCommand(sent));

/** What a script says on a host, once it has ended. */
async function run(name: string, script: string) {
  const sent = await send(name, { parameters: { commands: [script] } });
  await pass(5_000);
  const { StandardOutputContent: out, StandardErrorContent: err, ResponseCode: code, Status } = await look(sent);
  return { out: out ?? "", err, code, Status };
}

describe("a command", () => {
  it("is unknown at first, then pending, running and done", async () => {
    const sent = await send("order-api-1", { parameters: { commands: ["hostname; sleep 10"] } });
    await pass(0);
    expect(await failed(look(sent))).toBe("InvocationDoesNotExist");
    await pass(700);
    expect((await look(sent)).Status).toBe("Pending");
    await pass(2_000);
    expect(await look(sent)).toMatchObject({ Status: "InProgress", ResponseCode: -1, StandardOutputContent: "" });
    await pass(12_000);
    expect(await look(sent)).toMatchObject({
      Status: "Success",
      ResponseCode: 0,
      StandardOutputContent: "ip-10-20-8-20.ap-northeast-2.compute.internal\n",
      ExecutionElapsedTime: "PT10.500S",
    });
    const { CommandInvocations } = await ssm.send(
      new ListCommandInvocationsCommand({ CommandId: sent.CommandId, Details: true }),
    );
    expect(CommandInvocations?.[0]?.CommandPlugins?.[0]?.Output).toBe(
      "ip-10-20-8-20.ap-northeast-2.compute.internal\n",
    );
    const { Commands } = await ssm.send(new ListCommandsCommand({ Filters: [{ key: "Status", value: "Success" }] }));
    expect(Commands?.map((c) => [c.CommandId, c.CompletedCount])).toEqual([[sent.CommandId, 1]]);
  });

  it("can be cancelled while it runs, and times out after its own limit", async () => {
    const long = await send("order-api-1", { parameters: { commands: ["sleep 600"] } });
    await pass(5_000);
    await ssm.send(new CancelCommandCommand({ CommandId: long.CommandId }));
    expect((await look(long)).Status).toBe("Cancelling");
    await pass(2_000);
    expect((await look(long)).Status).toBe("Cancelled");
    const slow = await send("order-api-1", { parameters: { commands: ["sleep 600"], executionTimeout: ["30"] } });
    await pass(40_000);
    expect(await look(slow)).toMatchObject({ Status: "TimedOut", StatusDetails: "ExecutionTimedOut" });
  });

  it("fails with the status of its last command; what is not installed is 127", async () => {
    expect(await run("order-api-1", "nosuch --flag")).toEqual({
      out: "",
      err: "sh: nosuch: command not found\nfailed to run commands: exit status 127",
      code: 127,
      Status: "Failed",
    });
    expect(await run("order-api-1", "false || echo 'a;b' \"c d\" | wc -w && echo $((1+1))")).toMatchObject({ code: 2 });
    expect(await run("order-api-1", "false || echo 'a;b' \"c d\" | wc -w")).toMatchObject({ out: "3\n", code: 0 });
  });

  it("goes only to hosts that an agent connects", async () => {
    const to = async (InstanceIds: string[]) => {
      const refused = await failure(ssm.send(new SendCommandCommand({ DocumentName: "opsthread-disk", InstanceIds })));
      return `${refused.name}: ${refused.message}`;
    };
    for (const id of [idOf("legacy-admin"), "i-00000000000000000"])
      expect(await to([id])).toBe(
        `InvalidInstanceId: Instances [[${id}]] not in a valid state for account 417205938164`,
      );
    const tagged = new SendCommandCommand({
      DocumentName: "opsthread-disk",
      Targets: [{ Key: "tag:team", Values: ["payment"] }],
    });
    expect((await ssm.send(tagged)).Command?.TargetCount).toBe(2);
  });

  it("gives at most 24,000 characters", async () => {
    const { out } = await run("order-api-1", "journalctl -u order-api -n 2000 --since -2h");
    expect(out).toHaveLength(24_000);
  });
});

describe("a host answers", () => {
  it("df, free and uptime with one and the same state, minute by minute", async () => {
    const { out } = await run("data-batch-1", "df -h /data; df -h / | tail -n 1; free -m | grep Mem; uptime");
    expect(out.split("\n").map((line) => line.replace(/\s+/g, " ").trim())).toEqual([
      "Filesystem Size Used Avail Use% Mounted on",
      expect.stringMatching(/^\/dev\/nvme1n1 995G \d+G \d+G 9\d% \/data$/),
      expect.stringMatching(/^\/dev\/nvme0n1p1 100G \d+G \d+G 7\d% \/$/),
      expect.stringMatching(/^Mem: 31621 \d+ \d+ \d+ \d+ \d+$/),
      expect.stringMatching(/ up \d+:\d\d, 0 users, load average: [\d.]+, [\d.]+, [\d.]+$/),
      "",
    ]);
  });

  it("with the kills of the story in the kernel's log, and the worker started again after the last", async () => {
    const { out } = await run(
      "payment-worker-1",
      "dmesg -T | grep -c 'Killed process'; systemctl is-active payment-worker",
    );
    const own = setting.story.outOfMemory.filter((_, index) => index % 2 === 0);
    expect(out).toBe(`${own.length}\nactive\n`);
    const status = await run("payment-worker-1", "systemctl status payment-worker | grep Active");
    expect(status.out).toContain(new Date((own.at(-1) ?? 0) + 4_000).toISOString().slice(0, 19).replace("T", " "));
  });

  it("why the target is unhealthy: nothing listens behind the web server, until the unit is restarted", async () => {
    const listening = async () => (await run("web-3", "ss -tln | grep -c :3000; systemctl is-active web")).out;
    expect(await listening()).toBe("0\nfailed\n");
    expect((await run("web-3", "tail -n 1 /var/log/nginx/error.log")).out).toContain(
      "connect() failed (111: Connection refused)",
    );
    expect((await run("web-3", "systemctl restart web")).code).toBe(0);
    expect(await listening()).toBe("1\nactive\n");
  });

  it("ps, top, journal, files and names like a Linux host", async () => {
    const { out } = await run(
      "order-api-2",
      "whoami; ps -eo user,comm --sort=-rss | head -n 2 | tail -n 1; journalctl -u order-api -n 3 --no-pager | wc -l; ls /var/log/haneul; cat /proc/meminfo | head -n 1; top -b -n 1 | grep -c java; cat /etc/shadow",
    );
    expect(out.split("\n").map((line) => line.replace(/\s+/g, " "))).toEqual([
      "root",
      "haneul java",
      "3",
      "order-api.log",
      "MemTotal: 8095007 kB",
      "1",
      "",
    ]);
  });

  it("the same to the same question at the same time", async () => {
    const [a, b] = [
      await send("web-1", { parameters: { commands: ["top; ps aux"] } }),
      await send("web-1", { parameters: { commands: ["top; ps aux"] } }),
    ];
    await pass(5_000);
    const [one, other] = [await look(a), await look(b)];
    expect(one.StandardOutputContent?.replace(/^top - .*$/m, "")).toBe(
      other.StandardOutputContent?.replace(/^top - .*$/m, ""),
    );
  });
});

describe("documents", () => {
  it("are Amazon's and the bot's own, whose parameters have a form", async () => {
    const { DocumentIdentifiers } = await ssm.send(
      new ListDocumentsCommand({ Filters: [{ Key: "Owner", Values: ["Self"] }] }),
    );
    expect(DocumentIdentifiers?.map((d) => d.Name)).toEqual([
      "opsthread-disk",
      "opsthread-memory",
      "opsthread-processes",
      "opsthread-sockets",
      "opsthread-service-status",
      "opsthread-journal",
      "opsthread-run",
    ]);
    const { Content = "{}" } = await ssm.send(new GetDocumentCommand({ Name: "opsthread-journal" }));
    expect(Object.keys(JSON.parse(Content).parameters)).toEqual(["unit", "since", "lines"]);
    expect(await failed(ssm.send(new DescribeDocumentCommand({ Name: "opsthread-nothing" })))).toBe("InvalidDocument");
    const journal = (unit: string) =>
      send("order-api-1", { document: "opsthread-journal", parameters: { unit: [unit], lines: ["5"] } });
    expect(await failed(journal("order-api; reboot"))).toBe("InvalidParameters");
    const sent = await journal("order-api");
    await pass(5_000);
    expect((await look(sent)).StandardOutputContent?.split("\n")).toHaveLength(6);
  });

  it("may be sent by the act role to managed hosts, while free text may not", async () => {
    const { Credentials: c } = await new STSClient(moving.account.as("executor")).send(
      new AssumeRoleCommand({
        RoleArn: "arn:aws:iam::417205938164:role/OpsthreadAct",
        RoleSessionName: "apr-0050",
        SourceIdentity: "U0SEOYEON",
      }),
    );
    const credentials = {
      accessKeyId: c?.AccessKeyId ?? "",
      secretAccessKey: c?.SecretAccessKey ?? "",
      sessionToken: c?.SessionToken ?? "",
    };
    const actor = new SSMClient({ ...moving.account.as("executor"), credentials, maxAttempts: RETRIES });
    const sent = await send(
      "order-api-2",
      { document: "opsthread-service-status", parameters: { unit: ["order-api"] } },
      actor,
    );
    await pass(5_000);
    expect((await look(sent)).StandardOutputContent).toContain("Active: active (running)");
    const disk = { document: "opsthread-disk", parameters: {} };
    expect(await failed(send("web-1", disk, actor))).toBe("AccessDeniedException");
    expect(await failed(send("order-api-2", { parameters: { commands: ["df"] } }, actor))).toBe(
      "AccessDeniedException",
    );
    const secret = new GetParameterCommand({ Name: "/haneul/prod/order-api/db-password", WithDecryption: true });
    expect(await failed(actor.send(secret))).toBe("AccessDeniedException");
    expect((await ssm.send(secret)).Parameter?.Type).toBe("SecureString");
  });
});

describe("inventory and automation", () => {
  it("knows which hosts are online, also after one is stopped", async () => {
    const online = async () => {
      const { InstanceInformationList = [] } = await ssm.send(
        new DescribeInstanceInformationCommand({ Filters: [{ Key: "PingStatus", Values: ["Online"] }] }),
      );
      return InstanceInformationList.map((i) => i.InstanceId);
    };
    expect(await online()).toEqual(hosts.filter((h) => h.running && h.region === "ap-northeast-2").map((h) => h.id));
    await ec2As(moving.account, "admin").send(new StopInstancesCommand({ InstanceIds: [idOf("grafana-1")] }));
    expect(await online()).not.toContain(idOf("grafana-1"));
  });

  it("restarts an instance by an automation, step by step", async () => {
    const { AutomationExecutionId } = await ssm.send(
      new StartAutomationExecutionCommand({
        DocumentName: "AWS-RestartEC2Instance",
        Parameters: { InstanceId: [idOf("order-api-3")] },
      }),
    );
    const steps = async () => {
      const { AutomationExecution: e } = await ssm.send(new GetAutomationExecutionCommand({ AutomationExecutionId }));
      return [e?.AutomationExecutionStatus, ...(e?.StepExecutions ?? []).map((s) => s.StepStatus)];
    };
    const state = async () => {
      const found = await ec2As(moving.account, "admin").send(
        new DescribeInstancesCommand({ InstanceIds: [idOf("order-api-3")] }),
      );
      return found.Reservations?.[0]?.Instances?.[0]?.State?.Name;
    };
    expect([await steps(), await state()]).toEqual([["InProgress", "InProgress", "Pending"], "stopping"]);
    await pass(40_000);
    expect([await steps(), await state()]).toEqual([["InProgress", "Success", "InProgress"], "pending"]);
    await pass(40_000);
    expect([await steps(), await state()]).toEqual([["Success", "Success", "Success"], "running"]);
  });
});
