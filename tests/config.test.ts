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
    const bedrock = withFile("models: { provider: bedrock }", { ...good, OPSTHREAD_BEDROCK_REGION: "ap-northeast-2" });
    expect(bedrock.model.default).toBe("global.anthropic.claude-sonnet-5-5");
  });

  it("answers by rules alone only where the team says so", () => {
    const { ANTHROPIC_API_KEY: _, ...noModel } = good;
    expect(withFile("models: { default: offline }", noModel).model.provider).toBe("none");
    expect(problemsOf(() => withFile("models: { fallback: offline }", noModel))).toHaveLength(1);
  });
});

describe("the production entry", () => {
  const run = async (env: Record<string, string>) => {
    const { child, stderr } = startProcess("src/main.ts", [], {
      OPSTHREAD_CONFIG: join(dir, "none.yaml"),
      DATA_DIR: dir,
      ...env,
    });
    const code = await new Promise((resolve) => child.once("exit", resolve));
    return { code, stderr: stderr().replaceAll(dir, "") };
  };

  it("ends with code 1 and one error that lists all problems", async () => {
    expect(await run({ ANTHROPIC_API_KEY: "sk-ant-1" })).toEqual({
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
