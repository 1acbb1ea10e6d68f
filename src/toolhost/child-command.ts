import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/**
 * How the bot starts its tool servers: with a heap that rather collects than grows and a small nursery, because they make
 * short-lived objects (`npm run bench -- tools`). The start itself (`npm run bench -- startup`): the guard first, so that
 * compiled modules are kept; a heap of the size that the start fills, so that it is not collected meanwhile; and no
 * look for links in the path of each module, of which an installation has none.
 */
export const toolServer = (role: "read" | "act"): { command: string; args: string[] } => ({
  command: process.execPath,
  args: [
    ...["--optimize-for-size", "--max-semi-space-size=2", "--initial-heap-size=20"],
    ...["--preserve-symlinks", "--preserve-symlinks-main"],
    ...["--import", join(ROOT, "guard.mjs")],
    ...[join(ROOT, "tools", "server.ts"), "--role", role],
  ],
});
