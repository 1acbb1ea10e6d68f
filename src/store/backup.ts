import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { StoreError } from "../errors.ts";
import { beginEpoch } from "./approvals.ts";
import { createAudit } from "./audit.ts";
import { DATABASE_FILE, writing } from "./database.ts";

const MANIFEST = "backup.json";
/** The datasets of threads. Caches are not kept: they are read anew from AWS. */
const THREADS = "threads";
const THREAD_FILE = /^threads\/[0-9a-f]{64}\.sqlite$/;

interface Manifest {
  version: 1;
  /** ISO. */
  at: string;
  files: { path: string; bytes: number; sha256: string }[];
}

/**
 * Copies the state of a bot, also of a running one, into a new folder: the database and the datasets of every thread, each
 * as of one moment, with a list of checksums. It holds what people asked and got: keep it as you keep the data itself.
 */
export async function backUp(dataDir: string, folder: string, now: number): Promise<{ files: number; bytes: number }> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new StoreError(`${folder} is not empty. Name a new folder for each backup.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const paths = [DATABASE_FILE, ...threadFiles(dataDir)];
  const files: Manifest["files"] = [];
  for (const path of paths) {
    const copy = join(folder, path);
    mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
    const db = new BetterSqlite3(join(dataDir, path), { readonly: true, timeout: 5_000 });
    try {
      await db.backup(copy);
    } finally {
      db.close();
    }
    files.push({ path, bytes: statSync(copy).size, sha256: digest(copy) });
  }
  const manifest: Manifest = { version: 1, at: new Date(now).toISOString(), files };
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * Puts a backup where there is no state yet. What was decided after it was made is not known any more, so its epoch is
 * raised: every request for a change that was open then is void, and the bot says so when it starts.
 */
export function restore(folder: string, dataDir: string, now: number): { at: string; files: number; voided: number } {
  const manifest = readManifest(folder);
  if (existsSync(join(dataDir, DATABASE_FILE)))
    throw new StoreError(
      `${dataDir} holds the state of a bot. Stop the bot and move the folder away; a restore replaces nothing.`,
    );
  for (const { path, sha256 } of manifest.files) {
    if (!existsSync(join(folder, path))) throw new StoreError(`The backup is not whole: ${path} is missing.`);
    if (digest(join(folder, path)) !== sha256)
      throw new StoreError(`The backup is damaged: ${path} is not what was written on ${manifest.at}.`);
  }
  // The database comes last: a bot that starts on half a restore would begin a new one.
  mkdirSync(join(dataDir, THREADS), { recursive: true, mode: 0o700 });
  for (const { path } of manifest.files)
    if (path !== DATABASE_FILE) copyFileSync(join(folder, path), join(dataDir, path));
  const aside = join(dataDir, `${DATABASE_FILE}.restoring`);
  copyFileSync(join(folder, DATABASE_FILE), aside);
  const voided = raiseEpoch(aside, now, manifest.at);
  renameSync(aside, join(dataDir, DATABASE_FILE));
  return { at: manifest.at, files: manifest.files.length, voided };
}

/** Gives how many requests for a change were open. */
function raiseEpoch(file: string, now: number, backedUp: string): number {
  const db = new BetterSqlite3(file);
  try {
    if (db.pragma("quick_check", { simple: true }) !== "ok")
      throw new StoreError(`The backup's ${DATABASE_FILE} is damaged.`);
    const open = "SELECT count(*) FROM approvals WHERE state IN ('pending', 'approved', 'executing')";
    const voided = Number(db.prepare(open).pluck().get());
    writing(db, () => {
      beginEpoch(db);
      createAudit(db, { now: () => now, moved: false }).record("restored", { backedUp, voided });
    });
    return voided;
  } finally {
    db.close();
  }
}

function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) throw new StoreError(`${folder} is no backup: it has no ${MANIFEST}.`);
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  if (manifest.version !== 1) throw new StoreError(`${folder} was written by a newer version.`);
  const strange = manifest.files.find(({ path }) => path !== DATABASE_FILE && !THREAD_FILE.test(path));
  if (strange) throw new StoreError(`${folder} is no backup of this bot: it lists ${strange.path}.`);
  return manifest;
}

function threadFiles(dataDir: string): string[] {
  const folder = join(dataDir, THREADS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => `${THREADS}/${name}`)
    .filter((path) => THREAD_FILE.test(path))
    .sort();
}

const digest = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
