import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { callFailure } from "../../src/slack/text/call-failure.ts";

/** Of the tools, and of the turn itself (src/agent/run-tools.ts). */
const codes = () => {
  const source = readFileSync(join(import.meta.dirname, "../../tools/errors.ts"), "utf8");
  const [, union = ""] = /export type ErrorCode =([^;]+);/.exec(source) ?? [];
  const ofTools = [...union.matchAll(/"(\w+)"/g)].map(([, code = ""]) => code);
  return [...ofTools, "refused", "repeated", "stopped", "timeout", "unknown_tool"];
};

it("every code of a failed call is a word or two in both languages, and an unknown one stays as it is", () => {
  const all = codes();
  expect(all.length).toBeGreaterThan(12);
  for (const code of all) {
    expect([code, callFailure(code, "ko")]).toEqual([code, expect.stringMatching(/[가-힣]/)]);
    expect([code, callFailure(code, "en")]).toEqual([code, expect.stringMatching(/^[a-zA-Z ]+$/)]);
    if (/_/.test(code)) expect(callFailure(code, "en")).not.toBe(code);
  }
  expect(callFailure("of_another_server", "ko")).toBe("of_another_server");
});
