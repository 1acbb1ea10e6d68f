import { writeFileSync } from "node:fs";
import { users } from "./iam/callers.ts";
import { role } from "./iam/policies.ts";

export const profiles = { read: "opsthread-read", act: "opsthread-exec", admin: "sample-admin" } as const;

/** The AWS config file that points any SDK or CLI at this account; readable by its owner alone. */
export function writeAwsConfig(file: string, url: string): void {
  const common = ["region = ap-northeast-2", `endpoint_url = ${url}`];
  const keys = (user: { accessKeyId: string; secret: string }) => [
    `aws_access_key_id = ${user.accessKeyId}`,
    `aws_secret_access_key = ${user.secret}`,
  ];
  const base = `${profiles.read}-base`;
  const sections: [string, string[]][] = [
    [base, keys(users.reader)],
    [profiles.read, [`role_arn = ${role("OpsthreadRead")}`, `source_profile = ${base}`]],
    [profiles.act, keys(users.executor)],
    [profiles.admin, keys(users.admin)],
  ];
  const text = sections.map(([name, lines]) => [`[profile ${name}]`, ...common, ...lines, ""].join("\n")).join("\n");
  writeFileSync(file, text, { mode: 0o600 });
}
