import { afterAll, beforeAll, expect, it } from "vitest";
import { factsOf } from "../../sandbox/aws/truth/facts.ts";
import { balancersOf } from "../../sandbox/aws/world/balancers.ts";
import { bucketsOf } from "../../sandbox/aws/world/buckets.ts";
import { metricsOf } from "../../sandbox/aws/world/metrics/catalog.ts";
import { statisticOf } from "../../sandbox/aws/world/metrics/statistic.ts";
import { NOW } from "../tools/support/sample-account.ts";
import { sampleTurns } from "./support/sample-turns.ts";
import { last, seen } from "./support/thread.ts";

/** What people ask besides the questions of the evaluation, held against the world and not against an operation. */
let sample: Awaited<ReturnType<typeof sampleTurns>>;
beforeAll(async () => {
  sample = await sampleTurns();
});
afterAll(() => sample.close());

const facts = factsOf("haneul-1", Date.parse(NOW));
const { setting } = facts;
const DAY = 86_400_000;
const both = (ko: string, en: string) => [
  { language: "ko" as const, text: ko },
  { language: "en" as const, text: en },
];
async function answered({ language, text }: { language: "ko" | "en"; text: string }) {
  const { events } = await sample.open().turn(text, { runId: text, language });
  const { record } = last(events);
  return { told: seen(events).join("\n"), tools: record.toolCalls.map(({ name, args }) => ({ name, args })) };
}

it.each(both("NAT 게이트웨이 누가 지웠어?", "Who deleted the NAT gateway?"))("$text", async (question) => {
  const { told, tools } = await answered(question);
  const now = Date.parse(NOW);
  const deleted = facts.events(now - 90 * DAY, now).filter(({ name }) => name === "DeleteNatGateway");
  expect([deleted, tools.map(({ args }) => args)]).toEqual([[], [{ period: "90d", events: ["DeleteNatGateway"] }]]);
  expect(told).toMatch(
    question.language === "ko"
      ? /^\*\*최근 90일 NAT 게이트웨이를 삭제한 사람은 없습니다\.\*\*/
      : /^\*\*Nobody deleted NAT gateways in the last 90 days\.\*\*/,
  );
});

it.each(both("VPC 엔드포인트 누가 지웠어?", "Who deleted the VPC endpoint?"))("$text", async (question) => {
  const { told } = await answered(question);
  const now = Date.parse(NOW);
  const deleted = facts.events(now - 90 * DAY, now).filter(({ name }) => name === "DeleteVpcEndpoints");
  expect(deleted.length).toBe(1);
  const [first = ""] = told.split("\n");
  expect(first).toContain(`\`${deleted[0]!.username}\``);
  expect(told).toContain(deleted[0]!.id);
});

it.each(both("order-api 5xx 어제 몇 건이야?", "How many 5xx did order-api have yesterday?"))(
  "$text",
  async (question) => {
    const { told } = await answered(question);
    const group = balancersOf(setting).targetGroups.find(({ name }) => name === "order-api-tg");
    const series = metricsOf(setting).all.find(
      (one) => one.metric === "HTTPCode_Target_5XX_Count" && one.dimensions.TargetGroup === group?.dimension,
    );
    const from = Date.parse("2026-11-19T15:00:00Z");
    const sum = statisticOf(series!, { kind: "Sum" }, from, from + DAY);
    expect(sum).toBeGreaterThan(0);
    expect(told).toContain(question.language === "ko" ? `합계 ${sum}.**` : `total ${sum}.**`);
  },
);

it.each(both("퍼블릭 버킷 있어?", "Which buckets are public?"))("$text", async (question) => {
  const { told } = await answered(question);
  const buckets = bucketsOf(setting);
  const open = buckets.filter(({ publicPolicy, publicAccessBlock }) => publicPolicy && !publicAccessBlock);
  const [first = ""] = told.split("\n");
  const names = open.map(({ name }) => `\`${name}\``).join(", ");
  expect(first).toBe(
    question.language === "ko"
      ? `**버킷 ${buckets.length}개 중 ${open.length}개가 퍼블릭입니다: ${names}.**`
      : `**${open.length} of ${buckets.length} buckets is public: ${names}.**`,
  );
  for (const { name } of buckets.filter((bucket) => !open.includes(bucket))) expect(told).not.toContain(name);
});

it.each(both("어제 NAT 게이트웨이 비용 얼마야?", "How much did the NAT gateway cost yesterday?"))(
  "$text",
  async (question) => {
    const { told } = await answered(question);
    const from = Date.parse("2026-11-20T00:00:00Z");
    const rows = facts.bill(from, from + DAY).filter(({ usageType }) => usageType.includes("NatGateway-"));
    const usd = rows.reduce((sum, { unblended }) => sum + unblended, 0);
    const other = facts.bill(from, from + DAY).filter(({ service }) => service === "EC2 - Other");
    expect(other.length).toBeGreaterThan(rows.length);
    expect(told).toContain(question.language === "ko" ? `NAT Gateway 비용은 $${usd.toFixed(2)}` : `$${usd.toFixed(2)}`);
    for (const { usageType } of rows) expect(told).toContain(usageType);
    expect(told).not.toContain("VolumeUsage");
  },
);
