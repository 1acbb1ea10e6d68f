import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "..", "..");
/** The bundler that the test runner brings along. */
const BUNDLER = join(ROOT, "node_modules/rolldown/bin/cli.mjs");

/**
 * The tool server as one bundle, for what it would save; null without a bundler. It stands under the checkout, because the
 * SDK's clients and what is compiled for the machine stay in node_modules.
 */
export async function bundleToolServer(): Promise<{ entry: string; remove(): void } | null> {
  if (!existsSync(BUNDLER)) return null;
  const dir = join(ROOT, ".data/bench-bundle");
  await promisify(execFile)(
    process.execPath,
    [
      ...[BUNDLER, "tools/server.ts", "--dir", dir, "--platform", "node", "--format", "esm", "--minify"],
      ...["--external", "better-sqlite3"],
    ],
    { cwd: ROOT },
  );
  return { entry: join(dir, "server.js"), remove: () => rmSync(dir, { recursive: true, force: true }) };
}
