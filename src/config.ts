import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { ConfigError } from "./errors.ts";

const Rules = z.array(
  z.string().regex(/^(group:[a-z0-9._-]+|[UW][A-Z0-9]{2,})$/, "must be group:<handle> or a Slack user id"),
);

const Account = z.strictObject({
  id: z
    .string()
    .regex(/^\d{12}$/, "must be the 12 digits of the account")
    .optional(),
  name: z.string().min(1),
  regions: z.array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be a region such as ap-northeast-2")).min(1),
  read: z.strictObject({ role: z.string().startsWith("arn:") }).optional(),
  act: z.strictObject({ role: z.string().startsWith("arn:") }).optional(),
});

const Channel = z.strictObject({
  accounts: z.array(z.string()).min(1),
  askers: z.union([z.literal("members"), Rules]).default("members"),
  approvers: Rules.default([]),
});

/** `opsthread.yaml`, as documented in opsthread.example.yaml. Every part may be left out. */
const File = z.strictObject({
  accounts: z.array(Account).default([]),
  channels: z.record(z.string(), Channel).default({}),
  admins: z.array(z.string()).default([]),
  budgets: z
    .strictObject({
      person_day_usd: z.number().positive().default(5),
      person_day_tokens: z.number().int().positive().default(3_000_000),
      turn_usd: z.number().positive().default(1),
      cost_explorer_day: z.number().int().positive().default(100),
      logs_scan_gb: z.number().positive().default(20),
    })
    .prefault({}),
  retention: z
    .strictObject({
      datasets_days: z.number().int().positive().default(30),
      transcripts_days: z.number().int().positive().default(90),
    })
    .prefault({}),
  models: z
    .strictObject({
      provider: z.enum(["anthropic", "bedrock"]).optional(),
      default: z.string().optional(),
      fallback: z.enum(["offline"]).optional(),
    })
    .prefault({}),
  currency: z
    .strictObject({
      code: z.enum(["USD", "KRW"]),
      rate: z.number().positive().optional(),
      as_of: z.iso.date().optional(),
    })
    .prefault({ code: "USD" }),
  /** `online` asks AWS's public documentation service, with the redacted words of the question. */
  aws_docs: z.enum(["online", "embedded"]).default("embedded"),
  mcp: z.array(z.unknown()).max(0, "further MCP servers are not supported yet; leave mcp empty").default([]),
});

export type TeamRules = z.infer<typeof File>;

export interface Config {
  slack: { botToken: string; appToken: string; apiUrl: string | undefined };
  model: {
    provider: "anthropic" | "bedrock" | "none";
    anthropicApiKey: string | undefined;
    anthropicBaseUrl: string | undefined;
    bedrock: { region: string | undefined; profile: string | undefined; token: string | undefined };
    default: string;
    fallbackOffline: boolean;
  };
  team: TeamRules;
  dataDir: string;
  healthPort: number;
  logLevel: string;
  now: string | undefined;
  clockFile: string | undefined;
  /** What the children's environments are made from; nothing else of it reaches them. */
  env: Record<string, string | undefined>;
}

/** Bedrock wants the id of an inference profile. */
const DEFAULT_MODELS = {
  anthropic: "claude-sonnet-5-5",
  bedrock: "global.anthropic.claude-sonnet-5-5",
  none: "offline",
};

/** Where the bot keeps its state; what looks at it beside the bot asks here too. */
export const dataDirOf = (env: Record<string, string | undefined>): string => env.DATA_DIR || ".data/bot";

/**
 * The only reader of the environment and of `opsthread.yaml` in the bot. Throws one ConfigError that lists
 * every problem.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const team = readTeamRules(env.OPSTHREAD_CONFIG ?? "opsthread.yaml", env.OPSTHREAD_CONFIG !== undefined, problems);
  const token = (name: string, prefix: string, where: string) => {
    const value = env[name]?.trim() ?? "";
    if (value === "") problems.push(`${name} is not set; ${where}`);
    else if (!value.startsWith(prefix)) problems.push(`${name} must begin with ${prefix}; ${where}`);
    return value;
  };
  const botToken = token("SLACK_BOT_TOKEN", "xoxb-", "it is under OAuth & Permissions of your Slack app");
  const appToken = token(
    "SLACK_APP_TOKEN",
    "xapp-",
    "make one with connections:write under Basic Information of your Slack app",
  );
  if (env.SLACK_API_URL && !URL.canParse(env.SLACK_API_URL))
    problems.push("SLACK_API_URL must be a URL such as https://slack.com/api/");
  if (env.OPSTHREAD_NOW && Number.isNaN(Date.parse(env.OPSTHREAD_NOW)))
    problems.push("OPSTHREAD_NOW must be an ISO time such as 2026-11-20T09:00:00+09:00");

  const model = readModel(env, team, problems);
  const healthPort = Number(env.HEALTH_PORT ?? 8080);
  if (!Number.isInteger(healthPort) || healthPort < 0 || healthPort > 65_535)
    problems.push("HEALTH_PORT must be a port number; 8080 is the default");
  const logLevel = env.LOG_LEVEL ?? "info";
  if (!["debug", "info", "warn", "error"].includes(logLevel))
    problems.push("LOG_LEVEL must be debug, info, warn or error");
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    slack: { botToken, appToken, apiUrl: env.SLACK_API_URL || undefined },
    model,
    team,
    dataDir: dataDirOf(env),
    healthPort,
    logLevel,
    now: env.OPSTHREAD_NOW || undefined,
    clockFile: env.OPSTHREAD_CLOCK_FILE || undefined,
    env,
  };
}

function readModel(env: Record<string, string | undefined>, team: TeamRules, problems: string[]): Config["model"] {
  const anthropicApiKey = env.ANTHROPIC_API_KEY || undefined;
  const bedrock = {
    region: env.OPSTHREAD_BEDROCK_REGION || undefined,
    profile: env.OPSTHREAD_BEDROCK_PROFILE || undefined,
    token: env.AWS_BEARER_TOKEN_BEDROCK || undefined,
  };
  const hasBedrock = bedrock.region !== undefined;
  const provider = team.models.provider ?? (anthropicApiKey ? "anthropic" : hasBedrock ? "bedrock" : "none");
  if (provider === "anthropic" && !anthropicApiKey)
    problems.push("ANTHROPIC_API_KEY is not set, and models.provider in opsthread.yaml is anthropic");
  if (provider === "bedrock" && !hasBedrock)
    problems.push("OPSTHREAD_BEDROCK_REGION is not set, and models.provider in opsthread.yaml is bedrock");
  if (provider === "none" && team.models.default !== "offline") {
    problems.push(
      "no language model: set ANTHROPIC_API_KEY, or OPSTHREAD_BEDROCK_REGION for Bedrock, or `models: { default: offline }` in opsthread.yaml to answer by rules alone",
    );
  }
  return {
    provider,
    anthropicApiKey,
    anthropicBaseUrl: env.ANTHROPIC_BASE_URL || undefined,
    bedrock,
    default: team.models.default ?? DEFAULT_MODELS[provider],
    fallbackOffline: team.models.fallback === "offline",
  };
}

function readTeamRules(path: string, mustExist: boolean, problems: string[]): TeamRules {
  const empty = File.parse({});
  if (!existsSync(path)) {
    if (mustExist) problems.push(`OPSTHREAD_CONFIG names ${path}, which does not exist`);
    return empty;
  }
  let raw: unknown;
  try {
    raw = parse(readFileSync(path, "utf8")) ?? {};
  } catch (error) {
    problems.push(`${path} is not valid YAML: ${(error as Error).message.split("\n")[0]}`);
    return empty;
  }
  const read = File.safeParse(raw);
  if (!read.success) {
    for (const issue of read.error.issues)
      problems.push(`${path}: ${issue.path.join(".") || "(top level)"}: ${issue.message}`);
    return empty;
  }
  problems.push(...contradictions(read.data).map((problem) => `${path}: ${problem}`));
  return read.data;
}

function contradictions(team: TeamRules): string[] {
  const names = team.accounts.map((account) => account.name);
  const doubles = names.filter((name, i) => names.indexOf(name) !== i);
  const unknown = Object.entries(team.channels).flatMap(([channel, { accounts }]) =>
    names.length === 0
      ? []
      : accounts
          .filter((a) => !names.includes(a))
          .map((a) => `channels.${channel}.accounts: there is no account named ${a}`),
  );
  const rate =
    team.currency.code === "KRW" && team.currency.rate === undefined ? ["currency.rate is needed for KRW"] : [];
  return [...doubles.map((name) => `accounts: the name ${name} is used twice`), ...unknown, ...rate];
}
