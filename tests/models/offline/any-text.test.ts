import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOfflinePlanner } from "../../../src/models/offline/planner.ts";
import { cpuMs } from "../../support/cpu-time.ts";
import { anyTools } from "./any-tools.ts";
import { ALL_TOOLS, NOW, plannerThread } from "./planner-thread.ts";

const WORDS =
  "비용 지난주 재부팅 order-api-2 말고 하지 마 로그 EC2만 그 전주 차트 | ` <!channel> vs last 7 11/ 99월 99일 0일 전 since :".split(
    " ",
  );
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(" ")),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join("")),
);

describe("whatever people write", () => {
  const model = createOfflinePlanner();

  it("never throws, always ends in words or a card, and calls only tools that are offered", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("ko" as const, "en" as const),
        fc.subarray(ALL_TOOLS),
        async (texts, language, offered) => {
          const thread = plannerThread(anyTools(NOW), { language, offered, model });
          for (const each of texts) {
            const { calls, text: reply } = await thread.ask(each);
            for (const { name } of calls) expect(offered).toContain(name);
            if (calls.at(-1)?.name.startsWith("ec2_")) continue;
            expect(reply).toMatch(language === "ko" ? /규칙으로 답했습니다_$/ : /without a language model\._$/);
            expect(reply.startsWith("**")).toBe(true);
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it("reads a long message in little time", async () => {
    const thread = plannerThread(anyTools(NOW), { model });
    const long = ["지난주 서비스별 비용 ".repeat(5_000), "a-".repeat(20_000), "1".repeat(20_000)];
    const ms = await cpuMs(async () => {
      for (const text of long) await thread.ask(text);
    });
    expect(ms).toBeLessThan(1_000);
  });
});
