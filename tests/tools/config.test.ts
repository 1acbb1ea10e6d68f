import { expect, test } from "vitest";
import { ConfigError, readConfig } from "../../tools/config.ts";

const read = ["node", "server.ts", "--role", "read"];

test("without configuration: the credentials' own account, its region and us-east-1, read-only", () => {
  expect(readConfig(read, { AWS_REGION: "eu-west-1", PATH: "/bin" })).toEqual({
    role: "read",
    accounts: [{ id: null, name: "default", regions: ["eu-west-1", "us-east-1"], readRole: null, actRole: null }],
    limits: { costExplorerDay: 100, logsScanGb: 20, logsAskGb: 5 },
    dataDir: null,
    offerActions: false,
    clock: { start: null, file: null },
    docs: "embedded",
    logLevel: "info",
    actSecret: null,
    envNames: ["AWS_REGION", "PATH"],
  });
});

test("reads accounts, roles and limits", () => {
  const config = readConfig(read, {
    OPSTHREAD_TOOLS_CONFIG: JSON.stringify({
      accounts: [
        {
          id: "417205938164",
          name: "haneul-prod",
          regions: ["ap-northeast-2", "us-east-1"],
          read: { role: "arn:aws:iam::417205938164:role/OpsthreadRead" },
          act: { role: "arn:aws:iam::417205938164:role/OpsthreadAct" },
        },
      ],
      limits: { cost_explorer_day: 3 },
    }),
    OPSTHREAD_OFFER_ACTIONS: "1",
  });
  expect(config.accounts).toEqual([
    {
      id: "417205938164",
      name: "haneul-prod",
      regions: ["ap-northeast-2", "us-east-1"],
      readRole: "arn:aws:iam::417205938164:role/OpsthreadRead",
      actRole: "arn:aws:iam::417205938164:role/OpsthreadAct",
    },
  ]);
  expect(config.limits).toEqual({ costExplorerDay: 3, logsScanGb: 20, logsAskGb: 5 });
  expect(config.offerActions).toBe(true);
});

test("names every problem in one error", () => {
  const broken = () =>
    readConfig(["node", "server.ts", "--role", "act"], {
      OPSTHREAD_TOOLS_CONFIG: JSON.stringify({ accounts: [{ name: "a b", regions: ["mars-1"], id: "12", extra: 1 }] }),
      OPSTHREAD_NOW: "yesterday",
    });
  expect(broken).toThrow(ConfigError);
  expect(broken).toThrowErrorMatchingInlineSnapshot(
    `[ConfigError: The tool server cannot start: OPSTHREAD_TOOLS_CONFIG accounts.0.id: is not a 12 digit account id; OPSTHREAD_TOOLS_CONFIG accounts.0.name: may hold letters, digits, _ . -; OPSTHREAD_TOOLS_CONFIG accounts.0.regions.0: is not a region name; OPSTHREAD_TOOLS_CONFIG accounts.0: Unrecognized key: "extra"; OPSTHREAD_NOW is not an ISO instant; OPSTHREAD_ACT_SECRET has to be set by the bot that starts the act server.]`,
  );
  expect(() => readConfig(["node", "server.ts"], {})).toThrow("start with --role read or --role act");
  expect(() => readConfig(read, { OPSTHREAD_TOOLS_CONFIG: "{" })).toThrow("is not JSON");
  expect(() => readConfig(read, { OPSTHREAD_DOCS: "sometimes" })).toThrow("OPSTHREAD_DOCS is online or embedded");
});
