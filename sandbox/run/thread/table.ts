import { padTo, width } from "./width.ts";

export type Align = "left" | "right" | "center";

/** Rows under a ruled head, columns as wide as their widest cell. */
export function tableText(rows: string[][], align: Align[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) => Math.max(0, ...rows.map((row) => width(row[c] ?? ""))));
  const line = (row: string[]) =>
    widths
      .map((columns, c) => padTo(row[c] ?? "", columns, align[c] ?? "left"))
      .join("  ")
      .trimEnd();
  const [head, ...body] = rows;
  if (!head) return [];
  return [line(head), widths.map((columns) => "─".repeat(columns)).join("  "), ...body.map(line)];
}
