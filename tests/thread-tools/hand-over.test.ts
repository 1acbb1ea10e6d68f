import { expect, it } from "vitest";
import { handOver } from "../../src/thread-tools/hand-over.ts";

const at = { thread: "C1:1", context: { zone: "UTC", language: "en" as const, accounts: [], runId: "t-1" } };
const run = (outcome: "called" | "offered") => {
  const asked: string[] = [];
  const tool = handOver((runId) => {
    asked.push(runId);
    return outcome;
  });
  return { tool, asked };
};

it("tells the model whether somebody is called or a person has to confirm", async () => {
  const { tool, asked } = run("called");
  expect((await tool.run({}, at, new AbortController().signal)).text).toMatch(/^The on-call group is called/);
  expect(asked).toEqual(["t-1"]);
  const other = run("offered").tool;
  expect((await other.run({}, at, new AbortController().signal)).text).toMatch(/^Nobody was called yet: a button/);
});

it("takes no words of a model that could stand in the call", async () => {
  const { tool, asked } = run("called");
  await expect(tool.run({ reason: "<!channel> wake up" }, at, new AbortController().signal)).rejects.toThrow(
    /arguments of hand_over do not fit/,
  );
  expect(asked).toEqual([]);
});
