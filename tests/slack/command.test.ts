import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import { inert } from "../../src/commands/cost-markdown.ts";
import type { AwsCost, AwsCostResult, ModelsCommand } from "../../src/ports/commands.ts";
import { slackBench } from "./support/bench.ts";
import { troubleIn } from "./support/inert-blocks.ts";
import { costArgs, costs } from "./support/results.ts";

/** What becomes of a command's first message; what it answers is tested where it is computed. */
let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;
let answerOf: (thread: string, runId: string) => Promise<AwsCostResult>;

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const awsCost: AwsCost = {
  read: () => ({ kind: "ready", ask: (thread, { runId }) => answerOf(thread, runId) }),
};
const call = { id: "c1", name: "cost_query", args: costArgs, ms: 420, rows: 3, dataset: "d1", error: null };

async function answered(thread: string, more: Partial<AwsCostResult> = {}): Promise<AwsCostResult> {
  const { handle } = await bot.datasets.add(thread, "c1", "cost_query", costArgs, costs);
  const { columns: _, rows: __, totals: ___, ...about } = costs;
  return {
    ...{ kind: "answer", markdown: "**$2,337.56**", picture: null, pictureFailed: false, file: null, ceRequests: 1 },
    evidence: { datasets: [{ handle, tool: "cost_query", args: costArgs, ...about }], claims: [], unverified: [] },
    ...{ calls: [call], steps: [] },
    ...more,
  } as AwsCostResult;
}

const placesOfChoice: (string | null)[] = [];
const models: ModelsCommand = {
  async run({ channel }) {
    placesOfChoice.push(channel);
    return { kind: "refused", why: "no_channel" };
  },
  choose: async () => ({ kind: "refused", why: "no_channel" }),
  currentFor: () => "offline",
};

const start = () => bench.startBot(async () => "answered", {}, {}, { awsCost, models });
beforeAll(async () => {
  bench = await slackBench();
  bot = await start();
});
afterAll(async () => {
  await bot?.stop();
  await bench?.close();
});

const isAnswer = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_command";
let given = 0;
async function give(user: string, text = ""): Promise<SeenMessage> {
  given += 1;
  await bench.control.command({ user, channel: "ops", command: "/aws-cost", text });
  const all = await bench.control.waitFor({ user, channel: "ops" }, (seen) => seen.filter(isAnswer).length >= given);
  return all.findLast(isAnswer)!;
}
const inThread = (message: SeenMessage, holds: (all: SeenMessage[]) => boolean, user = "jiwoo") =>
  bench.control.waitFor({ user, channel: message.channel, thread_ts: message.ts }, holds);
const press = (user: string, { channel, ts }: SeenMessage, action_id: string) =>
  bench.control.click({ user, channel, message_ts: ts, action_id });

describe("the answer of a command", () => {
  it("has the buttons of an answer, and each of them works", async () => {
    answerOf = (thread) => answered(thread);
    const answer = await give("jiwoo", "7일 <!channel>");
    const blocks = answer.blocks.map(({ block_id: _, ...block }) => JSON.parse(JSON.stringify(block)));
    const runId = String(answer.metadata?.event_payload.run_id);
    const button = (action_id: string, text: string, value: string) => ({
      ...{ type: "button", action_id, value },
      text: { type: "plain_text", text, emoji: false },
    });
    expect(blocks).toEqual([
      { type: "markdown", text: "**$2,337.56**" },
      {
        type: "context",
        elements: [{ type: "mrkdwn", text: "김지우 · `/aws-cost 7일 &lt;!channel&gt;`", verbatim: true }],
      },
      {
        type: "actions",
        elements: [
          button("answer:evidence", "근거 보기", runId),
          button("answer:csv", "CSV (3행)", `${runId} d1`),
          button("answer:chart", "차트", `${runId} d1`),
        ],
      },
      {
        type: "context",
        elements: [{ type: "mrkdwn", text: expect.stringContaining("Cost Explorer 조회 1회 $0.01"), verbatim: true }],
      },
      expect.objectContaining({ type: "context_actions" }),
    ]);

    await press("sarah", answer, "answer:evidence");
    await expect.poll(async () => (await bench.control.view("sarah")).modal?.title).toBe("Evidence");
    const proof = JSON.stringify((await bench.control.view("sarah")).modal?.blocks);
    for (const told of ["2026-11-19..2026-11-20", "Amazon EC2", "1,234.56"]) expect(proof).toContain(told);
    await press("jiwoo", answer, "answer:csv");
    await press("jiwoo", answer, "answer:chart");
    const below = await inThread(answer, (all) => all.flatMap(({ files }) => files).length === 2);
    expect(below.flatMap(({ files }) => files.map(({ mimetype }) => mimetype)).sort()).toEqual([
      "image/png",
      "text/csv",
    ]);
    await bench.control.click({
      ...{ user: "jiwoo", channel: answer.channel, message_ts: answer.ts, action_id: "feedback:vote" },
      value: `${runId} up`,
    });
    await expect.poll(() => bot.db.prepare("SELECT vote FROM feedback WHERE run_id = ?").pluck().get(runId)).toBe("up");
  });

  it("offers no second chart or file of what it has posted", async () => {
    const file = { name: "aws-cost.csv", title: "CSV", content: "Day\r\n" };
    const drawn = { ...call, id: "c2", name: "chart", args: {}, rows: null, dataset: null };
    answerOf = (thread) =>
      answered(thread, { picture: { png, alt: "비용", title: "비용" }, file, calls: [call, drawn] });
    const answer = await give("jiwoo", "csv");
    const texts = answer.blocks.flatMap(({ type, elements }) =>
      type === "actions" ? (elements as { text: { text: string } }[]).map(({ text }) => text.text) : [],
    );
    expect(texts).toEqual(["근거 보기", "CSV (3행)"]);
    await press("jiwoo", answer, "answer:csv");
    const all = await inThread(answer, (seen) => seen.some(({ ephemeral }) => ephemeral));
    expect(all.filter(({ files }) => files.length > 0)).toHaveLength(1);
    expect(all.at(-1)?.text).toBe("이 파일은 이미 스레드에 있습니다.");
  });

  it("that failed says why, shows what was tried, and offers to call somebody", async () => {
    answerOf = async () => ({ kind: "failed", why: "no permission", calls: [{ ...call, error: "access_denied" }] });
    const answer = await give("sarah", "7d");
    expect(answer.text).toBe("⚠️ The costs could not be read: no permission");
    expect(JSON.stringify(answer.blocks)).toMatch(/"text":"Evidence"/);
    expect(JSON.stringify(answer.blocks)).toMatch(/call/i);
    expect(JSON.stringify(answer.blocks)).not.toContain("feedback");
  });

  it("row 46: cannot ping or link anybody by what a tag holds", async () => {
    const tags = ["<!channel>", "https://evil.example/a", "<https://evil.example|console>", "eve@evil.com", "@here"];
    const rows = tags.map((tag) => `| ${inert(tag)} | $1.00 |`);
    answerOf = (thread) =>
      answered(thread, { markdown: ["**$5.00**", "", "| team | cost |", "|---|---:|", ...rows].join("\n") });
    const { blocks, text } = await give("jiwoo", "by tag:team");
    expect(troubleIn({ blocks: blocks.slice(0, 1), text })).toEqual([]);
    expect(text.split("\n").slice(4)).toEqual([
      "| &lt;!channel> | $1.00 |",
      "| `https://evil.example/a` | $1.00 |",
      "| &lt;`https://evil.example`\\|console> | $1.00 |",
      "| `eve@evil.com` | $1.00 |",
      "| @\u200bhere | $1.00 |",
    ]);
  });

  it("that breaks says so in place of its promise, with a number to quote", async () => {
    answerOf = () => Promise.reject(new Error("a defect"));
    await bench.control.command({ user: "sarah", channel: "ops", command: "/aws-cost", text: "7d" });
    const all = await bench.control.waitFor({ user: "sarah", channel: "ops" }, (seen) =>
      seen.some(({ text }) => text.startsWith("⚠️ An internal error came between")),
    );
    expect(all.at(-1)?.text).toMatch(/this was not done\. Please try again in a moment\.\nReference `t-[0-9a-f]{10}`$/);
    expect(all.filter(({ text }) => text.startsWith("⏳"))).toEqual([]);
    expect(bot.runs.running("none")).toEqual([]);
  });

  it("is plain where the workspace does not know the newer blocks", async () => {
    await bench.control.fault({ method: "chat.update", kind: "error", error: "invalid_blocks", times: 1 });
    answerOf = (thread) => answered(thread);
    const answer = await give("jiwoo", "7일");
    expect(JSON.stringify(answer.blocks)).toMatch(/👍/);
  });
});

describe("/models", () => {
  it("where Slack does not show the channel to the bot is about the person's own choice", async () => {
    await bench.control.command({ user: "jiwoo", channel: "ops", command: "/models", text: "" });
    await expect.poll(() => placesOfChoice).toEqual(["C0OPS"]);
    await bench.control.kick({ user: "jiwoo", channel: "sec", who: "ops" });
    await bench.control.command({ user: "jiwoo", channel: "sec", command: "/models", text: "" });
    await expect.poll(() => placesOfChoice).toEqual(["C0OPS", null]);
    await bench.control.invite({ user: "jiwoo", channel: "sec", who: "ops" });
  });
});

describe("a command that the process died on", () => {
  it("is said to be unfinished by the next one, in place of its promise", async () => {
    let asked = "";
    answerOf = (thread) => {
      asked = thread;
      return new Promise(() => {});
    };
    await bench.control.command({ user: "jiwoo", channel: "ops", command: "/aws-cost", text: "7일" });
    await expect.poll(() => asked).not.toBe("");
    const at = { user: "jiwoo", channel: "ops" };
    const working = (await bench.control.messages(at)).messages.at(-1);
    expect(working?.text).toBe("⏳ 비용을 조회하고 있습니다…");
    await bot.stop();
    bot = await start();
    const all = await bench.control.waitFor(at, (seen) => seen.some(({ text }) => text.startsWith("⚠️ 봇이 다시")));
    expect(all.find(({ ts }) => ts === working?.ts)?.text).toBe(
      "⚠️ 봇이 다시 시작되어 비용 조회를 마치지 못했습니다. `/aws-cost 7일` 명령을 다시 입력해 주세요.",
    );
    expect(bot.runs.running("none")).toEqual([]);
  });
});
