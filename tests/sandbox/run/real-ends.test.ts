import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSettings, realEndsEnv } from "../../../sandbox/run/real-ends.ts";
import { teamRules } from "../../../sandbox/run/team-rules.ts";
import { readConfig } from "../../../src/config.ts";

let dir = "";
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "opsthread-ends-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const none = { slack: false, aws: false, model: false };

describe("a real end", () => {
  test("is refused when its configuration is missing, each in a sentence, all at once", () => {
    expect(() =>
      realEndsEnv({ slack: true, aws: true, model: true }, { HOME: dir, SLACK_BOT_TOKEN: "xoxb-1" }),
    ).toThrow(
      [
        "--real-slack needs SLACK_APP_TOKEN, in the environment or in .env; docs/slack.md tells where to get it.",
        "--real-aws needs AWS credentials: set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws configure so that ~/.aws exists.",
        "--real-model needs ANTHROPIC_API_KEY, or OPSTHREAD_BEDROCK_REGION for Bedrock.",
      ].join("\n"),
    );
  });

  test("gets exactly its own variables", () => {
    const settings = {
      PATH: "/bin",
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_API_URL: "http://elsewhere/",
      AWS_PROFILE: "ops",
      AWS_REGION: "",
      AWS_BEARER_TOKEN_BEDROCK: "b",
      OPSTHREAD_READ_ROLE_ARN: "arn:aws:iam::123456789012:role/Read",
      OPSTHREAD_ACT_PROFILE: "never",
      ANTHROPIC_API_KEY: "sk-ant-1",
      OPSTHREAD_BEDROCK_REGION: "us-east-1",
    };
    expect(realEndsEnv(none, settings)).toEqual({});
    expect(realEndsEnv({ ...none, slack: true }, settings)).toEqual({
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
    });
    expect(realEndsEnv({ ...none, aws: true }, settings)).toEqual({
      AWS_PROFILE: "ops",
      OPSTHREAD_READ_ROLE_ARN: "arn:aws:iam::123456789012:role/Read",
    });
    expect(realEndsEnv({ ...none, model: true }, settings)).toEqual({
      AWS_BEARER_TOKEN_BEDROCK: "b",
      ANTHROPIC_API_KEY: "sk-ant-1",
      OPSTHREAD_BEDROCK_REGION: "us-east-1",
    });
  });

  test("finds its configuration in .env too, the environment first", () => {
    const file = join(dir, ".env");
    writeFileSync(file, "SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN=xapp-file\n");
    expect(readSettings({ SLACK_BOT_TOKEN: "xoxb-env" }, file)).toEqual({
      SLACK_BOT_TOKEN: "xoxb-env",
      SLACK_APP_TOKEN: "xapp-file",
    });
  });
});

describe("the rules of the demo", () => {
  const rulesFor = (real: typeof none) => {
    const file = join(dir, "opsthread.yaml");
    writeFileSync(file, teamRules(real));
    const tokens = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", ANTHROPIC_API_KEY: "sk-ant-1" };
    return readConfig({ ...tokens, OPSTHREAD_CONFIG: file }).team;
  };

  test("are what the bot accepts, with the sample account and the cast", () => {
    const approvers = ["group:aws-approvers"];
    expect(rulesFor(none)).toMatchObject({
      oncall: { group: "aws-oncall", channel: "ops" },
      accounts: [
        {
          id: "417205938164",
          name: "haneul-prod",
          regions: ["ap-northeast-2", "us-east-1"],
          act: { role: "arn:aws:iam::417205938164:role/OpsthreadAct" },
        },
      ],
      channels: {
        ops: { accounts: ["haneul-prod"], askers: "members", approvers },
        general: { accounts: ["haneul-prod"], askers: "members", approvers },
        sec: { accounts: ["haneul-prod"], askers: ["group:security"], approvers: ["group:security"] },
        dm: { accounts: ["haneul-prod"], askers: "members", approvers },
      },
      admins: ["U0JIWOO"],
      models: { default: "offline", fallback: "offline" },
    });
  });

  test("let nobody change a real account", () => {
    const { accounts, channels } = rulesFor({ ...none, aws: true });
    expect(accounts).toEqual([]);
    expect(Object.values(channels).map((channel) => channel.approvers)).toEqual([[], [], [], []]);
  });

  test("know nobody of a real workspace", () => {
    const { accounts, channels, admins } = rulesFor({ ...none, slack: true });
    expect({ channels, admins, act: accounts[0]?.act }).toEqual({ channels: {}, admins: [], act: undefined });
  });

  test("use Claude where the model is real", () => {
    expect(rulesFor({ ...none, model: true }).models).toEqual({ fallback: "offline" });
  });
});
