import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Scalar, ToolOutcome } from "../../src/ports/tools.ts";
import { error, hostFor } from "./support/host.ts";
import { aTable } from "./support/shapes.ts";

type Test = Parameters<typeof hostFor>[0];

function spooling(test: Test) {
  const spoolDir = mkdtempSync(join(tmpdir(), "opsthread-spool-"));
  test.onTestFinished(async () => rmSync(spoolDir, { recursive: true, force: true }));
  writeFileSync(join(spoolDir, "left-by-another-process.ndjson"), "[]\n");
  return { spoolDir, ...hostFor(test, {}, { spoolDir }) };
}

async function rowsOf(outcome: ToolOutcome): Promise<Scalar[][]> {
  if (outcome.kind !== "table" || !outcome.spool) throw new Error("nothing was spooled");
  const rows: Scalar[][] = [];
  for await (const row of outcome.spool.rows()) rows.push(row);
  return rows;
}

describe("a result whose rows are left in a file", () => {
  test("is read from the folder the host named, and the file is gone afterwards", async ({ onTestFinished }) => {
    const { call, spoolDir } = spooling({ onTestFinished });
    expect(readdirSync(spoolDir)).toEqual([]);
    const outcome = await call("spooled");
    expect(outcome).toMatchObject({ kind: "table", table: { ...aTable(), rows: [] }, spool: { count: 2 } });
    expect(await rowsOf(outcome)).toEqual(aTable().rows);
    if (outcome.kind === "table") await outcome.spool?.dispose();
    expect(readdirSync(spoolDir)).toEqual([]);
  });

  test("is refused where the server names another file, a link, or none", async ({ onTestFinished }) => {
    const { call, spoolDir } = spooling({ onTestFinished });
    const secret = join(spoolDir, "..", `opsthread-secret-${process.pid}`);
    writeFileSync(secret, '["2026-11-09","EC2",1]\n');
    onTestFinished(() => rmSync(secret, { force: true }));
    symlinkSync(secret, join(spoolDir, "00000000-0000-4000-8000-000000000001.ndjson"));
    const sentence = (why: string) =>
      error("internal", `spooled_badly sent a result that cannot be read (${why}), so it cannot be used. Say so.`);
    expect(await call("spooled_badly", { file: `../opsthread-secret-${process.pid}` })).toEqual(
      sentence("the rows left behind are not named as agreed"),
    );
    for (const last of ["1", "2"]) {
      const file = `00000000-0000-4000-8000-00000000000${last}.ndjson`;
      expect(await call("spooled_badly", { file })).toEqual(sentence("the rows left behind cannot be read"));
    }
    expect(existsSync(secret)).toBe(true);
  });

  test("fails while it is read when a row does not fit or rows are missing", async ({ onTestFinished }) => {
    const { call } = spooling({ onTestFinished });
    await expect(rowsOf(await call("spooled", { rows: ['["2026-11-09","EC2","1"]'] }))).rejects.toThrow(
      'row 0 has a cell in "usd" that is no money',
    );
    await expect(rowsOf(await call("spooled", { rows: ["{not json"] }))).rejects.toThrow("row 0 is no JSON");
    await expect(rowsOf(await call("spooled", { rows: [], claimed: 5 }))).rejects.toThrow(
      "the rows left behind are 0, not 5",
    );
  });
});
