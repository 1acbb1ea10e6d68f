import { describe, expect, it } from "vitest";
import { anyTools } from "./any-tools.ts";
import { replies, show } from "./both-languages.ts";
import { event, events, instance, instances } from "./hand-made-tables.ts";
import { ALL_TOOLS, NOW, plannerThread, type Tools } from "./planner-thread.ts";
import { understand } from "./understand.ts";

const [PAIR_1, PAIR_2, OTHER] = ["i-0aaa1111aaa111111", "i-0bbb2222bbb222222", "i-0ccc3333ccc333333"];

const host = (name: string, id: string, type: string, region: string, state = "running") =>
  instance(name, id, state).map((cell, i) => (i === 3 ? type : i === 4 ? `${region}b` : i === 5 ? region : cell));
const FLEET = [
  host("order-api-1", OTHER, "m7g.large", "ap-northeast-2"),
  host("", PAIR_1, "g5.12xlarge", "us-east-1"),
  host("", PAIR_2, "g5.12xlarge", "us-east-1"),
];

/** Filters as the tool does: by state, region and prefix of the name. */
const inventory =
  (fleet = FLEET) =>
  ({ state, regions }: Record<string, unknown>) =>
    instances(
      fleet.filter(
        (row) =>
          (state === undefined || row[2] === state) &&
          (regions === undefined || (regions as string[]).includes(String(row[5]))),
      ),
    )();

const thread = (language: "ko" | "en" = "ko", tools: Tools = {}) =>
  plannerThread({ ...anyTools(NOW), inventory_find_instances: inventory(), ...tools }, { language });
const looked = (more: object = {}) => ({ name: "inventory_find_instances", input: { state: "running", ...more } });
const stopped = (...targets: string[]) => ({ name: "ec2_stop_instances", input: { targets } });

describe("an order to stop", () => {
  it.each([
    ["ko", "us-east-1의 GPU 인스턴스 중지해줘", [looked({ regions: ["us-east-1"] }), stopped(PAIR_1, PAIR_2)]],
    ["en", "Stop the two GPU instances", [looked(), stopped(PAIR_1, PAIR_2)]],
    ["ko", "g5 인스턴스 꺼줘", [looked(), stopped(PAIR_1, PAIR_2)]],
    ["en", "shut the g5.12xlarge pair down", [looked(), stopped(PAIR_1, PAIR_2)]],
    ["ko", "서울 리전 인스턴스 전부 중지해줘", [looked({ regions: ["ap-northeast-2"] }), stopped(OTHER)]],
    ["ko", "order-api 빼고 모두 꺼줘", [looked(), stopped(PAIR_1, PAIR_2)]],
    ["ko", "order-api-1이랑 order-api-2 중지해 주세요", [stopped("order-api-1", "order-api-2")]],
    ["en", `please stop ${PAIR_1}, ${PAIR_2} and bastion-1`, [stopped(PAIR_1, PAIR_2, "bastion-1")]],
  ] as const)("looks up what is meant and proposes it on one card (%s): %s", async (language, text, calls) => {
    expect((await thread(language).ask(text)).calls).toEqual(calls);
  });

  it("by who launched them asks CloudTrail, and takes only what still runs", async () => {
    const launches = events(
      [
        event("2026-11-04T09:36:00Z", "RunInstances", "hana.choi", PAIR_1),
        event("2026-11-01T09:36:00Z", "RunInstances", "hana.choi", "i-0ddd4444ddd444444"),
      ],
      NOW,
    );
    const { calls } = await thread("ko", { trail_find_events: launches }).ask("hana.choi가 켠 인스턴스 꺼줘");
    expect(calls).toEqual([
      looked(),
      { name: "trail_find_events", input: { period: "90d", events: ["RunInstances"], user: "hana.choi" } },
      stopped(PAIR_1),
    ]);
  });

  it("means by 'them' what the last answer named, and starts again what was stopped", async () => {
    for (const [language, question, order, again] of [
      ["ko", "us-east-1 인스턴스 보여줘", "그거 꺼줘", "다시 켜줘"],
      ["en", "show the instances in us-east-1", "shut them down", "start them again"],
    ] as const) {
      const talk = thread(language);
      await talk.ask(question);
      expect((await talk.ask(order)).calls).toEqual([stopped(PAIR_1, PAIR_2)]);
      talk.settle("approval: succeeded\ndecided_by: 박서연");
      expect((await talk.resume()).text).toContain(PAIR_1);
      expect((await talk.ask(again)).calls).toEqual([
        { name: "ec2_start_instances", input: { targets: [PAIR_1, PAIR_2] } },
      ]);
    }
  });

  it("asks which, where nothing says it or more fit than are meant, and takes the answer", async () => {
    const bare = thread();
    expect((await bare.ask("중지해줘")).text).toContain("어느 인스턴스를 중지할까요?");
    expect((await bare.ask("order-api-2요")).calls).toEqual([stopped("order-api-2")]);

    const one = thread("en");
    expect((await one.ask("stop one of the GPU instances")).calls).toEqual([looked()]);
    expect((await one.ask(PAIR_2)).calls).toEqual([stopped(PAIR_2)]);
  });

  it("tells what it found instead, in both languages", async () => {
    const many = Array.from({ length: 6 }, (_, i) =>
      host(`web-${i + 1}`, `i-0${String(i).repeat(16)}`, "c7g.large", "us-east-1"),
    );
    const ask = async (ko: string, en: string, fleet = FLEET) =>
      show(await replies({ ko, en }, { inventory_find_instances: inventory(fleet) }));
    expect(await ask("GPU 인스턴스 중지해줘", "stop the GPU instances", FLEET.slice(0, 1))).toMatchInlineSnapshot(`
      "**중지할 GPU 인스턴스가 없습니다.**

      찾은 범위: EC2 · haneul-prod · \`ap-northeast-2\`, \`us-east-1\`.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There is no GPU instance to stop.**

      Searched: EC2 · haneul-prod · \`ap-northeast-2\`, \`us-east-1\`.

      _Answered by rules, without a language model._"
    `);
    expect(await ask("us-east-1 인스턴스 전부 꺼줘", "stop all instances in us-east-1", many)).toMatchInlineSnapshot(`
      "**맞는 인스턴스가 6대입니다. 어느 것을 중지할까요?** 아래에서 이름이나 인스턴스 ID로 알려 주세요. 카드 하나에 다섯 대까지 담을 수 있습니다.

      | 이름 | ID | 유형 | 가용 영역 | 시작 시각 (KST) |
      |---|---|---|---|---|
      | \`web-1\` | \`i-00000000000000000\` | \`c7g.large\` | \`us-east-1b\` | 10월 11일 10:00 |
      | \`web-2\` | \`i-01111111111111111\` | \`c7g.large\` | \`us-east-1b\` | 10월 11일 10:00 |
      | \`web-3\` | \`i-02222222222222222\` | \`c7g.large\` | \`us-east-1b\` | 10월 11일 10:00 |
      | \`web-4\` | \`i-03333333333333333\` | \`c7g.large\` | \`us-east-1b\` | 10월 11일 10:00 |
      | \`web-5\` | \`i-04444444444444444\` | \`c7g.large\` | \`us-east-1b\` | 10월 11일 10:00 |
      | \`web-6\` | \`i-05555555555555555\` | \`c7g.large\` | \`us-east-1b\` | 10월 11일 10:00 |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **6 instances fit. Which of them shall be stopped?** Please say by name or instance id; one card takes up to five.

      | Name | ID | Type | AZ | Launched (KST) |
      |---|---|---|---|---|
      | \`web-1\` | \`i-00000000000000000\` | \`c7g.large\` | \`us-east-1b\` | 11 Oct 10:00 |
      | \`web-2\` | \`i-01111111111111111\` | \`c7g.large\` | \`us-east-1b\` | 11 Oct 10:00 |
      | \`web-3\` | \`i-02222222222222222\` | \`c7g.large\` | \`us-east-1b\` | 11 Oct 10:00 |
      | \`web-4\` | \`i-03333333333333333\` | \`c7g.large\` | \`us-east-1b\` | 11 Oct 10:00 |
      | \`web-5\` | \`i-04444444444444444\` | \`c7g.large\` | \`us-east-1b\` | 11 Oct 10:00 |
      | \`web-6\` | \`i-05555555555555555\` | \`c7g.large\` | \`us-east-1b\` | 11 Oct 10:00 |

      _Answered by rules, without a language model._"
    `);
    const six = many.map((row) => row[0]).join(", ");
    expect(await ask(`${six} 중지해줘`, `stop ${six}`)).toMatchInlineSnapshot(`
      "**한 번에 중지할 수 있는 인스턴스는 다섯 대까지입니다 (요청 6대).** 나누어 요청해 주세요.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **At most five instances can be stopped at a time (you named 6).** Please ask in parts.

      _Answered by rules, without a language model._"
    `);
  });

  it("tells how its approval ended, in both languages", async () => {
    const end = async (language: "ko" | "en", order: string, content: string) => {
      const talk = thread(language);
      await talk.ask(order);
      talk.settle(content);
      return (await talk.resume()).text.split("\n\n").slice(0, -1).join(" / ");
    };
    const done = "approval: succeeded\ndecided_by: 박서연\nexecuted_at: 2026-11-21T00:14:07Z";
    const told = [
      await end("ko", "GPU 인스턴스 중지해줘", done),
      await end("en", "Stop the GPU instances", done),
      await end("ko", "order-api-2 시작해줘", "approval: denied\ndecided_by: 이도윤"),
      await end("en", "start order-api-2", "approval: denied\ndecided_by: 이도윤"),
    ];
    expect(told.join("\n")).toMatchInlineSnapshot(`
      "**\`i-0aaa1111aaa111111\`, \`i-0bbb2222bbb222222\` 중지를 실행했습니다.** / 승인: 박서연 · 실행 11월 21일 09:14 KST.
      **The request to stop \`i-0aaa1111aaa111111\`, \`i-0bbb2222bbb222222\` was carried out.** / Approved by 박서연 · run 21 Nov 09:14 KST.
      **\`order-api-2\` 시작은 거절되었습니다.** 아무것도 실행되지 않았습니다. / 거절: 이도윤.
      **The request to start \`order-api-2\` was denied.** Nothing was run. / Denied by 이도윤."
    `);
  });

  it("is explained where only some changes are offered", async () => {
    const offered = ALL_TOOLS.filter((name) => name !== "ec2_stop_instances");
    const { text } = await plannerThread(anyTools(NOW), { language: "en", offered }).ask("stop order-api-2");
    expect(text).toContain("Changes are not enabled here");
  });
});

describe("a sentence about a stop or a start", () => {
  it.each([
    "누가 GPU 인스턴스 중지했어?",
    "who stopped the GPU instances?",
    "GPU 인스턴스 중지하면 얼마 아낄 수 있어?",
    "how much do we save by stopping the GPU instances?",
    "중지된 인스턴스 보여줘",
    "show stopped instances",
    "GPU 인스턴스 중지 이력 보여줘",
    "GPU 인스턴스 왜 멈췄어?",
    "is order-api-2 stopped?",
    "how do I stop an instance?",
    "GPU 인스턴스 중지하지 마",
    "don't stop the GPU instances",
    "인스턴스 시작 시각 보여줘",
    "show instances with their start time",
    "이번 달 시작부터 비용",
    "cost since the start of the month",
    "Which instances were stopped yesterday?",
    "알람 꺼줘",
    "안 쓰는 인스턴스 꺼줘",
  ])("orders nothing: %s", async (text) => {
    expect(["stop", "start"]).not.toContain(understand(text).intent);
  });

  it.each([
    "새 인스턴스 띄워줘",
    "launch a new GPU instance",
    "start another instance",
    "람다 함수 중지해줘",
    "stop logging",
    "GPU 인스턴스 종료해줘",
    "terminate the GPU instances",
  ])("that no tool can carry out is refused: %s", (text) => {
    expect(understand(text).intent).toBe("say:forbidden");
  });
});
