import { execFile } from "node:child_process";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { column, costs, datasetsIn, folder, never, table } from "./support.ts";

const run = promisify(execFile);

async function storedFile(): Promise<{ dir: string; path: string }> {
  const dir = folder();
  const datasets = datasetsIn(dir);
  const rows = Array.from({ length: 500 }, (_, n) => [`row ${n}`]);
  await datasets.add("t", "toolu_1", "t", {}, table([column("name")], rows));
  await datasets.close();
  const [name] = readdirSync(dir);
  return { dir, path: join(dir, name ?? "") };
}

const damaged = "The stored results of this thread are damaged and cannot be read. Ask again in a new thread.";

describe("a thread's file that cannot be used", () => {
  test("damaged in the head: a clear error, and the file stays as it is", async () => {
    const { dir, path } = await storedFile();
    const bytes = readFileSync(path);
    bytes.fill(0x41, 0, 100);
    writeFileSync(path, bytes);
    const datasets = datasetsIn(dir);
    await expect(datasets.add("t", "toolu_2", "t", {}, costs())).rejects.toThrow(damaged);
    expect(() => datasets.list("t")).toThrow(damaged);
    await expect(datasets.query("t", "select 1", never)).rejects.toThrow(damaged);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test("damaged in its pages: a clear error", async () => {
    const { dir, path } = await storedFile();
    const bytes = readFileSync(path);
    bytes.fill(0x41, 4096);
    writeFileSync(path, bytes);
    const datasets = datasetsIn(dir);
    expect(() => datasets.read("t", "d1")).toThrow(damaged);
  });

  test("emptied: refused, not begun anew", async () => {
    const { dir, path } = await storedFile();
    truncateSync(path, 0);
    const datasets = datasetsIn(dir);
    await expect(datasets.add("t", "toolu_2", "t", {}, costs())).rejects.toThrow(damaged);
    expect(readFileSync(path)).toHaveLength(0);
  });

  test("written by a newer version: refused with that reason", async () => {
    const { dir, path } = await storedFile();
    const db = new Database(path);
    db.pragma("user_version = 2");
    db.close();
    expect(() => datasetsIn(dir).list("t")).toThrow(
      "The stored results of this thread were written by a newer version of the bot and cannot be read by this one.",
    );
  });

  test("locked by another process: a clear error, and it works once the lock is gone", async () => {
    const { dir, path } = await storedFile();
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    onTestFinished(() => void other.close());
    const datasets = datasetsIn(dir, { busyMs: 50 });
    await expect(datasets.add("t", "toolu_2", "t", {}, costs())).rejects.toThrow(
      "The stored results of this thread are in use by another process. Try again in a few seconds.",
    );
    other.exec("COMMIT");
    expect((await datasets.add("t", "toolu_2", "t", {}, costs())).handle).toBe("d2");
  });

  test("a folder that cannot be made: a clear error", async () => {
    const dir = folder();
    writeFileSync(join(dir, "file"), "");
    const datasets = datasetsIn(join(dir, "file", "datasets"));
    await expect(datasets.add("t", "toolu_1", "t", {}, costs())).rejects.toThrow(
      "The bot may not write to its data folder, so results cannot be stored. The bot's operator has to mend this.",
    );
  });

  test("a disk that fills up: a clear error, what was stored before stays, and it goes on when there is room", async () => {
    const dir = folder();
    const script = fileURLToPath(new URL("./fill-disk.ts", import.meta.url));
    const { stdout } = await run("sh", ["-c", 'ulimit -f 128; exec "$0" "$@"', process.execPath, script, dir]);
    expect(JSON.parse(stdout)).toEqual({
      first: "d1",
      second:
        "The bot's disk is full or failing, so results cannot be stored now. The bot's operator has to free space.",
      listed: [["d1", 2]],
      third: "d2",
    });
    expect(
      datasetsIn(dir)
        .list("t")
        .map((info) => info.handle),
    ).toEqual(["d1", "d2"]);
  });
});
