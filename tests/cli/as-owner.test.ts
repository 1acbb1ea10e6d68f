import { spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { nodeArgs } from "../support/node-args.ts";

const OWNER = 10009;

/** A folder that is not the test's own takes root, as in a container. */
it.runIf(process.getuid?.() === 0)(
  "a command that root gives leaves files that are the bot's",
  ({ onTestFinished }) => {
    // Not in the folder of the tests, which its owner alone may pass through.
    const data = mkdtempSync("/tmp/opsthread-owner-");
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    chownSync(data, OWNER, OWNER);
    const command = join(import.meta.dirname, "../../src/cli/changes.ts");
    const { stderr, status } = spawnSync(
      process.execPath,
      nodeArgs(command, "stop", "--why", "freeze", "--by", "root", "--data", data),
      { encoding: "utf8" },
    );
    expect([stderr, status]).toEqual(["", 0]);
    const { uid, gid } = statSync(join(data, "changes-stopped.json"));
    expect([uid, gid]).toEqual([OWNER, OWNER]);
  },
);
