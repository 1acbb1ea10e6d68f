import type { ThreadFile } from "./thread-file.ts";

export interface OpenFiles {
  /** The file at `path`, opened if it is not; never held across an await. */
  use(path: string): ThreadFile;
  /** A file that failed is closed, so that the next use opens it afresh. */
  drop(path: string): void;
  close(): void;
}

/** Keeps the files last used open: at most `most` of them, each until it was idle for `idleMs`. */
export function createOpenFiles(open: (path: string) => ThreadFile, most: number, idleMs: number): OpenFiles {
  const files = new Map<string, { file: ThreadFile; idle: NodeJS.Timeout }>();
  const drop = (path: string): void => {
    const entry = files.get(path);
    if (!entry) return;
    files.delete(path);
    clearTimeout(entry.idle);
    entry.file.close();
  };
  return {
    use(path) {
      const known = files.get(path);
      if (known) {
        known.idle.refresh();
        files.delete(path);
        files.set(path, known);
        return known.file;
      }
      const [oldest] = files.keys();
      if (files.size >= most && oldest !== undefined) drop(oldest);
      const file = open(path);
      files.set(path, { file, idle: setTimeout(drop, idleMs, path).unref() });
      return file;
    },
    drop,
    close: () => [...files.keys()].forEach(drop),
  };
}
