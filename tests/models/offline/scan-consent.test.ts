import { describe, expect, it, test } from "vitest";
import { patterns, timeline } from "./hand-made-tables.ts";
import { type Given, NOW, plannerThread, type Tools } from "./planner-thread.ts";

const ASKING = {
  ko: "이 쿼리는 약 7.20 GB (약 $0.05)를 스캔합니다. 5 GB가 넘는 스캔은 질문하신 분의 동의가 필요합니다. 스캔하려면 그렇게 답해 주세요 (agreed_gb: 8). 아니면 기간을 줄이거나 로그 그룹을 더 적게 지정해 주세요.",
  en: "This query would scan about 7.20 GB (about USD 0.05), and more than 5 GB need the yes of the person who asks. Ask whether to scan it, and end the turn; after a yes call again with agreed_gb: 8. Or shorten the period, or name fewer log groups.",
};

/** Tools that scan only what somebody agreed to. */
function scanning(language: "ko" | "en"): Tools {
  const unlessAgreed =
    (table: (input: Record<string, unknown>) => Given) =>
    (input: Record<string, unknown>): Given =>
      input.agreed_gb === 8 ? table(input) : { error: `${ASKING[language]}\nerror: budget` };
  const rows = [["Timeout after <n> ms", 120, 1, "2026-11-20T21:50:00Z", "2026-11-20T23:00:00Z", "Timeout after 5 ms"]];
  return {
    logs_analyze_errors: unlessAgreed(patterns(rows, 120, NOW)),
    chart: () => ({ said: "Drawn." }),
    logs_error_timeline: unlessAgreed(timeline([["2026-11-20T00:00:00Z", 120]], NOW)),
  };
}

const thread = (language: "ko" | "en") => plannerThread(scanning(language), { language, now: NOW });
const asked = { ko: "지난 30일 web 에러 로그 분석해줘", en: "Analyze the error logs of web of the last 30 days" };

describe("a large scan", () => {
  it("is asked about in words for a person, with a button", async () => {
    const ko = thread("ko");
    expect((await ko.ask(asked.ko)).text).toBe(
      "**이 쿼리는 약 7.20 GB (약 $0.05)를 스캔합니다.** 5 GB가 넘는 스캔은 질문하신 분의 동의가 필요합니다. 스캔하려면 _네_ 라고 답해 주세요. 아니면 기간을 줄이거나 로그 그룹을 더 적게 지정해 주세요.\n\n_언어 모델 없이 규칙으로 답했습니다_",
    );
    expect((ko.messages.at(-1)!.content[0] as { text?: string }).text).toMatch(
      /\n\[next\] 스캔하기 \| 네, 스캔해 주세요$/,
    );
    const en = thread("en");
    expect((await en.ask(asked.en)).text).toBe(
      "**This query would scan about 7.20 GB (about USD 0.05), and more than 5 GB need the yes of the person who asks.** Say _yes_ to scan it. Or shorten the period, or name fewer log groups.\n\n_Answered by rules, without a language model._",
    );
  });

  test.each([
    ["ko", ["네", "네, 스캔해 주세요", "응 그렇게 해줘!", "예", "ㅇㅇ", "좋아요 👍", "<@U0OPS> 진행해"]],
    ["en", ["yes", "Yes, scan it", "ok go ahead", "sure, please do", "Yep!", "do it"]],
  ] as const)("is made after a yes in %s: the same question, with what was agreed to", async (language, answers) => {
    const plain = { period: "30d", service: "web" };
    const agreed = [
      { name: "logs_analyze_errors", input: { ...plain, agreed_gb: 8 } },
      { name: "logs_error_timeline", input: { ...plain, bin: "1d", agreed_gb: 8 } },
    ];
    for (const answer of answers) {
      const conversation = thread(language);
      await conversation.ask(asked[language]);
      const { calls, text } = await conversation.ask(answer);
      expect([answer, calls.slice(0, 2)]).toEqual([answer, agreed]);
      expect(text).toContain("120");
      // What comes next is understood in the light of the question, not of the yes.
      const next = await conversation.ask(language === "ko" ? "지난 7일만" : "only the last 7 days");
      expect(next.calls[0]).toEqual({ name: "logs_analyze_errors", input: { ...plain, period: "7d" } });
    }
  });

  test.each([
    ["ko", ["아니요", "아니 됐어", "하지 마세요", "취소", "괜찮아요"]],
    ["en", ["no", "No thanks", "don't", "please do not", "cancel that"]],
  ] as const)("is not made after a no in %s", async (language, answers) => {
    for (const answer of answers) {
      const conversation = thread(language);
      await conversation.ask(asked[language]);
      const { calls, text } = await conversation.ask(answer);
      expect([answer, calls]).toEqual([answer, []]);
      expect(text).toMatch(language === "ko" ? /^\*\*스캔하지 않았습니다\.\*\*/ : /^\*\*Nothing was scanned\*\*/);
      // A yes afterwards comes too late: the question is no longer open.
      expect((await conversation.ask("yes")).calls).toEqual([]);
    }
  });

  it("is not made by a yes to something else, or by more than a yes", async () => {
    expect((await thread("ko").ask("네")).calls).toEqual([]);
    const conversation = thread("en");
    await conversation.ask(asked.en);
    const { calls } = await conversation.ask("yes but only the last 2 hours");
    expect(calls[0]).toEqual({ name: "logs_analyze_errors", input: { period: "2h", service: "web" } });
  });
});
