import { writeFileSync } from "node:fs";
import { roleArn } from "./iam/arn.ts";
import { type User, users } from "./iam/users.ts";
import { type Account, dev, prod } from "./world/account.ts";

export const HOME_REGION = "ap-northeast-2";
export const CONFIG_FILE = "aws-config";

/** Profiles of the config file: the first three are the bot's and the tests', the others for whoever looks around. */
export const profiles = {
  read: "opsthread-read",
  act: "opsthread-exec",
  admin: "sample-admin",
  operator: "sample-operator",
  dev: "haneul-dev",
  devAdmin: "haneul-dev-admin",
} as const;

type Lines = Record<string, string>;

/** The AWS config file that points any SDK or CLI at this account; readable by its owner alone. */
export function writeAwsConfig(file: string, url: string): void {
  const base = `${profiles.read}-base`;
  const keys = (user: User): Lines => ({
    aws_access_key_id: user.accessKeyId,
    aws_secret_access_key: user.secret,
  });
  const readRole = (account: Account): Lines => ({
    role_arn: roleArn(account, "OpsthreadRead"),
    source_profile: base,
  });
  const sections: [profile: string, Lines][] = [
    [base, keys(users.reader)],
    [profiles.read, readRole(prod)],
    [profiles.act, keys(users.executor)],
    [profiles.operator, keys(users.operator)],
    [profiles.admin, keys(users.admin)],
    [profiles.dev, readRole(dev)],
    [profiles.devAdmin, keys(users.devAdmin)],
  ];
  const text = sections.map(([name, lines]) => {
    const all = Object.entries({ region: HOME_REGION, endpoint_url: url, ...lines });
    return [`[profile ${name}]`, ...all.map(([key, value]) => `${key} = ${value}`), ""].join("\n");
  });
  writeFileSync(file, text.join("\n"), { mode: 0o600 });
}
