import { type ChildUsers, childUsersOf } from "./config/child-users.ts";
import { type McpServer, readMcpServers } from "./config/mcp-servers.ts";
import { readTeamRules, type TeamRules } from "./config/team-rules.ts";
import { ConfigError } from "./errors.ts";

export interface Config {
  slack: {
    botToken: string;
    appToken: string;
    apiUrl: string | undefined;
    /** Without a connection to Slack for so long, the process ends. */
    deafMs: number;
  };
  model: {
    provider: "anthropic" | "bedrock" | "none";
    anthropicApiKey: string | undefined;
    anthropicBaseUrl: string | undefined;
    bedrock: { region: string | undefined; profile: string | undefined; token: string | undefined };
    default: string;
    fallbackOffline: boolean;
  };
  team: TeamRules;
  /** Further MCP servers, with their variables filled in. */
  mcp: McpServer[];
  dataDir: string;
  /** Null: the children run as the bot's own user. */
  childUsers: ChildUsers | null;
  healthPort: number;
  logLevel: string;
  /** Told in logs and traces, so that one collector can take several: dev, test, prod. Null: not named. */
  environment: string | null;
  /** Where traces go; null: nowhere. */
  tracing: { endpoint: string; headers: Record<string, string>; serviceName: string } | null;
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

/** Below the state's folder: while this file is there, nothing is changed. */
export const STOP_FILE = "changes-stopped.json";

/** Where the bot keeps its state; what looks at it beside the bot asks here too. */
export const dataDirOf = (env: Record<string, string | undefined>): string => env.DATA_DIR || ".data/bot";

/**
 * The only reader of the environment and of `opsthread.yaml` in the bot. Throws one ConfigError that lists
 * every problem.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const team = readTeamRules(env, problems);
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

  const mcp = readMcpServers(team.mcp, env, problems);
  const model = readModel(env, team, problems);
  const deafSeconds = Number(env.SLACK_DEAF_SECONDS ?? 90);
  if (!(deafSeconds >= 1 && deafSeconds <= 3600))
    problems.push("SLACK_DEAF_SECONDS must be between 1 and 3600; 90 is the default");
  const healthPort = Number(env.HEALTH_PORT ?? 8080);
  if (!Number.isInteger(healthPort) || healthPort < 0 || healthPort > 65_535)
    problems.push("HEALTH_PORT must be a port number; 8080 is the default");
  const logLevel = env.LOG_LEVEL ?? "info";
  if (!["debug", "info", "warn", "error"].includes(logLevel))
    problems.push("LOG_LEVEL must be debug, info, warn or error");
  const tracing = readTracing(env, problems);
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    slack: { botToken, appToken, apiUrl: env.SLACK_API_URL || undefined, deafMs: deafSeconds * 1000 },
    model,
    team,
    mcp,
    dataDir: dataDirOf(env),
    childUsers: childUsersOf(env),
    healthPort,
    logLevel,
    environment: env.OPSTHREAD_ENVIRONMENT || null,
    tracing,
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
  const toolsHaveOwn = Object.entries(env).some(([name, value]) => name.startsWith("OPSTHREAD_READ_") && value);
  if (provider === "bedrock" && !bedrock.profile && !bedrock.token && !toolsHaveOwn) {
    problems.push(
      "Bedrock would be called with the AWS credentials of the tools, which the bot must not hold: set OPSTHREAD_BEDROCK_PROFILE or AWS_BEARER_TOKEN_BEDROCK for Bedrock, or OPSTHREAD_READ_* for the tools",
    );
  }
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

/** The standard variables of OpenTelemetry, those that are needed for traces over HTTP. */
function readTracing(env: Record<string, string | undefined>, problems: string[]): Config["tracing"] {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim();
  if (!endpoint) return null;
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ""))
    problems.push("OTEL_EXPORTER_OTLP_ENDPOINT must be a URL such as http://collector:4318");
  const pairs = (env.OTEL_EXPORTER_OTLP_HEADERS ?? "").split(",").filter((pair) => pair.trim() !== "");
  const headers = pairs.flatMap((pair): [string, string][] => {
    const at = pair.indexOf("=");
    if (at > 0) return [[pair.slice(0, at).trim(), decodeHeader(pair.slice(at + 1).trim())]];
    problems.push("OTEL_EXPORTER_OTLP_HEADERS must be pairs such as authorization=Bearer%20abc,x-team=ops");
    return [];
  });
  return { endpoint, headers: Object.fromEntries(headers), serviceName: env.OTEL_SERVICE_NAME || "opsthread" };
}

function decodeHeader(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
