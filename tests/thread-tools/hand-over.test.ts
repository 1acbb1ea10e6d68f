import { expect, it } from "vitest";
import { type HandOverOutcome, handOver } from "../../src/thread-tools/hand-over.ts";

const at = { thread: "C1:1", context: { zone: "UTC", language: "en" as const, accounts: [], runId: "t-1" } };
const run = (outcome: HandOverOutcome) => {
  const asked: unknown[] = [];
  const tool = handOver((runId, reads) => {
    asked.push([runId, reads]);
    return outcome;
  });
  return { tool, asked };
};

it("tells the model whether somebody is called or a person has to confirm", async () => {
  const { tool, asked } = run("called");
  expect((await tool.run({}, at, new AbortController().signal)).text).toMatch(/^The on-call group is called/);
  expect(asked).toEqual([["t-1", ["unknown"]]]);
  await tool.run({}, { ...at, reads: ["cost_query"] }, new AbortController().signal);
  expect(asked[1]).toEqual(["t-1", ["cost_query"]]);
  const other = run("offered").tool;
  expect((await other.run({}, at, new AbortController().signal)).text).toMatch(/^Nobody was called yet: a button/);
  for (const [why, told] of [
    ["strangers", "may hold words of strangers: a button"],
    ["lately", "so soon after earlier"],
  ] as const)
    expect((await run(why).tool.run({}, at, new AbortController().signal)).text).toContain(told);
});

it("takes no words of a model that could stand in the call", async () => {
  const { tool, asked } = run("called");
  await expect(tool.run({ reason: "<!channel> wake up" }, at, new AbortController().signal)).rejects.toThrow(
    /arguments of hand_over do not fit/,
  );
  expect(asked).toEqual([]);
});
