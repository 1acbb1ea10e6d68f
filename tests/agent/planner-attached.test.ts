import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createFileKeeper } from "../../src/datasets/attached/file-keeper.ts";
import { createDatasets } from "../../src/datasets/datasets.ts";
import { createOfflinePlanner } from "../../src/models/offline/planner.ts";
import { dataQuery } from "../../src/thread-tools/data-query.ts";
import { recordLog } from "../toolhost/support/record-log.ts";
import { last, seen, thread } from "./support/thread.ts";

const dir = mkdtempSync(join(tmpdir(), "opsthread-attached-"));
const clock = { now: () => Date.parse("2026-11-21T00:14:00Z"), moved: false };
const datasets = createDatasets({ dir, log: recordLog().log, clock });
afterAll(async () => {
  await datasets.close();
  rmSync(dir, { recursive: true, force: true });
});

const LOG = [
  ...["09:00:01", "09:00:04", "09:03:00"].map((at) => `2026-11-20T${at}+09:00 ERROR connection refused <!channel>`),
  "2026-11-20T09:05:00+09:00 FATAL out of memory",
  "2026-11-20T09:06:00+09:00 WARN slow query",
  ...Array.from({ length: 7 }, (_, i) => `2026-11-20T09:1${i}:00+09:00 INFO errors are none here`),
].join("\n");
const CSV = [
  "endpoint,method,status,count,ms",
  "/orders,GET,200,812,31.5",
  "/orders,POST,500,44,910",
  "/pay,POST,503,9,1200.25",
  "/cart,GET,200,1204,12",
  "/cart,DELETE,200,3,14",
  "/health,GET,200,9000,1",
].join("\n");

const threads: Record<string, ReturnType<typeof thread>> = {};
let count = 0;
/** Asks in a new thread with the file attached, or goes on in that of `name`. */
async function ask(name: string, content: string | null, text: string) {
  if (content !== null)
    threads[name] = thread(createOfflinePlanner(), { datasets, threadTools: [dataQuery(datasets)] });
  const key = `t${content === null ? count : ++count}`;
  const kept =
    content === null ? null : await createFileKeeper(datasets)(key, { id: "F1", name, bytes: Buffer.from(content) });
  const attached = kept?.kind === "kept" ? { attached: [kept.data] } : {};
  const language = /[가-힣]/.test(text) ? ("ko" as const) : ("en" as const);
  const { events } = await threads[name]!.turn(text, { thread: key, language, ...attached });
  const { record } = last(events);
  expect([
    record.evidence.unverified,
    record.toolCalls.filter(({ name: tool, error }) => tool === "data_query" && error),
  ]).toEqual([[], []]);
  return seen(events)
    .filter((line) => !line.startsWith("["))
    .join("\n");
}

describe("without a model, a file that was attached", () => {
  it("tells how many errors a log holds, from when to when, and which; in both languages", async () => {
    expect(await ask("app.log", LOG, "이 파일에서 오류 몇 건이야?")).toMatchInlineSnapshot(`
      "**app.log: 오류 4건** (전체 12행). 기간: 11월 20일 09:00 – 11월 20일 09:05 KST. 센 기준: level = ERROR, ERR, FATAL, SEVERE, CRITICAL.
      \`message\`별로 많은 순:
      | message | count |
      |---|---:|
      | \`connection refused <!channel>\` | 3 |
      | \`out of memory\` | 1 |
      _언어 모델 없이 규칙으로 답했습니다_"
    `);
    expect(await ask("app.log", null, "how many warnings in this file?")).toMatchInlineSnapshot(`
      "**app.log: 1 warning** (of 12 rows). At 20 Nov 09:06 KST. Counted: level = WARN, WARNING.
      Most by \`message\`:
      | message | count |
      |---|---:|
      | \`slow query\` | 1 |
      _Answered by rules, without a language model._"
    `);
    expect(await ask("app.log", null, 'how many lines with "refused"?')).toMatchInlineSnapshot(`
      "**app.log: 3 rows containing \`refused\`** (of 12 rows). Between 20 Nov 09:00 and 20 Nov 09:03 KST.
      Most by \`message\`:
      | message | count |
      |---|---:|
      | \`connection refused <!channel>\` | 3 |
      _Answered by rules, without a language model._"
    `);
    expect(await ask("app.log", LOG, "How many errors in this file?")).toMatchInlineSnapshot(`
      "**app.log: 4 errors** (of 12 rows). Between 20 Nov 09:00 and 20 Nov 09:05 KST. Counted: level = ERROR, ERR, FATAL, SEVERE, CRITICAL.
      Most by \`message\`:
      | message | count |
      |---|---:|
      | \`connection refused <!channel>\` | 3 |
      | \`out of memory\` | 1 |
      _Answered by rules, without a language model._"
    `);
  });

  it("is ranked, summed and counted by the columns that are named", async () => {
    expect(await ask("calls.csv", CSV, "top 3 by count")).toMatchInlineSnapshot(`
      "**calls.csv: top 3 rows by \`count\`**
      | endpoint | method | status | count | ms |
      |---|---|---:|---:|---:|
      | \`/health\` | \`GET\` | 200 | 9,000 | 1 |
      | \`/cart\` | \`GET\` | 200 | 1,204 | 12 |
      | \`/orders\` | \`GET\` | 200 | 812 | 31.5 |
      _Answered by rules, without a language model._"
    `);
    expect(await ask("calls.csv", null, "상위 2개 endpoint를 count 합계로")).toMatchInlineSnapshot(`
      "**calls.csv: \`count\` 상위 \`endpoint\` 2개**
      | endpoint | count |
      |---|---:|
      | \`/health\` | 9,000 |
      | \`/cart\` | 1,207 |
      _언어 모델 없이 규칙으로 답했습니다_"
    `);
    expect(await ask("calls.csv", null, "average ms of POST")).toMatchInlineSnapshot(`
      "**calls.csv: Average of \`ms\` with \`method = POST\`: 1,055.13**
      _Answered by rules, without a language model._"
    `);
    expect(await ask("calls.csv", null, "이 파일에서 에러는 몇 건이야?")).toMatchInlineSnapshot(`
      "**calls.csv: 오류 2건** (전체 6행). 센 기준: status ≥ 500.
      \`method\`별로 많은 순:
      | method | count |
      |---|---:|
      | \`POST\` | 2 |
      _언어 모델 없이 규칙으로 답했습니다_"
    `);
    expect(await ask("calls.csv", null, "how many rows are in the file?")).toMatchInlineSnapshot(`
      "**calls.csv: 6 rows in all.**
      _Answered by rules, without a language model._"
    `);
  });

  it("is told about as a whole when nothing was asked, and leaves questions about AWS alone", async () => {
    expect(await ask("calls.csv", CSV, "첨부한 파일을 요약해 주세요.")).toMatchInlineSnapshot(`
      "**calls.csv: 6행이며 열은 \`endpoint\`, \`method\`, \`status\`, \`count\`, \`ms\`입니다.**
      \`method\`별로 많은 순:
      | method | count |
      |---|---:|
      | \`GET\` | 3 |
      | \`POST\` | 2 |
      | \`DELETE\` | 1 |
      _언어 모델 없이 규칙으로 답했습니다_"
    `);
    expect(await ask("calls.csv", null, "지난주 비용 보여줘")).not.toContain("calls.csv");
  });
});
