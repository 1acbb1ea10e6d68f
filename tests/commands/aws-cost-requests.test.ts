import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAwsCost } from "../../src/commands/aws-cost.ts";
import type { ToolHost } from "../../src/ports/tools.ts";
import { chart } from "../../src/thread-tools/chart.ts";
import { csvFile } from "../../src/thread-tools/csv-file.ts";
import { english, never, pencil, periodWords, someDatasets } from "../thread-tools/support.ts";
import { recordLog } from "../toolhost/support/record-log.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../tools/support/sample-account.ts";
import { toolHostHere } from "../tools/support/tool-host-here.ts";

let account: SampleAccount;
let toolHost: ToolHost;
const data = mkdtempSync(join(tmpdir(), "aws-cost-"));

beforeAll(async () => {
  account = await startSampleAccount();
  toolHost = toolHostHere({ env: account.env("read"), data });
});
afterAll(async () => {
  await toolHost?.close();
  await account?.stop();
  rmSync(data, { recursive: true, force: true });
});

test("whatever /aws-cost is asked, Cost Explorer gets one request at most, and none for the same again", async () => {
  const datasets = someDatasets();
  const { draw } = pencil();
  const tools = { chart: chart({ datasets, draw, periodWords }), csv: csvFile(datasets) };
  const clock = { now: () => Date.parse(NOW), moved: false };
  const journal = { toolCall() {} };
  const awsCost = createAwsCost({ toolHost, datasets, ...tools, periodWords, journal, clock, log: recordLog().log });
  const asked = async (text: string): Promise<number> => {
    const before = (await account.journal()).length;
    const read = awsCost.read(text, english);
    if (read.kind !== "ready") throw new Error(`"${text}" is not understood: ${read.help.why}`);
    const result = await read.ask("C1:1", { ...english, runId: text }, never);
    expect(result, text).toMatchObject({ kind: "answer", pictureFailed: false });
    const calls = (await account.journal()).slice(before).filter(({ service }) => service === "ce");
    if (result.kind === "answer") expect(result.ceRequests, text).toBe(calls.length);
    return calls.length;
  };
  const texts = [
    "93d by service csv",
    "ytd by tag:team",
    "12 months by usage type",
    "month by region vs previous",
    "6 months vs previous",
    "37d by usage type vs previous",
    "forecast until year end",
    "anomalies",
    "last month anomalies csv",
  ];
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = await asked(text);
  expect(counts).toEqual(Object.fromEntries(texts.map((text) => [text, 1])));
  for (const text of ["93d by service csv", "6 months vs previous", "anomalies"]) expect(await asked(text)).toBe(0);

  // An answer of several pages is several requests: the first is read, and told to be a part.
  await account.fault({ operation: "GetCostAndUsage", kind: "empty_page", times: 1 });
  expect(await asked("9d by region")).toBe(1);
  expect(await asked("9d by region")).toBe(0);
});
