import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvFile } from "../../src/thread-tools/csv-file.ts";
import { column, datasetsIn, folder, never, table } from "../datasets/support.ts";

const context = { zone: "Asia/Seoul", language: "ko" as const, accounts: ["haneul-prod"], runId: "r1" };

async function withRows(rows: (string | number | null)[][], about = {}) {
  const datasets = datasetsIn(folder());
  const columns = [column("service"), column("usd", "money"), column("at", "time")];
  await datasets.add("t", "toolu_1", "cost_query", {}, table(columns, rows, about));
  const tool = csvFile(datasets);
  return (args: object) => tool.run(args, { thread: "t", context }, never);
}

describe("csv_file", () => {
  test("posts every row, quoted as spreadsheets read it, money and time named with their unit", async () => {
    const run = await withRows([
      ["EC2, 기타", 10.5, "2026-11-20T00:00:00Z"],
      ['say "hi"\nthere', null, null],
      ["=HYPERLINK(1)", -3, null],
    ]);
    expect(await run({ dataset: "d1", name: "11월 비용/요약" })).toEqual({
      text: "The file is posted: 3 rows of d1.",
      file: {
        name: "11월-비용-요약.csv",
        title: "11월 비용/요약 (d1)",
        content:
          '\uFEFFservice,usd (USD),at (UTC)\r\n"EC2, 기타",10.5,2026-11-20T00:00:00Z\r\n"say ""hi""\nthere",,\r\n\'=HYPERLINK(1),-3,\r\n',
      },
    });
  });

  test("says when the file holds a part, when there are no rows, and when there is no such result", async () => {
    const cut = await withRows([["a", 1, null]], {
      truncated: { shown: 1, of: 9, why: { ko: "페이지 한도", en: "page cap" } },
    });
    expect((await cut({ dataset: "d1" })).text).toBe(
      "The file is posted: 1 rows of d1. It holds only the stored part of the result; say so.",
    );
    const empty = await withRows([]);
    expect(await empty({ dataset: "d1" })).toEqual({ text: "d1 has no rows, so there is no file." });
    await expect(empty({ dataset: "d9" })).rejects.toThrow("This thread has no result d9.");
    await expect(empty({ dataset: "../d1" })).rejects.toThrow("The arguments of csv_file do not fit.");
  });

  test("never lets a stranger's text become a formula, and loses nothing of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), async (names) => {
        const run = await withRows(names.map((name) => [name.toWellFormed(), 1, null]));
        const content = (await run({ dataset: "d1" })).file?.content ?? "";
        const cells = parse(content.slice(1))
          .slice(1)
          .map(([first]) => first ?? "");
        expect(cells.map((cell) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell))).toEqual(
          names.map((name) => name.toWellFormed()),
        );
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { numRuns: 30 },
    );
  });
});

/** A reader of RFC 4180, written apart from the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const row = rows.at(-1)!;
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') row[row.length - 1] += c;
      else if (text[i + 1] === '"') {
        row[row.length - 1] += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push("");
    else if (c === "\r" && text[i + 1] === "\n") {
      rows.push([""]);
      i += 1;
    } else row[row.length - 1] += c;
  }
  return rows.slice(0, -1);
}
