import { expect, test } from "vitest";
import type { TurnRecord } from "../../src/ports/turn.ts";
import { createAnswerFiles } from "../../src/thread-tools/answer-files.ts";
import { csvFile } from "../../src/thread-tools/csv-file.ts";
import { column, datasetsIn, folder, table } from "../datasets/support.ts";

/** Results in the order they came, each with so many rows. */
async function offered(...results: [tool: string, rows: number][]) {
  const datasets = datasetsIn(folder());
  const toolCalls = [];
  for (const [index, [name, count]] of results.entries()) {
    const rows = Array.from({ length: count }, (_, row) => [`${row}`]);
    const { handle } = await datasets.add("t", `toolu_${index}`, name, {}, table([column("name")], rows));
    toolCalls.push({ name, dataset: handle, error: null });
  }
  const csv = csvFile(datasets);
  const files = createAnswerFiles({ datasets, csv, chart: csv, log: undefined as never });
  return files.offer("t", { toolCalls, evidence: { datasets: [] } } as unknown as TurnRecord).csv;
}

test("the file offered is of the table that was computed last, else of the first result; never of one single figure", async () => {
  expect(await offered(["cost_query", 26], ["data_query", 9])).toEqual({ handle: "d2", rows: 9 });
  expect(await offered(["cost_compare", 41], ["cost_query", 60], ["data_query", 1])).toEqual({
    handle: "d1",
    rows: 41,
  });
  expect(await offered(["data_query", 1])).toEqual({ handle: "d1", rows: 1 });
  expect(await offered(["cost_query", 0])).toBeNull();
});

test("a sheet of facts is offered as a file, not as a chart, although its events have times", async () => {
  const datasets = datasetsIn(folder());
  const columns = [column("section"), column("name"), column("value"), column("time", "time")];
  const facts = [
    ["finding", "severity", "8", null],
    ["event", "RunInstances", "hana.choi", "2026-11-04T09:36:00Z"],
  ];
  const list = await datasets.add(
    "t",
    "toolu_0",
    "guardduty_list_findings",
    {},
    table([column("name")], [["x"], ["y"]]),
  );
  const { handle } = await datasets.add("t", "toolu_1", "guardduty_explain_finding", {}, table(columns, facts));
  const toolCalls = [
    { name: "guardduty_list_findings", dataset: list.handle, error: null },
    { name: "guardduty_explain_finding", dataset: handle, error: null },
  ];
  const csv = csvFile(datasets);
  const files = createAnswerFiles({ datasets, csv, chart: csv, log: undefined as never });
  const record = { toolCalls, evidence: { datasets: [] } } as unknown as TurnRecord;
  expect(files.offer("t", record)).toEqual({ csv: { handle, rows: 2 }, chart: null });
});
