import type { Table, ToolOutcome } from "../ports/tools.ts";

/** The table of a result with all its rows, also those too many for a message. Whoever asked still disposes of the spool. */
export async function wholeTable({ table, spool }: Extract<ToolOutcome, { kind: "table" }>): Promise<Table> {
  return spool ? { ...table, rows: await Array.fromAsync(spool.rows()) } : table;
}
