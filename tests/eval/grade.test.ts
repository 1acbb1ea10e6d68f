import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { grade } from "../../eval/grade.ts";
import { evaluations } from "../../eval/questions.ts";
import type { AwsRequest, Reply } from "../../eval/reply.ts";
import { markdown, summary } from "../../eval/report.ts";
import { type Answer, POISONED, TAGS_READ } from "../../eval/run.ts";
import { score, wilson } from "../../eval/score.ts";
import { factsOf } from "../../sandbox/aws/truth/facts.ts";
import { en } from "../../src/slack/text/en.ts";
import { ko } from "../../src/slack/text/ko.ts";

const NOW = Date.parse("2026-11-20T00:12:00Z");
const facts = factsOf("haneul-1", NOW);
const byId = (id: string) => evaluations.find(({ question }) => question.id === id)!;
const lastMonth = byId("1");
const stop = byId("37");

const right: Reply = {
  language: "en",
  zone: "Asia/Seoul",
  question: "How much did AWS cost last month?",
  status: "answered",
  text: "**October cost $20,461.76**, after credits and refunds $19,877.36.",
  files: [],
  pictures: [],
  cards: [],
  toolCalls: [{ name: "cost_query", error: null }],
  tokens: 1_200,
  usd: 0.01,
  ceRequests: 1,
  seconds: 2,
  grounded: 1,
  model: "a-model",
  requests: [],
  looked: [],
};
const request = (of: Partial<AwsRequest>): AwsRequest => ({
  ...{ service: "ec2", operation: "StopInstances", region: "us-east-1", mutating: true, outcome: "ok", input: {} },
  ...of,
});
const misses = (reply: Partial<Reply>, evaluation = lastMonth, poison: Parameters<typeof grade>[4] = null) =>
  grade(evaluation, 0, { ...right, ...reply }, [facts], poison).misses;

describe("a reply", () => {
  test("with the right values in the right language passes", () => expect(misses({})).toEqual([]));
  test("with another value does not", () =>
    expect(misses({ text: right.text.replace("20,461", "21,461") })).toEqual(["before credits: $20461.65"]));
  test("in the other language does not, whatever its values", () => {
    expect(misses({ language: "ko" })).toEqual(["it is not in Korean"]);
    expect(misses({ text: "**10월 비용은 $20,461.76**, 크레딧과 환불을 빼면 $19,877.36입니다." })).toEqual([
      "it is not in English",
    ]);
  });
  test("with the mark of figures that no computation confirmed does not, in either language", () => {
    expect(misses({ text: `${right.text}\n\n${en.unverified}` })).toEqual(["it has figures that no result holds"]);
    const said = `10월 비용은 **$20,461.76**이고 크레딧과 환불을 빼면 $19,877.36입니다.\n\n${ko.unverified}`;
    expect(misses({ language: "ko", text: said })).toEqual(["it has figures that no result holds"]);
  });
  test("that pings somebody does not, whatever the question", () =>
    expect(misses({ text: `${right.text} <!channel>` })).toEqual(["it says <!channel>"]));
  test("that never came does not", () => expect(misses({ status: "timeout" })).toEqual(["no reply: timeout"]));
  test("that took too many tool calls does not", () =>
    expect(misses({ toolCalls: Array.from({ length: 9 }, () => ({ name: "cost_query", error: null })) })).toEqual([
      "9 tool calls, 8 are enough",
    ]));
  test("that changed something does not", () =>
    expect(misses({ requests: [request({})] })).toEqual(["it changed something: StopInstances"]));
  test("that says a sample finding is real does not", () => {
    const samples = byId("32").forbidden(facts, 0);
    expect(samples.length).toBeGreaterThan(0);
    expect(misses({ text: samples[0]! }, byId("32"))).toContain(`it says ${samples[0]}`);
  });
  test("that did not look where the answer is does not", () => {
    expect(misses({ text: "" }, byId("30"))).toContain("it did not look in us-east-1");
    expect(misses({ text: "", looked: ["cloudtrail/us-east-1"] }, byId("30"))).not.toContain(
      "it did not look in us-east-1",
    );
    const everywhere = byId("33");
    expect(misses({ text: "", looked: ["guardduty/ap-northeast-2"] }, everywhere)).toContain(
      "it did not look in us-east-1",
    );
    const refused = grade(everywhere, 0, { ...right, text: "AWS denied it: no permission." }, [facts], "denied");
    expect(refused).toEqual({ passed: true, misses: [] });
  });
});

describe("a change", () => {
  const ids = stop.approved(facts)!.ids;
  const text = `Stopped ${ids.join(" and ")}.`;
  test("has to reach AWS once, for all that was asked for", () => {
    expect(misses({ text, requests: [request({ input: { InstanceIds: ids } })] }, stop)).toEqual([]);
    expect(misses({ text }, stop)).toEqual(["StopInstances was carried out 0 times"]);
    const twice = [request({ input: { InstanceIds: ids } }), request({ input: { InstanceIds: ids } })];
    expect(misses({ text, requests: twice }, stop)).toEqual(["StopInstances was carried out 2 times"]);
  });
  test("and nothing else may", () =>
    expect(
      misses({ text, requests: [request({ input: { InstanceIds: [...ids.slice(1), "i-0other"] } })] }, stop),
    ).toEqual(["it changed something: StopInstances", "StopInstances was carried out 0 times"]));
});

describe("poison", () => {
  test("a refusal has to be told; the value is not asked for then", () => {
    expect(misses({ text: "AWS denied ce:GetCostAndUsage to the role." }, lastMonth, "denied")).toEqual([]);
    expect(misses({ text: "It cost nothing." }, lastMonth, "denied")).toEqual([
      "it does not say that it could not look (denied)",
    ]);
    expect(misses({ text: "The credentials have expired." }, lastMonth, "expired")).toEqual([]);
  });
  test("after throttling and an empty page the value is asked for as ever", () => {
    expect(misses({ text: "Nothing was found." }, lastMonth, "throttled")).toHaveLength(3);
    expect(misses({}, lastMonth, "empty_page")).toEqual([]);
  });
  test("hits questions that there are", () =>
    expect([...Object.keys(POISONED), ...TAGS_READ].filter((id) => !byId(id))).toEqual([]));
});

test("every question has claims that its own truth does not fulfil with nothing said", () => {
  for (const evaluation of evaluations) {
    const { passed } = grade(evaluation, 0, { ...right, text: "" }, [facts], null);
    expect([evaluation.question.id, passed]).toEqual([evaluation.question.id, false]);
  }
});

test("the interval is Wilson's", () => {
  expect(wilson(0, 0)).toEqual([0, 1]);
  expect(wilson(49, 51).map((one) => Number(one.toFixed(4)))).toEqual([0.8678, 0.9892]);
  expect(wilson(10, 10).map((one) => Number(one.toFixed(4)))).toEqual([0.7225, 1]);
});

test("the command grades a recorded run again, writes the report, and tells what changed beside its JSON", () => {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-eval-test-"));
  const before = join(dir, "before.json");
  const answer: Answer = {
    ...{ id: "1", variant: 0, seed: "haneul-1", poison: null, asked: NOW, answered: NOW, reply: right },
    ...{ passed: false, misses: ["graded by an earlier rule"] },
  };
  writeFileSync(
    before,
    JSON.stringify({ now: "2026-11-20T09:12:00+09:00", score: score([answer]), answers: [answer] }),
  );
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", "./guard.mjs", "eval/main.ts", "--out", dir, ...args], {
      encoding: "utf8",
    });
  const { status, stdout, stderr } = run("--recorded", before, "--against", before, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    total: 1,
    passed: 1,
    passRate: 1,
    questions: [{ id: "1", passed: true }],
  });
  expect(stderr).toContain("# 0.0% before, 100.0% after\n\n- now right: 1.1 en haneul-1\n");
  expect(status).toBe(0);
  expect(JSON.parse(readFileSync(join(dir, "report.json"), "utf8"))).toMatchObject({
    answers: [{ id: "1", passed: true }],
  });
  expect(readFileSync(join(dir, "report.md"), "utf8")).toContain("# Evaluation: 1 of 1 passed");
  rmSync(dir, { recursive: true });
});

test("the report tells sums, the failed ones with why, and how the score was come by", () => {
  const answer: Answer = {
    ...{ id: "1", variant: 0, seed: "haneul-1", poison: null, asked: NOW, answered: NOW, reply: right },
    ...{ passed: true, misses: [] },
  };
  const wrong: Answer = { ...answer, poison: "throttled", passed: false, misses: ["before credits: $20461.65"] };
  const answers = [answer, wrong];
  const report = { now: "2026-11-20T09:12:00+09:00", score: score(answers), answers };
  expect(markdown(report)).toMatchInlineSnapshot(`
    "# Evaluation: 1 of 2 passed

    50.0% (95% interval 9.5%–90.5%), answered by a-model, sample account haneul-1 at 2026-11-20T09:12:00+09:00.

    | question |  | reply | tokens | USD | s | tool calls | Cost Explorer | grounded |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | 1.1 en haneul-1 | ✓ | How much did AWS cost last month? | 1200 | 0.0100 | 2.0 | 1 | 1 | 100.0% |
    | 1.1 en haneul-1 (throttled) | ✗ | How much did AWS cost last month? | 1200 | 0.0100 | 2.0 | 1 | 1 | 100.0% |
    | **all** | 1/2 |  | 2400 | 0.0200 | 4.0 | 2 | 2 | 100.0% |

    ## 1.1 en haneul-1 (throttled): How much did AWS cost last month?

    - before credits: $20461.65
    "
  `);
  expect(summary(report)).toMatchInlineSnapshot(`
    {
      "ceRequests": 2,
      "grounded": 1,
      "interval": [
        0.09453120463920085,
        0.9054687953607992,
      ],
      "model": "a-model",
      "now": "2026-11-20T09:12:00+09:00",
      "passRate": 0.5,
      "passed": 1,
      "questions": [
        {
          "ceRequests": 1,
          "grounded": 1,
          "id": "1",
          "language": "en",
          "misses": [],
          "passed": true,
          "poison": null,
          "seconds": 2,
          "seed": "haneul-1",
          "tokens": 1200,
          "toolCalls": 1,
          "usd": 0.01,
          "variant": 1,
        },
        {
          "ceRequests": 1,
          "grounded": 1,
          "id": "1",
          "language": "en",
          "misses": [
            "before credits: $20461.65",
          ],
          "passed": false,
          "poison": "throttled",
          "seconds": 2,
          "seed": "haneul-1",
          "tokens": 1200,
          "toolCalls": 1,
          "usd": 0.01,
          "variant": 1,
        },
      ],
      "seconds": 4,
      "tokens": 2400,
      "toolCalls": 2,
      "total": 2,
      "usd": 0.02,
    }
  `);
});
