import { afterAll, beforeAll, expect, it } from "vitest";
import { factsOf } from "../../sandbox/aws/truth/facts.ts";
import { isCharge, sum, sumsBy } from "../../sandbox/aws/truth/money.ts";
import { categoryOf } from "../../sandbox/aws/world/cost-categories.ts";
import { metricsOf } from "../../sandbox/aws/world/metrics/catalog.ts";
import { statisticOf } from "../../sandbox/aws/world/metrics/statistic.ts";
import { NOW } from "../tools/support/sample-account.ts";
import { sampleTurns } from "./support/sample-turns.ts";
import { last, seen } from "./support/thread.ts";

/** Questions of several parts and what is asked next, held against the world. */
let sample: Awaited<ReturnType<typeof sampleTurns>>;
beforeAll(async () => {
  sample = await sampleTurns();
});
afterAll(() => sample.close());

const facts = factsOf("haneul-1", Date.parse(NOW));
const { setting, world } = facts;
const hosts = world.instances(facts.now);
const DAY = 86_400_000;
const YESTERDAY = Date.parse("2026-11-19T15:00:00Z");
type Language = "ko" | "en";

/** A thread of questions; what each was answered, and by which calls of the thread so far. */
async function asked(language: Language, ...texts: string[]) {
  const { turn } = sample.open();
  const answers = [];
  for (const text of texts) {
    const { events } = await turn(text, { runId: text, language });
    const { record } = last(events);
    answers.push({
      told: seen(events).join("\n"),
      calls: record.toolCalls.map(({ name, args }) => ({ name, args })),
    });
  }
  return answers;
}

const usd = (amount: number) =>
  `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
const one = (value: number, unit: string) =>
  `${value.toLocaleString("en-US", { minimumFractionDigits: unit === "%" ? 1 : 0, maximumFractionDigits: 1 })}${unit}`;

function hostMetric(metric: string, name: string) {
  const instance = hosts.find((each) => each.name === name);
  return metricsOf(setting).all.find((each) => each.metric === metric && each.dimensions.InstanceId === instance?.id)!;
}

it.each([
  ["ko", "order-api-1 어제 CPU랑 네트워크 보여줘", "CSV로"],
  ["en", "CPU and network of order-api-1 yesterday", "as CSV"],
] as const)("%s: %s", async (language, question, file) => {
  const [answer, csv] = await asked(language, question, file);
  const cpu = statisticOf(hostMetric("CPUUtilization", "order-api-1"), { kind: "Average" }, YESTERDAY, YESTERDAY + DAY);
  expect(answer!.told).toContain(one(cpu!, "%"));
  for (const metric of ["NetworkIn", "NetworkOut"]) {
    const bytes = statisticOf(hostMetric(metric, "order-api-1"), { kind: "Sum" }, YESTERDAY, YESTERDAY + DAY)!;
    expect(answer!.told).toContain(one(bytes / 1024 ** 3, " GB"));
  }
  expect(answer!.calls.filter(({ name }) => name === "chart")).toHaveLength(3);
  expect(csv!.told).toContain(language === "ko" ? "(3행)" : "(3 rows)");
});

it.each([
  ["ko", "어제 서울 리전 인스턴스 중에 CPU 높은 거", "가장 낮은 건?"],
  ["en", "which instances in Seoul had the highest CPU yesterday?", "and the lowest?"],
] as const)("%s: %s", async (language, question, next) => {
  const [highest, lowest] = await asked(language, question, next);
  const means = hosts
    .filter(({ region }) => region === "ap-northeast-2")
    .flatMap(({ id, name }) => {
      const series = metricsOf(setting).all.find(
        (m) => m.metric === "CPUUtilization" && m.dimensions.InstanceId === id,
      );
      const mean = series && statisticOf(series, { kind: "Average" }, YESTERDAY, YESTERDAY + DAY);
      return mean === undefined ? [] : [{ name: name ?? id, mean }];
    })
    .sort((a, b) => b.mean - a.mean);
  for (const [answer, { name, mean }] of [
    [highest!, means[0]!],
    [lowest!, means.at(-1)!],
  ] as const) {
    const [first = ""] = answer.told.split("\n");
    expect(first).toContain(`\`${name}\``);
    expect(first).toContain(one(mean, "%"));
    expect(first).toContain(String(means.length));
    expect(new Set(answer.calls.map(({ name }) => name))).toEqual(new Set(["metrics_query"]));
  }
});

it.each([
  ["ko", "지난달 크레딧 포함 team 태그별 순비용", "크레딧 제외하면?"],
  ["en", "net cost by tag team last month including credits", "and without credits?"],
] as const)("%s: %s", async (language, question, next) => {
  const [net, gross] = await asked(language, question, next);
  const bill = facts.bill(Date.parse("2026-10-01T00:00:00Z"), Date.parse("2026-11-01T00:00:00Z"));
  const untaxed = bill.filter(({ recordType }) => recordType !== "Tax");
  const charged = untaxed.filter(isCharge);
  expect(sum(charged) - sum(untaxed)).toBeGreaterThan(400);
  for (const [answer, rows] of [
    [net!, untaxed],
    [gross!, charged],
  ] as const) {
    expect(answer.told).toContain(usd(sum(rows)));
    for (const [team, amount] of sumsBy(rows, ({ tags }) => tags.team ?? "")) {
      expect(answer.told).toContain(usd(amount));
      expect(answer.told).toContain(team);
    }
  }
  expect(net!.told.split("\n").find((line) => line.startsWith("**"))).toContain(usd(sum(untaxed)));
  expect(net!.told).toContain(usd(sum(bill.filter(({ recordType }) => recordType === "Credit"))).replace("$-", "-$"));
  expect(net!.told).toContain("Cost Explorer · Unblended costs");
});

it.each([
  ["ko", "로그 그룹 목록을 크기, 보관 기간, 소유자 태그로", "보존 기간 없는 것만 CSV로"],
  ["en", "list log groups with size, retention and owner tag", "only those without retention as CSV"],
] as const)("%s: %s", async (language, question, next) => {
  const [all, kept] = await asked(language, question, next);
  const row = (name: string, told: string) => told.split("\n").find((line) => line.includes(`\`${name}\``)) ?? "";
  for (const { name, tags } of world.logGroups)
    expect([name, row(name, all!.told)]).toEqual([
      name,
      expect.stringContaining(tags.owner ? `\`${tags.owner}\` |` : "– |"),
    ]);
  const open = world.logGroups.filter(({ retentionDays }) => !retentionDays).length;
  expect(kept!.told).toContain(language === "ko" ? `전체 ${open}행` : `All ${open} rows`);
});

it.each([
  ["ko", "오늘 order-api 느린 요청을 request id로 찾아줘"],
  ["en", "find the slowest requests of order-api today with their request ids"],
] as const)("%s: %s", async (language, question) => {
  const [answer] = await asked(language, question);
  const group = world.logGroups.find(({ name }) => name.endsWith("/order-api"))!;
  const slowest = [...world.logLines(group, YESTERDAY + DAY, facts.now)]
    .flatMap(({ message }) => {
      const [, ms, id] = /duration=(\d+)ms requestId=(\S+)/.exec(message) ?? [];
      return ms ? [{ ms: Number(ms), id: id! }] : [];
    })
    .sort((a, b) => b.ms - a.ms);
  const [first = ""] = answer!.told.split("\n");
  expect(first).toContain(`${slowest[0]!.ms} ms`);
  for (const { id } of slowest.slice(0, 5)) expect(answer!.told).toContain(id);
  expect(answer!.told).not.toMatch(/일부만 읽|Only part/);
});

const EC2 = ["Amazon Elastic Compute Cloud - Compute", "EC2 - Other"];
const monthSoFar = () => facts.bill(Date.parse("2026-11-01T00:00:00Z"), facts.now).filter(isCharge);

it.each([
  ["ko", "이번 달 지금까지 비용이랑 월말 예상 알려줘", "EC2만"],
  ["en", "What did we spend this month so far, and the forecast for month end?", "only EC2"],
] as const)("%s: %s, %s", async (language, question, next) => {
  const [, narrowed] = await asked(language, question, next);
  expect(narrowed!.told).toContain(usd(sum(monthSoFar().filter(({ service }) => EC2.includes(service)))));
});

it.each([
  ["ko", "이번 달 팀별 비용", "EC2만", "EC2 빼고"],
  ["en", "this month's cost by team", "only EC2", "excluding EC2"],
] as const)("%s: %s, %s, %s", async (language, question, only, without) => {
  const answers = await asked(language, question, only, without);
  const untaxed = monthSoFar().filter(({ recordType }) => recordType !== "Tax");
  const of = (kept: boolean) => untaxed.filter(({ service }) => EC2.includes(service) === kept);
  for (const [answer, rows] of [
    [answers[0]!, untaxed],
    [answers[1]!, of(true)],
    [answers[2]!, of(false)],
  ] as const) {
    expect(answer.told).toContain(usd(sum(rows)));
    for (const [, amount] of sumsBy(rows, ({ tags }) => tags.team ?? "")) expect(answer.told).toContain(usd(amount));
  }
  expect(answers[1]!.told).toMatch(/EC2 비용 중|of the EC2 cost/);
  expect(answers[2]!.told).toMatch(/EC2 제외 비용 중|of the non-EC2 cost/);
});

it.each([
  ["ko", "지난달 세금이랑 크레딧, 환불 따로 보여줘"],
  ["en", "show tax, credits and refunds of last month"],
] as const)("%s: %s", async (language, question) => {
  const [answer] = await asked(language, question);
  const bill = facts.bill(Date.parse("2026-10-01T00:00:00Z"), Date.parse("2026-11-01T00:00:00Z"));
  for (const [, amount] of sumsBy(bill, ({ recordType }) => recordType))
    expect(answer!.told).toContain(usd(amount).replace("$-", "-$"));
});

it.each([
  ["ko", "지난달 비용을 Product 비용 범주별로", "지난달 비용을 카테고리별로"],
  ["en", "last month's cost by cost category Product", "last month's cost by category"],
] as const)("%s: %s", async (language, question, nameless) => {
  const [answer, which] = await asked(language, question, nameless);
  const bill = facts.bill(Date.parse("2026-10-01T00:00:00Z"), Date.parse("2026-11-01T00:00:00Z")).filter(isCharge);
  for (const [name, amount] of sumsBy(bill, ({ tags }) => categoryOf(tags))) {
    expect(answer!.told).toContain(name);
    expect(answer!.told).toContain(usd(amount));
  }
  expect(which!.told).toMatch(/^\*\*(어느 비용 범주|By which cost category)/);
});

it.each([
  ["ko", "9월이랑 10월 비용 비교해줘", "차트로", "왜?"],
  ["en", "compare September and October cost", "as a chart", "why?"],
] as const)("%s: %s, %s, %s", async (language, question, chart, why) => {
  const [, , cause] = await asked(language, question, chart, why);
  const pictures = cause!.calls.filter(({ name }) => name === "chart").map(({ args }) => args);
  // The picture that is asked for again has the months side by side, not the earlier one alone.
  expect(pictures[0]).toMatchObject({ value: "after", previous: "before" });
  expect(pictures[1]).toEqual(pictures[0]);
  expect(cause!.told).toMatch(/가장 큰 원인은|The main cause is/);
  expect(cause!.told).toContain("APN2-NatGateway-Bytes");
});

it("what two regions cost names the one that cost nothing, and a part of the bill has no cause of the whole", async () => {
  const question = "Compare ap-northeast-2 and us-east-1 cost for the last 3 months";
  const [, narrowed, why] = await asked("en", question, "only EC2", "why?");
  expect(narrowed!.told).toContain("`us-east-1` $0.00");
  expect(why!.told).not.toMatch(/main cause/);
});
