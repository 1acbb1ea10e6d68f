import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** All that a run of the tests puts aside lies in one folder, which goes with it. Compiled modules stay for the next run. */
export default function setup(): () => void {
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), "node-compile-cache");
  const dir = mkdtempSync(join(tmpdir(), "opsthread-tests-"));
  process.env.TMPDIR = dir;
  return () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}
