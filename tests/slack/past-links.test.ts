import fc from "fast-check";
import { expect, it } from "vitest";
import { checkBlocks } from "../../sandbox/slack/blocks/check.ts";
import type { PastScope } from "../../src/ports/past.ts";
import { pastScope } from "../../src/slack/past-scope.ts";
import { type PastThread, pastLinks, pastThreads } from "../../src/slack/views/past-links.ts";
import { column, table } from "../thread-tools/support.ts";

const at = Date.parse("2026-11-12T05:03:00Z");
const one = { thread: "C0OPS:1763000000.000100", asker: "김지우", question: "order-api 5xx 원인", at };
const shown = { language: "ko", zone: "Asia/Seoul", home: "https://haneul.slack.com/" } as const;

it("earlier threads are linked under the answer, by addresses made of ids", () => {
  const odd = { ...one, thread: "C1:1|https://evil.example", question: "<!here> a|b" };
  expect(pastLinks({ ...shown, threads: [one, odd] })).toMatchSnapshot();
  expect(pastLinks({ ...shown, threads: [] })).toEqual([]);
});

it("they are read from what the search of this turn left, each once", () => {
  const columns = [
    column("time", "time"),
    ...["asker", "question", "finding"].map((n) => column(n, "text")),
    column("thread", "id"),
  ];
  const row = ["2026-11-12T05:03:00.000Z", "김지우", "order-api 5xx 원인", "…", one.thread];
  const stored = table(columns, [row]);
  const info = { handle: "d2", tool: "history_search", args: {}, rowCount: 1, createdAt: 0, ...stored };
  const datasets = { read: (_: string, handle: string) => (handle === "d2" ? { info, rows: [row] } : null) };
  const call = (name: string, dataset: string | null) => ({
    id: "c",
    name,
    args: {},
    ms: 1,
    rows: 1,
    dataset,
    error: null,
  });
  const toolCalls = [
    call("cost_query", "d1"),
    call("history_search", "d2"),
    call("history_search", "d2"),
    call("history_search", null),
  ];
  expect(pastThreads("C1:1", { toolCalls }, datasets)).toEqual([one]);
});

it("nothing said in them can ping, format or break Slack's limits", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 300 });
  const thread: fc.Arbitrary<PastThread> = fc.record({ thread: text, asker: text, question: text, at: fc.nat() });
  fc.assert(
    fc.property(fc.array(thread, { maxLength: 6 }), (threads) => {
      const blocks = pastLinks({ ...shown, threads });
      expect(checkBlocks(blocks, { surface: "message", isUsableFile: () => true })).toEqual([]);
      for (const [link] of JSON.stringify(blocks).matchAll(/<[^>]*>/g))
        expect(link).toMatch(/^<https:\/\/haneul\.slack\.com\//);
    }),
    { numRuns: 60 },
  );
});

it("a channel sees its own past, a DM that of the channels the person is in now, and nothing where that is unknown", async () => {
  const channelsOf = async () => ["C0OPS", "G0SEC"];
  const scope = (place: { channel: string; isDm: boolean }, of = channelsOf): Promise<PastScope> =>
    pastScope(place, "U0JIWOO", of);
  expect(await scope({ channel: "G0SEC", isDm: false })).toEqual({ channels: ["G0SEC"], aloneWith: null });
  expect(await scope({ channel: "D1", isDm: true })).toEqual({ channels: ["C0OPS", "G0SEC"], aloneWith: "U0JIWOO" });
  await expect(scope({ channel: "D1", isDm: true }, () => Promise.reject(new Error("500")))).rejects.toThrow("500");
});
