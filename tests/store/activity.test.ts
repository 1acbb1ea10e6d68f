import { expect, it } from "vitest";
import type { Runs } from "../../src/ports/history.ts";
import type { TurnRecord } from "../../src/ports/turn.ts";
import { createActivity } from "../../src/store/activity.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createRunJournal, createRunStore } from "../../src/store/runs.ts";
import { testClock } from "./support.ts";

function bot() {
  const db = openDatabase(":memory:");
  const clock = testClock();
  const journal = createRunJournal(db, clock);
  const runs = createRunStore(db);
  const called = (about: Partial<Parameters<Runs["modelCall"]>[1]> = {}) =>
    journal.modelCall("t-1", {
      model: "claude-haiku-5-5",
      ms: 2_000,
      usage: { input: 1_000, output: 100, cacheRead: 0, cacheWrite: 0 },
      usd: 0.01,
      requestId: null,
      failure: null,
      ...about,
    });
  let calls = 0;
  const tool = (name: string, error: string | null) =>
    journal.toolCall("t-1", { id: `c${++calls}`, name, args: {}, ms: 5, rows: null, dataset: null, error });
  const ran = (ceRequests: number) => {
    const runId = `t-${++calls}`;
    const input = { runId, thread: "C1:1", asker: { id: "U1", name: "A" }, zone: "UTC", language: "en" as const };
    const place = { channel: "C1", threadTs: "1", team: "T1", isDm: false };
    runs.begin({ runId, input: { ...input, text: "?", accounts: [], modelId: "m" }, place }, clock.now());
    runs.end(runId, "answered", { ceRequests } as TurnRecord, clock.now());
  };
  return { activity: createActivity(db, ["chart", "data_query"]), clock, called, tool, ran };
}

it("tells a model's speed from three good calls on, and of no model that writes nothing", () => {
  const { activity, called } = bot();
  called();
  called({ ms: 3_000 });
  called({ failure: "overloaded", ms: 90_000 });
  for (let n = 0; n < 4; n++) called({ model: "offline", usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 } });
  expect(activity.speeds()).toEqual({});
  called({ ms: 1_000 });
  expect(activity.speeds()).toEqual({ "claude-haiku-5-5": 50 });
});

it("adds up what was spent since then, tokens without a price apart", () => {
  const { activity, clock, called, ran } = bot();
  called();
  ran(3);
  clock.move(1_000);
  const since = clock.now();
  called({ usd: 0.02 });
  called({ usd: null });
  ran(1);
  ran(0);
  expect(activity.spent(since)).toEqual({
    modelUsd: 0.02,
    unpricedTokens: 1_100,
    costExplorerRequests: 1,
    questions: 2,
  });
});

it("knows how model and AWS last answered: a later success heals, a stopped call or a wrong argument says nothing", () => {
  const { activity, clock, called, tool } = bot();
  const since = clock.now();
  const none = { okAt: null, failure: null, failedAt: null };
  expect(activity.health(since)).toEqual({ model: none, aws: none, queue: { waiting: 0, running: 0 } });
  called({ failure: "overloaded" });
  tool("cost_query", "access_denied");
  tool("chart", "internal");
  expect(activity.health(since)).toMatchObject({
    model: { okAt: null, failure: "overloaded", failedAt: since },
    aws: { okAt: null, failure: "access_denied", failedAt: since },
  });
  clock.move(1_000);
  called();
  tool("cost_query", null);
  const okAt = clock.now();
  clock.move(1_000);
  called({ failure: "aborted" });
  tool("cost_query", "invalid_input");
  expect(activity.health(since)).toMatchObject({
    model: { okAt, failure: null },
    aws: { okAt, failure: null },
  });
});
