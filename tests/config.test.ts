import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { ConfigError } from "../src/errors.ts";
import { startProcess } from "./support/start.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "opsthread-config-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const good = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", ANTHROPIC_API_KEY: "sk-ant-1" };
const withFile = (yaml: string, env: Record<string, string> = good) => {
  const path = join(dir, "opsthread.yaml");
  writeFileSync(path, yaml);
  return readConfig({ ...env, OPSTHREAD_CONFIG: path });
};
const problemsOf = (read: () => unknown): string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((p) => p.replaceAll(dir, ""));
    throw error;
  }
  return [];
};

describe("the configuration", () => {
  it("needs no file: one account, everybody asks, nothing can be changed", () => {
    const config = readConfig({ ...good, OPSTHREAD_CONFIG: undefined });
    expect([
      config.team.accounts,
      config.team.channels,
      config.model.provider,
      config.model.default,
      config.healthPort,
    ]).toEqual([[], {}, "anthropic", "claude-sonnet-5-5", 8080]);
  });

  it("takes the text of the rules instead of their file, and not both", () => {
    const rules = "accounts: [{ id: '417205938164', name: prod, regions: [ap-northeast-2] }]";
    const config = readConfig({ ...good, OPSTHREAD_RULES: rules, OPSTHREAD_ENVIRONMENT: "prod" });
    expect([config.team.accounts.map(({ name }) => name), config.environment]).toEqual([["prod"], "prod"]);
    expect(problemsOf(() => readConfig({ ...good, OPSTHREAD_RULES: "accounts: [" }))[0]).toMatch(
      /^OPSTHREAD_RULES is not valid YAML/,
    );
    expect(problemsOf(() => withFile("accounts: []", { ...good, OPSTHREAD_RULES: rules }))).toEqual([
      "OPSTHREAD_RULES and OPSTHREAD_CONFIG are both set; keep the one that holds your rules",
    ]);
  });

  it("takes where traces go, with their headers", () => {
    const traced = { ...good, OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" };
    expect(readConfig(good).tracing).toBeNull();
    expect(
      readConfig({ ...traced, OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20a=b, x-team = ops" }).tracing,
    ).toEqual({
      endpoint: "http://collector:4318",
      headers: { authorization: "Bearer a=b", "x-team": "ops" },
      serviceName: "opsthread",
    });
    expect(
      problemsOf(() =>
        readConfig({ ...good, OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318", OTEL_EXPORTER_OTLP_HEADERS: "token" }),
      ),
    ).toEqual([
      "OTEL_EXPORTER_OTLP_ENDPOINT must be a URL such as http://collector:4318",
      "OTEL_EXPORTER_OTLP_HEADERS must be pairs such as authorization=Bearer%20abc,x-team=ops",
    ]);
  });

  it("lists every problem at once, each with what to do", () => {
    expect(
      problemsOf(() =>
        readConfig({ HEALTH_PORT: "http", OPSTHREAD_NOW: "soon", SLACK_APP_TOKEN: "xoxb-1", LOG_LEVEL: "loud" }),
      ),
    ).toEqual([
      "SLACK_BOT_TOKEN is not set; it is under OAuth & Permissions of your Slack app",
      "SLACK_APP_TOKEN must begin with xapp-; make one with connections:write under Basic Information of your Slack app",
      "OPSTHREAD_NOW must be an ISO time such as 2026-11-20T09:00:00+09:00",
      "no language model: set ANTHROPIC_API_KEY, or OPSTHREAD_BEDROCK_REGION for Bedrock, or `models: { default: offline }` in opsthread.yaml to answer by rules alone",
      "HEALTH_PORT must be a port number; 8080 is the default",
      "LOG_LEVEL must be debug, info, warn or error",
    ]);
  });

  it("reads whom to call and where votes are told, and refuses what Slack or the clock does not know", () => {
    const read = withFile(
      "oncall: { group: aws-oncall }\nfeedback: { channel: ops, zone: Asia/Seoul, language: ko }\n",
    );
    expect([read.team.oncall, read.team.feedback]).toEqual([
      { group: "aws-oncall", at_end: "call" },
      { channel: "ops", weekday: "monday", at: "09:00", zone: "Asia/Seoul", language: "ko" },
    ]);
    expect(
      problemsOf(() => withFile('oncall: { group: "@oncall" }\nfeedback: { channel: ops, at: "9:00", zone: Seoul }\n')),
    ).toEqual([
      "/opsthread.yaml: feedback.at: must be a time such as 09:00, in quotes",
      "/opsthread.yaml: feedback.zone: must be a zone such as Asia/Seoul or UTC",
      "/opsthread.yaml: oncall.group: must be the handle of a user group, without @",
    ]);
  });

  it("names the place in the file of each mistake", () => {
    const yaml = `
accounts:
  - { id: "12", name: prod, regions: [seoul] }
channels:
  ops: { accounts: [prod], approvers: ["@admins"] }
budget: {}
`;
    expect(problemsOf(() => withFile(yaml))).toEqual([
      "/opsthread.yaml: accounts.0.id: must be the 12 digits of the account",
      "/opsthread.yaml: accounts.0.regions.0: must be a region such as ap-northeast-2",
      "/opsthread.yaml: channels.ops.approvers.0: must be group:<handle> or a Slack user id",
      '/opsthread.yaml: (top level): Unrecognized key: "budget"',
    ]);
  });

  it("refuses contradictions: a channel of an unknown account, a currency without a rate", () => {
    const yaml = `
accounts: [{ name: prod, regions: [us-east-1] }, { name: prod, regions: [us-east-1] }]
channels: { ops: { accounts: [dev] } }
currency: { code: KRW }
`;
    expect(problemsOf(() => withFile(yaml))).toEqual([
      "/opsthread.yaml: accounts: the name prod is used twice",
      "/opsthread.yaml: channels.ops.accounts: there is no account named dev",
      "/opsthread.yaml: currency.rate is needed for KRW",
    ]);
  });

  it("takes the default model in the form its provider wants", () => {
    const env = { ...good, OPSTHREAD_BEDROCK_REGION: "ap-northeast-2", AWS_BEARER_TOKEN_BEDROCK: "b" };
    const bedrock = withFile("models: { provider: bedrock }", env);
    expect(bedrock.model.default).toBe("global.anthropic.claude-sonnet-5-5");
  });

  it("calls Bedrock with credentials of its own, never with those of the tools", () => {
    const { ANTHROPIC_API_KEY: _, ...slack } = good;
    const bedrock = { ...slack, OPSTHREAD_BEDROCK_REGION: "ap-northeast-2", AWS_ACCESS_KEY_ID: "AKIA" };
    expect(problemsOf(() => readConfig(bedrock))).toEqual([
      "Bedrock would be called with the AWS credentials of the tools, which the bot must not hold: set OPSTHREAD_BEDROCK_PROFILE or AWS_BEARER_TOKEN_BEDROCK for Bedrock, or OPSTHREAD_READ_* for the tools",
    ]);
    for (const own of ["OPSTHREAD_BEDROCK_PROFILE", "AWS_BEARER_TOKEN_BEDROCK", "OPSTHREAD_READ_KEYS_FILE"])
      expect(readConfig({ ...bedrock, [own]: "own" }).model.provider).toBe("bedrock");
  });

  it("answers by rules alone only where the team says so", () => {
    const { ANTHROPIC_API_KEY: _, ...noModel } = good;
    expect(withFile("models: { default: offline }", noModel).model.provider).toBe("none");
    expect(problemsOf(() => withFile("models: { fallback: offline }", noModel))).toHaveLength(1);
  });
});

describe("further MCP servers", () => {
  const env = { ...good, PATH: "/bin", OPSTHREAD_MCP_WIKI: "w-1", GITHUB_TOKEN: "g-1", HOME: "/root" };

  it("get what is named for them from the environment, and otherwise PATH and LANG", () => {
    const yaml = `
mcp:
  - name: docs
    command: uvx
    args: [awslabs.aws-documentation-mcp-server]
    env: { FASTMCP_LOG_LEVEL: ERROR, TOKEN: "\${GITHUB_TOKEN}" }
    allow: [search, read]
    read_only: [read]
  - { name: wiki, url: "https://wiki.example.com/mcp", headers: { Authorization: "Bearer \${OPSTHREAD_MCP_WIKI}" }, allow: [search] }
`;
    expect(withFile(yaml, env).mcp).toEqual([
      {
        name: "docs",
        at: {
          kind: "command",
          command: "uvx",
          args: ["awslabs.aws-documentation-mcp-server"],
          env: { PATH: "/bin", FASTMCP_LOG_LEVEL: "ERROR", TOKEN: "g-1" },
        },
        allow: ["search", "read"],
        readOnly: ["read"],
      },
      {
        name: "wiki",
        at: { kind: "url", url: "https://wiki.example.com/mcp", headers: { Authorization: "Bearer w-1" } },
        allow: ["search"],
        readOnly: [],
      },
    ]);
  });

  it("never get the bot's own secrets, nor a secret in the file, nor headers in the clear", () => {
    const yaml = `
mcp:
  - { name: a, command: x, env: { T: "\${SLACK_BOT_TOKEN}", U: "\${AWS_SECRET_ACCESS_KEY}", V: "\${OPSTHREAD_ACT_PROFILE}" }, allow: [t] }
  - { name: b, command: x, env: { T: "\${ANTHROPIC_API_KEY}", API_KEY: plain, W: "\${NO_SUCH}", X: "\${a-b}" }, allow: [t] }
  - { name: c, url: "http://wiki.example.com/mcp", headers: { Authorization: letmein }, allow: [t] }
  - { name: c, url: "http://docs:8000/mcp", command: x, allow: [t], read_only: [u] }
  - { name: d, url: "https://me:pw@wiki.example.com/mcp", args: [x], env: { A: b }, allow: [t] }
  - { name: e, command: x, headers: { A: b }, allow: [t] }
`;
    const own = (name: string) => `${name} is the bot's own and is not handed on; use a variable named OPSTHREAD_MCP_*`;
    const secret = `looks like a secret; put it into the environment and write \${NAME} here`;
    expect(problemsOf(() => withFile(yaml, env))).toEqual([
      `mcp.a: env.T: ${own("SLACK_BOT_TOKEN")}`,
      `mcp.a: env.U: ${own("AWS_SECRET_ACCESS_KEY")}`,
      `mcp.a: env.V: ${own("OPSTHREAD_ACT_PROFILE")}`,
      `mcp.b: env.T: ${own("ANTHROPIC_API_KEY")}`,
      `mcp.b: env.API_KEY: ${secret}`,
      "mcp.b: env.W: NO_SUCH is not set in the environment",
      `mcp.b: env.X: \${a-b} is not the name of a variable`,
      "mcp.c: url: must be https, except on this machine or a container beside it",
      `mcp.c: headers.Authorization: ${secret}`,
      "mcp.c: the name is used twice",
      "mcp.c: name either a command or a url",
      "mcp.c: read_only: u is not in allow",
      "mcp.d: args belong to a command",
      "mcp.d: env belongs to a command",
      "mcp.d: url: put the password into headers, from the environment",
      "mcp.e: headers belong to a url",
    ]);
  });

  it("are refused where their form is wrong", () => {
    const yaml = `
mcp:
  - { name: My_Docs, command: x, allow: [] }
  - { name: b, url: "file:///x", allow: [t], tools: all }
`;
    expect(problemsOf(() => withFile(yaml))).toEqual([
      "/opsthread.yaml: mcp.0.name: may hold small letters, digits and -, begins with a letter, at most 24 characters",
      "/opsthread.yaml: mcp.0.allow: name at least one tool",
      "/opsthread.yaml: mcp.1.url: Invalid URL",
      '/opsthread.yaml: mcp.1: Unrecognized key: "tools"',
    ]);
  });
});

describe("the production entry", () => {
  const run = async (env: Record<string, string>, flags: string[] = []) => {
    const own = { OPSTHREAD_CONFIG: join(dir, "none.yaml"), DATA_DIR: dir };
    const { child, stderr } = startProcess("src/main.ts", [], { ...own, ...env }, flags);
    const code = await new Promise((resolve) => child.once("exit", resolve));
    return { code, stderr: stderr().replaceAll(dir, "") };
  };

  it("ends with code 1 and one error that lists all problems", async () => {
    // It starts anew without the keys in this file, which would bring them back if it were read again.
    writeFileSync(join(dir, ".env"), "ANTHROPIC_API_KEY=sk-ant-1\nOPSTHREAD_ACT_SECRET_ACCESS_KEY=secret\n");
    expect(await run({}, ["--env-file", join(dir, ".env")])).toEqual({
      code: 1,
      stderr: `The configuration has 3 problems:
  - OPSTHREAD_CONFIG names /none.yaml, which does not exist
  - SLACK_BOT_TOKEN is not set; it is under OAuth & Permissions of your Slack app
  - SLACK_APP_TOKEN is not set; make one with connections:write under Basic Information of your Slack app
`,
    });
  });

  it("ends when Slack refuses the tokens or cannot be reached, and says which", async () => {
    writeFileSync(join(dir, "none.yaml"), "models: { default: offline }");
    const { code, stderr } = await run({
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_API_URL: "http://127.0.0.1:9/api/",
    });
    expect(code).toBe(1);
    expect(stderr).toContain("Slack cannot be reached at http://127.0.0.1:9/api/");
  });
});

describe("the rules for changes", () => {
  it("are the careful ones where nothing is said", () => {
    expect(readConfig({ ...good, OPSTHREAD_CONFIG: undefined }).team.approvals).toEqual({
      ...{ enabled: true, self: false, raise: { prod: "T3" }, pending_minutes: 15 },
      limits: { open_per_thread: 3, open_per_person: 5, per_channel_hour: 10 },
    });
  });

  it("take approvers for all tiers or for each, of channels and of accounts", () => {
    const { team } = withFile(`
accounts: [{ name: prod, regions: [ap-northeast-2], approvers: [group:owners] }]
channels:
  ops: { accounts: [prod], approvers: [group:aws-approvers, U0JIWOO] }
  data: { accounts: [prod], approvers: { T1: [group:data], T3: [group:leads] } }
approvals: { raise: {}, log_channel: ops-audit }`);
    expect(team.accounts[0]?.approvers).toEqual(["group:owners"]);
    expect(team.channels.data?.approvers).toEqual({ T1: ["group:data"], T3: ["group:leads"] });
    expect([team.approvals.raise, team.approvals.log_channel]).toEqual([{}, "ops-audit"]);
  });

  it("name what is wrong with them", () => {
    const problems = problemsOf(() =>
      withFile("approvals: { raise: { prod: T1 }, pending_minutes: 600, self: maybe, limits: { per_hour: 1 } }"),
    );
    expect(problems.map((problem) => problem.split(": ")[1])).toEqual([
      "approvals.self",
      "approvals.raise.prod",
      "approvals.pending_minutes",
      "approvals.limits",
    ]);
  });
});
