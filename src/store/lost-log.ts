import { closeSync, existsSync, openSync, readSync } from "node:fs";

/** Of the index's first 100 bytes (sqlite.org/walformat.html, section 2): the last frame of the log, and the last copied back. */
const LAST_FRAME_AT = 16;
const COPIED_BACK_AT = 96;

/**
 * How many pages were written to a database's log and not yet to the database, when the log is gone and the index beside
 * it still tells of it. SQLite itself would go on without a word, with what was there before.
 */
export function pagesOfLostLog(file: string): number {
  const index = `${file}-shm`;
  if (existsSync(`${file}-wal`) || !existsSync(index)) return 0;
  const head = Buffer.alloc(COPIED_BACK_AT + 4);
  const opened = openSync(index, "r");
  readSync(opened, head, 0, head.length, 0);
  closeSync(opened);
  const words = new Uint32Array(head.buffer, head.byteOffset, head.length / 4);
  return (words[LAST_FRAME_AT / 4] ?? 0) - (words[COPIED_BACK_AT / 4] ?? 0);
}
