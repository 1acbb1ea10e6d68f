import { describe, expect, it } from "vitest";
import { replies, show } from "./both-languages.ts";
import { tableOf } from "./hand-made-tables.ts";
import { understand } from "./understand.ts";

describe("what was found out before", () => {
  it.each([
    "지난주 5xx 원인이 뭐였지?",
    "지난주에 order-api 장애 원인 뭐였더라?",
    "결제 서비스 지연에 대해 얘기했던 스레드 찾아줘",
    "이전 스레드에서 GPU 비용 결론이 뭐야",
    "what did we find about the 5xx last week?",
    "did we discuss the NAT gateway cost?",
    "is there an earlier thread on GuardDuty findings",
  ])("is asked for by %j", (text) => {
    const { intent, slots } = understand(text);
    expect([intent, slots.about]).toEqual(["past", text]);
  });

  it.each([
    ["어제 order-api 장애 원인 분석해줘", "outage"],
    ["지난주 서비스별 비용 보여줘", "cost"],
    ["what did we spend last week?", "cost"],
    ["who stopped i-0abc1234def567890 yesterday?", "trail"],
    ["Are there GuardDuty findings of high severity?", "guardduty"],
  ])("is not what %j asks for", (text, intent) => expect(understand(text).intent).toBe(intent));

  const questions = { ko: "지난주 5xx 원인이 뭐였지?", en: "what did we find about the 5xx last week?" };
  const column = (name: string, type: "text" | "time" | "id" = "text") => ({
    name,
    type,
    label: { ko: name, en: name },
  });
  const columns = [
    column("time", "time"),
    ...["asker", "question", "finding"].map((name) => column(name)),
    column("thread", "id"),
  ];
  const found = (rows: string[][], codes: string[] = []) =>
    tableOf(columns, rows, {
      totals: { threads: rows.length, searched: 41 },
      notes: codes.map((code) => ({ code, text: "" })),
    });
  const outage = [
    "2026-11-12T05:03:00Z",
    "김지우",
    "order-api 5xx 원인 분석해줘",
    "가장 유력한 원인은 06:50의 배포 order-api 1.42.0입니다. 배포 3분 뒤 올랐습니다.",
    "C0OPS:1.2",
  ];

  it("is told with who asked, when, and the first sentence of the answer", async () => {
    const asked: unknown[] = [];
    const { ko, en } = await replies(questions, {
      history_search(input: Record<string, unknown>) {
        asked.push(input);
        return found([outage]);
      },
    });
    expect(asked[0]).toEqual({ words: questions.ko, from: "2026-11-09", to: "2026-11-15" });
    expect(show({ ko, en })).toMatchInlineSnapshot(`
      "**11월 9–15일의 관련 스레드 1개를 찾았습니다.**

      - 11월 12일 14:03 김지우: _order-api 5xx 원인 분석해줘_ → 가장 유력한 원인은 06:50의 배포 order-api 1.42.0입니다.

      볼 수 있는 지난 스레드 41개를 검색했습니다. 수치는 그때의 것입니다. 지금 값이 필요하면 다시 물어봐 주세요.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Found 1 earlier thread of 9–15 Nov.**

      - 12 Nov 14:03, 김지우: _order-api 5xx 원인 분석해줘_ → 가장 유력한 원인은 06:50의 배포 order-api 1.42.0입니다.

      Searched 41 earlier threads that you may see. Figures are of that day; ask again for today's.

      _Answered by rules, without a language model._"
    `);
  });

  it("says when it is of other days, and when there is none", async () => {
    const others = await replies(questions, { history_search: () => found([outage], ["other_days"]) });
    expect(others.ko.split("\n")[0]).toBe("**11월 9–15일에는 없고, 다른 날의 관련 스레드 1개를 찾았습니다.**");
    const none = await replies(questions, { history_search: () => found([]) });
    expect(show(none)).toMatchInlineSnapshot(`
      "**11월 9–15일에 관련된 이야기를 한 스레드를 찾지 못했습니다.**

      볼 수 있는 지난 스레드 41개를 검색했습니다.

      지금 새로 알아보려면 예를 들어 이렇게 물어봐 주세요: _지난주 order-api 장애 원인 분석해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **No earlier thread of 9–15 Nov is about this.**

      Searched 41 earlier threads that you may see.

      To look into it now, ask for example: _why did order-api fail last week?_

      _Answered by rules, without a language model._"
    `);
  });
});
