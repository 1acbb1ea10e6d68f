import { devNull } from "node:os";

/**
 * AWS_<name> in the child comes from OPSTHREAD_READ_<name> or OPSTHREAD_ACT_<name> of the bot. KEYS_FILE is ours: keys that
 * were given as variables are in that file, which the child reads by itself (config/aws-keys.ts).
 */
const AWS_SETTINGS = [
  "PROFILE",
  "CONFIG_FILE",
  "SHARED_CREDENTIALS_FILE",
  "REGION",
  "ROLE_ARN",
  "WEB_IDENTITY_TOKEN_FILE",
  "ROLE_SESSION_NAME",
  "ACCESS_KEY_ID",
  "SECRET_ACCESS_KEY",
  "SESSION_TOKEN",
  "KEYS_FILE",
  "CA_BUNDLE",
  "EC2_METADATA_DISABLED",
  "CONTAINER_CREDENTIALS_RELATIVE_URI",
  "CONTAINER_CREDENTIALS_FULL_URI",
  "CONTAINER_AUTHORIZATION_TOKEN",
  "CONTAINER_AUTHORIZATION_TOKEN_FILE",
] as const;

/** glibc would keep an arena per thread: some 10 MB more once all families of tools are loaded (`npm run bench -- tools`). */
const MALLOC_ARENA_MAX = "2";

type Env = Record<string, string>;
export type ParentEnv = Readonly<Record<string, string | undefined>>;

export interface ToolServerSettings {
  /** JSON: accounts and limits. */
  toolsConfig: string;
  dataDir: string;
  offerActions: boolean;
  /** Whether AWS documentation is asked at AWS, or looked up in what is built in. */
  docs: "online" | "embedded";
  logLevel: string;
  /** ISO; moves the clock of the tools with the bot's. */
  now?: string;
  clockFile?: string;
}

/**
 * The complete environment of the read tool server. With any OPSTHREAD_READ_* set, exactly those; with none, the
 * default chain: the bot's own AWS_* and the home directory's ~/.aws.
 */
export function readServerEnv(parent: ParentEnv, settings: ToolServerSettings): Env {
  const own = awsFrom(parent, "OPSTHREAD_READ_");
  const aws = Object.keys(own).length > 0 ? withoutHiddenFiles(own, parent) : defaultChain(parent);
  return {
    ...base(parent, settings),
    OPSTHREAD_TOOLS_DATA: settings.dataDir,
    OPSTHREAD_OFFER_ACTIONS: settings.offerActions ? "1" : "0",
    OPSTHREAD_DOCS: settings.docs,
    ...aws,
  };
}

/**
 * The complete environment of the act tool server, without its handshake secret: OPSTHREAD_ACT_* and no default,
 * neither ~/.aws nor the machine's own role, so that a gap in the configuration never becomes other credentials.
 */
export function actServerEnv(parent: ParentEnv, settings: ToolServerSettings): Env {
  const own = awsFrom(parent, "OPSTHREAD_ACT_");
  return {
    ...base(parent, settings),
    AWS_EC2_METADATA_DISABLED: "true",
    ...withoutHiddenFiles(own, parent),
  };
}

function base(parent: ParentEnv, settings: ToolServerSettings): Env {
  return {
    ...present({ PATH: parent.PATH, LANG: parent.LANG, NODE_COMPILE_CACHE: parent.NODE_COMPILE_CACHE }),
    MALLOC_ARENA_MAX,
    // Where it is not set the SDK asks who the user is, which fails for one that has no name.
    HOME: "/nonexistent",
    OPSTHREAD_TOOLS_CONFIG: settings.toolsConfig,
    OPSTHREAD_LOG_LEVEL: settings.logLevel,
    ...present({ OPSTHREAD_NOW: settings.now, OPSTHREAD_CLOCK_FILE: settings.clockFile }),
  };
}

function awsFrom(parent: ParentEnv, prefix: string): Env {
  return present(Object.fromEntries(AWS_SETTINGS.map((name) => [`AWS_${name}`, parent[`${prefix}${name}`]])));
}

function defaultChain(parent: ParentEnv): Env {
  return present({ ...awsFrom(parent, "AWS_"), AWS_DEFAULT_REGION: parent.AWS_DEFAULT_REGION, HOME: parent.HOME });
}

/**
 * The SDK reads ~/.aws also where HOME is unset (it asks the operating system), so files nobody named are shut out.
 * A profile named without a file means the usual files.
 */
function withoutHiddenFiles(aws: Env, parent: ParentEnv): Env {
  const named = "AWS_CONFIG_FILE" in aws || "AWS_SHARED_CREDENTIALS_FILE" in aws;
  if ("AWS_PROFILE" in aws && !named) return { ...aws, ...present({ HOME: parent.HOME }) };
  return { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull, ...aws };
}

function present(values: Record<string, string | undefined>): Env {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ""),
  );
}
