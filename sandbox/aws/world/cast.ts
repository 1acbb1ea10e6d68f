/** The account's identities as their events show them. */
import { ACCOUNT } from "../iam/policies.ts";
import { randomOf } from "./random.ts";

export interface Actor {
  name: string;
  kind: "person" | "machine";
  /** Where its calls come from. */
  ip: string;
  userAgent: string;
  /** Signs in to the console with a second factor. */
  mfa: boolean;
}

const cli = "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/macos#25.1 lang/python#3.13";
const console_ = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/142.0 Safari/537.36";

const person = (name: string, ip: string, userAgent: string, mfa = true): Actor => ({
  name,
  kind: "person",
  ip,
  userAgent,
  mfa,
});
const machine = (name: string, ip: string, userAgent: string): Actor => ({
  name,
  kind: "machine",
  ip,
  userAgent,
  mfa: false,
});

export const actors = {
  "jiwoo.kim": person("jiwoo.kim", "211.234.118.40", console_),
  "minsu.park": person("minsu.park", "211.234.118.52", cli),
  "hana.choi": person("hana.choi", "121.166.20.9", cli),
  "sarah.lee": person("sarah.lee", "73.189.44.17", console_, false),
  "deploy-bot": machine("deploy-bot", "20.27.177.113", "GitHub-Actions aws-sdk-js/3.1102.0"),
  "data-batch": machine("data-batch", "10.20.14.7", "Boto3/1.41.2 md/Botocore#1.41.2 lang/python#3.12"),
  "grafana-reader": machine("grafana-reader", "10.20.11.30", "aws-sdk-go-v2/1.39.6 Grafana"),
  "ops-bot": machine("ops-bot", "10.20.11.88", "aws-sdk-js/3.1121.0"),
} satisfies Record<string, Actor>;

export type ActorName = keyof typeof actors;

export const CONSOLE_AGENT = console_;
export const TOR_EXIT = "185.220.101.34";

/** Thousands of events name the same few users: what is derived from a name is derived once. */
function once<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}

export const accessKeyOf = once(
  (name) => `AKIA${randomOf("access-key", name).hex(16).toUpperCase().replaceAll("0", "Q").replaceAll("1", "R")}`,
);

export const userIdOf = once((name) => `AIDA${randomOf("user", name).hex(17).toUpperCase()}`);

export const userIdentity = (name: string, accessKeyId?: string): object => ({
  type: "IAMUser",
  principalId: userIdOf(name),
  arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
  accountId: ACCOUNT,
  ...(accessKeyId ? { accessKeyId } : {}),
  userName: name,
});

export const rootIdentity = {
  type: "Root",
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
};
