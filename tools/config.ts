import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The only reader of the environment in this process. AWS_* variables are the SDK's own to read. */
export interface AccountConfig {
  /** Null: asked from STS on first use. */
  id: string | null;
  name: string;
  /** The first one is where single-region questions go. */
  regions: string[];
  readRole: string | null;
  actRole: string | null;
  /** Whether commands on hosts may be written by hand, if they only read. */
  freeText?: true;
}

export interface ToolsConfig {
  role: "read" | "act";
  accounts: AccountConfig[];
  /** GB scanned by Logs Insights: above `logsAskGb` a person has to agree, above `logsScanGb` it is refused. */
  limits: { costExplorerDay: number; logsScanGb: number; logsAskGb: number };
  /** Folder for tools.sqlite; null keeps the cache in memory. */
  dataDir: string | null;
  offerActions: boolean;
  clock: { start: string | null; file: string | null };
  /** `online` asks AWS's public documentation; `embedded` never leaves this process. */
  docs: "online" | "embedded";
  logLevel: string;
  /** Only in the act server: proves that a call comes from the bot that started it. */
  actSecret: string | null;
  /** Names of all variables this process was given, for the start line of the log. */
  envNames: string[];
}

/** Shown on stderr at start; exit code 1. Lists every problem at once. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const regionName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not a region name");
const roleArn = z.strictObject({ role: z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, "is not a role ARN") });

const actSettings = roleArn.extend({ free_text: z.boolean().optional() });

const settings = z.strictObject({
  accounts: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^\d{12}$/, "is not a 12 digit account id")
          .optional(),
        name: z.string().regex(/^[\w.-]{1,64}$/, "may hold letters, digits, _ . -"),
        regions: z.array(regionName).min(1),
        read: roleArn.optional(),
        act: actSettings.optional(),
      }),
    )
    .default([]),
  limits: z
    .object({
      cost_explorer_day: z.number().int().nonnegative().default(100),
      logs_scan_gb: z.number().positive().default(20),
      logs_ask_gb: z.number().positive().default(5),
    })
    .prefault({}),
});

export function readConfig(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): ToolsConfig {
  const problems: string[] = [];
  const role = argv[argv.indexOf("--role") + 1];
  if (!argv.includes("--role") || (role !== "read" && role !== "act"))
    problems.push("start with --role read or --role act");

  const parsed = settings.safeParse(readJson(env.OPSTHREAD_TOOLS_CONFIG, problems));
  if (!parsed.success)
    for (const issue of parsed.error.issues)
      problems.push(`OPSTHREAD_TOOLS_CONFIG ${issue.path.join(".")}: ${issue.message}`);

  const start = env.OPSTHREAD_NOW ?? null;
  if (start !== null && Number.isNaN(Date.parse(start))) problems.push("OPSTHREAD_NOW is not an ISO instant");
  const secret = env.OPSTHREAD_ACT_SECRET ?? null;
  if (role === "act" && (secret === null || secret.length < 16))
    problems.push("OPSTHREAD_ACT_SECRET has to be set by the bot that starts the act server");

  problems.push(...unreadable(env));
  const docs = env.OPSTHREAD_DOCS || "embedded";
  if (docs !== "online" && docs !== "embedded") problems.push("OPSTHREAD_DOCS is online or embedded");

  if (problems.length > 0 || !parsed.success || (role !== "read" && role !== "act"))
    throw new ConfigError(`The tool server cannot start: ${problems.join("; ")}.`);

  const { accounts, limits } = parsed.data;
  return {
    role,
    accounts:
      accounts.length > 0
        ? accounts.map(({ id, name, regions, read, act }) => ({
            id: id ?? null,
            name,
            regions: [...new Set(regions)],
            readRole: read?.role ?? null,
            actRole: act?.role ?? null,
            ...(act?.free_text ? { freeText: true as const } : {}),
          }))
        : [ownAccount(env.AWS_REGION)],
    limits: {
      costExplorerDay: limits.cost_explorer_day,
      logsScanGb: limits.logs_scan_gb,
      logsAskGb: limits.logs_ask_gb,
    },
    dataDir: env.OPSTHREAD_TOOLS_DATA || null,
    offerActions: env.OPSTHREAD_OFFER_ACTIONS === "1",
    clock: { start, file: env.OPSTHREAD_CLOCK_FILE ?? null },
    docs: docs === "online" ? "online" : "embedded",
    logLevel: env.OPSTHREAD_LOG_LEVEL ?? "info",
    actSecret: secret,
    envNames: Object.keys(env).sort(),
  };
}

/** Without accounts in the configuration: the credentials' own, in its default region and us-east-1. */
function ownAccount(region = "ap-northeast-2"): AccountConfig {
  return {
    id: null,
    name: "default",
    regions: [...new Set([region, "us-east-1"])],
    readRole: null,
    actRole: null,
  };
}

function readJson(text: string | undefined, problems: string[]): unknown {
  if (text === undefined || text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    problems.push("OPSTHREAD_TOOLS_CONFIG is not JSON");
    return {};
  }
}

/** The SDK takes a file that it may not read for one without credentials, and says so long after it could be known. */
function unreadable(env: Readonly<Record<string, string | undefined>>): string[] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_WEB_IDENTITY_TOKEN_FILE, HOME } = env;
  const usual = HOME ? [join(HOME, ".aws", "config"), join(HOME, ".aws", "credentials")] : [];
  const files = [AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_WEB_IDENTITY_TOKEN_FILE, ...usual];
  return files.flatMap((file) => {
    if (!file) return [];
    try {
      accessSync(file, constants.R_OK);
      return [];
    } catch (error) {
      const refused = (error as NodeJS.ErrnoException).code === "EACCES";
      return refused ? [`${file} may not be read by the user ${process.getuid?.()} that this server runs as`] : [];
    }
  });
}
