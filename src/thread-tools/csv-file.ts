import { z } from "zod";
import type { Datasets } from "../ports/datasets.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import type { Column, Scalar } from "../ports/tools.ts";
import { describeTool, readArgs } from "./describe-tool.ts";

/** Spreadsheets take about a million rows; Slack shows a file of this size without trouble. */
const MOST_ROWS = 200_000;

const input = z.strictObject({
  dataset: z
    .string()
    .regex(/^d\d+$/)
    .describe("A handle: d1, d2 ..."),
  name: z.string().max(60).optional().describe("File name without ending."),
});

/** All rows of a result as a file in the thread: what ten lines of a table do not show. */
export function csvFile(datasets: Pick<Datasets, "read">): ThreadTool {
  return {
    descriptor: describeTool({
      name: "csv_file",
      title: { ko: "CSV 파일", en: "CSV file" },
      description: [
        "Post all rows of a result of this thread as a CSV file.",
        "Use when somebody asks for CSV, Excel, a file, or a whole list. For a part of the rows, select them with data_query first.",
      ].join(" "),
      input,
    }),
    async run(args, at) {
      const { dataset, name } = readArgs("csv_file", input, args);
      const found = datasets.read(at.thread, dataset, MOST_ROWS);
      if (!found) throw new Error(`This thread has no result ${dataset}.`);
      const { info, rows } = found;
      if (rows.length === 0) return { text: `${dataset} has no rows, so there is no file.` };
      const content = toCsv(
        info.columns.map((column) => headOf(column, at.context.language)),
        rows,
      );
      const missing =
        info.truncated || rows.length < info.rowCount ? " It holds only the stored part of the result; say so." : "";
      return {
        text: `The file is posted: ${rows.length} rows of ${dataset}.${missing}`,
        file: { name: `${fileName(name ?? info.tool)}.csv`, title: `${name ?? info.tool} (${dataset})`, content },
      };
    },
  };
}

const headOf = (column: Column, language: "ko" | "en"): string =>
  `${column.label[language]}${column.type === "money" ? ` (${column.unit ?? "USD"})` : column.type === "time" ? " (UTC)" : ""}`;

/** RFC 4180, with a byte order mark: without it Excel reads Hangul as another encoding. */
function toCsv(heads: string[], rows: Scalar[][]): string {
  const lines = [heads, ...rows].map((row) => row.map(cell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** Text that a spreadsheet would run as a formula is a stranger's: a quote before it makes it plain text. */
function cell(value: Scalar): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "") || "result";
}
