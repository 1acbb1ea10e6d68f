import { describe, expect, it } from "vitest";
import { anyTools } from "./any-tools.ts";
import { NOW, plannerThread } from "./planner-thread.ts";

const fresh = (language: "ko" | "en" = "ko") => plannerThread(anyTools(NOW), { language });
const set = (theme: string) => ({ name: "chart_theme", input: { theme } });

describe("the look of pictures", () => {
  it.each([
    ["차트를 어둡게 해줘", "dark"],
    ["이제부터 다크 모드로 그려줘", "dark"],
    ["그래프 배경을 검은색으로 바꿔줘", "dark"],
    ["차트를 다시 밝게 해줘", "light"],
    ["다크 말고 라이트 테마로", "light"],
    ["use dark charts", "dark"],
    ["make my charts dark please", "dark"],
    ["switch to the light theme", "light"],
    ["I prefer light charts instead of dark", "light"],
    ["change the charts from dark to light", "light"],
  ] as const)("is kept for the person: %s", async (text, theme) => {
    const language = /[가-힣]/.test(text) ? "ko" : "en";
    const { calls, text: answer } = await fresh(language).ask(text);
    expect(calls).toEqual([set(theme)]);
    const said = {
      ko: { dark: "어둡게 그립니다", light: "밝게 그립니다" },
      en: { dark: "are dark", light: "are light" },
    };
    expect(answer).toContain(said[language][theme]);
  });

  it("is shown at once on the last picture of the thread, and the conversation goes on where it was", async () => {
    const thread = fresh();
    const first = await thread.ask("지난주 서비스별 비용 보여줘");
    const picture = first.calls.find(({ name }) => name === "chart");
    const turned = await thread.ask("차트를 어둡게 해줘");
    expect(turned.calls).toEqual([set("dark"), picture]);
    expect(turned.text).toMatchInlineSnapshot(`
      "**이제부터 차트와 다이어그램을 어둡게 그립니다.** 마지막 그림을 다시 올렸습니다. 본인에게만 적용되며, _차트를 밝게 해줘_ 라고 하면 되돌립니다.

      _언어 모델 없이 규칙으로 답했습니다_"
    `);
    expect((await thread.ask("그럼 그 전주는?")).calls[0]).toMatchObject({
      name: "cost_query",
      input: { period: "2026-11-02..2026-11-08" },
    });
  });

  it("said with a question is set before the question is answered", async () => {
    const { calls } = await fresh("en").ask("show last week's cost by service as a dark chart");
    expect(calls.map(({ name }) => name)).toEqual(["chart_theme", "cost_query", "chart"]);
  });

  it("is nothing that a word alone would change", async () => {
    for (const text of ["light traffic yesterday?", "show the darkroom instance", "지난주 비용을 차트로 보여줘"])
      expect((await fresh().ask(text)).calls.map(({ name }) => name)).not.toContain("chart_theme");
  });
});
