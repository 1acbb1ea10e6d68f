import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createKillSwitch } from "../../src/approvals/kill-switch.ts";
import { auditEntries, createAudit, verifyAudit } from "../../src/store/audit.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createStopFile } from "../../src/store/stop-file.ts";
import { testClock } from "../store/support.ts";
import { nodeArgs } from "../support/node-args.ts";

const run = (file: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, nodeArgs(`src/cli/${file}.ts`, ...args), {
    encoding: "utf8",
  });
  return { status, text: `${stdout}${stderr}`.trim() };
};
let dir: string;
let heads: string[];

/** Five entries in a folder as a bot leaves it. */
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "opsthread-audit-"));
  const db = openDatabase(dir);
  const clock = testClock();
  const audit = createAudit(db, clock);
  const call = { tool: "ec2_reboot_instances", account: { name: "haneul-prod" }, args: { instance_ids: ["i-0a1"] } };
  heads = [
    ["requested", { approvalId: "a".repeat(32), contract: { call } }],
    ["refused_click", { approvalId: "a".repeat(32), user: { id: "U1", team: "T1" }, why: "own_request" }],
    ["approved", { approvalId: "a".repeat(32), by: { user: "U2", team: "T1" } }],
    ["succeeded", { approvalId: "a".repeat(32), outcome: { requestId: "8c1e" } }],
    ["forged_click", { approvalId: "b".repeat(32), user: { id: "U9" }, token: "xoxb-1234567890-abcdefghijkl" }],
  ].map(([what, detail]) => {
    audit.record(what as string, detail as Record<string, unknown>);
    clock.move(1_000);
    const head = audit.head()!;
    return `${head.seq}:${head.hash}`;
  });
  db.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A copy that somebody with the file in hand has changed. */
function tampered(sql: string, from = dir) {
  const copy = mkdtempSync(join(tmpdir(), "opsthread-audit-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  copyFileSync(join(from, "opsthread.sqlite"), join(copy, "opsthread.sqlite"));
  const db = new BetterSqlite3(join(copy, "opsthread.sqlite"));
  onTestFinished(() => void db.close());
  db.exec(`DROP TRIGGER audit_kept_u; DROP TRIGGER audit_kept_d; ${sql}`);
  return db;
}
const posted = (...which: number[]) => which.map((n) => ({ seq: n, hash: heads[n - 1]!.split(":")[1]!.slice(0, 16) }));

describe("npm run audit", () => {
  it("row 54: verifies an untouched chain against posted heads, and lists who did what", () => {
    const verified = run("audit", "verify", "--data", dir, "--head", heads[2]!, "--head", heads[4]!.slice(0, 14));
    expect(verified).toEqual({
      status: 0,
      text: `The chain of 5 entries is intact. It agrees with 2 posted heads. Head ${heads[4]}.`,
    });
    expect(run("audit", "list", "--data", dir, "--approval", "aaaa").text.split("\n")).toEqual([
      '1  2026-11-20T00:00:00.000Z  aaaaaaaaaaaa  requested  ec2_reboot_instances {"instance_ids":["i-0a1"]} in haneul-prod',
      "     2  2026-11-20T00:00:01.000Z  aaaaaaaaaaaa  refused_click  U1 · own_request",
      "     3  2026-11-20T00:00:02.000Z  aaaaaaaaaaaa  approved  U2",
      "     4  2026-11-20T00:00:03.000Z  aaaaaaaaaaaa  succeeded  request 8c1e",
    ]);
  });

  it("exports each entry with its hash and without secrets", () => {
    const out = join(dir, "audit.jsonl");
    expect(run("audit", "export", "--data", dir, "--out", out).text).toBe(`5 entries were written to ${out}.`);
    const lines = readFileSync(out, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ seq, hash }) => `${seq}:${hash}`)).toEqual(heads);
    expect(JSON.stringify(lines)).not.toContain("xoxb-1234567890");
  });

  it.each([
    ["an entry that was edited", "UPDATE audit SET detail = '{}' WHERE seq = 3", 3, "changed"],
    ["the moment of an entry", "UPDATE audit SET at = at + 1 WHERE seq = 2", 2, "changed"],
    ["an entry that was removed", "DELETE FROM audit WHERE seq = 2", 3, "removed_before"],
    ["a removed beginning", "DELETE FROM audit WHERE seq = 1", 2, "removed_before"],
  ])("row 54: finds %s", (_, sql, seq, why) => {
    expect(verifyAudit(tampered(sql))).toEqual({ kind: "broken", seq, why });
  });

  it("row 54: finds an end that was cut off, also when the chain went on after it, by the heads that were posted", () => {
    const cut = tampered("DELETE FROM audit WHERE seq > 3");
    expect(verifyAudit(cut)).toMatchObject({ kind: "intact", entries: 3 });
    expect(verifyAudit(cut, posted(2, 4))).toEqual({ kind: "broken", seq: 4, why: "cut_off" });
    const audit = createAudit(cut, testClock());
    for (const _ of [1, 2, 3]) audit.record("requested", {});
    expect(verifyAudit(cut)).toMatchObject({ kind: "intact", entries: 6 });
    expect(verifyAudit(cut, posted(4))).toEqual({ kind: "broken", seq: 4, why: "not_the_posted_head" });
  });

  describe("of a card that was shown", () => {
    const card = {
      ...{ approvalId: "c".repeat(32), state: "pending", channel: "C0OPS", ts: "1700000000.000100" },
      ...{
        text: "⏳ Approval needed",
        blocks: [{ type: "header", text: { type: "plain_text", text: "order-api-2" } }],
      },
    };
    let shown: string;
    beforeAll(() => {
      shown = mkdtempSync(join(tmpdir(), "opsthread-audit-"));
      const db = openDatabase(shown);
      const audit = createAudit(db, testClock());
      audit.shown(card);
      audit.shown({ ...card, blocks: card.blocks.map((block) => ({ ...block })) });
      audit.shown({ ...card, text: "✅ done", state: "succeeded" });
      db.close();
    });
    afterAll(() => rmSync(shown, { recursive: true, force: true }));

    it("keeps each version once, whole, and lists it in a line", () => {
      const [first, second, ...more] = run("audit", "list", "--data", shown).text.split("\n");
      expect(more).toEqual([]);
      expect(first).toMatch(/ cccccccccccc {2}shown {2}pending card [0-9a-f]{12} in C0OPS at 1700000000\.000100$/);
      expect(second).toMatch(/ shown {2}succeeded card /);
      const [exported] = run("audit", "export", "--data", shown).text.split("\n");
      // What is hashed, written down by hand: RFC 8785 sorts the names and leaves no space.
      const canonical =
        '{"blocks":[{"text":{"text":"order-api-2","type":"plain_text"},"type":"header"}],"text":"⏳ Approval needed"}';
      const sha256 = createHash("sha256").update(canonical).digest("hex");
      expect(JSON.parse(exported!).detail).toEqual({ ...card, sha256 });
    });

    it("row 54: finds one byte of it changed, also where the chain was written anew over it", () => {
      const db = tampered(
        "UPDATE audit SET detail = replace(detail, 'order-api-2', 'order-api-3') WHERE seq = 1",
        shown,
      );
      expect(verifyAudit(db)).toEqual({ kind: "broken", seq: 1, why: "changed" });
      let previous = "";
      for (const { seq, at, what, detail } of [...auditEntries(db)]) {
        const hash = createHash("sha256")
          .update(JSON.stringify([previous, at, what, detail]))
          .digest("hex");
        db.prepare("UPDATE audit SET previous = ?, hash = ? WHERE seq = ?").run(previous, hash, seq);
        previous = hash;
      }
      expect(verifyAudit(db)).toEqual({ kind: "broken", seq: 1, why: "not_as_shown" });
    });
  });

  it("says what it needs", () => {
    expect(run("audit").status).toBe(64);
    expect(run("audit", "verify", "--head", "x", "--data", dir)).toMatchObject({ status: 64 });
    expect(run("audit", "verify", "--data", "/nowhere").text).toBe(
      "There is no bot data in /nowhere. Name its folder with --data DIR, or set DATA_DIR.",
    );
  });
});

describe("npm run changes", () => {
  const file = () => join(dir, "changes-stopped.json");
  const stopped = () => createKillSwitch({ enabled: true, file: createStopFile(file()) })();

  it("row 51: stops and allows all changes at once, for a bot that runs, and says by whom", () => {
    expect(stopped()).toBeNull();
    run("changes", "stop", "--data", dir, "--by", "김지우", "--why", "배포 동결");
    expect(stopped()).toEqual({ by: "김지우", why: "배포 동결", at: expect.any(Number), from: "machine" });
    expect(run("changes", "status", "--data", dir).text).toMatch(
      /^Changes are stopped by 김지우, 20\d\d-\d\d-\d\dT[\d:.]+Z: 배포 동결$/,
    );
    run("changes", "start", "--data", dir);
    expect([stopped(), existsSync(file())]).toEqual([null, false]);
  });

  it("row 51: counts a switch that cannot be read, or that the configuration throws, as thrown", () => {
    execFileSync("mkdir", [file()]);
    onTestFinished(() => rmSync(file(), { recursive: true }));
    const unknown = { by: null, why: null, at: null };
    expect(stopped()).toEqual({ ...unknown, from: "machine" });
    const byRules = createKillSwitch({ enabled: false, file: createStopFile("/nowhere") });
    expect(byRules()).toEqual({ ...unknown, from: "rules" });
  });
});
