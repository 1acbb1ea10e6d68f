import { describe, expect, it } from "vitest";
import { createNoteCommand } from "../../src/agent/note-command.ts";
import { turnsOf } from "../../src/models/offline/transcript.ts";
import { memoryHistory } from "./support/memory.ts";

const clock = { now: () => Date.parse("2026-11-20T00:12:00Z"), moved: false };
const input = {
  ...{ runId: "t-1", thread: "C1:1", asker: { id: "U0JIWOO", name: "김지우" }, zone: "Asia/Seoul", modelId: "none" },
  ...{ language: "ko" as const, accounts: ["haneul-prod"], text: "/aws-cost 7d" },
};
const steps = [
  { name: "cost_query", args: { period: "7d" }, result: "3 rows, key AKIAIOSFODNN7EXAMPLE", dataset: "d1" },
  { name: "chart", args: { dataset: "d1" }, result: "Drawn.", dataset: null },
];
const answer = { markdown: "**$25.50**", steps };

describe("the transcript of a command's thread", () => {
  it("begins as if a model had asked the same, without secrets, so that follow-ups know its rows", () => {
    const history = memoryHistory();
    createNoteCommand({ history, clock })(input, answer);
    expect(history.rows).toEqual([
      {
        role: "user",
        content: [
          {
            type: "text",
            text: [
              "[opsthread: context of this message]",
              "now: 2026-11-20 09:12 Friday, GMT+09:00 (Asia/Seoul)",
              "asker: 김지우",
              "language: ko",
              "accounts: haneul-prod (the first is the default)",
            ].join("\n"),
          },
          { type: "text", text: "/aws-cost 7d" },
        ],
      },
      {
        role: "assistant",
        content: [
          { type: "tool_use", id: "command_0", name: "cost_query", input: { period: "7d" } },
          { type: "tool_use", id: "command_1", name: "chart", input: { dataset: "d1" } },
        ],
      },
      {
        role: "user",
        content: [
          {
            type: "tool_result",
            tool_use_id: "command_0",
            content: expect.stringMatching(/^dataset: d1\n3 rows, key /),
          },
          { type: "tool_result", tool_use_id: "command_1", content: "Drawn." },
        ],
      },
      { role: "assistant", content: [{ type: "text", text: "**$25.50**" }] },
    ]);
    expect(JSON.stringify(history.rows)).not.toContain("AKIAIOSFODNN7EXAMPLE");
    expect(turnsOf(history.rows)).toMatchObject([{ text: "/aws-cost 7d", calls: [{ result: { handle: "d1" } }, {}] }]);
  });

  it("is left alone where somebody was faster, or where nothing was found out", () => {
    const history = memoryHistory();
    const note = createNoteCommand({ history, clock });
    note(input, { markdown: "**nothing**", steps: [] });
    expect(history.rows).toEqual([]);
    const question = { role: "user" as const, content: [{ type: "text" as const, text: "hello" }] };
    history.append("C1:1", "t-2", question);
    note(input, answer);
    expect(history.rows).toEqual([question]);
  });
});
