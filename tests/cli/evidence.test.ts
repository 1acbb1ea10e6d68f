import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { TurnRecord } from "../../src/ports/turn.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createRunStore } from "../../src/store/runs.ts";
import { nodeArgs } from "../support/node-args.ts";

function evidence(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, nodeArgs("src/cli/evidence.ts", ...args), {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-evidence-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const scope = { accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: [], skipped: [] };
const source = { service: "Cost Explorer", requests: 1, cached: 0, usd: 0.01, freshTo: null, scannedBytes: null };
const record: TurnRecord = {
  runId: "r-1",
  model: "claude-sonnet-5-5",
  offline: false,
  fellBack: null,
  toolCalls: [
    { id: "a", name: "cost_query", args: { period: "30d" }, ms: 412, rows: 28, dataset: "d1", error: null },
    {
      id: "b",
      name: "data_query",
      args: { sql: "SELECT sum(usd) FROM d1" },
      ms: 3,
      rows: 1,
      dataset: "d2",
      error: null,
    },
    { id: "c", name: "trail_find_events", args: {}, ms: 90, rows: null, dataset: null, error: "access_denied" },
  ],
  tokens: { input: 300, output: 120, cacheRead: 2_700, cacheWrite: 0 },
  usd: 0.0123,
  ceRequests: 1,
  ms: 4_200,
  nearBudgets: [],
  shares: { proven: null, cached: null },
  beganAnew: false,
  evidence: {
    datasets: [{ handle: "d1", tool: "cost_query", args: {}, period: null, scope, source, truncated: null, notes: [] }],
    claims: [
      { text: "$1,234.45", kind: "figure", proven: true, origin: { handle: "d2", how: "row 1, usd" } },
      {
        text: "9.1%",
        kind: "figure",
        proven: true,
        origin: { handle: "d1", how: "usd", with: { handle: "d0", how: "usd" } },
      },
      { text: "30", kind: "figure", proven: true, origin: null },
      { text: "hana.choi", kind: "name", proven: false, origin: null },
    ],
    unverified: ["hana.choi"],
  },
};

describe("the evidence of an answer", () => {
  it("names question, calls with their arguments and SQL, and the source of each figure", () => {
    const dir = folder();
    const db = openDatabase(dir);
    const runs = createRunStore(db);
    runs.begin(
      {
        runId: "r-1",
        input: {
          runId: "r-1",
          thread: "T/C/1",
          asker: { id: "U1", name: "김지우" },
          zone: "Asia/Seoul",
          language: "ko",
          text: "최근 30일 비용",
          accounts: ["haneul-prod"],
          modelId: "claude-sonnet-5-5",
        },
        place: { channel: "C", threadTs: "1", team: "T", isDm: false },
      },
      0,
    );
    runs.end("r-1", "answered", record, 0);
    expect(evidence("r-1", "--data", dir)).toEqual({
      status: 0,
      stderr: "",
      stdout: `r-1 · answered
Question: 최근 30일 비용
Asked by 김지우, times in Asia/Seoul

cost_query {"period":"30d"}
  -> d1, 28 rows from Cost Explorer, 412 ms
data_query {"sql":"SELECT sum(usd) FROM d1"}
  -> d2, 1 rows, 3 ms
trail_find_events {}
  -> failed: access_denied, 90 ms

3 of 4 figures, times and names are proven:
  = $1,234.45: d2: row 1, usd
  = 9.1%: d1: usd, against d0: usd
  = 30: said in the thread
  ? hana.choi: in no result

claude-sonnet-5-5: 3000 tokens in, 120 out, 90 % of the input from cache, USD 0.0123
1 Cost Explorer requests, 4.2 s
`,
    });
    db.close();
  });

  it("says what to do where there is nothing to show", () => {
    const dir = folder();
    expect(evidence().stderr).toBe("Name the answer by the number it quotes: npm run evidence -- t-24d7d58d36\n");
    expect(evidence("r-1", "--data", dir).stderr).toBe(
      `There is no bot data in ${dir}. Name its folder with --data DIR, or set DATA_DIR.\n`,
    );
    openDatabase(dir).close();
    expect(evidence("r-1", "--data", dir)).toEqual({
      status: 1,
      stdout: "",
      stderr: "No answer has the number r-1.\n",
    });
  });
});
