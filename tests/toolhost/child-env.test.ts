import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actServerEnv, readServerEnv, type ToolServerSettings } from "../../src/toolhost/child-env.ts";

const settings: ToolServerSettings = {
  toolsConfig: '{"accounts":[]}',
  dataDir: "/data/tools",
  offerActions: true,
  docs: "embedded" as const,
  logLevel: "info",
};
const secrets = {
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_APP_TOKEN: "xapp-1",
  ANTHROPIC_API_KEY: "sk-ant-1",
  AWS_BEARER_TOKEN_BEDROCK: "b",
  NODE_OPTIONS: "--inspect",
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
};
const machine = { PATH: "/usr/bin", LANG: "ko_KR.UTF-8", HOME: "/home/ops", SHELL: "/bin/sh" };
const ownAws = { AWS_PROFILE: "mine", AWS_REGION: "us-west-2", AWS_DEFAULT_REGION: "us-west-1", AWS_VAULT: "x" };
const always = {
  PATH: "/usr/bin",
  LANG: "ko_KR.UTF-8",
  MALLOC_ARENA_MAX: "2",
  HOME: "/nonexistent",
  OPSTHREAD_TOOLS_CONFIG: '{"accounts":[]}',
  OPSTHREAD_LOG_LEVEL: "info",
};
const read = {
  ...always,
  OPSTHREAD_TOOLS_DATA: "/data/tools",
  OPSTHREAD_OFFER_ACTIONS: "1",
  OPSTHREAD_DOCS: "embedded",
};

describe("the environment of the read tool server", () => {
  test("with nothing configured it is the default chain of the bot's own AWS settings and home", () => {
    expect(readServerEnv({ ...machine, ...secrets, ...ownAws }, settings)).toEqual({
      ...read,
      HOME: "/home/ops",
      AWS_PROFILE: "mine",
      AWS_REGION: "us-west-2",
      AWS_DEFAULT_REGION: "us-west-1",
    });
  });

  test("with OPSTHREAD_READ_* it is exactly those, and no file nobody named", () => {
    const configured = {
      OPSTHREAD_READ_ROLE_ARN: "arn:aws:iam::417205938164:role/OpsthreadRead",
      OPSTHREAD_READ_WEB_IDENTITY_TOKEN_FILE: "/var/run/token",
      OPSTHREAD_READ_REGION: "",
    };
    expect(readServerEnv({ ...machine, ...secrets, ...ownAws, ...configured }, settings)).toEqual({
      ...read,
      AWS_ROLE_ARN: "arn:aws:iam::417205938164:role/OpsthreadRead",
      AWS_WEB_IDENTITY_TOKEN_FILE: "/var/run/token",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    });
  });

  test("a configuration file is taken alone; a profile without one is looked for in the home", () => {
    const file = { OPSTHREAD_READ_PROFILE: "sample", OPSTHREAD_READ_CONFIG_FILE: "/data/aws-config" };
    expect(readServerEnv({ ...machine, ...file }, { ...settings, offerActions: false })).toEqual({
      ...read,
      OPSTHREAD_OFFER_ACTIONS: "0",
      AWS_PROFILE: "sample",
      AWS_CONFIG_FILE: "/data/aws-config",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    });
    expect(readServerEnv({ ...machine, OPSTHREAD_READ_PROFILE: "audit" }, settings)).toEqual({
      ...read,
      HOME: "/home/ops",
      AWS_PROFILE: "audit",
    });
  });

  test("says where compiled modules are kept", () => {
    expect(readServerEnv({ NODE_COMPILE_CACHE: "/app/compiled" }, settings)).toMatchObject({
      NODE_COMPILE_CACHE: "/app/compiled",
    });
  });

  test("carries a moved clock", () => {
    const moved = { ...settings, now: "2026-11-21T00:00:00Z", clockFile: "/data/clock.json" };
    expect(readServerEnv({}, moved)).toMatchObject({
      OPSTHREAD_NOW: "2026-11-21T00:00:00Z",
      OPSTHREAD_CLOCK_FILE: "/data/clock.json",
    });
  });
});

describe("the environment of the act tool server", () => {
  test("is OPSTHREAD_ACT_* alone: neither the bot's own AWS settings nor its home nor the machine's role", () => {
    const configured = {
      OPSTHREAD_READ_PROFILE: "reader",
      OPSTHREAD_ACT_ACCESS_KEY_ID: "AKIA-ACT",
      OPSTHREAD_ACT_SECRET_ACCESS_KEY: "act-secret",
    };
    expect(actServerEnv({ ...machine, ...secrets, ...ownAws, ...configured }, settings)).toEqual({
      ...always,
      AWS_ACCESS_KEY_ID: "AKIA-ACT",
      AWS_SECRET_ACCESS_KEY: "act-secret",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });

  test("with nothing configured it holds no credentials at all", () => {
    expect(actServerEnv({ ...machine, ...secrets, ...ownAws }, settings)).toEqual({
      ...always,
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });

  test("the machine's own role is used only where that is configured", () => {
    expect(actServerEnv({ OPSTHREAD_ACT_EC2_METADATA_DISABLED: "false" }, settings)).toMatchObject({
      AWS_EC2_METADATA_DISABLED: "false",
    });
  });
});

test("whatever the bot's environment holds, a child gets no variable that is not on the list", () => {
  const allowed =
    /^(PATH|LANG|HOME|MALLOC_ARENA_MAX|NODE_COMPILE_CACHE|OPSTHREAD_(TOOLS_CONFIG|TOOLS_DATA|OFFER_ACTIONS|DOCS|LOG_LEVEL)|AWS_[A-Z0-9_]+)$/;
  const name = fc.oneof(
    fc.constantFrom(...Object.keys(secrets), ...Object.keys(machine), ...Object.keys(ownAws), "OPSTHREAD_READ_PROFILE"),
    fc.string().map((text) => `AWS_${text}`),
    fc.string().map((text) => `OPSTHREAD_READ_${text}`),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.dictionary(name, fc.string()), (parent) => {
      for (const env of [readServerEnv(parent, settings), actServerEnv(parent, settings)]) {
        for (const key of Object.keys(env)) expect(key).toMatch(allowed);
        for (const key of Object.keys(secrets)) expect(env).not.toHaveProperty([key]);
      }
    }),
  );
});
