import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../../../sandbox/aws/world/random.ts";
import { DATABASE_FILE } from "../../../src/store/database.ts";
import type { Commit } from "./commit-log.ts";

const [LOG, INDEX] = [`${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`];
/** The database, its write-ahead log, and the index of it, which lives in memory. */
const FILES = [DATABASE_FILE, LOG, INDEX];

/** What a disk writes at once or not at all. */
const SECTOR = 512;
/** Of SQLite's file format: the log's header and that of a frame, the index's counters of what was copied back. */
const HEADER = 32;
const FRAME_HEADER = 24;
const SALT_IN_FRAME = 8;
const COPIED_AT = 96;
const COPYING_AT = 128;

/** Copies the files of a process that stands still. */
export function snapshot(from: string, to: string): void {
  for (const file of FILES) copyFileSync(join(from, file), join(to, file));
}

/**
 * Makes of a snapshot in `dir` what a disk may hold when the power goes then: everything up to the last commit that waited
 * for the disk, and of what was written since, in the log as in the database, each sector anew, as it was, or as rubbish.
 * Gives how many bytes were not on the disk for sure.
 */
export function losePower(dir: string, commits: Commit[], random: Random): number {
  const [database, log, index] = FILES.map((file) => readFileSync(join(dir, file))) as [Buffer, Buffer, Buffer];
  if (log.length < HEADER) return 0;
  const pageBytes = log.readUInt32BE(8);
  const frameBytes = FRAME_HEADER + pageBytes;
  const salt = log.toString("hex", 16, 24);
  // Between two logs: what the old one held has been copied back, and the new one holds nothing yet.
  if (salt !== index.toString("hex", 32, 40)) return 0;
  const copied = index.readUInt32LE(COPIED_AT);
  // The log is put on the disk before it is copied back.
  const copying = index.readUInt32LE(COPYING_AT);
  const synced = commits.findLast((commit) => commit.synced && commit.salt === salt)?.frames ?? 0;
  const sure = HEADER + Math.max(synced, copying) * frameBytes;
  const frameAt = (frame: number) => HEADER + (frame - 1) * frameBytes;

  // Beyond it stand frames of the log before, which the disk has and nobody reads.
  let end = HEADER;
  while (end < log.length && log.toString("hex", end + SALT_IN_FRAME, end + SALT_IN_FRAME + 8) === salt)
    end += frameBytes;

  // The process may stand still in the middle of a frame.
  let unsure = spoil(log, sure, Math.min(end, log.length), random);
  for (let frame = copied + 1; frame <= copying; frame += 1) {
    const start = (log.readUInt32BE(frameAt(frame)) - 1) * pageBytes;
    unsure += spoil(database, start, Math.min(start + pageBytes, database.length), random);
  }
  writeFileSync(join(dir, DATABASE_FILE), database);
  writeFileSync(join(dir, LOG), random.int(0, 2) === 0 ? log.subarray(0, sure) : log);
  writeFileSync(join(dir, INDEX), "");
  return unsure;
}

function spoil(file: Buffer, from: number, to: number, random: Random): number {
  for (let at = from; at < to; ) {
    const end = Math.min(to, (Math.floor(at / SECTOR) + 1) * SECTOR);
    const fate = random.int(0, 3);
    if (fate === 0) file.fill(0, at, end);
    if (fate === 1) file.fill(random.int(1, 255), at, end);
    at = end;
  }
  return Math.max(0, to - from);
}
