import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthAt } from "../../sandbox/aws/truth/truth.ts";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import { attribute, otlpReceiver, spanTree } from "../support/otlp-receiver.ts";
import { type Bot, isEnd, NOW, SEED, type Stack, startStack } from "./support/stack.ts";
import { askTheTruth } from "./support/truth-questions.ts";

/** Every question the README promises, through all real wires, compared with the world's truth and never with itself. */
let stack: Stack;
let bot: Bot;
let receiver: Awaited<ReturnType<typeof otlpReceiver>>;
const truth = truthAt(SEED, Date.parse(NOW));
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const usd = (amount: number) =>
  `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
const PAID = [
  "Usage",
  "Tax",
  "SavingsPlanRecurringFee",
  "DiscountedUsage",
  "SavingsPlanCoveredUsage",
  "SavingsPlanNegation",
  "Recurring",
  "RIFee",
  "Fee",
  "Support",
  "Solution Provider Program Discount",
];
const costOf = (from: string, to: string) => truth.costTotal(utc(from), utc(to), PAID);
/** Last week before Friday 20 November 2026: Monday 9 to Sunday 15. */
const LAST_WEEK = ["2026-11-09", "2026-11-16"] as const;

beforeAll(async () => {
  stack = await startStack();
  receiver = await otlpReceiver();
  bot = await stack.startBot({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
});
afterAll(async () => {
  await stack?.close();
  await receiver?.close();
});

describe.concurrent("cost", () => {
  it("of last week by service: the total, a table, and a chart with Hangul, then two follow-ups", async () => {
    const first = await stack.ask("jiwoo", "지난주 서비스별 비용 보여줘");
    expect(first.answer.split("\n")[0]).toContain(`11월 9–15일 비용은 ${usd(costOf(...LAST_WEEK))}`);
    const [largest, amount] = [...truth.costByService(utc(LAST_WEEK[0]), utc(LAST_WEEK[1]), PAID)].sort(
      (a, b) => b[1] - a[1],
    )[0]!;
    expect(first.answer).toContain(`| ${largest} | ${usd(amount)} |`);
    expect(first.answer).toContain("_언어 모델 없이 규칙으로 답했습니다_");
    expect(first.answer).not.toContain("확인되지 않은");
    expect(first.line).toContain("11월 9일–15일 (UTC 청구일)");
    expect(first.line).toContain("haneul-prod");

    const [picture] = first.pictures;
    expect(picture?.alt).toContain(`합계 ${usd(Math.round(costOf(...LAST_WEEK))).replace(".00", "")}`);
    const png = await sharp(await stack.control.file(picture!.path)).metadata();
    expect([png.format, png.width, png.height]).toEqual(["png", 1600, 900]);

    const before = await stack.ask("jiwoo", "그럼 그 전주는?", { thread: first.thread_ts });
    expect(before.answer.split("\n")[0]).toContain(`11월 2–8일 비용은 ${usd(costOf("2026-11-02", "2026-11-09"))}`);
    const only = await stack.ask("jiwoo", "EC2만", { thread: first.thread_ts });
    const weekBefore = truth.costByService(utc("2026-11-02"), utc("2026-11-09"), PAID);
    const ec2 = [...weekBefore]
      .filter(([name]) => /^(EC2 - Other|Amazon Elastic Compute Cloud)/.test(name))
      .reduce((sum, [, v]) => sum + v, 0);
    expect(only.answer.split("\n")[0]).toContain(`EC2 비용은 ${usd(ec2)}`);
    expect(only.answer).not.toContain("확인되지 않은");
    expect(only.record.ceRequests).toBe(0);

    const without = await stack.ask("jiwoo", "RDS 빼고", { thread: first.thread_ts });
    const others = [...weekBefore].filter(([name]) => name !== "Amazon Relational Database Service");
    expect(without.answer.split("\n")[0]).toContain(usd(others.reduce((sum, [, v]) => sum + v, 0)));
    const file = await stack.ask("jiwoo", "CSV로", { thread: first.thread_ts });
    const csv = file.pictures.find(({ name }) => name.endsWith(".csv"));
    const lines = new TextDecoder()
      .decode(await stack.control.file(csv!.path))
      .trim()
      .split("\r\n");
    expect(file.answer.split("\n")[0]).toBe(`**CSV 파일을 스레드에 올렸습니다 (${lines.length - 1}행).**`);
    expect(file.record.ceRequests).toBe(0);
  });

  it("is asked in English as well, and says what it cost to ask", async () => {
    const { answer, line, record } = await stack.ask("sarah", "Show me last month's cost by service");
    expect(answer.split("\n")[0]).toContain(usd(costOf("2026-10-01", "2026-11-01")));
    expect(answer).toContain("_Answered by rules, without a language model._");
    expect(line).toMatch(new RegExp(`${record.ceRequests} Cost Explorer requests? \\$0.0${record.ceRequests}`));
  });
});

askTheTruth(SEED, "ko", () => stack);

describe.concurrent("CloudTrail", () => {
  it("tells who started instances yesterday, in the asker's zone", async () => {
    const { answer } = await stack.ask("jiwoo", "어제 EC2 인스턴스를 시작한 사람은 누구야?");
    const starts = truth.instanceStarts(Date.parse("2026-11-18T15:00:00Z"), Date.parse("2026-11-19T15:00:00Z"));
    expect(starts.length).toBeGreaterThan(0);
    for (const { user, time, instanceIds } of starts) {
      const at = new Date(time + 9 * 3_600_000).toISOString().slice(11, 16);
      const row = answer.split("\n").find((l) => l.includes(instanceIds[0]!));
      expect(row).toContain(user);
      expect(row).toContain(at);
    }
    expect(answer.split("\n")[0]).toContain(starts[0]!.user);
  });

  it("counts failed console logins of seven days, of the global region too", async () => {
    const { answer } = await stack.ask("sarah", "Were there failed console logins in the last 7 days?");
    const failed = truth.failedSignIns(Date.parse(NOW) - 7 * 86_400_000, Date.parse(NOW));
    expect(failed.length).toBeGreaterThanOrEqual(7);
    expect(answer.split("\n")[0]).toContain(`${failed.length} failed console logins`);
    for (const { ip } of failed) expect(answer).toContain(ip);
  });
});

describe.concurrent("GuardDuty", () => {
  it("lists findings of high severity and draws them on request", async () => {
    const { answer, thread_ts: thread } = await stack.ask("jiwoo", "심각도 높은 GuardDuty 탐지 결과 있어?");
    const high = truth.highFindings();
    expect(answer.split("\n")[0]).toContain(`${high.length}건`);
    for (const { type } of high) expect(answer).toContain(type);
    const drawn = await stack.ask("jiwoo", "차트로 보여줘", { thread });
    expect(drawn.pictures).toHaveLength(1);
    expect(drawn.pictures[0]?.alt).toContain(`합계 ${high.length}건`);
  });
});

describe.concurrent("logs", () => {
  it("are analysed through Logs Insights: how many errors, in which patterns; a person who is needed is called into the thread, once, with what was asked and seen", async () => {
    const asked = await stack.ask("jiwoo", "order-api 최근 에러 로그 분석해줘");
    const { answer, record, line, pictures } = asked;
    expect(record.toolCalls.map(({ name }) => name)).toContain("logs_analyze_errors");
    const counts = truth.errorCounts("/haneul/order-api", Date.parse(NOW) - 86_400_000, Date.parse(NOW));
    const all = [...counts.values()].reduce((a, b) => a + b, 0);
    const said = Number(/에러는 ([\d,]+)건/.exec(answer)?.[1]?.replace(",", ""));
    expect(Math.abs(said - all)).toBeLessThanOrEqual(2);
    expect(line).toContain("CloudWatch Logs Insights");
    expect(pictures).toHaveLength(1);

    const called = await stack.ask("jiwoo", "담당자 불러줘", { thread: asked.thread_ts });
    expect(called.answer.split("\n")[0]).toBe("**질문과 확인한 내용을 요약해 담당자 그룹을 부릅니다.**");
    const isCall = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_handover";
    const seen = await stack.control.waitFor(called, (all) => all.some(isCall));
    const text = JSON.stringify(seen.filter(isCall).map(({ blocks }) => blocks));
    for (const part of ["<!subteam^S0APPROVERS> ", "order-api 최근 에러 로그 분석해줘", "CloudWatch Logs Insights"])
      expect(text).toContain(part);
    expect(seen.filter(isCall)).toHaveLength(1);
  });
});

describe.concurrent("a file that comes with a question", () => {
  it("is asked like any result, and asked again in its thread", async () => {
    const rows = ["time,level,path", ...["ERROR,/pay", "INFO,/cart", "ERROR,/pay"].map((row) => `2026-11-20,${row}`)];
    const files = [await stack.control.upload("sarah", "requests.csv", rows.join("\n"))];
    const text = "@ops how many errors in this file?";
    const { channel, ts } = await stack.control.post({ user: "sarah", channel: "ops", text, files });
    const [end] = (await stack.waitForEnd({ user: "sarah", channel, thread_ts: ts }, 1)).filter(isEnd);
    expect(end?.text).toMatch(/^\*\*requests\.csv: 2 errors\*\* \(of 3 rows\)\./);
    const { answer } = await stack.ask("sarah", "top 1 path", { thread: ts });
    expect(answer).toContain("| `/pay` | 2 |");
  });
});

describe.concurrent("what it cannot do", () => {
  it.each([
    ["jiwoo", "모든 로그 지워줘", /^\*\*로그 삭제는 이 봇이 할 수 없는 작업입니다/],
    ["sarah", "please delete all logs", /cannot|can't|not something/i],
    ["jiwoo", "오늘 점심 뭐 먹지?", /./],
  ])("gets %s a helpful sentence with examples: %s", async (user, text, first) => {
    const { answer, record } = await stack.ask(user, text);
    expect(answer.split("\n")[0]).toMatch(first);
    expect(answer).toMatch(/\n[-•*] /);
    expect(record.toolCalls).toEqual([]);
  });
});

describe.concurrent("commands", () => {
  it("and questions draw in the dark for who asked for it, and for nobody else", async () => {
    const dominant = async (path: string) => (await sharp(await stack.control.file(path)).stats()).dominant;
    const [light] = (await stack.ask("doyun", "지난주 서비스별 비용 보여줘")).pictures;
    const turned = await stack.ask("doyun", "차트를 어둡게 해줘", { channel: "general" });
    expect(turned.answer.split("\n")[0]).toContain("어둡게 그립니다");
    const [dark] = (await stack.ask("doyun", "지난주 서비스별 비용 보여줘")).pictures;
    const { channel } = await stack.control.command({
      user: "doyun",
      channel: "general",
      command: "/aws-cost",
      text: "7d by service",
    });
    const seen = await stack.control.waitFor(
      { user: "doyun", channel },
      (all) =>
        all.filter(({ metadata, files }) => metadata?.event_type === "opsthread_command" || files.length).length > 1,
      20_000,
    );
    const command = seen.flatMap(({ files }) => files).at(-1);
    const colours = await Promise.all([light!.path, dark!.path, command!.path].map(dominant));
    expect(colours.map(({ r }) => (r > 200 ? "light" : r < 60 ? "dark" : "else"))).toEqual(["light", "dark", "dark"]);
    const [another] = (await stack.ask("jiwoo", "지난주 서비스별 비용 보여줘")).pictures;
    expect((await dominant(another!.path)).r).toBeGreaterThan(200);
  });

  it("/aws-cost where the bot is no member answers as a DM and says so privately", async () => {
    await stack.control.command({ user: "sarah", channel: "random", command: "/aws-cost", text: "month by service" });
    const here = await stack.control.waitFor(
      { user: "sarah", channel: "random" },
      (all) => all.some(({ text }) => text.includes("DM")),
      20_000,
    );
    expect(here.at(-1)).toMatchObject({
      ephemeral: true,
      text: "I am not a member of this channel, so I sent you the result as a DM.",
    });
    const dm = await stack.control.messages({ user: "sarah", channel: "dm" });
    expect(dm.messages.some(({ text }) => text.startsWith("**The cost of 1–1"))).toBe(true);
  });

  it("/aws-cost explains itself when it does not understand", async () => {
    await stack.control.command({ user: "sarah", channel: "ops", command: "/aws-cost", text: "by servise" });
    const seen = await stack.control.waitFor(
      { user: "sarah", channel: "ops" },
      (all) => all.some(({ text }) => text.startsWith("I did not understand `servise`.")),
      20_000,
    );
    const help = seen.findLast(({ text }) => text.startsWith("I did not understand"));
    expect(help?.ephemeral).toBe(true);
    const { message_ts, ...at } = { user: "sarah", channel: "ops", message_ts: help?.ts ?? "" };
    await stack.control.click({ ...at, message_ts, action_id: "cost:ask:0", value: "by service" });
    const answered = await stack.control.waitFor(
      at,
      (all) => all.some(({ metadata }) => metadata?.event_type === "opsthread_command"),
      20_000,
    );
    const answer = answered.find(({ metadata }) => metadata?.event_type === "opsthread_command");
    expect(answer?.text).toMatch(/^\*\*The cost of 1–\d+ Nov is \$/);
    expect(JSON.stringify(answer?.blocks)).toContain("Sarah Lee · `/aws-cost by service`");
  });
});

describe.concurrent("a guest", () => {
  it("is told that guests may not ask", async () => {
    const { channel } = await stack.control.post({ user: "guest", channel: "ops", text: "@ops 비용 알려줘" });
    await stack.control.waitFor({ user: "guest", channel }, (all) =>
      all.some(({ text, ephemeral }) => ephemeral && text.startsWith("⛔")),
    );
  });
});

describe("operation", () => {
  it("one turn is one trace: the model, its tools, and what they asked of AWS and of Slack", async () => {
    const began = BigInt(Date.now()) * 1_000_000n;
    const { answer } = await stack.ask("sarah", "What did AWS cost by service in September?");
    expect(answer).toContain("$");
    const turn = () => receiver.spans().find((s) => s.name === "turn" && BigInt(s.startTimeUnixNano) >= began);
    await expect.poll(turn, { timeout: 5_000 }).toBeDefined();
    const last = turn()!;
    const mine = () => receiver.spans().filter(({ traceId }) => traceId === last.traceId);
    const tree = spanTree(mine()).split("\n");
    expect(tree.slice(0, -2)).toEqual([
      "turn",
      "  model offline",
      "  tool cost_query",
      "    aws ce:GetCostAndUsage",
      "  model offline",
      "  tool chart",
    ]);
    // A picture is on its way while the model is asked again: either may begin first.
    expect(tree.slice(-2).toSorted()).toEqual(["  model offline", "  slack upload"]);
    expect(attribute(last, "opsthread.run_id")).toMatch(/^t-[0-9a-f]{10}$/);
    expect(JSON.stringify(mine())).not.toContain("by service in");
  });

  it("the status port tells health, readiness and metrics", async () => {
    const port = /"healthPort":(\d+)/.exec(bot.stderr())?.[1];
    const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    expect(await get("/healthz")).toBe('{"ok":true,"failing":{}}');
    expect(await get("/readyz")).toBe('{"ok":true,"failing":{}}');
    const metrics = await get("/metrics");
    expect(metrics).toMatch(/^opsthread_turns_total\{status="answered",reason=""\} [1-9]/m);
    expect(metrics).toMatch(/^opsthread_aws_calls_total\{action="ce:GetCostAndUsage",outcome="ok"\} [1-9]/m);
    expect(metrics).toMatch(/^opsthread_slack_connected 1$/m);
  });
});
