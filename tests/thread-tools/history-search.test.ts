import { expect, test } from "vitest";
import type { PastQuery, PastTurn } from "../../src/ports/past.ts";
import { historySearch } from "../../src/thread-tools/history-search.ts";
import { english, korean, never } from "./support.ts";

const turn = (about: Partial<PastTurn>): PastTurn => ({
  runId: "t-1",
  thread: "C0OPS:1763000000.000100",
  channel: "C0OPS",
  asker: "U0JIWOO",
  at: Date.parse("2026-11-12T05:03:00Z"),
  question: "order-api 5xx 원인 분석해줘",
  firstQuestion: "order-api 5xx 원인 분석해줘",
  answer: "**가장 유력한 원인은 06:50의 배포입니다.**\n\n| a | b |",
  ...about,
});

function tool(
  found: (query: PastQuery) => PastTurn[],
  scopeOf = async () => ({ channels: ["C0OPS"], aloneWith: null as string | null }),
) {
  const queries: PastQuery[] = [];
  const it = historySearch({
    past: {
      search(query) {
        queries.push(query);
        return found(query);
      },
      threads: () => 12,
    },
    scopeOf,
    personName: async (person) => (person === "U0JIWOO" ? "김지우" : Promise.reject(new Error("user_not_found"))),
    clock: { now: () => Date.parse("2026-11-20T00:00:00Z"), moved: false },
  });
  const run = (args: unknown, context = korean) => it.run(args, { thread: "C0OPS:9", context }, never);
  return { run, queries };
}

test("tells who asked what and when in the asker's zone, and what was said, with threads to link to", async () => {
  const { run, queries } = tool(() => [turn({}), turn({ thread: "C0OPS:2", asker: "U0GONE", answer: "" })]);
  const { text, table } = await run({ words: "5xx" });
  expect(text).toMatchInlineSnapshot(`
    "2 of 12 earlier threads of this asker's reach match. Best first:
    1. 2026-11-12 14:03, 김지우 asked: order-api 5xx 원인 분석해줘
       Answer: 가장 유력한 원인은 06:50의 배포입니다. / a / b /
    2. 2026-11-12 14:03, U0GONE asked: order-api 5xx 원인 분석해줘
       Answer: "
  `);
  expect(table?.rows[0]).toEqual([
    "2026-11-12T05:03:00.000Z",
    "김지우",
    "order-api 5xx 원인 분석해줘",
    "가장 유력한 원인은 06:50의 배포입니다. / a / b /",
    "C0OPS:1763000000.000100",
  ]);
  expect(table?.totals).toEqual({ threads: 2, searched: 12 });
  const scope = { channels: ["C0OPS"], aloneWith: null };
  expect(queries).toEqual([
    { text: "5xx", scope, exceptThread: "C0OPS:9", most: 6, from: 0, to: Date.parse("2026-11-20T00:00:00Z") },
  ]);
});

test("days are the asker's, both included; where they have nothing, other days are told as such", async () => {
  const { run, queries } = tool(({ from }) => (from === undefined ? [turn({})] : []));
  const { text, table } = await run({ words: "5xx", from: "2026-11-16", to: "2026-11-17" }, english);
  expect(queries[0]).toMatchObject({
    from: Date.parse("2026-11-16T08:00:00Z"),
    to: Date.parse("2026-11-18T08:00:00Z"),
  });
  expect(text).toContain("NONE in the days asked for");
  expect(table?.notes.map(({ code }) => code)).toEqual(["other_days"]);
});

test("none is said with how many threads were searched", async () => {
  const { text, table } = await tool(() => []).run({ words: "kafka" });
  expect(text).toBe("No match. Searched: 12 earlier threads of this asker's reach.");
  expect(table?.rows).toEqual([]);
});

test("nothing is searched when it cannot be told what the asker may see", async () => {
  const { run, queries } = tool(
    () => [turn({})],
    () => Promise.reject(new Error("users.conversations: 500")),
  );
  await expect(run({ words: "5xx" })).rejects.toThrow("nothing was searched");
  expect(queries).toEqual([]);
});

test("bad days and no words are refused with what fits", async () => {
  const { run } = tool(() => []);
  await expect(run({ words: "5xx", from: "last week" })).rejects.toThrow("history_search");
  await expect(run({ words: "" })).rejects.toThrow("history_search");
});
