import type { Scalar } from "../../../ports/tools.ts";

const LONGEST_CELL = 120;

const oneLine = (text: string, longest = LONGEST_CELL): string => {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > longest ? `${flat.slice(0, longest - 2)} …` : flat;
};

/** Ids, names and anything else that comes from AWS: as code, so that nothing in it can format, link or ping. */
export function code(value: Scalar | undefined): string {
  const text = oneLine(String(value ?? "")).replaceAll("`", "'");
  return text === "" ? "–" : `\`${text}\``;
}

const LONGEST_PROSE = 700;

/** AWS's own words: Markdown signs escaped; links and mentions lose what makes them work. */
export const plain = (value: Scalar | undefined): string => inert(oneLine(String(value ?? "")));

/** The same for whole sentences. */
export const prose = (text: string): string => inert(oneLine(text, LONGEST_PROSE));

function inert(text: string): string {
  return text
    .replace(/[\\`*_~[\]<>|#]/g, "\\$&")
    .replace(/@(?=\S)/g, "@\u200b")
    .replace(/:\/\//g, ":\u200b//");
}

export interface TableColumn {
  label: string;
  right?: boolean;
}

/** A GFM table; cells are Markdown already, only the pipes in them are made harmless. */
export function table(columns: TableColumn[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const cell = (text: string) => text.replace(/(?<!\\)\|/g, "\\|");
  return [
    line(columns.map(({ label }) => cell(label))),
    `|${columns.map(({ right }) => (right ? "---:" : "---")).join("|")}|`,
    ...rows.map((row) => line(row.map(cell))),
  ].join("\n");
}
