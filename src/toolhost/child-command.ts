import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/**
 * How the bot starts its tool servers: with a heap that rather collects than grows and a small nursery, because they make
 * short-lived objects (`npm run bench -- tools`), and the guard first, so that compiled modules are kept between starts
 * (`npm run bench -- startup`).
 */
export const toolServer = (role: "read" | "act"): { command: string; args: string[] } => ({
  command: process.execPath,
  args: [
    "--optimize-for-size",
    "--max-semi-space-size=2",
    ...["--import", join(ROOT, "guard.mjs")],
    ...[join(ROOT, "tools", "server.ts"), "--role", role],
  ],
});
