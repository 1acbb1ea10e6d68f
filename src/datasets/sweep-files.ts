import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../log.ts";
import type { OpenFiles } from "./open-files.ts";
import type { ThreadFile } from "./thread-file.ts";

/**
 * Drops what is older than `before` (milliseconds since the epoch), then, while the files hold more than `mostBytes`, all
 * of the thread whose newest result is the oldest. A file that cannot be read is left as it is: its thread is told so
 * when somebody asks there. Returns how many results were dropped.
 */
export function sweepFiles(
  { dir, files, log }: { dir: string; files: OpenFiles; log: Log },
  { before, mostBytes }: { before: number; mostBytes: number },
): number {
  const paths = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith(".sqlite")) : [];
  let dropped = 0;
  const look = <T>(path: string, job: (file: ThreadFile) => T): T | null => {
    try {
      return job(files.use(path));
    } catch (error) {
      files.drop(path);
      log.error({ err: error, file: path }, "a thread's old results could not be dropped");
      return null;
    }
  };

  const kept = paths.flatMap((name) => {
    const path = join(dir, name);
    dropped += look(path, (file) => file.forgetBefore(before)) ?? 0;
    const newest = look(path, (file) => file.newest());
    return typeof newest === "number" ? [{ path, newest }] : [];
  });
  let bytes = paths.reduce((sum, name) => sum + sizeOf(join(dir, name)), 0);
  for (const { path } of kept.sort((a, b) => a.newest - b.newest)) {
    if (bytes <= mostBytes) break;
    const size = sizeOf(path);
    dropped += look(path, (file) => file.forgetBefore(Number.POSITIVE_INFINITY)) ?? 0;
    // What was given back stands in the write-ahead log until the file is closed.
    files.drop(path);
    bytes -= size - sizeOf(path);
  }
  return dropped;
}

/** With its write-ahead log. */
const sizeOf = (path: string): number =>
  [path, `${path}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0);
