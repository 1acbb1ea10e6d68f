import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Refusal } from "./errors.ts";

export type Env = Record<string, string | undefined>;

/** Which ends are the real ones instead of those of the sandbox. */
export interface RealEnds {
  slack: boolean;
  aws: boolean;
  model: boolean;
}

/** The launcher's environment over the settings of `.env`, as `npm start` reads them. */
export function readSettings(env: Env, dotEnv: string): Env {
  return existsSync(dotEnv) ? { ...parseEnv(readFileSync(dotEnv, "utf8")), ...env } : { ...env };
}

/** The variables of the bot that connect it to the real ends. Refuses, all in one, when any of them is missing. */
export function realEndsEnv(real: RealEnds, settings: Env): Record<string, string> {
  const problems = [
    ...(real.slack ? slackProblems(settings) : []),
    ...(real.aws && !hasAwsCredentials(settings)
      ? [
          "--real-aws needs AWS credentials: set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws configure so that ~/.aws exists.",
        ]
      : []),
    ...(real.model && !settings.ANTHROPIC_API_KEY && !settings.OPSTHREAD_BEDROCK_REGION
      ? ["--real-model needs ANTHROPIC_API_KEY, or OPSTHREAD_BEDROCK_REGION for Bedrock."]
      : []),
  ];
  if (problems.length > 0) throw new Refusal(problems.join("\n"));
  const wanted = (name: string) =>
    (real.slack && /^SLACK_(BOT|APP)_TOKEN$/.test(name)) ||
    (real.aws && /^(OPSTHREAD_READ_|AWS_(?!BEARER_TOKEN_BEDROCK$))/.test(name)) ||
    (real.model && /^(ANTHROPIC_(API_KEY|BASE_URL)|OPSTHREAD_BEDROCK_.*|AWS_BEARER_TOKEN_BEDROCK)$/.test(name));
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => wanted(entry[0]) && Boolean(entry[1])),
  );
}

function slackProblems(settings: Env): string[] {
  const missing = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"].filter((name) => !settings[name]);
  return missing.length === 0
    ? []
    : [
        `--real-slack needs ${missing.join(" and ")}, in the environment or in .env; docs/slack.md tells where to get it.`,
      ];
}

function hasAwsCredentials(settings: Env): boolean {
  const named = [
    "AWS_ACCESS_KEY_ID",
    "AWS_PROFILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "OPSTHREAD_READ_PROFILE",
    "OPSTHREAD_READ_ACCESS_KEY_ID",
    "OPSTHREAD_READ_WEB_IDENTITY_TOKEN_FILE",
  ];
  if (named.some((name) => settings[name])) return true;
  const home = settings.HOME ?? "";
  const files = [
    settings.AWS_CONFIG_FILE ?? join(home, ".aws", "config"),
    settings.AWS_SHARED_CREDENTIALS_FILE ?? join(home, ".aws", "credentials"),
  ];
  return files.some((file) => existsSync(file));
}
