import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Goes on as the owner of the bot's folder where it was started as root, as `docker exec` and `fly ssh console` do: root
 * would leave files that the bot cannot open.
 */
export function becomeOwnerOf(dataDir: string): void {
  if (process.getuid?.() !== 0) return;
  let folder = resolve(dataDir);
  while (!existsSync(folder)) folder = dirname(folder);
  const { uid, gid } = statSync(folder);
  if (uid === 0) return;
  process.setgroups?.([gid]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
