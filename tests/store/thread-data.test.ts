import { expect, it } from "vitest";
import type { TurnRecord } from "../../src/ports/turn.ts";
import { createAskStore } from "../../src/store/asks.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { createHandOverStore } from "../../src/store/hand-overs.ts";
import { createHistory } from "../../src/store/history.ts";
import { createInboxStore } from "../../src/store/inbox.ts";
import { createPastTurns } from "../../src/store/past-turns.ts";
import { createPostStore } from "../../src/store/posts.ts";
import { createRunJournal, createRunStore } from "../../src/store/runs.ts";
import { createTalk } from "../../src/store/talk.ts";
import { createThreadData } from "../../src/store/thread-data.ts";
import { testClock } from "./support.ts";

const CANARY = "canary-4711";

/** A thread with something in every table that a turn writes, each holding the canary. */
function bot() {
  const db = openDatabase(":memory:");
  const clock = testClock();
  const past = createPastTurns(db);
  const runs = createRunStore(db, past.remember);
  const history = createHistory(db, clock);
  const inbox = createInboxStore(db, db);
  const journal = createRunJournal(db, clock);
  const ask = (thread: string, runId: string, asker = "U0JIWOO") => {
    const input = { runId, thread, asker: { id: asker, name: asker }, zone: "UTC", language: "en" as const };
    const place = { channel: thread.split(":")[0] ?? "", threadTs: "1", team: "T1", isDm: false };
    const work = { kind: "slack" as const, body: { text: CANARY } };
    inbox.add([{ eventId: runId, requestKey: runId, thread, work }], clock.now());
    const row = inbox.claim();
    createTalk(db).asked(thread, asker, "1");
    runs.begin({ runId, input: { ...input, text: `${CANARY} why?`, accounts: [], modelId: "m" }, place }, clock.now());
    history.prefix(thread, () => ({ system: "s", tools: [] }));
    history.append(thread, runId, { role: "user", content: [{ type: "text", text: CANARY }] });
    history.append(thread, runId, { role: "assistant", content: [{ type: "text", text: `because ${CANARY}` }] });
    const call = { id: "c1", name: "cost_query", args: { words: CANARY }, ms: 1, rows: 1, dataset: "d1", error: null };
    journal.toolCall(runId, call);
    const usage = { input: 10, output: 5, cacheRead: 0, cacheWrite: 0 };
    journal.modelCall(runId, { model: "m", ms: 1, usage, usd: 0.25, requestId: null, failure: null });
    createPostStore(db).save(
      { runId, kind: "answer", key: CANARY, channel: "C1", ts: "1", state: "done" },
      clock.now(),
    );
    createAskStore(db).offer([{ runId, n: 0, thread, kind: "suggestion", label: CANARY, ask: CANARY }]);
    db.prepare("INSERT INTO feedback VALUES (?, ?, 'down', ?, 1)").run(runId, asker, CANARY);
    createHandOverStore(db).offer(runId, clock.now());
    const evidence = { datasets: [], claims: [], unverified: [CANARY] };
    runs.end(
      runId,
      "answered",
      { toolCalls: [call], evidence, usd: 0.25, ceRequests: 2 } as never as TurnRecord,
      clock.now(),
    );
    if (row) inbox.finish(row.id, "done", clock.now());
  };
  return { db, clock, past, runs, journal, threads: createThreadData(db), ask };
}

/** Every text of every table but the record of changes, which is never deleted. */
function everything(db: Database): string {
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    .pluck()
    .all();
  const kept = (tables as string[]).filter((name) => !/^(approvals|audit|past_turns_fts)/.test(name));
  return JSON.stringify(kept.map((name) => db.prepare(`SELECT * FROM "${name}"`).all()));
}

it("forgets what was said in a thread everywhere, and keeps what it cost, and other threads", () => {
  const { db, clock, past, journal, threads, ask } = bot();
  ask("C1:1", "t-1");
  clock.move(1_000);
  ask("C1:1", "t-2", "U0SARAH");
  expect(threads.starter("C1:1")).toBe("U0JIWOO");
  expect(everything(db)).toContain(CANARY);
  threads.forget("C1:1");
  expect(everything(db)).not.toContain(CANARY);
  expect(past.search({ text: CANARY, scope: { channels: ["C1"], aloneWith: null }, most: 5 })).toEqual([]);
  expect(journal.spentSince(0)).toMatchObject({ usd: 0.5 });
  expect(past.catchUp()).toBe(0);

  ask("C1:2", "t-3");
  threads.forget("C1:1");
  expect(everything(db)).toContain(CANARY);
  expect(past.search({ text: CANARY, scope: { channels: ["C1"], aloneWith: null }, most: 5 })).toHaveLength(1);
});

it("knows a thread that began anew after it was forgotten", () => {
  const { past, threads, ask } = bot();
  ask("C1:1", "t-1");
  threads.forget("C1:1");
  ask("C1:1", "t-2", "U0SARAH");
  expect(threads.starter("C1:1")).toBe("U0JIWOO");
  expect(past.search({ text: CANARY, scope: { channels: ["C1"], aloneWith: null }, most: 5 })).toHaveLength(1);
});

it("is open while a turn is in line or a change is undecided", () => {
  const { db, threads, ask, clock } = bot();
  ask("C1:1", "t-1");
  expect([threads.isOpen("C1:1"), threads.isOpen("C1:2")]).toEqual([false, false]);
  const work = { kind: "resume" as const, runId: "t-1" };
  createInboxStore(db, db).add([{ eventId: "e9", requestKey: null, thread: "C1:1", work }], clock.now());
  expect([threads.isOpen("C1:1"), threads.isOpen("C1:2")]).toEqual([true, false]);
});

it("expires a thread by the last thing that happened in it, with all its rows", () => {
  const { db, clock, threads, ask } = bot();
  ask("C1:1", "t-1");
  ask("C1:2", "t-2");
  clock.move(10_000);
  ask("C1:2", "t-3");
  expect(threads.idleSince(clock.now(), 10)).toEqual(["C1:1"]);
  threads.expire("C1:1");
  const columns = db.prepare<[], { name: string; of: "run_id" | "thread" }>(
    `SELECT t.name AS name, c.name AS of FROM sqlite_master AS t, pragma_table_info(t.name) AS c
      WHERE t.type = 'table' AND c.name IN ('run_id', 'thread') AND t.name <> 'approvals'`,
  );
  const left = columns.all().filter(({ name, of }) => {
    return db.prepare(`SELECT 1 FROM ${name} WHERE ${of} = ?`).get(of === "run_id" ? "t-1" : "C1:1");
  });
  expect(left).toEqual([]);
  expect(db.prepare("SELECT count(*) FROM runs").pluck().get()).toBe(2);
  expect(threads.starter("C1:1")).toBeNull();
  expect(threads.expireInbox(clock.now())).toBe(1);
});
