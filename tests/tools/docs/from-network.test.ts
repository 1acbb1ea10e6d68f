import { expect, test } from "vitest";
import { createRedactor } from "../../../redaction/redact.ts";
import { openCache } from "../../../tools/cache.ts";
import { readContext } from "../../../tools/context.ts";
import type { Call } from "../../../tools/define-tool.ts";
import { awsDocs } from "../../../tools/docs/aws-docs.ts";
import type { Documentation } from "../../../tools/docs/documentation.ts";
import { createField } from "../../../tools/format/field.ts";

const account = { id: "417205938164", name: "prod", regions: ["us-east-1"], readRole: null, actRole: null };
const now = Date.parse("2026-11-21T03:00:00Z");
const hit = (n: number) => ({
  title: `Page ${n}`,
  url: `https://docs.aws.amazon.com/p${n}.html`,
  summary: `About ${n}`,
});

/** A call of the tool with this documentation behind it, and what was asked of that. */
function caller(change: Partial<Documentation> = {}) {
  const asked: string[] = [];
  const note = <Value>(words: string, value: Value) => {
    asked.push(words);
    return Promise.resolve(value);
  };
  const docs: Documentation = {
    search: (query) => note(`search ${query}`, [hit(1), hit(2)]),
    read: (url) =>
      note(`read ${url}`, "# Quotas\n\nIntro.\n\n## Prices\n\nUSD 1.\n\n## Limits\n\nAt most 50 groups.\n"),
    related: (url) => note(`related ${url}`, [hit(3)]),
    ...change,
  };
  const call = {
    context: readContext({}, [account], now),
    cache: openCache(null, { now: () => now, moved: false }),
    docs,
    field: createField(createRedactor("key")),
    signal: AbortSignal.timeout(5_000),
  } as unknown as Call;
  const ask = async (input: { query?: string; page?: string }) => {
    const outcome = await awsDocs.run(input, call);
    if (outcome.kind !== "table") throw new Error("no table");
    return outcome.table;
  };
  return { asked, ask };
}

test("a Korean question leaves in English, without what tells of the account, and says what was asked", async () => {
  const { asked, ask } = caller();
  const table = await ask({ query: "i-0ab1c2d3e4f567890 인스턴스 재부팅하면 요금은?" });
  expect(asked).toEqual(["search instance reboot pricing"]);
  expect(table.rows).toEqual([
    ["result", "Page 1", "https://docs.aws.amazon.com/p1.html", "About 1"],
    ["result", "Page 2", "https://docs.aws.amazon.com/p2.html", "About 2"],
  ]);
  expect(table.notes.map(({ code, params }) => ({ code, params }))).toEqual([
    { code: "docs_online", params: undefined },
    { code: "docs_query", params: { query: "instance reboot pricing" } },
  ]);
});

test("a question of which nothing is left is not asked", async () => {
  const { asked, ask } = caller();
  await expect(ask({ query: "417205938164 10.0.0.1" })).rejects.toThrow("Nothing is left of the words");
  expect(asked).toEqual([]);
});

test("the same question is asked once", async () => {
  const { asked, ask } = caller();
  const first = await ask({ query: "ebs limits" });
  const second = await ask({ query: "ebs limits" });
  expect(asked).toEqual(["search ebs limits"]);
  expect(second.rows).toEqual(first.rows);
  expect([first, second].map(({ source }) => [source.requests, source.cached])).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test("a page comes in its sections, those about the question first, then pages near it", async () => {
  const { ask } = caller();
  const table = await ask({ page: "https://docs.aws.amazon.com/p1.html", query: "limits of groups" });
  expect(table.rows.map(([kind, title, , text]) => `${kind}: ${title}: ${text}`)).toEqual([
    "section: Limits: At most 50 groups.",
    "section: Quotas: Intro.",
    "section: Prices: USD 1.",
    "related: Page 3: About 3",
  ]);
  expect(table.totals).toEqual({ results: 0, sections: 3, related: 1 });
});

test("a page whose neighbours are not to be had is read all the same", async () => {
  const { ask } = caller({ related: () => Promise.reject(new Error("no")) });
  const table = await ask({ page: "https://docs.aws.amazon.com/p1.html" });
  expect(table.totals).toEqual({ results: 0, sections: 3, related: 0 });
});

test("when AWS's documentation does not answer, the embedded pages do, and it is said", async () => {
  const { ask } = caller({ search: () => Promise.reject(new Error("ECONNREFUSED")) });
  const table = await ask({ query: "GuardDuty severity" });
  expect(table.rows[0]?.[1]).toBe("GuardDuty finding severity: Levels");
  expect(table.notes.map(({ code }) => code)).toEqual(["docs_unreachable", "docs_embedded"]);
});
