import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export interface ReadFolders {
  /** Where the read server keeps its cache. */
  cache: string;
  /** Where it leaves rows that are too many for a message. */
  spool: string;
}

/** What the read server keeps where it is the bot's own user. */
const CACHE = /^(tools|trail)\.sqlite(-wal|-shm)?$/;

/**
 * The folders that the bot and its read server share, below the bot's own. With a user of its own the server may pass
 * through the bot's folder, and neither list it nor open anything there but the one that is theirs together.
 */
export function readFolders(dataDir: string, reader: number | null): ReadFolders {
  if (reader === null) return { cache: dataDir, spool: join(dataDir, "spool") };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  shutIn(dataDir);
  chmodSync(dataDir, 0o711);
  const cache = join(dataDir, "read-server");
  const spool = join(cache, "spool");
  for (const folder of [cache, spool]) share(folder, reader);
  return { cache, spool };
}

/** Open to the bot and the group of the reader, which what is made in it belongs to as well. */
function share(folder: string, group: number): void {
  mkdirSync(folder, { recursive: true });
  chownSync(folder, -1, group);
  chmodSync(folder, 0o2770);
}

/** Files of a bot that had its folder to itself may be open to all; a cache from then would never be cleared again. */
function shutIn(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const path = join(dataDir, name);
    if (CACHE.test(name)) rmSync(path);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found && !found.isSymbolicLink() && (found.mode & 0o077) !== 0 && name !== "read-server")
      chmodSync(path, found.mode & 0o700);
  }
}
