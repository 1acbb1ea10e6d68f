import type { Account } from "../world/account.ts";

export const userArn = (account: Account, name: string): string => `arn:aws:iam::${account.id}:user/${name}`;
export const roleArn = (account: Account, name: string, path = "/"): string =>
  `arn:aws:iam::${account.id}:role${path}${name}`;
export const sessionArn = (account: Account, role: string, session: string): string =>
  `arn:aws:sts::${account.id}:assumed-role/${role}/${session}`;
