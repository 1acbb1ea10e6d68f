import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleTurns } from "./support/sample-turns.ts";
import { asks, says, scriptedModel } from "./support/scripted-model.ts";
import { last, seen } from "./support/thread.ts";

let sample: Awaited<ReturnType<typeof sampleTurns>>;
beforeAll(async () => {
  sample = await sampleTurns();
});
afterAll(() => sample.close());

const FOOT = { ko: "_언어 모델 없이 규칙으로 답했습니다_", en: "_Answered by rules, without a language model._" };

/** Everything a person reads of the first turn of a thread. */
async function answer(text: string, language: "ko" | "en"): Promise<string[]> {
  const { status, events } = await sample.open().turn(text, { language });
  expect([status, last(events).type]).toEqual(["answered", "turn_finished"]);
  return seen(events);
}

describe("a question that cannot be answered as it was put is answered by one clear sentence", () => {
  it.each([
    [
      "an account nobody configured",
      "haneul-stage 계정의 지난달 비용 알려줘",
      "**`haneul-stage` 계정은 여기서 조회할 수 없습니다.** 조회할 수 있는 계정: `haneul-prod`.",
      "What did the account haneul-stage cost last month?",
      "**The account `haneul-stage` cannot be read here.** Accounts that can: `haneul-prod`.",
    ],
    [
      "an account nobody configured, named after the word",
      "계정 haneul-stage 비용 알려줘",
      "**`haneul-stage` 계정은 여기서 조회할 수 없습니다.** 조회할 수 있는 계정: `haneul-prod`.",
      "Cost of the haneul-stage account",
      "**The account `haneul-stage` cannot be read here.** Accounts that can: `haneul-prod`.",
    ],
    [
      "a period to come",
      "2027년 1월 비용 알려줘",
      "**2027년 1월 기간은 아직 오지 않았습니다.** 지난 기간을 물어보거나, 비용이라면 _이번 달 예상 비용 알려줘_ 처럼 예측을 물어봐 주세요.",
      "How much did we spend in January 2027?",
      "**The period Jan 2027 has not come yet.** Ask for a past one, or for a forecast of cost: _What will this month cost?_",
    ],
    [
      "next month, without a word of a forecast",
      "다음 달 비용 얼마였어?",
      "**아직 시작되지 않은 기간입니다.** 지난 기간을 물어보거나, 비용이라면 _이번 달 예상 비용 알려줘_ 처럼 예측을 물어봐 주세요.",
      "Cost of the day after tomorrow, 2026-11-23",
      "**That period has not begun yet.** Ask for a past one, or for a forecast of cost: _What will this month cost?_",
    ],
    [
      "an end before its start",
      "2026-11-10부터 2026-11-03까지 비용",
      "**기간의 끝(11월 3일)이 시작(11월 10일)보다 앞섭니다.** 순서를 바꾸어 _11월 3일부터 11월 10일까지_ 처럼 물어봐 주세요.",
      "Cost from November 10 to November 3",
      "**The period ends (3 Nov) before it begins (10 Nov).** Turn it round, as in _from 3 Nov to 10 Nov_.",
    ],
    [
      "a region that does not exist",
      "mars-north-1 인스턴스 보여줘",
      "**`mars-north-1` 리전은 여기서 조회할 수 없습니다.** 조회할 수 있는 리전: `ap-northeast-2`, `us-east-1`.",
      "Show instances in mars-north-1",
      "**The region `mars-north-1` cannot be read here.** Regions that can: `ap-northeast-2`, `us-east-1`.",
    ],
    [
      "a name that matches nothing",
      "order-zzz 인스턴스 상태",
      "**`order-zzz`에 맞는 EC2 인스턴스는 없습니다.**",
      "Status of the instance order-zzz",
      "**No EC2 instance matches `order-zzz`.**",
    ],
    [
      "nothing but what cannot be read",
      "ㅋㅋㅋㅋ",
      "**무엇을 찾으시는지 이해하지 못했습니다.** 이런 식으로 물어봐 주세요.",
      "😀😀😀",
      "**I did not understand what you are looking for.** You can ask like this.",
    ],
    [
      "nothing but what cannot be seen",
      "\u200b\u200b",
      "**무엇을 찾으시는지 이해하지 못했습니다.** 이런 식으로 물어봐 주세요.",
      "\u202e\u2066",
      "**I did not understand what you are looking for.** You can ask like this.",
    ],
  ])("%s", async (_what, korean, ko, english, en) => {
    const [inKorean, inEnglish] = [await answer(korean, "ko"), await answer(english, "en")];
    expect([inKorean[0], inKorean.at(-1), inEnglish[0], inEnglish.at(-1)]).toEqual([ko, FOOT.ko, en, FOOT.en]);
  });

  it("a metric of a name that nothing has names what there is", async () => {
    const [ko] = await answer("order-zzz CPU 어제 어땠어?", "ko");
    expect(ko).toMatch(
      /^\*\*haneul-prod 계정의 ap-northeast-2, us-east-1 리전에 cpu 지표가 있는 "order-zzz" 리소스가 없습니다\.\*\* 있는 것: ec2:admin-tool-1/,
    );
    const [en] = await answer("CPU of order-zzz yesterday", "en");
    expect(en).toMatch(
      /^\*\*Nothing called "order-zzz" with the metric cpu is in ap-northeast-2, us-east-1 of haneul-prod\.\*\* There are: ec2:admin-tool-1/,
    );
  });

  it("more days than CloudTrail keeps are told as those that were searched", async () => {
    const ko = (await answer("최근 200일 동안 누가 인스턴스를 중지했어?", "ko")).join("\n");
    expect(ko).toMatch(/^\*\*8월 23일 12:00 – 11월 21일 12:00 KST EC2 인스턴스를 중지한 사람은/);
    expect(ko).toContain("CloudTrail 기록은 90일만 보관되므로 8월 23일 12:00부터 조회했습니다.");
    const en = (await answer("Who stopped instances in the last 200 days?", "en")).join("\n");
    expect(en).toContain("CloudTrail keeps 90 days, so the search began on 23 Aug 12:00.");
    expect(en).not.toContain("last 200 days");
  });

  it.each([
    [
      "200일 전에 누가 인스턴스 껐어?",
      /^\*\*CloudTrail 관리 이벤트 기록은 AWS에 90일 동안만 보관되며.*2026-08-23부터의 기간/,
    ],
    ["Were there GuardDuty findings in May?", /^\*\*AWS keeps GuardDuty's findings for 90 days.*from 2026-08-23 on\./],
    ["2027년 비용", /^\*\*아직 시작되지 않은 기간입니다\.\*\*/],
    ["cost for 2031", /^\*\*That period has not begun yet\.\*\*/],
  ])(
    "a time of which nothing is left, or that has not come, is never answered with none: %s",
    async (question, text) => {
      expect((await answer(question, /[가-힣]/.test(question) ? "ko" : "en")).join("\n")).toMatch(text);
    },
  );

  it("a name that matches many is asked back, and what is pressed is answered", async () => {
    for (const [language, question, asked, next] of [
      ["ko", "order CPU 어제 어땠어?", "order에 맞는 것이 여럿입니다. 어느 것인가요?", "order-api-1 CPU 어제 어땠어?"],
      ["en", "CPU of order yesterday", "Several things match order. Which one?", "CPU of order-api-1 yesterday"],
    ] as const) {
      const { turn } = sample.open();
      const { events } = await turn(question, { language });
      const choices = events.find((event) => event.type === "choices");
      expect(choices).toMatchObject({
        question: asked,
        options: expect.arrayContaining([{ label: "order-api-1 (ec2, ap-northeast-2)", ask: next }]),
      });
      const answered = await turn(next, { language, runId: "run-2" });
      expect(seen(answered.events).join("\n")).toMatch(/`order-api-1` (?:평균|average|avg|mean)/);
    }
  });

  it("zero rows are none together with what was searched", async () => {
    expect(await answer("어제 S3 버킷 삭제한 사람 있어?", "ko")).toEqual([
      "**어제 (11월 20일) S3 버킷을 삭제한 사람은 없습니다.**",
      "찾은 범위: `DeleteBucket` · haneul-prod · `ap-northeast-2`, `us-east-1` · 11월 20일 KST. 관리 이벤트만 기록되며, S3 객체 같은 데이터 이벤트는 여기에 없습니다.",
      FOOT.ko,
    ]);
    expect(await answer("Did anyone delete an S3 bucket yesterday?", "en")).toEqual([
      "**Nobody deleted S3 buckets yesterday (20 Nov).**",
      "Searched: `DeleteBucket` · haneul-prod · `ap-northeast-2`, `us-east-1` · 20 Nov KST. Only management events are recorded; data events such as S3 object access are not here.",
      FOOT.en,
    ]);
  });
});

describe("a question that only looks odd is answered like any other", () => {
  const first = async (text: string) => (await answer(text, "ko")).find((line) => !line.startsWith("["));

  it.each([
    ["two languages in one", "지난주 cost 보여줘 by service"],
    ["emoji", "지난주 서비스별 비용 😀🎉 보여줘"],
    ["zero-width characters in its words", "지난\u200b주 서비\u200b스별 비\u200b용 보\u2060여줘"],
    ["right-to-left marks around it", "\u202e지난주 서비스별 비용 보여줘\u202c"],
    ["ten thousand characters", `지난주 서비스별 비용 보여줘${" ".repeat(9_980)}`],
  ])("%s", async (_what, text) => {
    expect(await first(text)).toBe("**11월 9–15일 비용은 $6,134.48입니다.**");
  });
});

it("SQL that writes is refused to the model in a sentence, and nothing of the thread is lost", async () => {
  const query = (id: string, sql: string) => asks([{ id, name: "data_query", input: { sql } }]);
  const model = scriptedModel([
    asks([{ id: "c1", name: "cost_query", input: { period: "2026-11-09..2026-11-15", group_by: ["service"] } }]),
    query("w1", "DROP TABLE d1"),
    query("w2", "SELECT 1; DELETE FROM d1"),
    query("w3", "ATTACH '/etc/passwd' AS x"),
    query("w4", "SELECT name FROM pragma_database_list"),
    query("r1", "SELECT round(sum(usd), 2) AS usd FROM d1"),
    says("**지난주 비용은 $6,134.48입니다.**"),
  ]);
  const world = sample.open(model);
  const { events } = await world.turn("지난주 비용");
  const refused = world.history.rows
    .flatMap(({ content }) => content)
    .flatMap((block) => (block.type === "tool_result" && block.is_error ? [block.content.split("\n")[0]] : []));
  const only = "Only one SELECT (or WITH ... SELECT) over the tables d1, d2 ... of this thread is allowed.";
  expect(refused).toEqual([
    only,
    "Only one statement at a time is allowed. Send each SELECT by itself.",
    expect.stringMatching(/^(Only one SELECT|SQLite refused the query)/),
    only,
  ]);
  expect(seen(events)).toEqual(["**지난주 비용은 $6,134.48입니다.**"]);
});
