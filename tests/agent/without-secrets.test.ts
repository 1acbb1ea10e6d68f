import { expect, it } from "vitest";
import { withoutSecrets } from "../../src/agent/without-secrets.ts";
import type { Block } from "../../src/ports/model.ts";

const thinking = { type: "thinking" as const, thinking: "", signature: "s" };
const call: Block = { type: "tool_use", id: "c1", name: "cost_query", input: {} };

it("row 47: a secret that a model says is kept as its placeholder, without the thinking that came after", () => {
  const said: Block[] = [thinking, { type: "text", text: "Decoded: AKIAQ3EGRZ7CANARY4XW" }, thinking, call];
  expect(withoutSecrets(said)).toEqual([
    thinking,
    { type: "text", text: expect.stringMatching(/^Decoded: \[redacted:[a-z-]+:[0-9a-f]{4}\]$/) },
    call,
  ]);
});

it("row 47: a secret that a model calls a tool with goes nowhere", () => {
  const text = "in any line AKIAQ3EGRZ7CANARY4XW";
  const said: Block[] = [thinking, { ...call, input: { query: text, groups: ["order-api"], api_key: "k" } }, thinking];
  const placeholder = /^(in any line )?\[redacted:[a-z-]+:[0-9a-f]{4}\]$/;
  expect(withoutSecrets(said)).toEqual([
    thinking,
    {
      ...call,
      input: {
        query: expect.stringMatching(placeholder),
        groups: ["order-api"],
        api_key: expect.stringMatching(placeholder),
      },
    },
  ]);
});

it("what holds none stays as it is, to the byte", () => {
  const said: Block[] = [thinking, { type: "text", text: "$4,812.37 on 17 March" }, thinking, call];
  expect(withoutSecrets(said)).toBe(said);
});
