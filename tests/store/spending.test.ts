import { expect, it } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createRunJournal, createRunStore } from "../../src/store/runs.ts";

it("adds up what a person's model calls cost since a moment, in every thread; unpriced ones by their tokens", () => {
  const db = openDatabase(":memory:");
  let now = 1_000;
  const runs = createRunStore(db);
  const journal = createRunJournal(db, { now: () => now, moved: false });
  const place = { channel: "C", threadTs: "1", team: "T", isDm: false };
  const input = { zone: "UTC", language: "en" as const, text: "?", accounts: [], modelId: "m" };
  for (const [runId, asker] of [
    ["r1", "U1"],
    ["r2", "U1"],
    ["r3", "U2"],
  ] as const)
    runs.begin({ runId, input: { ...input, runId, thread: runId, asker: { id: asker, name: asker } }, place }, now);
  const usage = { input: 100, output: 20, cacheRead: 1_000, cacheWrite: 3 };
  const call = (runId: string, usd: number | null) =>
    journal.modelCall(runId, { model: "m", ms: 1, usage, usd, requestId: null, failure: null });
  call("r1", 9);
  now = 5_000;
  call("r1", 0.25);
  call("r2", 0.5);
  call("r2", null);
  call("r3", 100);
  expect(journal.spentSince(5_000, "U1")).toEqual({ usd: 0.75, unpricedTokens: 1_123 });
  expect(journal.spentSince(0, "U1").usd).toBe(9.75);
  expect(journal.spentSince(0, "U9")).toEqual({ usd: 0, unpricedTokens: 0 });
  expect(journal.spentSince(5_000)).toEqual({ usd: 100.75, unpricedTokens: 1_123 });

  call("r2", 0.125);
  call("r3", null);
  expect(journal.spentSince(5_000, "U1")).toEqual({ usd: 0.875, unpricedTokens: 1_123 });
  expect(journal.spentSince(5_000, "U1")).toEqual({ usd: 0.875, unpricedTokens: 1_123 });
  expect(journal.spentSince(5_000)).toEqual({ usd: 100.875, unpricedTokens: 2_246 });
  now = 9_000;
  call("r1", 1);
  expect(journal.spentSince(9_000, "U1")).toEqual({ usd: 1, unpricedTokens: 0 });
  expect(journal.spentSince(5_000, "U1")).toEqual({ usd: 1.875, unpricedTokens: 1_123 });
  expect(createRunJournal(db, { now: () => now, moved: false }).spentSince(5_000, "U1").usd).toBe(1.875);
  db.close();
});
