import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFolders } from "../../src/toolhost/read-folders.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "opsthread-folders-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);
/** Of this process, so that the folders can be given to it without being root. */
const group = process.getgid?.() ?? 0;

describe("the folders of bot and read server", () => {
  it("are the bot's own where both are one user, and nothing is opened", () => {
    expect(readFolders(dir, null)).toEqual({ cache: dir, spool: join(dir, "spool") });
    expect([modeOf(dir), readdirSync(dir)]).toEqual(["700", []]);
  });

  it("are one that both share, in a folder that others may only pass through", () => {
    const data = join(dir, "new", "bot");
    const folders = readFolders(data, group);
    expect(folders).toEqual({ cache: join(data, "read-server"), spool: join(data, "read-server", "spool") });
    expect([data, folders.cache, folders.spool].map(modeOf)).toEqual(["711", "2770", "2770"]);
    expect(statSync(folders.spool).gid).toBe(group);
  });

  it("shut in what was open to all, and end a cache of before, and do both again without harm", () => {
    for (const name of ["opsthread.sqlite", "tools.sqlite", "tools.sqlite-wal", "trail.sqlite"])
      writeFileSync(join(dir, name), "", { mode: 0o644 });
    mkdirSync(join(dir, "threads"), { mode: 0o755 });
    const { cache } = readFolders(dir, group);
    writeFileSync(join(cache, "tools.sqlite"), "kept");
    readFolders(dir, group);
    expect(readdirSync(dir).sort()).toEqual(["opsthread.sqlite", "read-server", "threads"]);
    expect(["opsthread.sqlite", "threads"].map((name) => modeOf(join(dir, name)))).toEqual(["600", "700"]);
    expect(readdirSync(cache).sort()).toEqual(["spool", "tools.sqlite"]);
  });
});
