import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { users } from "../../../sandbox/aws/iam/users.ts";
import type { Stack } from "./stack.ts";

const REGION = "ap-northeast-2";

/** Each by the name that its server is to see. */
export interface Keys {
  read: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string; AWS_SESSION_TOKEN: string };
  act: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string };
}

/** A session of the read role for the read server, a user's keys for the act server. */
export async function keysOf({ account }: Stack): Promise<Keys> {
  const { reader, executor } = users;
  const credentials = { accessKeyId: reader.accessKeyId, secretAccessKey: reader.secret };
  const sts = new STSClient({ endpoint: account.url, region: REGION, credentials });
  const RoleArn = `arn:aws:iam::${account.account}:role/OpsthreadRead`;
  const session = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "given-as-variables" }));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = session.Credentials ?? {};
  return {
    read: { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken },
    act: { AWS_ACCESS_KEY_ID: executor.accessKeyId, AWS_SECRET_ACCESS_KEY: executor.secret },
  };
}

/** For a bot that is given them as variables, and no profile: only where the account is stands in a file. */
export function asVariables(keys: Keys, { account, dataDir }: Stack): Record<string, string> {
  const file = join(dataDir, "aws-endpoint");
  writeFileSync(file, `[default]\nendpoint_url = ${account.url}\n`);
  const of = (role: "READ" | "ACT", own: Keys["read"] | Keys["act"]) => ({
    [`OPSTHREAD_${role}_CONFIG_FILE`]: file,
    [`OPSTHREAD_${role}_PROFILE`]: "",
    ...Object.fromEntries(
      Object.entries(own).map(([name, value]) => [name.replace("AWS_", `OPSTHREAD_${role}_`), value]),
    ),
  });
  return { ...of("READ", keys.read), ...of("ACT", keys.act) };
}
