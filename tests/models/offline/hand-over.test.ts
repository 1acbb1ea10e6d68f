import { describe, expect, it } from "vitest";
import { asksForPerson } from "../../../src/models/offline/person-words.ts";
import { anyTools } from "./any-tools.ts";
import { ALL_TOOLS, NOW, plannerThread } from "./planner-thread.ts";

const called = { said: "The on-call group is called in this thread as soon as this answer ends." };
const offered = { said: "Nobody was called yet: a button to confirm it stands under this answer." };
const thread = (language: "ko" | "en", answer?: { said: string }) =>
  plannerThread(
    { ...anyTools(NOW), ...(answer ? { hand_over: () => answer } : {}) },
    { language, offered: [...ALL_TOOLS, ...(answer ? ["hand_over"] : [])] },
  );

describe("asking for somebody responsible", () => {
  it.each([
    "담당자 불러줘",
    "당직자 호출해 줘",
    "온콜 좀 불러주세요",
    "담당자한테 연결해줘",
    "사람 좀 불러줘",
    "call on-call",
    "please page the on-call engineer",
    "I need a human",
    "escalate this to on-call",
    "hand over to a person: get someone on duty",
  ])("is understood: %s", (text) => expect(asksForPerson(text)).toBe(true));

  it.each([
    "담당자가 누구야?",
    "담당자 부르지 마",
    "당직자는 언제 바뀌어?",
    "담당자 태그가 없는 인스턴스 보여줘",
    "비용 알려줘",
    "who is on call?",
    "don't page the on-call",
    "how many API calls failed?",
    "get the cost of last month",
  ])("is not read into: %s", (text) => expect(asksForPerson(text)).toBe(false));

  it("calls by the tool and says what came of it, in both languages", async () => {
    const ko = await thread("ko", called).ask("담당자 불러줘");
    expect(ko.calls).toEqual([{ name: "hand_over", input: {} }]);
    expect(ko.text.split("\n")[0]).toBe("**질문과 확인한 내용을 요약해 담당자 그룹을 부릅니다.**");
    const en = await thread("en", offered).ask("call on-call");
    expect(en.text.split("\n")[0]).toBe(
      "**Nobody was called yet.** Press the button below to confirm; a summary goes along.",
    );
  });

  it("is declined with the way out where nobody is set up", async () => {
    const { calls, text } = await thread("ko").ask("담당자 불러줘");
    expect(calls).toEqual([]);
    expect(text).toContain("관리자에게 opsthread.yaml의 `oncall` 설정을 요청해 주세요.");
  });

  it("does not end what the conversation was about", async () => {
    const about = thread("ko", called);
    await about.ask("지난주 서비스별 비용 보여줘");
    await about.ask("담당자 불러줘");
    const { calls } = await about.ask("EC2만");
    expect(calls.length).toBeGreaterThan(0);
  });
});
