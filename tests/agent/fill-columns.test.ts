import { expect, test } from "vitest";
import { fillColumns } from "../../src/agent/fill-columns.ts";
import type { Datasets } from "../../src/ports/datasets.ts";

const rows = [
  ["web-1", "arn:1"],
  ["web-2", "arn:2"],
  ["again", "arn:2"],
  ["none", null],
];
const datasets = {
  read: (thread: string, handle: string) =>
    thread === "C1:1" && handle === "d3" ? { info: { columns: [{ name: "name" }, { name: "arn" }] }, rows } : null,
} as unknown as Datasets;
const schema = { properties: { resources: { type: "array", "x-opsthread-column": true }, other: { type: "array" } } };
const fill = (args: unknown, thread = "C1:1") => fillColumns(args, schema, datasets, thread);

test("a column of the thread's result stands for its values, each once", () => {
  expect(fill({ resources: ["d3.arn"], tags: { team: "order" } })).toEqual({
    resources: ["arn:1", "arn:2"],
    tags: { team: "order" },
  });
  expect(fill({ resources: ["arn:0", "d3.arn"] })).toEqual({ resources: ["arn:0", "arn:1", "arn:2"] });
});

test("nothing else is filled: other arguments, columns and results that are not there, other threads", () => {
  for (const args of [
    { other: ["d3.arn"] },
    { resources: ["d3.owner"] },
    { resources: ["d9.arn"] },
    { resources: ["d3.arn;"] },
    { resources: "d3.arn" },
    null,
  ])
    expect(fill(args)).toEqual(args);
  expect(fill({ resources: ["d3.arn"] }, "C2:1")).toEqual({ resources: ["d3.arn"] });
});
