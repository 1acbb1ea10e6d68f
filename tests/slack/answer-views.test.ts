import type { ActionsBlock, Button } from "@slack/types";
import { describe, expect, it } from "vitest";
import type { Offer } from "../../src/ports/answer-files.ts";
import type { RunRow } from "../../src/ports/runs.ts";
import type { Language } from "../../src/ports/tools.ts";
import type { TurnInput } from "../../src/ports/turn.ts";
import { splitTables, tableMarkdown } from "../../src/slack/markdown-table.ts";
import { withoutRepeats } from "../../src/slack/repeated-asks.ts";
import { answerParts } from "../../src/slack/views/answer-parts.ts";
import { answerTail } from "../../src/slack/views/answer-tail.ts";
import { askedView } from "../../src/slack/views/asked.ts";
import { consoleLinks } from "../../src/slack/views/console-links.ts";
import type { Proof } from "../../src/slack/views/evidence-entries.ts";
import { evidenceModal } from "../../src/slack/views/evidence-modal.ts";
import { weekView, whyModal } from "../../src/slack/views/feedback.ts";
import { handOverView } from "../../src/slack/views/hand-over.ts";
import { plainBlocks } from "../../src/slack/views/plain-blocks.ts";
import { costRecord, costs } from "./support/results.ts";

const AT = Date.parse("2026-11-20T00:12:00Z");
const zone = "Asia/Seoul";
const input = {
  runId: "t-0123456789",
  thread: "C0OPS:1.2",
  asker: { id: "U0JIWOO", name: "김지우" },
  zone,
  language: "ko",
  text: "이번 달 비용이 왜 튀었어?",
  accounts: ["haneul-prod"],
  modelId: "offline",
} satisfies TurnInput;
const place = { channel: "C0OPS", threadTs: "1.2", team: "T1", isDm: false };
const proof = (text = input.text): Proof => {
  const record = costRecord(input);
  const sum = { ...record.toolCalls[0]!, id: "c2", name: "data_query", args: { sql: "SELECT sum(usd) FROM d1" } };
  const failed = {
    ...sum,
    id: "c3",
    name: "logs_query",
    args: {},
    dataset: null,
    error: "AccessDenied: logs:StartQuery",
  };
  record.toolCalls.push({ ...sum, dataset: "d2", rows: 1 }, failed);
  const run: RunRow = { runId: input.runId, input: { ...input, text }, place, state: "answered", record };
  return {
    run: { ...run, record },
    askedAt: AT,
    titles: new Map([["cost_query", { ko: "AWS 비용 조회", en: "AWS cost" }]]),
    results: [
      {
        handle: "d1",
        info: { ...costs, handle: "d1", tool: "cost_query", args: {}, rowCount: 3, createdAt: AT } as never,
        rows: [{ number: 1, cells: costs.rows[0]! }],
      },
      { handle: "d2", info: null, rows: [] },
    ],
  };
};
const both = describe.each<Language>(["ko", "en"]);

both("under an answer, in %s", (language) => {
  const tail = answerTail({
    runId: input.runId,
    locale: language,
    line: "11월 · haneul-prod",
    hasEvidence: true,
    offer: { csv: { handle: "d1", rows: 1_248 }, chart: "d1" },
    asks: [0, 1].map((n) => {
      const ask = { label: `label ${n}`, ask: `ask ${n}`, kind: "suggestion" as const };
      return { ...ask, runId: input.runId, n, thread: input.thread, pressedBy: n === 0 ? "U0SARAH" : null };
    }),
    call: { group: "aws-oncall", elsewhere: "ops" },
    feedback: true,
  });

  it("stand what to ask next, whom to call, what it rests on, the closing line and votes", () => {
    expect(tail).toMatchSnapshot();
  });

  it("stand plain buttons where the newer ones are not known", () => {
    expect(plainBlocks(tail).slice(0, -1)).toEqual(tail.slice(0, -1));
    expect(plainBlocks(tail).at(-1)).toMatchSnapshot();
  });
});

describe("what to ask next", () => {
  const kept = (asks: string[], offer: Partial<Offer> = {}, hasEvidence = true) =>
    withoutRepeats(
      asks.map((ask) => ({ label: ask, ask })),
      { csv: { handle: "d1", rows: 3 }, chart: "d1", ...offer },
      hasEvidence,
    ).map(({ ask }) => ask);

  it.each([
    ["CSV로 줘", "CSV로 받기", "이 표를 CSV 파일로 받고 싶어요", "As CSV, please", "Download these rows as a CSV file"],
    ["차트로 보여줘", "결과를 그래프로 그려 주세요", "as a chart", "Show this as a graph"],
    ["근거 보여줘", "Show me the evidence"],
  ])("repeats no button of the same message: %s", (...asks) => {
    expect(kept(asks)).toEqual([]);
    expect(kept(asks, { csv: null, chart: null }, false)).toEqual(asks);
  });

  it("is a question of its own where it names anything else", () => {
    const asks = ["지난달 비용을 CSV로 줘", "EC2만 차트로 보여줘", "Last month by region as CSV", "Why did it rise?"];
    expect(kept(asks)).toEqual(asks);
  });
});

both("the evidence, in %s", (language) => {
  it("tells each figure's source, each call with its parameters, rows and SQL, and where to repeat it", () => {
    expect(evidenceModal(proof(), 0, { language, zone })).toMatchSnapshot();
  });
});

describe("the pages of the evidence", () => {
  const long = proof();
  const { toolCalls } = long.run.record;
  toolCalls.push(...Array.from({ length: 30 }, (_, n) => ({ ...toolCalls[0]!, id: `x${n}` })));
  const actions = (page: number) => {
    const { blocks } = evidenceModal(long, page, { language: "en", zone });
    const block = blocks.find(({ block_id }) => block_id === "evidence:pages") as ActionsBlock | undefined;
    return (block?.elements ?? []).map((element) => (element as Button).value);
  };

  it("lead on and back, and end", () => {
    expect(actions(0)).toEqual(["t-0123456789 1"]);
    expect(actions(1)).toEqual(["t-0123456789 0", "t-0123456789 2"]);
    expect(actions(999)).toHaveLength(1);
  });
});

describe("links to the console", () => {
  const period = { from: "2026-11-09T00:00:00Z", to: "2026-11-16T00:00:00Z", zone, utcDays: true };
  const look = (tool: string, args: unknown, regions = ["us-east-1"]) =>
    consoleLinks({ tool, args, period, scope: { regions } });

  it("open the same look-up", () => {
    expect(look("cost_query", { granularity: "daily" })[0]?.url).toBe(
      "https://us-east-1.console.aws.amazon.com/costmanagement/home#/cost-explorer?chartStyle=STACK&costAggregate=unBlendedCost&granularity=Daily&historicalRelativeRange=CUSTOM&startDate=2026-11-09&endDate=2026-11-15",
    );
    expect(look("trail_find_events", { events: ["RunInstances"] })[0]?.url).toBe(
      "https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events?EventName=RunInstances&StartTime=2026-11-09T00%3A00%3A00Z&EndTime=2026-11-16T00%3A00%3A00Z",
    );
    expect(look("logs_query", { query: "fields @message | limit 5", groups: ["/haneul/order-api"] })[0]?.url).toBe(
      "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:logs-insights?queryDetail=$257E$2528end$257E$25272026-11-16T00*3A00*3A00Z$257Estart$257E$25272026-11-09T00*3A00*3A00Z$257EtimeType$257E$2527ABSOLUTE$257Etz$257E$2527UTC$257EeditorString$257E$2527fields*20*40message*20*7C*20limit*205$257Esource$257E$2528$257E$2527*2Fhaneul*2Forder-api$2529$2529",
    );
  });

  it("are left out for regions that are none and tools without a page", () => {
    expect(look("trail_find_events", {}, ["evil.example/", "us-east-1.evil"])).toEqual([]);
    expect(look("data_query", {})).toEqual([]);
  });
});

describe("a table", () => {
  const rows = (count: number, cells: (n: number) => string) =>
    ["| Service | Cost |", "|---|---|", ...Array.from({ length: count }, (_, n) => cells(n))].join("\n");
  const cost = (n: number) => `| \`svc-${n}\` | $${n},000.50 |`;

  it("that is small stays Markdown, its figures to the right", () => {
    expect(answerParts(`Before\n\n${rows(2, cost)}\n\nAfter`, "en")).toEqual([
      { kind: "text", markdown: "Before" },
      {
        kind: "text",
        markdown: "| Service | Cost |\n|---|---:|\n| `svc-0` | $0,000.50 |\n| `svc-1` | $1,000.50 |",
      },
      { kind: "text", markdown: "After" },
    ]);
  });

  it("that is long becomes pages to sort, cut to what Slack takes, with the way to all of it", () => {
    const [table, note, ...rest] = answerParts(rows(120, cost), "en");
    expect(rest).toEqual([]);
    expect(note).toEqual({ kind: "text", markdown: "_99 of 120 rows. All of them: the CSV button._" });
    const block = table?.kind === "table" ? (table.block as { type: string; rows: unknown[][] }) : null;
    expect([block?.type, block?.rows.length]).toEqual(["data_table", 100]);
    expect(block?.rows.slice(0, 2)).toMatchSnapshot();
  });

  it("that is wide becomes wrapped cells, figures to the right", () => {
    const head = Array.from({ length: 9 }, (_, n) => `h${n}`);
    const wide = [`| ${head.join(" | ")} |`, `|${"---|".repeat(9)}`, `| ${head.map((_, n) => n * 2).join(" | ")} |`];
    const [table] = answerParts(wide.join("\n"), "ko");
    expect(table).toMatchSnapshot();
  });

  it("in a code fence is none, and what is split off is put together again", () => {
    const fenced = `\`\`\`\n${rows(2, cost)}\n\`\`\``;
    expect(splitTables(fenced)).toEqual([{ kind: "text", text: fenced }]);
    const [part] = splitTables("| a \\| b | c |\n|:--|:-:|\n| 1 |");
    expect(part?.kind === "table" && tableMarkdown(part.table)).toBe("| a \\| b | c |\n|:---|:---:|\n| 1 |  |");
  });
});

both("what is posted for people, in %s", (language) => {
  it("shows a pressed question as its presser's, the week's votes, why one was not content, and a call", () => {
    const summary = {
      ...{ groupId: "S0ONCALL", by: { person: "U0SARAH" }, name: "Sarah Lee", runId: input.runId, isUnfinished: true },
      link: "https://haneul.slack.com/archives/D1/p1",
      questions: [{ name: "김지우", at: AT, text: input.text }],
      seen: [{ title: "AWS 비용 조회", period: "11월 9–15일", rows: 189, service: "Cost Explorer" }],
      tried: [{ title: "logs_query", why: "AccessDenied" }],
      proposals: [{ what: "EC2 재부팅: order-api-2", state: "denied" }],
    };
    const complaint = { runId: input.runId, channel: "C0OPS", question: input.text, reason: "세금이 빠짐" };
    const week = { from: Date.parse("2026-11-09T00:00:00Z"), to: Date.parse("2026-11-16T00:00:00Z"), zone };
    expect([
      askedView({ name: "Sarah Lee", ask: "지난달은?" }, language),
      weekView({ answered: 34, up: 12, down: 3 }, [{ ...complaint, link: null }], week, language),
      whyModal(input.runId, language),
      handOverView(summary, { language, zone }),
      ...(["asked", "gave_up", "budget_money"] as const).map(
        (itself) => handOverView({ ...summary, by: { itself } }, { language, zone }).blocks[0],
      ),
    ]).toMatchSnapshot();
  });
});
