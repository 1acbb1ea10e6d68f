import { expect, test } from "vitest";
import { createWhoMay } from "../../src/app/who-may.ts";
import { readTeamRules } from "../../src/config/team-rules.ts";
import type { Directory } from "../../src/ports/directory.ts";
import type { RunStore } from "../../src/ports/runs.ts";

const ruleFor = (rules: string) => {
  const problems: string[] = [];
  const team = readTeamRules({ OPSTHREAD_RULES: rules }, problems);
  expect(problems).toEqual([]);
  return createWhoMay({ team, runs: {} as RunStore, directory: () => ({}) as Directory }).ruleFor;
};

test("with no account in the rules, everywhere the credentials' own may be asked about", () => {
  expect(ruleFor("models: { default: claude-sonnet-5-5 }")({ id: "C1", name: "ops" })).toEqual({
    accounts: ["default"],
    askers: "members",
    approvers: [],
  });
});

test("with accounts and no channels, everywhere all of them; with channels, there alone what they name", () => {
  const accounts =
    'accounts: [{ id: "417205938164", name: prod, regions: [us-east-1] }, { id: "530218467790", name: dev, regions: [us-east-1] }]';
  expect(ruleFor(accounts)({ id: "C1", name: "ops" })?.accounts).toEqual(["prod", "dev"]);
  const inOps = ruleFor(`${accounts}\nchannels: { ops: { accounts: [dev] } }`);
  expect(inOps({ id: "C1", name: "ops" })?.accounts).toEqual(["dev"]);
  expect(inOps({ id: "C2", name: "general" })).toBeNull();
});

test("channels may name the credentials' own account, and no other where none is configured", () => {
  expect(ruleFor("channels: { ops: { accounts: [default] } }")({ id: "C1", name: "ops" })?.accounts).toEqual([
    "default",
  ]);
  const problems: string[] = [];
  readTeamRules({ OPSTHREAD_RULES: "channels: { ops: { accounts: [prod] } }" }, problems);
  expect(problems).toEqual(["OPSTHREAD_RULES: channels.ops.accounts: there is no account named prod"]);
});
