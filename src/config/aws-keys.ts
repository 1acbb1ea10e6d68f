import { createHash } from "node:crypto";
import { accessSync, chmodSync, chownSync, constants, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { StartError } from "../errors.ts";
import { type ChildUsers, childUsersOf } from "./child-users.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** What opens AWS to whoever knows it; the path of an ECS task's credentials is one of them. */
const KEYS = [
  "ACCESS_KEY_ID",
  "SECRET_ACCESS_KEY",
  "SESSION_TOKEN",
  "CONTAINER_AUTHORIZATION_TOKEN",
  "CONTAINER_CREDENTIALS_RELATIVE_URI",
];

/** Prefix to file: the read server's, the act server's, and the default chain's, which the read server takes when it has none. */
const FILES = { OPSTHREAD_READ_: "read.env", OPSTHREAD_ACT_: "act.env", AWS_: "default.env" };

/** Whose each file is, where the children have users of their own. */
const READERS: Readonly<Record<string, keyof ChildUsers>> = {
  "read.env": "read",
  "act.env": "act",
  "default.env": "read",
};

const FOLDER = "opsthread-keys-";

/** Memory before disk: there nothing outlives the machine, and nothing is deleted for its age. */
const PLACES = ["/dev/shm", tmpdir()];

interface Parted {
  /** Without keys; where there were some, `<prefix>KEYS_FILE` names the file they are in. */
  env: Record<string, string>;
  /** Name to text: lines of `AWS_NAME='value'`, for `process.loadEnvFile`. */
  files: Map<string, string>;
}

/** The AWS keys of an environment apart from the rest. Those of the default chain stay where Bedrock is called with them. */
export function partKeys(env: Env, folder: string): Parted {
  const rest = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const files = new Map<string, string>();
  const {
    OPSTHREAD_BEDROCK_REGION: bedrock,
    OPSTHREAD_BEDROCK_PROFILE: profile,
    AWS_BEARER_TOKEN_BEDROCK: token,
  } = env;
  const kept = bedrock && !profile && !token ? "AWS_" : null;
  for (const [prefix, file] of Object.entries(FILES)) {
    const found = KEYS.filter((key) => rest[prefix + key]);
    if (found.length === 0 || prefix === kept) continue;
    files.set(file, found.map((key) => lineOf(prefix, key, rest[prefix + key] ?? "")).join(""));
    for (const key of found) delete rest[prefix + key];
    rest[`${prefix}KEYS_FILE`] = join(folder, file);
  }
  return { env: rest, files };
}

function lineOf(prefix: string, key: string, value: string): string {
  if (/['\r\n]/.test(value))
    throw new StartError(`${prefix}${key} has a quote or a line break in it: no key of AWS has. Set it anew.`);
  return `AWS_${key}='${value}'\n`;
}

/**
 * Where AWS keys stand in the environment, puts them into files, one for each child, and starts this process anew without
 * them, so that neither its memory nor /proc holds them: in that case it does not return. The files end with the process.
 */
export function handOverKeys(env: Env): void {
  const folder = folderOf(env);
  const { env: rest, files } = partKeys(env, folder);
  if (files.size > 0) {
    if (!process.execve)
      throw new StartError(
        "AWS keys cannot be given as variables on this system: name a profile instead (docs/aws.md).",
      );
    writeKeys(files, folder, childUsersOf(env));
    process.execve(process.execPath, [process.execPath, ...flags(), ...process.argv.slice(1)], rest);
  }
  const own = Object.keys(FILES).flatMap((prefix) => env[`${prefix}KEYS_FILE`] ?? []);
  const [made] = own.map(dirname).filter((path) => basename(path).startsWith(FOLDER));
  if (made) process.once("exit", () => rmSync(made, { recursive: true, force: true }));
}

/** Node's own, without those that read .env: what it holds is in the environment by now, and the keys would come back. */
function flags(): string[] {
  const isEnvFile = (arg = "") => /^--env-file(-if-exists)?$/.test(arg);
  return process.execArgv.filter((arg, i, all) => !arg.startsWith("--env-file") && !isEnvFile(all[i - 1]));
}

/** Of this bot alone: another one on this machine has another state, one in another container another host name. */
function folderOf(env: Env): string {
  const own = createHash("sha256")
    .update(`${hostname()}\n${resolve(env.DATA_DIR ?? "")}`)
    .digest("hex");
  return join(PLACES.find(canWrite) ?? tmpdir(), FOLDER + own.slice(0, 16));
}

function canWrite(place: string): boolean {
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder found there is left from a start before this one, or somebody else's: that cannot be removed, and ends the start. */
function writeKeys(files: ReadonlyMap<string, string>, folder: string, users: ChildUsers | null): void {
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    for (const [name, text] of files) {
      const path = join(folder, name);
      writeFileSync(path, text, { mode: 0o600, flag: "wx" });
      const reader = READERS[name];
      if (!users || !reader) continue;
      chownSync(path, -1, users[reader]);
      chmodSync(path, 0o640);
    }
    // Passed through by the children, listed by none.
    if (users) chmodSync(folder, 0o711);
  } catch (error) {
    throw new StartError(
      `The AWS keys cannot be kept apart from the bot: ${(error as Error).message}. Remove what is in its way, let it write to ${dirname(folder)}, or name a profile instead of keys (docs/aws.md).`,
    );
  }
}
